// Answers about one column's values: how they are spread, and which of them stand far out.
import type { Cell } from "@polylogue/core";
import { counted, listed, plain, shareOf, strong } from "../files/wording.ts";
import { aggregate } from "./aggregate.ts";
import { histogramChart } from "./chart.ts";
import { coverageOf, gapsWords, nothingLeft } from "./coverage.ts";
import { cellWords, figure } from "./figure.ts";
import { filtersWords } from "./filter-words.ts";
import { type Bench, type Finding, sentences, shownTable } from "./finding.ts";
import { readableBucket } from "./grouping.ts";
import type { Filter, QueryPlan } from "./plan.ts";
import { fieldOf, fromTable, sql, where } from "./sql.ts";
import { type Field, isNumeric, labelsOf } from "./subject.ts";

const steps = 20;

export const distribution = async (bench: Bench, plan: QueryPlan): Promise<Finding> => {
  const field = fieldOf(bench.subject, plan.measures[0]?.column);
  if (!isNumeric(field)) {
    const bucket = field.role === "time" ? readableBucket(field) : undefined;
    return aggregate(bench, {
      ...plan,
      kind: "count",
      measures: [{ aggregation: "count" }],
      groups: [{ column: field.name, ...(bucket && { bucket }) }],
    });
  }
  return ofNumbers(bench, plan.filters, field);
};

const ofNumbers = async (bench: Bench, filters: readonly Filter[], field: Field): Promise<Finding> => {
  const { subject } = bench;
  const column = field.expression;
  const limits = where(subject, filters, [`${column} IS NOT NULL`]);
  const summary = sql(
    `SELECT min(${column}), quantile_cont(${column}, 0.25), median(${column}), quantile_cont(${column}, 0.75), max(${column}), avg(${column}) ${fromTable(subject)} ${limits.text}`,
    ...limits.parameters,
  );
  const [row = []] = (await bench.ask(summary)).rows;
  const coverage = await coverageOf(bench, filters, [field.name]);
  const columns = ["lowest", "first quarter below", "median", "last quarter above", "highest", "average"];
  const found = { sql: summary, columns, rows: [row] };
  if (row[0] === null || row[0] === undefined) return { ...found, text: nothingLeft(bench, filters) };
  const [low = 0, quarter = 0, middle = 0, last = 0, high = 0, mean = 0] = row.map(Number);
  const about = filtersWords(subject, filters);
  const width = niceStep((high - low) / steps);
  const bins = sql(
    `SELECT floor(${column} / ?) * ? AS a, floor(${column} / ?) * ? + ? AS b, count(*) ${fromTable(subject)} ${limits.text} GROUP BY 1, 2 ORDER BY 1`,
    width,
    width,
    width,
    width,
    width,
    ...limits.parameters,
  );
  const { rows } = await bench.ask(bins);
  return {
    ...found,
    text: sentences(
      `${strong(field.title)}${about === "" ? "" : ` ${about}`} runs from ${strong(figure(low))} to ${strong(figure(high))}, with a median of ${strong(figure(middle))} and an average of ${figure(mean)}.`,
      `Half of the rows lie between ${figure(quarter)} and ${figure(last)}.`,
      gapsWords(bench, coverage),
    ),
    chart: histogramChart(field.title, rows),
  };
};

/** 1, 2 or 5 times a power of ten. */
const niceStep = (raw: number): number => {
  if (raw <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
};

/** Far out: beyond the middle half by one and a half times its width (Tukey's fences). */
export const outliers = async (bench: Bench, { measures, filters }: QueryPlan): Promise<Finding> => {
  const { subject } = bench;
  const fields = measures.map(({ column }) => fieldOf(subject, column)).filter(isNumeric);
  const found: Far[] = [];
  for (const field of fields) found.push(await farOut(bench, filters, field));
  const odd = found.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  const columns = ["column", "values far out", "usual from", "usual to", "farthest", "row"];
  const rows = odd.map(({ field, count, from, to, farthest, label }): Cell[] => [
    field.title,
    count,
    from,
    to,
    farthest,
    label,
  ]);
  const query = found[0]?.query ?? sql("");
  const names = listed(
    fields.map(({ title }) => strong(title)),
    6,
  );
  const gaps = await coverageOf(
    bench,
    filters,
    fields.map(({ name }) => name),
  );
  const about = filtersWords(subject, filters);
  const condition = about === "" ? "" : ` ${about}`;
  if (odd.length === 0) return { sql: query, columns, rows, text: `Nothing stands far out in ${names}${condition}.` };
  const words = odd
    .slice(0, 4)
    .map(
      ({ field, count, from, to, farthest, label }) =>
        `${strong(field.title)} has ${counted(count, "value")} outside of ${figure(from)} to ${figure(to)} (${shareOf(count, gaps.present.get(field.name) ?? count)} of them); the farthest is ${strong(figure(farthest))}${label === "" ? "" : `: ${plain(label, 120)}`}.`,
    );
  const { table } = shownTable(
    columns,
    rows.map((row) => row.map((cell) => cellWords(cell, undefined))),
  );
  return {
    sql: query,
    columns,
    rows,
    text: sentences(
      `I looked at ${names}${condition} for values far from the middle half.`,
      ...words,
      odd.length < fields.length ? "Nothing stands out in the others." : "",
      gapsWords(bench, gaps),
    ),
    ...(odd.length > 1 && { table }),
    after:
      "Far out is beyond the middle half by one and a half times its width; that alone does not make a value wrong.",
  };
};

interface Far {
  readonly field: Field;
  readonly query: ReturnType<typeof sql>;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly farthest: number;
  readonly label: string;
}

const farOut = async ({ subject, ask }: Bench, filters: readonly Filter[], field: Field): Promise<Far> => {
  const column = field.expression;
  const limits = where(subject, filters, [`${column} IS NOT NULL`]);
  const fences = sql(
    `SELECT quantile_cont(${column}, 0.25), quantile_cont(${column}, 0.75), min(${column}), max(${column}) ${fromTable(subject)} ${limits.text}`,
    ...limits.parameters,
  );
  const [low = 0, high = 0, least = 0, most = 0] = ((await ask(fences)).rows[0] ?? []).map(Number);
  const width = high - low;
  const [from, to] = [Math.max(least, low - 1.5 * width), Math.min(most, high + 1.5 * width)];
  const labels = labelsOf(subject);
  const names = labels.map(({ expression }) => `, ${expression}`).join("");
  const query = sql(
    `SELECT ${column}${names}, count(*) OVER () ${fromTable(subject)} ${limits.text} AND (${column} < ? OR ${column} > ?) ORDER BY abs(${column} - ?) DESC LIMIT 1`,
    ...limits.parameters,
    from,
    to,
    (low + high) / 2,
  );
  const [row] = (await ask(query)).rows;
  const label = labels.map((one, at) => cellWords(row?.[at + 1] ?? null, one)).join(", ");
  return {
    field,
    query,
    count: Number(row?.at(-1) ?? 0),
    from,
    to,
    farthest: Number(row?.[0] ?? 0),
    label: row ? label : "",
  };
};
