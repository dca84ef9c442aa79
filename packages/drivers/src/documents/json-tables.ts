// JSON as tables: a list of objects, lists side by side, an object with lists in it, or one object per line.
import type { ReadTables } from "./delimited.ts";
import { nameColumns } from "./header.ts";
import { type TableProfile, tableProfile } from "./table-profile.ts";
import { unreadable } from "./unreadable.ts";

type JsonRecord = Readonly<Record<string, unknown>>;

/** Objects within objects become columns `a.b.c`; what lies deeper stays JSON in its cell. */
const depthLimit = 3;
/** Tables of one file. */
const tableLimit = 20;

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Where the rows of a table go; `names` where they are known before the rows. */
export type OpenTable = (names?: readonly string[]) => TableProfile;

export const readJson = (text: string, name: string, open: OpenTable = tableProfile): ReadTables => {
  const { value, warnings } = parseJson(text);
  const found = tablesOf(value, name, open);
  return {
    tables: found.slice(0, tableLimit).map(({ table }) => table),
    warnings: [
      ...warnings,
      ...found.flatMap((read) => read.warnings),
      ...(found.length > tableLimit ? [`I kept the first ${tableLimit} of ${found.length} tables.`] : []),
    ],
  };
};

const parseJson = (text: string): { value: unknown; warnings: readonly string[] } => {
  try {
    return { value: JSON.parse(text), warnings: [] };
  } catch (whole) {
    return parseLines(text, whole);
  }
};

/** JSON lines; a file of which most lines are no JSON is a damaged file, not one of lines. */
const parseLines = (text: string, cause: unknown): { value: unknown; warnings: readonly string[] } => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const value: unknown[] = [];
  let skipped = 0;
  for (const line of lines) {
    try {
      value.push(JSON.parse(line));
    } catch {
      skipped += 1;
    }
  }
  if (lines.length < 2 || skipped > lines.length * 0.1) {
    const reason = cause instanceof Error ? ` (${cause.message.replaceAll(/\s+/g, " ").slice(0, 120)})` : "";
    throw unreadable(`This is not valid JSON${reason}. Correct it, then upload it again.`, cause);
  }
  const warnings = skipped > 0 ? [`${skipped} of ${lines.length} lines are not valid JSON and were left out.`] : [];
  return { value, warnings };
};

const tablesOf = (value: unknown, name: string, open: OpenTable): ReturnType<typeof fromRows>[] => {
  if (Array.isArray(value)) return [fromRows(value, name, open)];
  if (!isRecord(value))
    throw unreadable("This JSON holds a single value; I need a list or an object to make a table of.");
  const columns = Object.entries(value);
  if (columns.length > 1 && columns.every(([, cells]) => isColumn(cells))) return [fromColumns(value, name, open)];
  const lists = columns.filter(
    (entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && entry[1].some(isRecord),
  );
  return lists.length > 0 ? lists.map(([key, rows]) => fromRows(rows, key, open)) : [fromRows([value], name, open)];
};

const isColumn = (cells: unknown) =>
  Array.isArray(cells) && cells.length > 0 && !cells.some((cell) => typeof cell === "object" && cell !== null);

const fromColumns = (columns: JsonRecord, name: string, open: OpenTable) => {
  const lists = Object.entries(columns).map(([key, cells]) => [key, cells as unknown[]] as const);
  const rows = Math.max(...lists.map(([, cells]) => cells.length));
  const table = open(lists.map(([key]) => key));
  for (let row = 0; row < rows; row += 1) table.add(lists.map(([key, cells]) => [key, cellOf(cells[row])] as const));
  return table.finish(name);
};

const fromRows = (rows: readonly unknown[], name: string, open: OpenTable) => {
  if (rows.length === 0) throw unreadable("This JSON holds an empty list.");
  if (rows.every((row) => Array.isArray(row))) return fromLists(rows as unknown[][], name, open);
  const table = open();
  for (const row of rows) table.add(isRecord(row) ? flatten(row) : [["value", cellOf(row)]]);
  return table.finish(name);
};

const fromLists = (rows: readonly unknown[][], name: string, open: OpenTable) => {
  const [first = [], ...rest] = rows.map((row) => row.map(cellOf));
  const { names, firstRowIsData, warnings } = nameColumns(first, rest[0]);
  const table = open(names);
  for (const row of firstRowIsData ? [first, ...rest] : rest) {
    table.add(row.map((cell, index) => [names[index] ?? `column_${index + 1}`, cell] as const));
  }
  const finished = table.finish(name);
  return { ...finished, warnings: [...warnings, ...finished.warnings] };
};

const flatten = (record: JsonRecord, prefix = "", depth = 1): [name: string, cell: string][] =>
  Object.entries(record).flatMap(([key, value]): [string, string][] =>
    isRecord(value) && depth < depthLimit && Object.keys(value).length > 0
      ? flatten(value, `${prefix}${key}.`, depth + 1)
      : [[`${prefix}${key}`, cellOf(value)]],
  );

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
