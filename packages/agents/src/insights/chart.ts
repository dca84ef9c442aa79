// Vega-Lite specifications from results: data inline, titles and units readable, nothing that is not on core's allow-list.
import type { Cell, JsonObject } from "@polylogue/core";
import { groupName, groupWords, measureName } from "./figure.ts";
import { filtersWords } from "./filter-words.ts";
import type { Chart, Group, QueryPlan } from "./plan.ts";
import { fieldNamed, type Subject } from "./subject.ts";

const schema = "https://vega.github.io/schema/vega-lite/v6.json";

/** Points that a picture in a conversation can carry. */
const mostPoints = 1_000;
/** Bars or slices that can still be told apart. */
const mostBars = 30;
const mostSlices = 8;

type Rows = readonly (readonly Cell[])[];

/** A name as a path of fields must not read it: "a.b" and "a[0]" are columns too. */
export const fieldName = (name: string): string => name.replaceAll(/[\\.[\]'"]/g, "_");

const records = (columns: readonly string[], rows: Rows): JsonObject[] =>
  rows
    .slice(0, mostPoints)
    .map((row) => Object.fromEntries(columns.map((column, at) => [fieldName(column), row[at] ?? null])));

const specOf = (title: string, rest: JsonObject): JsonObject => ({
  $schema: schema,
  title,
  width: "container",
  ...rest,
});

const isLong = ({ bucket }: Group): boolean =>
  bucket === "month" || bucket === "week" || bucket === "day" || bucket === "quarter";

/** One mark per group; none where one figure needs no picture. */
export const groupChart = (
  subject: Subject,
  plan: QueryPlan,
  columns: readonly string[],
  rows: Rows,
): JsonObject | undefined => {
  const { groups, measures, chart, filters } = plan;
  const [group, second] = groups;
  if (!group || rows.length < 2 || chart === "none" || measures.length === 0) return undefined;
  const [first, ...others] = [...groups, ...measures].map((_, at) => fieldName(columns[at] ?? ""));
  const value = others[groups.length - 1] ?? "";
  const field = fieldNamed(subject, group.column);
  const dated = isLong(group) && plan.limit === undefined;
  const inTime = dated || field?.kind === "year" || group.bucket === "year" || group.bucket === "decade";
  const mark = markOf(chart, inTime && plan.limit === undefined, rows.length);
  const named = !dated && group.bucket !== undefined && group.bucket !== "year";
  const data = records(columns, mark === "bar" ? rows.slice(0, second ? mostPoints : mostBars) : rows).map(
    (record, at) => (named ? { ...record, [first ?? ""]: groupWords(rows[at]?.[0] ?? null, group, field) } : record),
  );
  const title = [
    `${measures.map((measure) => measureName(subject, measure)).join(" and ")} by ${groups.map((one) => groupName(subject, one)).join(" and ")}`,
    filtersWords(subject, filters),
  ]
    .filter(Boolean)
    .join(", ");
  const x = {
    field: first ?? "",
    type: dated ? "temporal" : inTime ? "ordinal" : "nominal",
    title: groupName(subject, group),
  };
  const y = {
    field: value,
    type: "quantitative",
    title: measureName(subject, measures[0] ?? { aggregation: "count" }),
  };
  const color = second ? { color: { field: others[0] ?? "", type: "nominal", title: groupName(subject, second) } } : {};
  if (mark === "arc")
    return specOf(title, {
      data: { values: data.slice(0, mostSlices * 2) },
      mark: { type: "arc", tooltip: true },
      encoding: { theta: y, color: { ...x, type: "nominal" } },
    });
  if (measures.length > 1 && !second)
    return specOf(title, {
      data: { values: apart(subject, plan, columns, data) },
      mark: { type: mark, tooltip: true },
      encoding: {
        x: named || !inTime ? { ...x, sort: null } : x,
        y: { field: "value", type: "quantitative", title: "value" },
        color: { field: "figure", type: "nominal", title: "figure" },
        ...(mark === "bar" && { xOffset: { field: "figure", type: "nominal" } }),
      },
    });
  const flat = mark === "bar" && !inTime && !second;
  const encoding: JsonObject = flat
    ? { y: { ...x, sort: null }, x: y, tooltip: [x, y] }
    : {
        x: named ? { ...x, sort: null } : x,
        y,
        ...color,
        tooltip: [x, y, ...(second ? [color.color as JsonObject] : [])],
      };
  return specOf(title, {
    data: { values: data },
    mark: { type: mark, ...(mark === "line" && { point: rows.length < 40 }) },
    encoding,
  });
};

/** Several figures of a group, each in a record of its own. */
const apart = (
  subject: Subject,
  { groups, measures }: QueryPlan,
  columns: readonly string[],
  data: readonly JsonObject[],
): JsonObject[] =>
  data.flatMap((record) =>
    measures.map((measure, at) => {
      const [group, figure] = [fieldName(columns[0] ?? ""), fieldName(columns[groups.length + at] ?? "")];
      return { [group]: record[group] ?? null, figure: measureName(subject, measure), value: record[figure] ?? null };
    }),
  );

const markOf = (chart: Chart | undefined, inTime: boolean, rows: number): Exclude<Chart, "none"> => {
  if (chart && chart !== "none" && !(chart === "arc" && rows > mostSlices * 2)) return chart;
  return inTime && rows > 2 ? "line" : "bar";
};

/** How many rows fall into each step of a number. */
export const histogramChart = (name: string, rows: Rows): JsonObject =>
  specOf(`Distribution of ${name}`, {
    data: { values: rows.map(([from, to, count]) => ({ from: from ?? null, to: to ?? null, rows: count ?? null })) },
    mark: { type: "bar", tooltip: true },
    encoding: {
      x: { field: "from", type: "quantitative", bin: { binned: true }, title: name },
      x2: { field: "to" },
      y: { field: "rows", type: "quantitative", title: "rows" },
    },
  });

/** Two numbers against one another. */
export const scatterChart = (x: string, y: string, rows: Rows): JsonObject =>
  specOf(`${y} against ${x}`, {
    data: {
      values: rows.slice(0, mostPoints).map(([a, b]) => ({ [fieldName(x)]: a ?? null, [fieldName(y)]: b ?? null })),
    },
    mark: { type: "point", tooltip: true },
    encoding: {
      x: { field: fieldName(x), type: "quantitative", title: x, scale: { zero: false } },
      y: { field: fieldName(y), type: "quantitative", title: y, scale: { zero: false } },
    },
  });

/** One bar for each named thing. */
export const barChart = (title: string, name: string, value: string, rows: Rows): JsonObject =>
  specOf(title, {
    data: {
      values: rows
        .slice(0, mostBars)
        .map(([a, b]) => ({ [fieldName(name)]: a ?? null, [fieldName(value)]: b ?? null })),
    },
    mark: { type: "bar", tooltip: true },
    encoding: {
      y: { field: fieldName(name), type: "nominal", title: name, sort: null },
      x: { field: fieldName(value), type: "quantitative", title: value },
    },
  });
