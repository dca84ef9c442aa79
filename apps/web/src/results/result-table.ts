// The rows behind an answer, and how they were computed, as far as its `data` tells.
import type { ChartSpec, Figure } from "../charts/chart-spec.ts";

export interface ResultTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Figure[])[];
}

const mostRows = 10_000;

export function resultTable(data: unknown): ResultTable | undefined {
  const { columns, rows } = fieldsOf(data);
  if (!Array.isArray(columns) || !Array.isArray(rows) || columns.length === 0) return undefined;
  const names = columns.map(columnName);
  return { columns: names, rows: rows.slice(0, mostRows).map((row) => cellsOf(row, names)) };
}

/** The query, where one was made. */
export function resultQuery(data: unknown): string | undefined {
  const { sql } = fieldsOf(data);
  const { text } = fieldsOf(sql);
  const query = typeof sql === "string" ? sql : text;
  return typeof query === "string" && query.trim() !== "" ? query : undefined;
}

export function chartTable({ data: { values } }: ChartSpec): ResultTable {
  const columns = [...new Set(values.flatMap((row) => Object.keys(row)))];
  return { columns, rows: values.map((row) => columns.map((name) => row[name] ?? null)) };
}

export const rowFields = ({ columns }: ResultTable, row: readonly Figure[]): Record<string, Figure> =>
  Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null]));

export const isNumberColumn = ({ rows }: ResultTable, column: number): boolean =>
  rows.every((row) => row[column] === null || typeof row[column] === "number") &&
  rows.some((row) => typeof row[column] === "number");

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

const columnName = (column: unknown): string => {
  const { name } = fieldsOf(column);
  return String(typeof column === "string" ? column : (name ?? ""));
};

const cellsOf = (row: unknown, names: readonly string[]): Figure[] => {
  if (Array.isArray(row)) return names.map((_, at) => figureOf(row[at]));
  const fields = fieldsOf(row);
  return names.map((name) => figureOf(fields[name]));
};

const figureOf = (cell: unknown): Figure => {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean") return cell;
  return JSON.stringify(cell);
};
