// Answers that combine rows: one figure, or one for each group, or one after the other in time.
import type { Cell, QueryResult } from "@polylogue/core";
import { counted, listed, plain, strong } from "../files/wording.ts";
import { groupChart } from "./chart.ts";
import { coverageOf, gapsWords, nothingLeft } from "./coverage.ts";
import { cellWords, figure, groupName, groupWords, measureName, percent } from "./figure.ts";
import { filtersWords } from "./filter-words.ts";
import { type Bench, capital, type Finding, sentences, shownTable } from "./finding.ts";
import { identifier } from "./identifier.ts";
import { keptWords } from "./kept-groups.ts";
import type { Group, Measure, QueryPlan } from "./plan.ts";
import { aggregated, fieldOf, fromTable, groupExpression, groupLimit, type Sql, sql, where } from "./sql.ts";
import { fieldNamed, titleOf } from "./subject.ts";

/** Groups that are fetched; nobody reads more. */
const mostGroups = 1_000;

export const aggregate = (bench: Bench, plan: QueryPlan): Promise<Finding> =>
  plan.groups.length > 0 ? grouped(bench, plan) : single(bench, plan);

const single = async (bench: Bench, { measures, filters }: QueryPlan): Promise<Finding> => {
  const { subject } = bench;
  const limits = where(subject, filters);
  const values = measures.filter(({ aggregation }) => aggregation === "value");
  const spans = values.flatMap(({ column }) => [
    aggregated(subject, { aggregation: "min", column }),
    aggregated(subject, { aggregation: "max", column }),
  ]);
  const columns = [...measures.map((measure) => aggregated(subject, measure)), ...spans];
  const query = sql(`SELECT ${columns.join(", ")} ${fromTable(subject)} ${limits.text}`, ...limits.parameters);
  const [result, coverage] = [
    await bench.ask(query),
    await coverageOf(
      bench,
      filters,
      measures.flatMap(({ column }) => column ?? []),
    ),
  ];
  const row = result.rows[0] ?? [];
  const names = measures.map((measure) => measureName(subject, measure));
  const found = { sql: query, columns: names, rows: [row.slice(0, measures.length)] };
  if (coverage.rows === 0) return { ...found, text: nothingLeft(bench, filters) };
  const about = filtersWords(subject, filters);
  const words = measures.map((measure, at) => {
    const spanAt = measures.length + 2 * values.indexOf(measure);
    const present = measure.column === undefined ? coverage.rows : (coverage.present.get(measure.column) ?? 0);
    return singleWords(bench, measure, row[at] ?? null, row.slice(spanAt, spanAt + 2), present, about);
  });
  return { ...found, text: sentences(...words, gapsWords(bench, coverage)) };
};

const singleWords = (
  { subject }: Bench,
  measure: Measure,
  value: Cell,
  span: readonly Cell[],
  present: number,
  about: string,
): string => {
  const field = fieldNamed(subject, measure.column ?? "");
  const condition = about === "" ? "" : ` ${about}`;
  if (value === null) return `No row${condition} has a value in ${strong(titleOf(subject, measure.column ?? ""))}.`;
  const said = strong(typeof value === "number" ? figure(value) : cellWords(value, field));
  const name = plain(titleOf(subject, measure.column ?? ""), 120);
  switch (measure.aggregation) {
    case "count":
      return `There ${value === 1 ? "is" : "are"} ${strong(figure(Number(value)))} ${value === 1 ? "row" : "rows"}${condition}.`;
    case "distinct":
      return `There ${value === 1 ? "is" : "are"} ${said} different ${value === 1 ? "value" : "values"} of ${name}${condition}.`;
    case "value":
      if (present === 1) return `The ${name}${condition} is ${said}.`;
      return `The ${name}${condition} averages ${said} over ${counted(present, "row")}, from ${figure(Number(span[0]))} to ${figure(Number(span[1]))}.`;
    default:
      return `The ${plain(measureName(subject, measure), 160)}${condition} is ${said}, over ${counted(present, "row")}.`;
  }
};

const grouped = async (bench: Bench, plan: QueryPlan): Promise<Finding> => {
  const { query, result } = await groupedQuery(bench, plan);
  const { subject } = bench;
  const columns = result.columns.map(({ name }) => name);
  const coverage = await coverageOf(bench, plan.filters, [
    ...plan.measures.flatMap(({ column }) => column ?? []),
    ...plan.groups.map(({ column }) => column),
  ]);
  const found = { sql: query, columns };
  if (result.rows.length === 0 && plan.having && coverage.rows > 0)
    return { ...found, rows: [], text: keptWords(bench, plan, [], () => "") };
  if (result.rows.length === 0) return { ...found, rows: [], text: nothingLeft(bench, plan.filters) };
  const rows = plan.limit === undefined ? result.rows : result.rows.slice(0, withTies(result, plan));
  const picture = plan.limit === 1 ? result.rows.slice(0, 12) : rows;
  const chart = groupChart(subject, plan, columns, picture);
  const { table, more } = shownTable(
    columns,
    picture.map((cells) => cells.map((cell, at) => wordsAt(bench, plan, cell, at))),
  );
  const told = plan.groups.length === 1 && plan.measures.length === 1;
  const short = told && (rows.length <= 5 || plan.limit === 1 || plan.kind === "trend");
  return {
    ...found,
    rows: picture,
    text: sentences(
      groupedWords(bench, plan, result, rows),
      truncatedWords(result, plan.limit),
      gapsWords(bench, coverage),
    ),
    ...(!short && { table }),
    ...(more && !short && { after: more }),
    ...(chart && { chart }),
  };
};

const truncatedWords = ({ truncated }: QueryResult, limit: number | undefined): string =>
  truncated && limit === undefined
    ? `There are more than ${mostGroups.toLocaleString("en")} groups; the rest is left out.`
    : "";

export const groupedQuery = async (
  { subject, ask }: Bench,
  { groups, measures, filters, order, kind, having }: QueryPlan,
): Promise<{ query: Sql; result: QueryResult }> => {
  const expressions = groups.map((group) => groupExpression(subject, group));
  const names = uniqueNames([
    ...groups.map((group) => groupName(subject, group)),
    ...measures.map((measure) => measureName(subject, measure)),
  ]);
  const columns = [...expressions, ...measures.map((measure) => aggregated(subject, measure))];
  const selected = columns.map((column, at) => `${column} AS ${identifier(names[at] ?? "")}`).join(", ");
  const needed = [...groups.map(({ column }) => column), ...measures.flatMap(({ column }) => column ?? [])].map(
    (column) => `${fieldOf(subject, column).expression} IS NOT NULL`,
  );
  const limits = where(subject, filters, measures.length > 1 ? needed.slice(0, groups.length) : needed);
  const kept = measures[0] && having ? groupLimit(subject, measures[0], having) : sql("");
  const keys = groups.map((_, at) => at + 1);
  const byTime = groups.some((group) => isTimeGroup(subject, group));
  const direction = order === "lowest" ? "ASC" : "DESC";
  const sorted =
    (order === undefined && (byTime || groups.length > 1)) || kind === "trend"
      ? keys.join(", ")
      : `${groups.length + 1} ${direction} NULLS LAST, ${keys.join(", ")}`;
  const query = sql(
    `SELECT ${selected} ${fromTable(subject)} ${limits.text} GROUP BY ${keys.join(", ")} ${kept.text} ORDER BY ${sorted} LIMIT ${mostGroups + 1}`,
    ...limits.parameters,
    ...kept.parameters,
  );
  const result = await ask(query);
  return {
    query,
    result: { ...result, rows: result.rows.slice(0, mostGroups), truncated: result.rows.length > mostGroups },
  };
};

const isTimeGroup = (subject: Bench["subject"], { column, bucket }: Group): boolean =>
  bucket !== undefined ||
  fieldNamed(subject, column)?.role === "time" ||
  fieldNamed(subject, column)?.kind === "number";

const uniqueNames = (names: readonly string[]): string[] =>
  names.map((name, at) => (names.indexOf(name) < at ? `${name} ${at + 1}` : name));

/** Rows that share the last place belong to it. */
const withTies = ({ rows }: QueryResult, { limit = 1, groups }: QueryPlan): number => {
  const at = groups.length;
  const last = rows[Math.min(limit, rows.length) - 1]?.[at];
  let end = Math.min(limit, rows.length);
  while (end < rows.length && end < limit + 10 && rows[end]?.[at] === last) end += 1;
  return end;
};

const wordsAt = ({ subject }: Bench, { groups, measures }: QueryPlan, cell: Cell, at: number): string => {
  const group = groups[at];
  if (group) return groupWords(cell, group, fieldNamed(subject, group.column));
  return cellWords(cell, fieldNamed(subject, measures[at - groups.length]?.column ?? ""));
};

const groupedWords = (bench: Bench, plan: QueryPlan, result: QueryResult, rows: QueryResult["rows"]): string => {
  const { groups, measures, order, limit } = plan;
  const about = filtersWords(bench.subject, plan.filters);
  const name = plain(measures.map((measure) => measureName(bench.subject, measure)).join(" and "), 200);
  const by = listed(groups.map((group) => plain(groupName(bench.subject, group), 120)));
  const said = (row: readonly Cell[] | undefined) =>
    `${strong(groups.map((_, at) => wordsAt(bench, plan, row?.[at] ?? null, at)).join(", "))} (${wordsAt(bench, plan, row?.[groups.length] ?? null, groups.length)})`;
  const condition = about === "" ? "" : ` ${about}`;
  if (plan.having) return keptWords(bench, plan, rows, said);
  if (limit === 1) {
    const most = order === "lowest" ? "lowest" : "highest";
    const what =
      measures[0]?.aggregation === "count"
        ? order === "lowest"
          ? "fewest rows"
          : "most rows"
        : `${most} ${name}`.replace(/^(?:highest highest|lowest lowest)/, most);
    const next = result.rows[rows.length];
    return sentences(
      `${capital(listed(rows.map(said)))} ${rows.length === 1 ? "has" : "have"} the ${what}${condition}.`,
      next && `Next ${next.length > 0 ? "is" : ""} ${said(next)}.`,
    );
  }
  if (plan.kind === "trend" && measures.length === 1 && groups.length === 1)
    return trendWords(bench, plan, rows, condition);
  const shown = rows.length <= 5 && groups.length === 1 && measures.length === 1;
  const lead =
    limit === undefined
      ? capital(`${name} by ${by}`)
      : `The ${order === "lowest" ? "lowest" : "top"} ${rows.length} by ${name}`;
  if (shown) return `${lead}${condition}: ${listed(rows.map(said))}.`;
  if (limit !== undefined)
    return `${lead}${condition}: ${rows.slice(0, 3).map(said).join(", ")} and ${counted(rows.length - 3, "more", "more")}.`;
  return sentences(
    `${lead}${condition}, ${counted(rows.length, "group")}.`,
    measures.length === 1 ? endsWords(rows, groups.length, said) : "",
  );
};

const endsWords = (
  rows: QueryResult["rows"],
  at: number,
  said: (row: readonly Cell[] | undefined) => string,
): string => {
  const [top, bottom] = extremes(rows, at);
  if (top?.[at] === bottom?.[at]) return `All of them have the same: ${figure(Number(top?.[at] ?? 0))}.`;
  return `The highest is ${said(top)}, the lowest ${said(bottom)}.`;
};

const extremes = (
  rows: QueryResult["rows"],
  at: number,
): [readonly Cell[] | undefined, readonly Cell[] | undefined] => {
  const sorted = rows.filter((row) => row[at] !== null).toSorted((a, b) => Number(b[at]) - Number(a[at]));
  return [sorted[0], sorted.at(-1)];
};

const trendWords = (bench: Bench, plan: QueryPlan, rows: QueryResult["rows"], condition: string): string => {
  const [first, last] = [rows[0], rows.at(-1)];
  const name = plain(plan.measures.map((measure) => measureName(bench.subject, measure))[0] ?? "", 160);
  const at = (row: readonly Cell[] | undefined) => wordsAt(bench, plan, row?.[0] ?? null, 0);
  const of = (row: readonly Cell[] | undefined) => Number(row?.[1] ?? 0);
  const [from, to] = [of(first), of(last)];
  if (rows.length < 2)
    return `There is only one time to look at${condition}: ${strong(at(first))} with ${figure(from)}.`;
  const change = to - from;
  const relative = from > 0 ? ` (${percent(Math.abs(change) / from)})` : "";
  const moved =
    change === 0
      ? "ended where it began"
      : `went ${change > 0 ? "up" : "down"} by ${strong(figure(Math.abs(change)))}${relative}`;
  const [top, bottom] = extremes(rows, 1);
  return sentences(
    `${capital(name)}${condition} ${moved}, from ${figure(from)} in ${at(first)} to ${figure(to)} in ${at(last)}.`,
    `It was highest in ${strong(at(top))} (${figure(of(top))}) and lowest in ${strong(at(bottom))} (${figure(of(bottom))}).`,
  );
};
