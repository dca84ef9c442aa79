// CSV and its kin as a table, row by row, so that 25 MB never stand in memory as cells.
import type { Table } from "@polylogue/core";
import { parse } from "csv-parse";
import { sniffDelimiter } from "./delimiter.ts";
import { nameColumns } from "./header.ts";
import { type TableProfile, tableProfile } from "./table-profile.ts";
import { unreadable } from "./unreadable.ts";

const chunkBytes = 256 * 1024;

export interface ReadTables {
  readonly tables: readonly Table[];
  readonly warnings: readonly string[];
}

/** Rows that do not have as many cells as the header. */
interface Ragged {
  count: number;
  first: number;
}

export const readDelimited = async (
  text: string,
  name: string,
  progress: (done: number) => void,
): Promise<ReadTables> => {
  const rows = rowSink();
  const parser = parse({
    delimiter: sniffDelimiter(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1024 * 1024,
    on_record: (cells: string[]) => {
      rows.add(cells);
      return null;
    },
  });
  const ended = new Promise<void>((resolve, reject) => {
    parser.on("error", reject).on("end", resolve).resume();
  });
  const bytes = Buffer.from(text);
  const written = (async () => {
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      const chunk = bytes.subarray(start, start + chunkBytes);
      await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
      progress(Math.min(1, (start + chunkBytes) / bytes.length));
    }
    parser.end();
  })();
  try {
    await Promise.race([ended, Promise.all([written, ended])]);
  } catch (error) {
    throw unreadable(
      `I could not read this as a table near row ${rows.count() + 1}. Is a quotation mark left open?`,
      error,
    );
  }
  return rows.finish(name);
};

const rowSink = () => {
  let table: TableProfile | undefined;
  let names: readonly string[] = [];
  let header: readonly string[] | undefined;
  let warnings: readonly string[] = [];
  let count = 0;
  const short: Ragged = { count: 0, first: 0 };
  const long: Ragged = { count: 0, first: 0 };

  const open = (next?: readonly string[]): TableProfile => {
    const named = nameColumns(header ?? [], next);
    ({ names, warnings } = named);
    const opened = tableProfile(names);
    if (named.firstRowIsData && header) addTo(opened, header);
    return opened;
  };

  const addTo = (target: TableProfile, cells: readonly string[]) => {
    count += 1;
    if (cells.length !== names.length) {
      const ragged = cells.length < names.length ? short : long;
      ragged.count += 1;
      ragged.first ||= count;
    }
    target.add(names.slice(0, cells.length).map((name, index) => [name, cells[index] ?? ""] as const));
  };

  return {
    count: () => count,
    add(cells: readonly string[]) {
      if (!header) {
        header = cells;
        return;
      }
      table ??= open(cells);
      addTo(table, cells);
    },
    finish(name: string): ReadTables {
      if (!header) throw unreadable("This file is empty.");
      const finished = (table ?? open()).finish(name);
      return {
        tables: [finished.table],
        warnings: [...warnings, ...raggedWarnings(short, long), ...finished.warnings],
      };
    },
  };
};

const raggedWarnings = (short: Ragged, long: Ragged): string[] => [
  ...(short.count > 0
    ? [
        `${rowCount(short)} fewer cells than there are columns (first: row ${short.first}); what is absent counts as missing.`,
      ]
    : []),
  ...(long.count > 0
    ? [`${rowCount(long)} more cells than there are columns (first: row ${long.first}); the cells beyond are left out.`]
    : []),
];

const rowCount = ({ count }: Ragged) => (count === 1 ? "1 row has" : `${count.toLocaleString("en")} rows have`);
