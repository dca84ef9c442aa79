// The rows behind a mark of a chart, or behind a group that is named: "show me the rows behind 2008".
import type { Cell, JsonObject } from "@polylogue/core";
import { fieldName } from "./chart.ts";
import { groupName, groupWords } from "./figure.ts";
import { united } from "./membership.ts";
import { piecesOf } from "./pieces.ts";
import type { Filter, Group, QueryPlan } from "./plan.ts";
import { fieldNamed, type Subject } from "./subject.ts";

const asked =
  /\b(?:rows?|records?|data|details?|entries)\b.{0,20}\b(?:behind|in|of|for|under|to)\b|\bdrill\b|\bbehind\b/i;

export const asksForRowsBehind = (text: string): boolean => asked.test(text);

/** From words: the conditions that are named, on top of the plan before. */
export const drillInWords = (text: string, subject: Subject, last: QueryPlan): QueryPlan | undefined => {
  const { draft } = piecesOf(text, subject);
  const filters = [...draft.filters, ...united(draft)];
  const understood = draft.marks.every(({ meaning }) => meaning.type !== "unknown" && meaning.type !== "number");
  return filters.length > 0 && draft.troubles.length === 0 && understood ? rowsBehind(last, filters) : undefined;
};

/** From a mark that the client names: field by field of the chart. */
export const drillByMark = (mark: JsonObject, subject: Subject, last: QueryPlan): QueryPlan | undefined => {
  const filters = Object.entries(mark).flatMap(([name, value]): Filter[] => {
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
    const side = last.sides?.find((one) => name === "side" && sideValue(one, String(value)));
    if (side) return [side];
    const group = last.groups.find((one) => fieldName(groupName(subject, one)) === name);
    if (group) return groupFilter(subject, group, value);
    const field = subject.fields.find((one) => fieldName(one.title) === name || fieldName(one.name) === name);
    return field && field.role !== "measure" && field.kind !== "date"
      ? [{ op: "is", column: field.name, values: [value] }]
      : [];
  });
  return filters.length > 0 ? rowsBehind(last, filters) : undefined;
};

const sideValue = (side: Filter, value: string): boolean =>
  side.op === "is"
    ? side.values.map(String).join(", ") === value
    : side.op === "during" && side.from?.startsWith(value) === true;

const rowsBehind = (last: QueryPlan, filters: readonly Filter[]): QueryPlan => ({
  kind: "list",
  measures: [],
  groups: [],
  filters: [...last.filters.filter(({ column }) => !filters.some((other) => other.column === column)), ...filters],
});

/** The rows of one group: a value, or the span that its bucket covers. */
const groupFilter = (subject: Subject, group: Group, value: string | number | boolean): Filter[] => {
  const { column, bucket } = group;
  const field = fieldNamed(subject, column);
  const span = (from: Date, until: Date): Filter[] => [
    { op: "during", column, from: from.toISOString().slice(0, 10), until: until.toISOString().slice(0, 10) },
  ];
  if (field === undefined) return [];
  if (bucket === undefined) return [{ op: "is", column, values: [field.kind === "year" ? Number(value) : value] }];
  if (bucket === "month_of_year" || bucket === "weekday") {
    const at = Array.from({ length: 12 }, (_, step) => step + 1).find(
      (step) => groupWords(step as Cell, group, field) === String(value) || step === Number(value),
    );
    return at === undefined ? [] : [{ op: bucket, column, values: [at] }];
  }
  const number = Number(String(value).replace(/^the |s$/g, ""));
  if (bucket === "year" || bucket === "decade")
    return Number.isInteger(number) ? span(utc(number), utc(number + (bucket === "decade" ? 10 : 1))) : [];
  const start = new Date(typeof value === "number" ? value : `${String(value).slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(start.getTime())) return [];
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate()];
  switch (bucket) {
    case "quarter":
      return span(start, utc(year, month + 3, day));
    case "month":
      return span(start, utc(year, month + 1, day));
    case "week":
      return span(start, utc(year, month, day + 7));
    case "day":
      return span(start, utc(year, month, day + 1));
    case "hour":
      return [];
  }
};

const utc = (year: number, month = 0, day = 1): Date => new Date(Date.UTC(year, month, day));
