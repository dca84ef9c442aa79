// Answers that set values or times side by side, and say by how much they differ.
import type { Cell } from "@polylogue/core";
import { listed, plain, strong } from "../files/wording.ts";
import { barChart } from "./chart.ts";
import { coverageOf, gapsWords, nothingLeft } from "./coverage.ts";
import { figure, measureName, percent } from "./figure.ts";
import { filtersWords, filterWords } from "./filter-words.ts";
import { type Bench, capital, type Finding, sentences, shownTable } from "./finding.ts";
import type { Filter, QueryPlan } from "./plan.ts";
import { aggregated, fromTable, joinedBy, sql, where } from "./sql.ts";
import type { Subject } from "./subject.ts";

export const compare = async (bench: Bench, { measures, filters, sides = [], chart }: QueryPlan): Promise<Finding> => {
  const { subject } = bench;
  const figures = measures.map((measure) => aggregated(subject, measure)).join(", ");
  const parts = sides.map((side, at) => {
    const limits = where(subject, [...filters, side]);
    return sql(`SELECT ${at}, count(*), ${figures} ${fromTable(subject)} ${limits.text}`, ...limits.parameters);
  });
  const all = joinedBy(" UNION ALL ", parts);
  const query = { ...all, text: `${all.text} ORDER BY 1` };
  const { rows } = await bench.ask(query);
  const names = sides.map((side) => sideName(subject, side));
  const empty = sides.find((_, at) => Number(rows[at]?.[1] ?? 0) === 0);
  const columns = ["", "rows", ...measures.map((measure) => measureName(subject, measure))];
  const found = {
    sql: query,
    columns: ["side", ...columns.slice(1)],
    rows: rows.map((row, at): Cell[] => [names[at] ?? "", ...row.slice(1)]),
  };
  if (empty) return { ...found, text: nothingLeft(bench, [...filters, empty]) };
  const coverages = await Promise.all(
    sides.map((side) =>
      coverageOf(
        bench,
        [...filters, side],
        measures.flatMap(({ column }) => column ?? []),
      ),
    ),
  );
  const cells = (at: number): Cell[] => rows.map((row) => row[at + 2] ?? null);
  const about = filtersWords(subject, filters);
  // Of one row each, the total is the average.
  const single =
    rows.every((row) => Number(row[1]) === 1) && measures.every(({ column }) => column === measures[0]?.column);
  const [first] = measures;
  const { table } = shownTable(
    columns,
    rows.map((row, at) => [
      names[at] ?? "",
      ...row.slice(1).map((cell) => (typeof cell === "number" ? figure(cell) : String(cell ?? "no value"))),
    ]),
  );
  return {
    ...found,
    text: sentences(
      ...(single ? measures.slice(0, 1) : measures).map((measure, at) =>
        sidesWords(measureName(subject, measure), names, cells(at), about),
      ),
      gapsWords(bench, merged(coverages)),
    ),
    ...(measures.length + sides.length > 3 && { table }),
    ...(first &&
      measures.every(({ column }) => column === first.column) &&
      chart !== "none" && {
        chart: barChart(
          `${measureName(subject, first)}: ${names.join(" and ")}`,
          "side",
          measureName(subject, first),
          names.map((name, at): Cell[] => [name, cells(0)[at] ?? null]),
        ),
      }),
  };
};

const merged = (coverages: readonly { rows: number; present: ReadonlyMap<string, number> }[]) => {
  const present = new Map<string, number>();
  for (const one of coverages)
    for (const [column, count] of one.present) present.set(column, (present.get(column) ?? 0) + count);
  return { rows: coverages.reduce((sum, { rows }) => sum + rows, 0), present };
};

/** "2008", "March 2008", "AAPL". */
export const sideName = (subject: Subject, side: Filter): string =>
  side.op === "is" ? side.values.map(String).join(", ") : filterWords(subject, side).replace(/^(?:in|on|for) /, "");

const sidesWords = (measure: string, names: readonly string[], cells: readonly Cell[], about: string): string => {
  const values = cells.map((cell) => (cell === null ? undefined : Number(cell)));
  const said = names.map((name, at) => {
    const value = values[at];
    return `${strong(name)} ${value === undefined ? "none" : figure(value)}`;
  });
  const lead = `${capital(plain(measure, 160))}${about === "" ? "" : ` ${about}`}: ${listed(said)}.`;
  const [a, b] = values;
  if (values.length !== 2 || a === undefined || b === undefined) return lead;
  if (a === b) return `${lead} They are equal.`;
  const higher = a > b ? names[0] : names[1];
  const share = Math.min(a, b) > 0 ? ` (${percent(Math.abs(a - b) / Math.min(a, b))})` : "";
  return `${lead} ${capital(strong(higher ?? ""))} is higher by ${figure(Math.abs(a - b))}${share}.`;
};
