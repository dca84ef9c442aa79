// Answers that rank groups by how a figure of theirs changed between two times.
import type { Cell } from "@polylogue/core";
import { counted, listed, plain, strong } from "../files/wording.ts";
import { barChart } from "./chart.ts";
import { nothingLeft } from "./coverage.ts";
import { figure, groupName, groupWords, measureName, percent } from "./figure.ts";
import { filtersWords, filterWords } from "./filter-words.ts";
import { type Bench, capital, type Finding, sentences, shownTable } from "./finding.ts";
import type { QueryPlan } from "./plan.ts";
import { aggregated, condition, fromTable, groupExpression, PlanFault, sql, where } from "./sql.ts";
import { fieldNamed } from "./subject.ts";

export const change = async (bench: Bench, plan: QueryPlan): Promise<Finding> => {
  const { subject } = bench;
  const { measures, groups, filters, sides = [], order = "highest", limit = 1, relative, chart } = plan;
  const [[measure], [group], [start, end]] = [measures, groups, sides];
  if (!measure || !group || !start || !end) throw new PlanFault("A change needs a measure, a group and two sides.");
  const [first, last] = [condition(subject, start), condition(subject, end)];
  const limits = where(subject, filters);
  const value = aggregated(subject, measure);
  const direction = order === "highest" ? "DESC" : "ASC";
  const query = sql(
    `SELECT g, a, b, b - a AS change, (b - a) / nullif(abs(a), 0) AS part FROM (SELECT ${groupExpression(subject, group)} AS g, ${value} FILTER (WHERE ${first.text}) AS a, ${value} FILTER (WHERE ${last.text}) AS b ${fromTable(subject)} ${limits.text} GROUP BY 1) WHERE g IS NOT NULL ORDER BY ${relative ? "part" : "change"} ${direction} NULLS LAST, g`,
    ...first.parameters,
    ...last.parameters,
    ...limits.parameters,
  );
  const all = (await bench.ask(query)).rows;
  const whole = all.filter((row) => row[relative ? 4 : 3] !== null);
  const [from, to] = [start, end].map((side) => filterWords(subject, side).replace(/^(?:in|on) /, ""));
  const name = measureName(subject, measure);
  const columns = [groupName(subject, group), `${name}, ${from}`, `${name}, ${to}`, "change", "change in percent"];
  const rows = whole
    .slice(0, Math.max(limit, 12))
    .map((row): Cell[] => [...row.slice(0, 4), row[4] === null ? null : Number(row[4]) * 100]);
  const found = { sql: query, columns, rows };
  const about = filtersWords(subject, filters);
  if (all.length === 0) return { ...found, text: nothingLeft(bench, filters) };
  if (whole.length === 0)
    return { ...found, text: `No ${plain(columns[0] ?? "", 120)} has figures for both ${from} and ${to}.` };
  const said = (row: readonly Cell[]) =>
    `${strong(groupWords(row[0] ?? null, group, fieldNamed(subject, group.column)))} (${changeWords(row, relative === true)})`;
  const what = directionWords(whole, order);
  const left = all.length - whole.length;
  const { table, more } = shownTable(
    columns,
    rows.map((row) => [
      groupWords(row[0] ?? null, group, fieldNamed(subject, group.column)),
      ...row
        .slice(1)
        .map((cell, at) => (cell === null ? "no value" : at === 3 ? `${figure(Number(cell))}%` : figure(Number(cell)))),
    ]),
  );
  return {
    ...found,
    text: sentences(
      `${capital(plain(name, 160))}${about === "" ? "" : ` ${about}`} ${what}${relative ? " in percent" : ""} from ${from} to ${to} for ${listed(whole.slice(0, Math.min(limit, 5)).map(said))}.`,
      left > 0 ? `${counted(left, "group")} without both figures ${left === 1 ? "is" : "are"} left out.` : "",
    ),
    ...(rows.length > 1 && { table, ...(more && { after: more }) }),
    ...(rows.length > 1 &&
      chart !== "none" && {
        chart: barChart(
          `Change of ${name} from ${from} to ${to}`,
          columns[0] ?? "",
          relative ? "change in percent" : "change",
          rows.map((row): Cell[] => [row[0] ?? null, row[relative ? 4 : 3] ?? null]),
        ),
      }),
  };
};

/** "+3.2, from 2.1 to 5.3". */
const changeWords = ([, from, to, by, part]: readonly Cell[], relative: boolean): string => {
  const signed = (value: number, text: string) => (value < 0 ? `−${text}` : `+${text}`);
  const share = part === null ? "" : signed(Number(part), percent(Math.abs(Number(part))));
  const amount = signed(Number(by), figure(Math.abs(Number(by))));
  const lead = relative ? [share, amount] : [amount, share];
  return `${lead.filter(Boolean).join(", ")}: from ${figure(Number(from))} to ${figure(Number(to))}`;
};

/** The best of a ranking may have gone the other way, too. */
const directionWords = ([row]: readonly (readonly Cell[])[], order: "highest" | "lowest"): string => {
  const by = Number(row?.[3] ?? 0);
  if (order === "highest") return by < 0 ? "went down least" : "went up most";
  return by > 0 ? "went up least" : "went down most";
};
