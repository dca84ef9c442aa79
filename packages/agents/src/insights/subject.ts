// The table that is asked about, as a question needs to know it: its columns with their role, their values and their span.
import type { Cell, LoadedTable, TableColumn, TableSet } from "@polylogue/core";
import { wordsOf } from "../files/mention.ts";
import { identifier } from "./identifier.ts";

/** `time` is a date or a year; `measure` a number worth computing with; `place` a coordinate; `key` a number or code that only names. */
export type Role = "time" | "measure" | "category" | "place" | "key";

export interface Field {
  /** As SQL and plans name it. */
  readonly name: string;
  /** As its file names it, for people. */
  readonly title: string;
  readonly words: readonly string[];
  readonly role: Role;
  readonly kind: "date" | "timestamp" | "year" | "number" | "boolean" | "text";
  /** The column in SQL, as the kind that it is. */
  readonly expression: string;
  readonly distinct: number;
  readonly present: number;
  /** Smallest and largest of what is there. */
  readonly min: Cell;
  readonly max: Cell;
  /** The values of text, most frequent first. */
  readonly values: readonly string[];
}

export interface Subject {
  readonly table: LoadedTable;
  /** The file's name, for people. */
  readonly title: string;
  readonly rows: number;
  readonly fields: readonly Field[];
}

/** Values of one column that are known by heart; a question may still name others exactly. */
const knownValues = 4_000;

const known = new WeakMap<LoadedTable, Promise<Subject>>();

/** Looked at once per loaded table. */
export const subjectOf = (set: TableSet, table: LoadedTable, title: string, signal: AbortSignal): Promise<Subject> => {
  const before = known.get(table);
  if (before) return before;
  const looking = lookAt(set, table, title, signal);
  known.set(table, looking);
  looking.catch(() => known.delete(table));
  return looking;
};

const lookAt = async (set: TableSet, table: LoadedTable, title: string, signal: AbortSignal): Promise<Subject> => {
  const fields: Field[] = [];
  for (const column of table.columns) fields.push(await fieldOf(set, table, column, signal));
  return { table, title, rows: table.rows, fields };
};

const fieldOf = async (set: TableSet, table: LoadedTable, column: TableColumn, signal: AbortSignal): Promise<Field> => {
  const plain = identifier(column.name);
  const values = column.type === "text" ? await valuesOf(set, table, plain, signal) : [];
  const { kind, expression } = readAs(column, values, plain);
  const sql = `SELECT count(${expression}), ${distinctOf(table, expression)}, min(${expression}), max(${expression}) FROM ${identifier(table.name)}`;
  const [present, distinct, min, max] = await firstRow(set, sql, signal);
  const counted = values.length > 0 && values.length < knownValues ? values.length : Number(distinct ?? 0);
  const title = column.title ?? column.name;
  const seen = { name: column.name, title, words: wordsOf(title), distinct: counted, present: Number(present ?? 0) };
  const year = kind === "number" && isYear(seen.words, min ?? null, max ?? null);
  return {
    ...seen,
    kind: year ? "year" : kind,
    expression,
    min: min ?? null,
    max: max ?? null,
    values: kind === "text" ? values : [],
    role: year ? "time" : roleOf(kind, seen.words, column.type === "integer" && counted > table.rows * 0.9),
  };
};

/** Exact where that takes no time. */
const distinctOf = ({ rows }: LoadedTable, expression: string): string =>
  rows > 500_000 ? `approx_count_distinct(${expression})` : `count(DISTINCT ${expression})`;

const firstRow = async (set: TableSet, sql: string, signal: AbortSignal): Promise<readonly Cell[]> => {
  const result = await set.query(sql, [], { signal });
  if ("refused" in result) throw new Error(result.message);
  return result.rows[0] ?? [];
};

const valuesOf = async (
  set: TableSet,
  table: LoadedTable,
  column: string,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const sql = `SELECT ${column}, count(*) FROM ${identifier(table.name)} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${knownValues}`;
  const result = await set.query(sql, [], { signal, maxRows: knownValues });
  return "refused" in result ? [] : result.rows.map(([value]) => String(value));
};

/** Years and dates that came as text are read as what they are, when all that is seen of them can be. */
const readAs = (
  { type }: TableColumn,
  values: readonly string[],
  plain: string,
): Pick<Field, "kind" | "expression"> => {
  if (type !== "text") return { kind: type === "integer" ? "number" : type, expression: plain };
  const all = (shape: RegExp) => values.length > 0 && values.every((value) => shape.test(value));
  if (all(/^\d{4}$/)) return { kind: "number", expression: `TRY_CAST(${plain} AS INTEGER)` };
  for (const [shape, format] of dateShapes)
    if (all(shape)) return { kind: "date", expression: `TRY_CAST(try_strptime(${plain}, '${format}') AS DATE)` };
  return { kind: "text", expression: plain };
};

const dateShapes: readonly (readonly [shape: RegExp, format: string])[] = [
  [/^\d{4}-\d{2}-\d{2}$/, "%Y-%m-%d"],
  [/^[A-Z][a-z]{2} \d{1,2} \d{4}$/, "%b %d %Y"],
  [/^\d{1,2} [A-Z][a-z]{2} \d{4}$/, "%d %b %Y"],
  [/^[A-Z][a-z]{2} \d{1,2}, \d{4}$/, "%b %d, %Y"],
];

const isYear = (words: readonly string[], min: Cell, max: Cell): boolean =>
  words.some((word) => word === "year" || word === "yr") &&
  typeof min === "number" &&
  typeof max === "number" &&
  min >= 1000 &&
  max <= 2200;

const keyWords = new Set(["id", "code", "zip", "zipcode", "index", "key", "fips", "uuid", "guid", "postcode", "phone"]);
const placeWords = new Set(["latitude", "longitude", "lat", "lon", "lng", "long"]);

const calendarWords = new Set(["month", "weekday", "hour", "quarter", "week", "decade"]);

const roleOf = (kind: Field["kind"], words: readonly string[], unique: boolean): Role => {
  if (kind === "date" || kind === "timestamp" || kind === "year") return "time";
  if (words.some((word) => keyWords.has(word))) return "key";
  if (words.some((word) => placeWords.has(word))) return "place";
  if (kind !== "number" || words.some((word) => calendarWords.has(word))) return "category";
  return unique && words.some((word) => /^(?:no|nr|num|number|row)$/.test(word)) ? "key" : "measure";
};

export const fieldNamed = ({ fields }: Subject, name: string): Field | undefined =>
  fields.find((field) => field.name === name);

/** A column's name for people. */
export const titleOf = (subject: Subject, name: string): string => fieldNamed(subject, name)?.title ?? name;

/** The column of time that is meant when none is named: dates before years. */
export const timeOf = ({ fields }: Subject): Field | undefined =>
  fields.find(({ role, kind }) => role === "time" && kind !== "year") ?? fields.find(({ role }) => role === "time");

/** Numbers worth computing with; those of a few values, which are rather groups, only where there are no others. */
export const measuresOf = ({ fields }: Subject): readonly Field[] => {
  const measures = fields.filter(({ role }) => role === "measure");
  const telling = measures.filter(({ distinct }) => distinct > fewNumbers);
  return telling.length > 0 ? telling : measures;
};

/** The column that says how many each row stands for, in a table that was counted already. */
export const tallyOf = ({ fields }: Subject): Field | undefined =>
  fields.find(
    ({ role, kind, words }) =>
      role === "measure" &&
      kind === "number" &&
      words.length === 1 &&
      /^(?:count|counts|number|n|freq|frequency)$/.test(words[0] ?? ""),
  );

const fewNumbers = 10;

export const isNumeric = ({ kind }: Field): boolean => kind === "number";

/** What tells one row from another, for people: a name or title, else the most telling text; with the time where that is not enough. */
export const labelsOf = (subject: Subject): readonly Field[] => {
  const texts = subject.fields.filter(({ kind }) => kind === "text");
  const called = texts.find(
    ({ words, distinct }) => distinct > subject.rows * 0.3 && words.some((word) => word === "name" || word === "title"),
  );
  const telling = called ?? texts.toSorted((a, b) => b.distinct - a.distinct)[0];
  const time = timeOf(subject);
  const enough = telling !== undefined && telling.distinct > subject.rows * 0.6;
  if (time && time.distinct > subject.rows * 0.95 && !called) return [time];
  return [...(telling ? [telling] : []), ...(time && !enough ? [time] : [])];
};
