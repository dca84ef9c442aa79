// What is known of one column while its cells go by: which readings fit, how many values, the smallest and the largest.
import type { Column } from "@polylogue/core";
import { isCode, isMissing, type Reading, readings } from "./readings.ts";

/** Distinct values that are counted one by one. */
const countedValues = 10_000;
/** A column has a type when at least this share of its cells reads that way. */
const typeShare = 0.9;
/** From this share of codes on ("00501") the column is text, for its zeros count. */
const codeShare = 0.01;
const exampleLength = 80;

interface Value {
  count: number;
  readonly firstRow: number;
}

interface Fit {
  readonly reading: Reading;
  matched: number;
  min?: { readonly place: number; readonly cell: string };
  max?: { readonly place: number; readonly cell: string };
  firstOdd?: { readonly cell: string; readonly row: number };
}

export interface FinishedColumn {
  readonly column: Column;
  /** How its cells are read; absent for text. */
  readonly reading?: Reading;
  readonly warnings: readonly string[];
}

export interface ColumnProfile {
  /** `row` is one-based and does not count the header. */
  add(cell: string, row: number): void;
  /** The finished column of a table of so many rows; rows that brought no cell count as missing. */
  finish(rows: number): FinishedColumn;
}

export const columnProfile = (name: string): ColumnProfile => {
  const values = new Map<string, Value>();
  const fits: Fit[] = readings.map((reading) => ({ reading, matched: 0 }));
  let present = 0;
  let whole = 0;
  let codes = 0;
  let overflowed = false;

  const weigh = (cell: string, row: number, count: number): void => {
    if (/^[-+]?[\d,]+$/.test(cell)) whole += count;
    if (isCode(cell)) codes += count;
    for (const fit of fits) {
      const place = fit.reading.place(cell);
      if (place === undefined) {
        if (!fit.firstOdd || row < fit.firstOdd.row) fit.firstOdd = { cell, row };
        continue;
      }
      fit.matched += count;
      if (!fit.min || place < fit.min.place) fit.min = { place, cell };
      if (!fit.max || place > fit.max.place) fit.max = { place, cell };
    }
  };

  const add = (raw: string, row: number): void => {
    const cell = raw.trim();
    if (isMissing(cell)) return;
    present += 1;
    const known = values.get(cell);
    if (known) known.count += 1;
    else if (values.size < countedValues) values.set(cell, { count: 1, firstRow: row });
    else {
      overflowed = true;
      weigh(cell, row, 1);
    }
  };

  const finish = (rows: number): FinishedColumn => {
    for (const [cell, { count, firstRow }] of values) weigh(cell, firstRow, count);
    const best = codes > present * codeShare ? undefined : bestFit(fits, present);
    const base = {
      name,
      missing: rows - present,
      distinct: values.size,
      ...(overflowed && { distinctIsLowerBound: true }),
      examples: mostFrequent(values),
    };
    if (!best) return { column: { ...base, type: present === 0 ? "empty" : "text" }, warnings: [] };
    const odd = present - best.matched;
    const column: Column = {
      ...base,
      type: best.reading.name === "number" && whole === best.matched ? "integer" : best.reading.type,
      ...(best.min && { min: best.min.cell }),
      ...(best.max && { max: best.max.cell }),
      ...(best.firstOdd && { oddCells: { count: odd, first: shorten(best.firstOdd.cell), row: best.firstOdd.row } }),
    };
    return { column, reading: best.reading, warnings: warningsOf(name, best, fits) };
  };

  return { add, finish };
};

const bestFit = (fits: readonly Fit[], present: number): Fit | undefined => {
  const [first, ...others] = fits;
  const best = others.reduce((winner, fit) => (winner && winner.matched >= fit.matched ? winner : fit), first);
  return best && present > 0 && best.matched >= present * typeShare ? best : undefined;
};

const mostFrequent = (values: ReadonlyMap<string, Value>): string[] =>
  [...values]
    .sort(([, a], [, b]) => b.count - a.count)
    .slice(0, 5)
    .map(([cell]) => shorten(cell));

const shorten = (cell: string): string => (cell.length > exampleLength ? `${cell.slice(0, exampleLength - 1)}…` : cell);

const warningsOf = (name: string, best: Fit, fits: readonly Fit[]): string[] => {
  if (best.reading.name === "decimal comma")
    return [`I read the numbers in "${name}" with a comma before the decimals.`];
  const rival = fits.find((fit) => fit.reading.name === "month first");
  if (best.reading.name !== "day first" || rival?.matched !== best.matched) return [];
  const { cell = "" } = best.min ?? {};
  return [`The dates in "${name}" can be read with the day or the month first (${cell}); I took the day to be first.`];
};
