// Times as people say them: a year, "march 2008", a decade, a quarter, a day; or months and weekdays of any year.
import type { Token } from "./token.ts";

export type Period =
  /** `until` is the first day that is no longer meant. */
  | { readonly type: "span"; readonly from: string; readonly until: string }
  | { readonly type: "months"; readonly months: readonly number[] }
  | { readonly type: "weekdays"; readonly days: readonly number[] }
  /** The last one that the table knows. */
  | { readonly type: "last"; readonly unit: "year" | "month" };

export interface FoundPeriod {
  readonly length: number;
  readonly period: Period;
}

const monthNames = "january february march april may june july august september october november december".split(" ");
const dayNames = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const seasons: Readonly<Record<string, readonly number[]>> = {
  spring: [3, 4, 5],
  summer: [6, 7, 8],
  autumn: [9, 10, 11],
  winter: [12, 1, 2],
};
const ordinals: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4 };

/** The month that a word names, 1 to 12. */
const monthOf = (word = ""): number | undefined => {
  const plain = word.length > 5 ? word.replace(/s$/, "") : word;
  const at = monthNames.findIndex(
    (name) => name === plain || (plain.length >= 3 && plain.length <= 4 && name.startsWith(plain)),
  );
  return at < 0 ? undefined : at + 1;
};

const yearOf = (token: Token | undefined): number | undefined =>
  token && /^(?:1[5-9]|20|21)\d{2}$/.test(token.text) ? Number(token.text) : undefined;

const day = (year: number, month: number, date = 1): string =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);

export const yearSpan = (year: number, years = 1): Period => ({
  type: "span",
  from: day(year, 1),
  until: day(year + years, 1),
});

const found = (length: number, period: Period): FoundPeriod => ({ length, period });

/** The longest period that begins at `at`. A bare year is one only as the caller takes it. */
export const periodAt = (tokens: readonly Token[], at: number): FoundPeriod | undefined =>
  isoAt(tokens, at) ??
  monthAt(tokens, at) ??
  dayOfMonthAt(tokens, at) ??
  quarterAt(tokens, at) ??
  yearsAt(tokens, at) ??
  recurringAt(tokens, at) ??
  lastAt(tokens, at);

const isoAt = (tokens: readonly Token[], at: number): FoundPeriod | undefined => {
  const date = tokens[at]?.date;
  if (date === undefined) return undefined;
  const [year = 0, month = 1, on] = date.split("-").map(Number);
  return on === undefined
    ? found(1, { type: "span", from: day(year, month), until: day(year, month + 1) })
    : found(1, { type: "span", from: day(year, month, on), until: day(year, month, on + 1) });
};

/** "march 2008", "march 3, 2008", "march of 2008", "march". */
const monthAt = (tokens: readonly Token[], at: number): FoundPeriod | undefined => {
  const month = monthOf(tokens[at]?.word);
  if (month === undefined) return undefined;
  const gap = tokens[at + 1]?.word === "of" || tokens[at + 1]?.word === "," ? 1 : 0;
  const year = yearOf(tokens[at + 1 + gap]);
  if (year !== undefined) return found(2 + gap, { type: "span", from: day(year, month), until: day(year, month + 1) });
  const on = tokens[at + 1]?.number;
  const comma = /^(?:,|st|nd|rd|th)$/.test(tokens[at + 2]?.word ?? "") ? 1 : 0;
  const after = yearOf(tokens[at + 2 + comma]);
  if (on !== undefined && on <= 31 && after !== undefined)
    return found(3 + comma, { type: "span", from: day(after, month, on), until: day(after, month, on + 1) });
  const sure = tokens[at]?.word !== "may" || /^(?:in|of|during|every|each|for|since)$/.test(tokens[at - 1]?.word ?? "");
  return sure ? found(1, { type: "months", months: [month] }) : undefined;
};

/** "3 march 2008". */
const dayOfMonthAt = (tokens: readonly Token[], at: number): FoundPeriod | undefined => {
  const on = tokens[at]?.number;
  const month = monthOf(tokens[at + 1]?.word);
  const year = yearOf(tokens[at + 2]);
  if (on === undefined || on > 31 || month === undefined || year === undefined) return undefined;
  return found(3, { type: "span", from: day(year, month, on), until: day(year, month, on + 1) });
};

/** "q1 2008", "2008 q1", "the first quarter of 2008". */
const quarterAt = (tokens: readonly Token[], at: number): FoundPeriod | undefined => {
  const named = (token: Token | undefined) => Number(/^q([1-4])$/.exec(token?.word ?? "")?.[1] ?? 0);
  const span = (length: number, quarter: number, year: number) =>
    found(length, { type: "span", from: day(year, quarter * 3 - 2), until: day(year, quarter * 3 + 1) });
  const of = tokens[at + 1]?.word === "of" ? 1 : 0;
  const [first, before] = [yearOf(tokens[at + 1 + of]), yearOf(tokens[at])];
  if (named(tokens[at]) > 0 && first !== undefined) return span(2 + of, named(tokens[at]), first);
  if (before !== undefined && named(tokens[at + 1]) > 0) return span(2, named(tokens[at + 1]), before);
  const ordinal = ordinals[tokens[at]?.word ?? ""];
  const year = tokens[at + 1]?.word === "quarter" && tokens[at + 2]?.word === "of" ? yearOf(tokens[at + 3]) : undefined;
  return ordinal !== undefined && year !== undefined ? span(4, ordinal, year) : undefined;
};

/** "the 1990s", "the 90s"; a bare year stays a number until its surroundings tell. */
const yearsAt = (tokens: readonly Token[], at: number): FoundPeriod | undefined => {
  const spelled = /^(?:1[5-9]|20|21)?\d0s$/.exec(tokens[at]?.word ?? "")?.[0];
  const digits = spelled ?? (tokens[at + 1]?.word === "s" ? tokens[at]?.text : undefined);
  if (digits === undefined || !/^\d{2,4}s?$/.test(digits)) return undefined;
  const number = Number.parseInt(digits, 10);
  const year = number < 100 ? number + (number < 30 ? 2000 : 1900) : number;
  return year % 10 === 0 ? found(spelled ? 1 : 2, yearSpan(year, 10)) : undefined;
};

const recurringAt = (tokens: readonly Token[], at: number): FoundPeriod | undefined => {
  const word = tokens[at]?.word ?? "";
  const weekday = dayNames.indexOf(word.replace(/s$/, ""));
  if (weekday >= 0) return found(1, { type: "weekdays", days: [weekday + 1] });
  if (/^weekends?$/.test(word)) return found(1, { type: "weekdays", days: [6, 7] });
  if (word === "weekdays" && !/^(?:by|per|each|across)$/.test(tokens[at - 1]?.word ?? ""))
    return found(1, { type: "weekdays", days: [1, 2, 3, 4, 5] });
  const season = seasons[word.replace(/s$/, "").replace(/^fall$/, "autumn")];
  return season && word !== "fall" ? found(1, { type: "months", months: season }) : undefined;
};

const lastAt = (tokens: readonly Token[], at: number): FoundPeriod | undefined => {
  const [word, unit] = [tokens[at]?.word ?? "", tokens[at + 1]?.word];
  return /^(?:last|latest|final)$/.test(word) && (unit === "year" || unit === "month")
    ? found(2, { type: "last", unit })
    : undefined;
};
