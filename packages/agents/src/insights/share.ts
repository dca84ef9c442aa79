// Answers in shares: what part of the rows, or of an amount, belongs to something, or to each group.
import type { Cell } from "@polylogue/core";
import { counted, listed, plain, strong } from "../files/wording.ts";
import { groupedQuery } from "./aggregate.ts";
import { groupChart } from "./chart.ts";
import { coverageOf, gapsWords, nothingLeft } from "./coverage.ts";
import { figure, groupName, groupWords, percent } from "./figure.ts";
import { filtersWords } from "./filter-words.ts";
import { type Bench, type Finding, sentences, shownTable } from "./finding.ts";
import type { Measure, QueryPlan } from "./plan.ts";
import { aggregated, fromTable, sql, where } from "./sql.ts";
import { fieldNamed, titleOf } from "./subject.ts";

export const share = (bench: Bench, plan: QueryPlan): Promise<Finding> =>
  plan.part ? ofPart(bench, plan) : ofGroups(bench, plan);

const wholeOf = ({ measures }: QueryPlan): Measure => measures[0] ?? { aggregation: "count" };

const ofPart = async (bench: Bench, plan: QueryPlan): Promise<Finding> => {
  const { subject } = bench;
  const { filters, part = [] } = plan;
  const measure = wholeOf(plan);
  const value = aggregated(subject, measure);
  const [all, some] = [where(subject, filters), where(subject, [...filters, ...part])];
  const query = sql(
    `SELECT (SELECT ${value} ${fromTable(subject)} ${some.text}), (SELECT ${value} ${fromTable(subject)} ${all.text})`,
    ...some.parameters,
    ...all.parameters,
  );
  const [row = []] = (await bench.ask(query)).rows;
  const [piece, whole] = [Number(row[0] ?? 0), Number(row[1] ?? 0)];
  const found = {
    sql: query,
    columns: ["part", "whole", "share"],
    rows: [[piece, whole, whole === 0 ? null : piece / whole] as Cell[]],
  };
  if (whole === 0) return { ...found, text: nothingLeft(bench, filters) };
  const about = filtersWords(subject, filters);
  const of = about === "" ? "" : ` ${about}`;
  const [what, rows] =
    measure.column === undefined
      ? [`of the ${counted(whole, "row")}${of}`, `that is ${figure(piece)}`]
      : [
          `of the total ${plain(titleOf(subject, measure.column), 120)}${of}`,
          `that is ${figure(piece)} of ${figure(whole)}`,
        ];
  return { ...found, text: `${strong(percent(piece / whole))} ${what} are ${filtersWords(subject, part)}; ${rows}.` };
};

const ofGroups = async (bench: Bench, plan: QueryPlan): Promise<Finding> => {
  const { subject } = bench;
  const measure = wholeOf(plan);
  const { query, result } = await groupedQuery(bench, { ...plan, measures: [measure] });
  const at = plan.groups.length;
  const whole = result.rows.reduce((sum, row) => sum + Number(row[at] ?? 0), 0);
  const columns = [...result.columns.map(({ name }) => name), "share"];
  const rows = result.rows.map((row): Cell[] => [...row, whole === 0 ? null : Number(row[at] ?? 0) / whole]);
  if (rows.length === 0 || whole === 0) return { sql: query, columns, rows, text: nothingLeft(bench, plan.filters) };
  const coverage = await coverageOf(
    bench,
    plan.filters,
    plan.groups.map(({ column }) => column),
  );
  const name = (row: readonly Cell[]) =>
    plan.groups
      .map((group, place) => groupWords(row[place] ?? null, group, fieldNamed(subject, group.column)))
      .join(", ");
  const about = filtersWords(subject, plan.filters);
  const what = measure.column === undefined ? "rows" : `total ${plain(titleOf(subject, measure.column), 120)}`;
  const lead = `Share of the ${what} by ${listed(plan.groups.map((group) => plain(groupName(subject, group), 120)))}${about === "" ? "" : `, ${about}`}`;
  const said = rows.slice(0, 5).map((row) => `${strong(name(row))} ${percent(Number(row.at(-1)))}`);
  const { table, more } = shownTable(
    columns,
    rows.map((row) => [name(row), figure(Number(row[at])), percent(Number(row.at(-1)))]),
  );
  const chart = groupChart(
    subject,
    { ...plan, measures: [measure], chart: plan.chart ?? (rows.length <= 6 ? "arc" : "bar") },
    columns,
    rows,
  );
  return {
    sql: query,
    columns,
    rows,
    text: sentences(
      `${lead}: ${listed(said)}${rows.length > 5 ? `, and ${counted(rows.length - 5, "smaller group")}` : ""}.`,
      gapsWords(bench, coverage),
    ),
    ...(rows.length > 5 && plan.groups.length === 1 && { table, ...(more && { after: more }) }),
    ...(chart && { chart }),
  };
};
