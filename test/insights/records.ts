// The public tables as plain JavaScript records, and the few sums that the expected answers need: nothing of the product is used here.
import { readFileSync } from "node:fs";

export type Row = Readonly<Record<string, string | number | null>>;

const folder = new URL("../../node_modules/vega-datasets/data/", import.meta.url);

export const bytesOf = (file: string): Buffer => readFileSync(new URL(file, folder));

export const rowsOf = (file: string): Row[] => {
  const text = bytesOf(file).toString("utf8");
  return file.endsWith(".json") ? (JSON.parse(text) as Row[]) : parsedCsv(text);
};

const parsedCsv = (text: string): Row[] => {
  const [header = [], ...lines] = text
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""),
    );
  return lines.map((cells) =>
    Object.fromEntries(
      header.map((name, at) => {
        const cell = cells[at] ?? "";
        return [name, cell === "" ? null : /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell];
      }),
    ),
  );
};

export const numbers = (rows: readonly Row[], column: string): number[] =>
  rows.flatMap((row) => (typeof row[column] === "number" ? [row[column] as number] : []));

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;
export const highest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), -Infinity);
export const lowest = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity);

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(half)] ?? 0)
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
};

export const deviation = (values: readonly number[]): number =>
  Math.sqrt(sum(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1));

export const correlation = (rows: readonly Row[], a: string, b: string): number => {
  const both = rows.filter((row) => typeof row[a] === "number" && typeof row[b] === "number");
  const [x, y] = [numbers(both, a), numbers(both, b)];
  const [mx, my] = [mean(x), mean(y)];
  const top = sum(x.map((value, at) => (value - mx) * ((y[at] ?? 0) - my)));
  return top / Math.sqrt(sum(x.map((value) => (value - mx) ** 2)) * sum(y.map((value) => (value - my) ** 2)));
};

/** One figure for each group, rows without a group left out. */
export const by = (
  rows: readonly Row[],
  key: (row: Row) => string | number | null | undefined,
  figure: (rows: readonly Row[]) => number,
): Record<string, number> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = key(row);
    if (name === null || name === undefined) continue;
    const known = groups.get(String(name));
    if (known) known.push(row);
    else groups.set(String(name), [row]);
  }
  return Object.fromEntries([...groups].map(([name, members]) => [name, figure(members)]));
};

/** The names of the `count` groups with the highest figures. */
export const topOf = (groups: Record<string, number>, count = 1): string[] =>
  Object.entries(groups)
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name]) => name);

export const bottomOf = (groups: Record<string, number>): string =>
  Object.entries(groups).sort(([, a], [, b]) => a - b)[0]?.[0] ?? "";

export const rowWith = (rows: readonly Row[], column: string, end: "highest" | "lowest"): Row => {
  const value = end === "highest" ? highest(numbers(rows, column)) : lowest(numbers(rows, column));
  return rows.find((row) => row[column] === value) ?? {};
};

export const countOf = (rows: readonly Row[]): number => rows.length;

export const yearOf = (row: Row, column: string): string => /\d{4}/.exec(String(row[column] ?? ""))?.[0] ?? "";
