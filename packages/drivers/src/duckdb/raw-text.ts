// CSV and JSON on their way into the database: plain CSV without a header, and the names of its columns.
import { parse } from "csv-parse/sync";
import { decodeText } from "../documents/decode.ts";
import { type Delimiter, sniffDelimiter } from "../documents/delimiter.ts";
import { textKindOf } from "../documents/file-kind.ts";
import { nameColumns } from "../documents/header.ts";
import { readJson } from "../documents/json-tables.ts";
import { tableProfile } from "../documents/table-profile.ts";
import { unreadable, unsupported } from "../documents/unreadable.ts";

export interface RawTable {
  readonly title: string;
  readonly names: readonly string[];
  readonly text: string;
  readonly delimiter: Delimiter;
  /** The first record holds the names. */
  readonly header: boolean;
}

/** Enough for a header and one row. */
const headLength = 1024 * 1024;
/** More columns than a person can look at; as in the document reader. */
const columnLimit = 500;

export const rawTables = (bytes: Uint8Array, name: string): RawTable[] => {
  const text = decodeText(bytes).text.replace(/^\ufeff/, "");
  if (text.trim() === "") throw unreadable("This file is empty.");
  switch (textKindOf(text, name, "")) {
    case "table":
      return [delimitedTable(text, name)];
    case "json":
      return jsonTables(text, name);
    default:
      throw unsupported("There is no table in this file. I can ask questions of CSV, JSON and Parquet.");
  }
};

const delimitedTable = (text: string, title: string): RawTable => {
  const delimiter = sniffDelimiter(text);
  const [first = [], next] = firstRecords(text, delimiter);
  const { names, firstRowIsData } = nameColumns(first, next);
  return { title, names: names.slice(0, columnLimit), text, delimiter, header: !firstRowIsData };
};

const firstRecords = (text: string, delimiter: Delimiter): string[][] => {
  try {
    return parse(text.slice(0, headLength), {
      delimiter,
      to: 2,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw unreadable("I could not read this as a table near row 1. Is a quotation mark left open?", error);
  }
};

const jsonTables = (text: string, name: string): RawTable[] => {
  const drafts: Draft[] = [];
  const { tables } = readJson(text, name, (names) => {
    const draft = newDraft(names);
    drafts.push(draft);
    return draft;
  });
  return drafts.slice(0, tables.length).map((draft, index) => draft.table(tables[index]?.name ?? name));
};

type Draft = ReturnType<typeof newDraft>;

/** A table of which rows and columns become known together. */
const newDraft = (names: readonly string[] = []) => {
  const columns = new Map(names.slice(0, columnLimit).map((name, index) => [name, index]));
  const lines: string[] = [];
  const placeOf = (name: string): number | undefined => {
    if (!columns.has(name) && columns.size < columnLimit) columns.set(name, columns.size);
    return columns.get(name);
  };
  return {
    add(row: Iterable<readonly [name: string, cell: string]>) {
      const cells: string[] = [];
      for (const [name, cell] of row) {
        const place = placeOf(name);
        if (place !== undefined) cells[place] = `"${cell.replaceAll('"', '""')}"`;
      }
      lines.push(cells.join(","));
    },
    /** What the document reader says of a table is not needed here. */
    finish: (name: string) => tableProfile([...columns.keys()]).finish(name),
    table: (title: string): RawTable => ({
      title,
      names: [...columns.keys()],
      text: lines.map((line) => line || '""').join("\n"),
      delimiter: ",",
      header: false,
    }),
  };
};
