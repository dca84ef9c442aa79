// Answers about what goes together: Pearson's r of two columns of numbers, of one with all others, or of all pairs.
import type { Cell } from "@polylogue/core";
import { counted, listed, plain, strong } from "../files/wording.ts";
import { barChart, scatterChart } from "./chart.ts";
import { figure } from "./figure.ts";
import { filtersWords } from "./filter-words.ts";
import { type Bench, type Finding, sentences, shownTable } from "./finding.ts";
import type { QueryPlan } from "./plan.ts";
import { fieldOf, fromTable, sql, where } from "./sql.ts";
import { type Field, isNumeric, measuresOf } from "./subject.ts";

/** Columns among which all pairs are looked at. */
const mostColumns = 12;
const caution = "That they go together does not say that one causes the other.";

export const correlate = async (bench: Bench, { measures, filters, chart }: QueryPlan): Promise<Finding> => {
  const { subject } = bench;
  const [first, second] = measures.map(({ column }) => fieldOf(subject, column));
  const fields = measuresOf(subject).slice(0, mostColumns);
  const pairs: [Field, Field][] = [];
  if (first && second) pairs.push([first, second]);
  else if (first) for (const other of fields) if (other !== first) pairs.push([first, other]);
  if (!first) for (const [at, a] of fields.entries()) for (const b of fields.slice(at + 1)) pairs.push([a, b]);
  const usable = pairs.filter(([a, b]) => isNumeric(a) && isNumeric(b));
  const limits = where(subject, filters);
  const columns = usable.map(
    ([a, b]) =>
      `corr(${a.expression}, ${b.expression}), count(CASE WHEN ${a.expression} IS NOT NULL THEN ${b.expression} END)`,
  );
  const query = sql(`SELECT ${columns.join(", ")} ${fromTable(subject)} ${limits.text}`, ...limits.parameters);
  const row = columns.length > 0 ? ((await bench.ask(query)).rows[0] ?? []) : [];
  const ranked = usable
    .map(([a, b], at) => ({
      a,
      b,
      r: row[at * 2] === null || row[at * 2] === undefined ? undefined : Number(row[at * 2]),
      n: Number(row[at * 2 + 1] ?? 0),
    }))
    .filter((pair): pair is Pair => pair.r !== undefined && Number.isFinite(pair.r))
    .toSorted((x, y) => Math.abs(y.r) - Math.abs(x.r));
  const [best] = ranked;
  const rows = ranked.map(({ a, b, r, n }): Cell[] => [a.title, b.title, r, n]);
  const found = { sql: query, columns: ["column", "with", "correlation", "rows"], rows };
  if (!best) return { ...found, text: "There are not enough numbers side by side to tell whether they go together." };
  const about = filtersWords(subject, filters);
  if (first && second)
    return {
      ...found,
      text: sentences(pairWords(best, about), caution),
      ...(chart !== "none" && {
        chart: scatterChart(first.title, second.title, await points(bench, first, second, limits)),
      }),
    };
  const strongest = listed(
    ranked.slice(0, 3).map(({ a, b, r }) => `${strong(first ? b.title : `${a.title} and ${b.title}`)} (${signed(r)})`),
  );
  const lead = first
    ? `Most closely with ${strong(first.title)}${about === "" ? "" : ` ${about}`} goes`
    : "Most closely together go";
  const { table } = shownTable(
    ["columns", "correlation", "rows"],
    ranked.map(({ a, b, r, n }) => [first ? b.title : `${a.title} and ${b.title}`, signed(r), figure(n)]),
  );
  return {
    ...found,
    text: sentences(`${lead} ${strongest}; 1 or −1 is as close as can be, 0 not at all.`, caution),
    table,
    ...(first &&
      chart !== "none" &&
      ranked.length > 1 && {
        chart: barChart(
          `Correlation with ${first.title}`,
          "column",
          "correlation",
          ranked.map(({ b, r }): Cell[] => [b.title, r]),
        ),
      }),
  };
};

interface Pair {
  readonly a: Field;
  readonly b: Field;
  readonly r: number;
  readonly n: number;
}

const signed = (r: number): string => (r < 0 ? `−${Math.abs(r).toFixed(2)}` : r.toFixed(2));

const pairWords = ({ a, b, r, n }: Pair, about: string): string => {
  const size = Math.abs(r);
  const names = `${strong(a.title)} and ${strong(b.title)}`;
  const base = `the correlation is ${strong(signed(r))} over ${counted(n, "row")}${about === "" ? "" : ` ${about}`}`;
  if (size < 0.2) return `${names} hardly go together: ${base}.`;
  const how = size > 0.7 ? "closely" : size > 0.4 ? "moderately" : "weakly";
  const way =
    r > 0
      ? `more ${plain(a.title, 120)} comes with more ${plain(b.title, 120)}`
      : `more ${plain(a.title, 120)} comes with less ${plain(b.title, 120)}`;
  return `${names} go ${how} together: ${base}; ${way}.`;
};

/** Up to a thousand rows, spread over the table. */
const points = async (bench: Bench, a: Field, b: Field, limits: ReturnType<typeof where>) => {
  const present = `${a.expression} IS NOT NULL AND ${b.expression} IS NOT NULL`;
  const filtered = limits.text === "" ? `WHERE ${present}` : `${limits.text} AND ${present}`;
  const { rows } = await bench.ask(
    sql(
      `SELECT ${a.expression}, ${b.expression} ${fromTable(bench.subject)} ${filtered} ORDER BY hash(${a.expression}, ${b.expression}) LIMIT 1000`,
      ...limits.parameters,
    ),
  );
  return rows;
};
