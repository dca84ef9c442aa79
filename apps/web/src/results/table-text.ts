// A table as text for other programs: CSV as RFC 4180 has it, and Markdown.
import type { Figure } from "../charts/chart-spec.ts";
import { isNumberColumn, type ResultTable } from "./result-table.ts";

const quoted = (cell: Figure): string => {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const asCsv = ({ columns, rows }: ResultTable): string =>
  [columns, ...rows].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");

const escaped = (cell: Figure): string =>
  (cell === null ? "" : String(cell)).replaceAll(/[\\|]/g, "\\$&").replaceAll(/\s*\n\s*/g, " ");

export function asMarkdown(table: ResultTable): string {
  const { columns, rows } = table;
  const rule = columns.map((_, column) => (isNumberColumn(table, column) ? "---:" : "---"));
  return [columns, rule, ...rows].map((cells) => `| ${cells.map(escaped).join(" | ")} |\n`).join("");
}
