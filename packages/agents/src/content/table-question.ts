// A question about one table, and what every answer to one needs: its name, the columns that are meant, its gaps in a sentence.
import type { Column, Document, JsonObject, Table } from "@polylogue/core";
import type { Intent } from "../files/intent.ts";
import { counted, listed, strong } from "../files/wording.ts";

/** Columns in a table of the answer; a wider file is told by the first of them. */
export const shownColumns = 40;

/** The table that is meant, its file, and what of its columns is meant. */
export interface TableQuestion {
  readonly document: Document;
  readonly table: Table;
  readonly intent: Intent;
}

export const nameOf = ({ document, table }: Pick<TableQuestion, "document" | "table">): string =>
  document.tables.length > 1 ? `${strong(table.name)} in ${strong(document.name)}` : strong(document.name);

export const chosenColumns = ({ table, intent }: TableQuestion): readonly Column[] =>
  intent.columns.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);

const factsOf = ({ name, type, missing, distinct, min, max }: Column): JsonObject => ({
  name,
  type,
  missing,
  distinct,
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
});

export const dataOf = ({ document, table }: TableQuestion, columns: readonly Column[]): JsonObject => ({
  file_id: document.file_id,
  table: table.name,
  rows: table.rows,
  columns: columns.map(factsOf),
});

export const joined = (...sentences: readonly (string | undefined)[]): string => sentences.filter(Boolean).join(" ");

export const sizeWords = (table: Table): string =>
  `${counted(table.rows, "row")} and ${counted(table.columns.length, "column")}`;

export const gapSummary = (table: Table): string => {
  const missing = table.columns.reduce((sum, column) => sum + column.missing, 0);
  if (missing === 0) return "No value is missing.";
  const columns = table.columns.filter((column) => column.missing > 0);
  return `${counted(missing, "value is", "values are")} missing, in ${listed(
    columns.map(({ name }) => strong(name)),
    4,
  )}.`;
};
