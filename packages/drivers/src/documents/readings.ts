// The ways in which a cell may be read: as a number, a date, a truth value. A column is of the type whose reading fits nearly all of its cells.
import type { ColumnType } from "@polylogue/core";
import { parseDayFirst, parseIsoDate, parseMonthFirst, parseWrittenDate } from "./dates.ts";

export interface Reading {
  readonly name: "number" | "decimal comma" | "iso date" | "written date" | "month first" | "day first" | "boolean";
  readonly type: ColumnType;
  /** The cell's place in the column's order, or nothing when it does not read this way. */
  readonly place: (cell: string) => number | undefined;
}

const dotNumber = /^\(?[-+]?[$€£¥]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][-+]?\d{1,3})?\s?[%€]?\)?$/;
const commaNumber = /^[-+]?[$€£¥]?\s?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\s?[%€]?$/;
const digits = /\d/;

/** A code such as "00501": a number would lose its zeros. */
export const isCode = (cell: string): boolean => /^0\d+$/.test(cell);

const finite = (value: number) => (Number.isFinite(value) ? value : undefined);

const placeOfNumber = (cell: string): number | undefined => {
  if (!dotNumber.test(cell) || !digits.test(cell)) return undefined;
  const bracketed = cell.startsWith("(");
  if (bracketed !== cell.endsWith(")")) return undefined;
  const value = finite(Number(cell.replace(/[$€£¥%,()\s]/g, "")));
  return bracketed && value !== undefined ? -value : value;
};

const placeOfCommaNumber = (cell: string): number | undefined =>
  commaNumber.test(cell) ? finite(Number(cell.replace(/[$€£¥%.\s]/g, "").replace(",", "."))) : undefined;

const truth = new Map([
  ["true", 1],
  ["yes", 1],
  ["false", 0],
  ["no", 0],
]);

/** In the order in which they win when several fit equally well. */
export const readings: readonly Reading[] = [
  { name: "number", type: "number", place: placeOfNumber },
  { name: "decimal comma", type: "number", place: placeOfCommaNumber },
  { name: "iso date", type: "date", place: parseIsoDate },
  { name: "written date", type: "date", place: parseWrittenDate },
  { name: "day first", type: "date", place: parseDayFirst },
  { name: "month first", type: "date", place: parseMonthFirst },
  { name: "boolean", type: "boolean", place: (cell) => truth.get(cell.toLowerCase()) },
];

const absences = new Set(["", "na", "n/a", "null", "-", "nan"]);

/** Whether a cell is empty or only says that there is nothing. */
export const isMissing = (cell: string): boolean => cell.length <= 4 && absences.has(cell.toLowerCase());
