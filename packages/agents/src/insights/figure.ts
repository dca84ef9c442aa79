// How figures, dates and the names of columns are written for people.
import type { Cell } from "@polylogue/core";
import type { Aggregation, Bucket, Group, Measure } from "./plan.ts";
import { type Field, type Subject, titleOf } from "./subject.ts";

const monthNames = "January February March April May June July August September October November December".split(" ");
const dayNames = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** "1,234,567", "82.6", "0.00123": as many digits as tell something. */
export const figure = (value: number): string => {
  const size = Math.abs(value);
  if (Number.isInteger(value)) return value.toLocaleString("en", { maximumFractionDigits: 0 });
  if (size >= 10_000) return value.toLocaleString("en", { maximumFractionDigits: 0 });
  if (size >= 1) return value.toLocaleString("en", { maximumFractionDigits: 2 });
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
};

export const percent = (part: number): string => `${figure(Math.round(part * 1000) / 10)}%`;

/** A date as it is said: "3 March 2008". */
export const dateWords = (iso: string): string => {
  const [, year, month = "1", day = "1", time] = /^(-?\d+)-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(iso) ?? [];
  if (year === undefined) return iso;
  const date = `${Number(day)} ${monthNames[Number(month) - 1]} ${year}`;
  return time === undefined || time === "00:00" ? date : `${date}, ${time}`;
};

/** A group's value as it is said. */
export const groupWords = (value: Cell, { bucket }: Group, field: Field | undefined): string => {
  if (value === null) return "no value";
  const text = String(value);
  switch (bucket) {
    case "month":
      return `${monthNames[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`;
    case "quarter":
      return `Q${Math.ceil(Number(text.slice(5, 7)) / 3)} ${text.slice(0, 4)}`;
    case "week":
      return `the week of ${dateWords(text)}`;
    case "month_of_year":
      return monthNames[Number(value) - 1] ?? text;
    case "weekday":
      return dayNames[Number(value) - 1] ?? text;
    case "year":
      return text;
    case "decade":
      return `the ${text}s`;
    case "hour":
      return `${text}:00`;
    default:
      return cellWords(value, field);
  }
};

/** Any cell of a column as it is said; years and keys without commas. */
export const cellWords = (value: Cell, field: Field | undefined): string => {
  if (value === null) return "no value";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return field?.kind === "year" || field?.role === "key" ? String(value) : figure(value);
  return field?.kind === "date" || field?.kind === "timestamp" ? dateWords(value) : value;
};

const aggregationWords: Readonly<Record<Aggregation, string>> = {
  average: "average",
  sum: "total",
  min: "lowest",
  max: "highest",
  median: "median",
  deviation: "standard deviation of",
  count: "count",
  distinct: "different",
  value: "average",
};

/** "average price", "rows", "different origins". */
export const measureName = (subject: Subject, { aggregation, column }: Measure): string => {
  if (aggregation === "count") return column === undefined ? "rows" : `rows with ${titleOf(subject, column)}`;
  return `${aggregationWords[aggregation]} ${titleOf(subject, column ?? "")}`;
};

const bucketNames: Readonly<Record<Bucket, string>> = {
  decade: "decade",
  year: "year",
  quarter: "quarter",
  month: "month",
  week: "week",
  day: "day",
  hour: "hour",
  month_of_year: "month of the year",
  weekday: "weekday",
};

export const groupName = (subject: Subject, { column, bucket }: Group): string =>
  bucket === undefined || bucket === "day" ? titleOf(subject, column) : bucketNames[bucket];
