// SQL from a plan: names are quoted, every value is a parameter, and only the subject's own columns can be named.
import type { Cell } from "@polylogue/core";
import { unreachable } from "@polylogue/core";
import { identifier } from "./identifier.ts";
import type { Bucket, Filter, Group, Having, Measure } from "./plan.ts";
import { type Field, fieldNamed, type Subject } from "./subject.ts";

export interface Sql {
  readonly text: string;
  readonly parameters: readonly Cell[];
}

/** A plan that names what the table does not have; the message is for who wrote it. */
export class PlanFault extends Error {}

export const fieldOf = (subject: Subject, name: string | undefined): Field => {
  const field = fieldNamed(subject, name ?? "");
  if (field) return field;
  throw new PlanFault(
    `There is no column "${name ?? ""}"; the columns are ${subject.fields.map((one) => one.name).join(", ")}.`,
  );
};

export const sql = (text: string, ...parameters: readonly Cell[]): Sql => ({ text, parameters });

export const joinedBy = (separator: string, parts: readonly Sql[]): Sql => ({
  text: parts.map(({ text }) => text).join(separator),
  parameters: parts.flatMap(({ parameters }) => parameters),
});

export const fromTable = ({ table }: Subject): string => `FROM ${identifier(table.name)}`;

export const condition = (subject: Subject, filter: Filter): Sql => {
  const field = fieldOf(subject, filter.column);
  const column = field.expression;
  switch (filter.op) {
    case "is":
    case "is_not": {
      const marks = filter.values.map(() => (field.kind === "text" ? "lower(?)" : "?")).join(", ");
      const side = field.kind === "text" ? `lower(${column})` : column;
      return filter.op === "is"
        ? sql(`${side} IN (${marks})`, ...filter.values)
        : sql(`${side} NOT IN (${marks})`, ...filter.values);
    }
    case "above":
      return sql(`${numeric(field)} > ?`, filter.value);
    case "at_least":
      return sql(`${numeric(field)} >= ?`, filter.value);
    case "below":
      return sql(`${numeric(field)} < ?`, filter.value);
    case "at_most":
      return sql(`${numeric(field)} <= ?`, filter.value);
    case "between":
      return sql(`${numeric(field)} BETWEEN ? AND ?`, filter.from, filter.to);
    case "during":
      return during(field, filter.from, filter.until);
    case "not_during": {
      const inside = during(field, filter.from, filter.until);
      return { ...inside, text: `NOT (${inside.text})` };
    }
    case "month_of_year":
      return sql(`month(${temporal(field)}) IN (${filter.values.map(() => "?").join(", ")})`, ...filter.values);
    case "weekday":
      return sql(`isodow(${temporal(field)}) IN (${filter.values.map(() => "?").join(", ")})`, ...filter.values);
    case "contains":
      return sql(`contains(lower(CAST(${column} AS VARCHAR)), lower(?))`, filter.text);
    case "missing":
      return sql(`${column} IS NULL`);
    case "present":
      return sql(`${column} IS NOT NULL`);
    default:
      return unreachable(filter);
  }
};

const numeric = (field: Field): string => {
  if (field.kind === "number" || field.kind === "year") return field.expression;
  throw new PlanFault(`${field.name} is no column of numbers.`);
};

const temporal = (field: Field): string => {
  if (field.kind === "date" || field.kind === "timestamp") return field.expression;
  throw new PlanFault(`${field.name} is no column of dates.`);
};

const during = (field: Field, from: string | undefined, until: string | undefined): Sql => {
  const year = field.kind === "year";
  const column = year ? field.expression : temporal(field);
  const bound = (date: string): Cell => (year ? Number(date.slice(0, 4)) : date);
  const cast = year ? "?" : "CAST(? AS DATE)";
  const parts = [
    ...(from === undefined ? [] : [sql(`${column} >= ${cast}`, bound(from))]),
    ...(until === undefined ? [] : [sql(`${column} < ${cast}`, bound(until))]),
  ];
  return parts.length > 0 ? joinedBy(" AND ", parts) : sql("TRUE");
};

/** `WHERE …`, or nothing. */
export const where = (subject: Subject, filters: readonly Filter[], more: readonly string[] = []): Sql => {
  const parts = [...filters.map((filter) => condition(subject, filter)), ...more.map((text) => sql(text))];
  if (parts.length === 0) return sql("");
  const all = joinedBy(" AND ", parts);
  return { ...all, text: `WHERE ${all.text}` };
};

/** `HAVING …`: the groups that stay. */
export const groupLimit = (subject: Subject, measure: Measure, { op, value }: Having): Sql => {
  const signs = { above: ">", at_least: ">=", below: "<", at_most: "<=" } as const;
  return sql(`HAVING ${aggregated(subject, measure)} ${signs[op]} ?`, value);
};

export const groupExpression = (subject: Subject, { column, bucket }: Group): string => {
  const field = fieldOf(subject, column);
  if (bucket === undefined) return field.expression;
  if (field.kind === "year") return bucket === "decade" ? `(${field.expression} // 10) * 10` : field.expression;
  return bucketed(temporal(field), bucket);
};

const bucketed = (column: string, bucket: Bucket): string => {
  switch (bucket) {
    case "decade":
      return `(year(${column}) // 10) * 10`;
    case "year":
      return `year(${column})`;
    case "quarter":
    case "month":
    case "week":
      return `CAST(date_trunc('${bucket}', ${column}) AS DATE)`;
    case "day":
      return `CAST(${column} AS DATE)`;
    case "hour":
      return `hour(${column})`;
    case "month_of_year":
      return `month(${column})`;
    case "weekday":
      return `isodow(${column})`;
    default:
      return unreachable(bucket);
  }
};

export const aggregated = (subject: Subject, { aggregation, column }: Measure): string => {
  if (aggregation === "count")
    return column === undefined ? "count(*)" : `count(${fieldOf(subject, column).expression})`;
  const field = fieldOf(subject, column);
  switch (aggregation) {
    case "distinct":
      return `count(DISTINCT ${field.expression})`;
    case "min":
    case "max":
      return `${aggregation}(${field.expression})`;
    case "value":
    case "average":
      return `avg(${numeric(field)})`;
    case "sum":
      return `sum(${numeric(field)})`;
    case "median":
      return `median(${numeric(field)})`;
    case "deviation":
      return `stddev_samp(${numeric(field)})`;
    default:
      return unreachable(aggregation);
  }
};
