// A table while its rows go by: a profile per column, the first rows as they stand, and what is worth a warning.
import type { Table } from "@polylogue/core";
import { type ColumnProfile, columnProfile } from "./column-profile.ts";

const sampleRows = 20;
const sampleCellLength = 200;
/** More columns than a person can look at; what lies beyond is left out. */
const columnLimit = 500;

export interface TableProfile {
  /** One row, by column; a name that is new adds a column. */
  add(row: Iterable<readonly [name: string, cell: string]>): void;
  finish(name: string): { readonly table: Table; readonly warnings: readonly string[] };
}

export const tableProfile = (names: readonly string[] = []): TableProfile => {
  const columns = new Map<string, ColumnProfile>(
    names.slice(0, columnLimit).map((name) => [name, columnProfile(name)]),
  );
  const sample: Map<string, string>[] = [];
  const beyond = new Set(names.slice(columnLimit));
  let rows = 0;

  const columnOf = (name: string): ColumnProfile | undefined => {
    const known = columns.get(name);
    if (known) return known;
    if (columns.size >= columnLimit) {
      beyond.add(name);
      return undefined;
    }
    const column = columnProfile(name);
    columns.set(name, column);
    return column;
  };

  return {
    add(row) {
      rows += 1;
      const kept = rows <= sampleRows ? new Map<string, string>() : undefined;
      for (const [name, cell] of row) {
        columnOf(name)?.add(cell, rows);
        kept?.set(name, cell.length > sampleCellLength ? `${cell.slice(0, sampleCellLength - 1)}…` : cell);
      }
      if (kept) sample.push(kept);
    },
    finish(name) {
      const finished = [...columns.values()].map((column) => column.finish(rows));
      const order = [...columns.keys()];
      return {
        table: {
          name,
          rows,
          columns: finished.map(({ column }) => column),
          sample: sample.map((row) => order.map((column) => row.get(column) ?? "")),
        },
        warnings: [
          ...finished.flatMap(({ warnings }) => warnings),
          ...(beyond.size > 0 ? [`I kept the first ${columnLimit} columns; ${beyond.size} or more are left out.`] : []),
        ],
      };
    },
  };
};
