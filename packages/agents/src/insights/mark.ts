// What a stretch of a question is taken for: a column, a value, a number, a time, or one of the words that people ask with.

import type { Period } from "./period.ts";
import type { Aggregation, Bucket, Chart } from "./plan.ts";
import type { Field } from "./subject.ts";

export type Topic = "correlate" | "outliers" | "distribution" | "trend" | "compare" | "share" | "list" | "count";
export type Comparator = "above" | "at_least" | "below" | "at_most";

export type Meaning =
  /** Likeliest first; `sure` when the whole name was said. */
  | { readonly type: "column"; readonly fields: readonly Field[]; readonly sure: boolean }
  | { readonly type: "value"; readonly field: Field; readonly value: string; readonly also: readonly Field[] }
  /** `year` when it may be one. */
  | { readonly type: "number"; readonly value: number; readonly year?: boolean }
  | { readonly type: "period"; readonly period: Period }
  | { readonly type: "aggregation"; readonly aggregation: Aggregation }
  | { readonly type: "each" }
  | { readonly type: "bucket"; readonly bucket: Bucket; readonly each?: boolean }
  /** `ideas` are what a word like "cheapest" speaks of; `judged` words leave open what is good; `amount` words count or add up. */
  | {
      readonly type: "extreme";
      readonly end: "highest" | "lowest";
      readonly sense: "literal" | "judged" | "amount" | "top";
      readonly ideas?: readonly string[];
    }
  | { readonly type: "comparator"; readonly op: Comparator; readonly temporal?: "before" | "after" | "since" | "until" }
  /** "or more": after its number. */
  | { readonly type: "orBeyond"; readonly op: Comparator }
  | { readonly type: "between" }
  | { readonly type: "not" }
  | { readonly type: "missing"; readonly present: boolean }
  | { readonly type: "topic"; readonly topic: Topic }
  | { readonly type: "chart"; readonly chart: Chart }
  | { readonly type: "rows" }
  | { readonly type: "joint"; readonly word: "and" | "or" | "to" | "," | "versus" }
  | { readonly type: "is" }
  | { readonly type: "which" }
  | { readonly type: "when" }
  | { readonly type: "filler" }
  | { readonly type: "unknown" };

export interface Mark {
  readonly meaning: Meaning;
  /** As it was written. */
  readonly text: string;
  /** The first of its words. */
  readonly at: number;
}

export type MarkOf<Type extends Meaning["type"]> = Mark & { readonly meaning: Extract<Meaning, { type: Type }> };

const timeWords = /^(?:dates?|days?|times?|years?|months?)$/i;

/** "Rows" themselves, and not what they are called. */
export const isBareRows = (mark: Mark | undefined): boolean =>
  isMark(mark, "rows") &&
  /^(?:rows?|records?|entry|entries|items?|line items?|observations?|data points?|times)$/i.test(mark.text);

/** "Deaths" where there is a death_date: what happened at a time, which is what the rows are. */
export const isEvent = (mark: Mark | undefined): boolean =>
  isMark(mark, "column") &&
  !mark.meaning.sure &&
  !timeWords.test(mark.text) &&
  mark.meaning.fields.every(({ role, kind }) => role === "time" && kind !== "year");

export const isMark = <Type extends Meaning["type"]>(mark: Mark | undefined, type: Type): mark is MarkOf<Type> =>
  mark?.meaning.type === type;
