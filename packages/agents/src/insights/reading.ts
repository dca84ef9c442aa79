// Reads a question against a table: each stretch of words is taken for what fits it best, the longest first.
import { sameWord, singular, wordsOf } from "../files/mention.ts";
import { fieldsAt } from "./field-match.ts";
import { longestPhrase, meaningOf } from "./lexicon.ts";
import type { Mark, Meaning } from "./mark.ts";
import { periodAt } from "./period.ts";
import type { Subject } from "./subject.ts";
import { type Token, tokensOf } from "./token.ts";
import { valueAt } from "./value-match.ts";

interface Candidate {
  readonly length: number;
  /** Decides between candidates of one length. */
  readonly rank: number;
  readonly meaning: Meaning;
}

export const readingOf = (question: string, subject: Subject): Mark[] => {
  const tokens = tokensOf(question.replaceAll(/(\d{4})\s*[-–—]\s*(\d{4})/g, "$1 to $2"));
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { length, meaning } = bestAt(subject, tokens, at);
    const text = tokens
      .slice(at, at + length)
      .map((token) => token.text)
      .join(" ");
    marks.push({ meaning, text, at });
    at += length;
  }
  return marks;
};

/** What a number is counted in says nothing more, where it is no column. */
const units =
  /^(?:mm|cm|m|km|kg|g|lbs?|pounds?|degrees?|celsius|fahrenheit|dollars?|usd|euros?|bucks|miles?|mph|inch(?:es)?|minutes?|mins?|seconds?|stars?|points?)$/;

const unitFamilies = ["mm cm m km miles mile inch inches", "g kg lb lbs pounds pound", "minutes mins min seconds"].map(
  (line) => new Set(line.split(" ")),
);

const unitNames: Readonly<Record<string, string>> = {
  lb: "lbs",
  pound: "lbs",
  pounds: "lbs",
  mile: "miles",
  inches: "inch",
  minutes: "min",
  mins: "min",
};

/** "4 kg" is not 4 where the table has grams. */
const isOtherUnit = ({ fields }: Subject, said: string): boolean => {
  const family = unitFamilies.find((one) => one.has(said));
  const canonical = (word: string) => unitNames[word] ?? word;
  const known = family ? fields.flatMap(({ words }) => words.filter((word) => family.has(word))) : [];
  return known.length > 0 && !known.some((word) => canonical(word) === canonical(said));
};

const unitAt = (subject: Subject, tokens: readonly Token[], at: number): Candidate[] =>
  tokens[at - 1]?.number !== undefined &&
  units.test(tokens[at]?.word ?? "") &&
  !isOtherUnit(subject, tokens[at]?.word ?? "")
    ? [{ length: 1, rank: (tokens[at]?.word.length ?? 0) <= 3 ? 9.5 : 4.2, meaning: { type: "filler" } }]
    : [];

const bestAt = (subject: Subject, tokens: readonly Token[], at: number): Candidate => {
  const candidates = [
    ...columnAt(subject, tokens, at),
    ...valueCandidate(subject, tokens, at),
    ...timeAt(tokens, at),
    ...phraseAt(subject, tokens, at),
    ...rowsAt(subject, tokens, at),
    ...unitAt(subject, tokens, at),
  ];
  const [best] = candidates.toSorted((a, b) => b.length - a.length || b.rank - a.rank);
  return best ?? { length: 1, rank: 0, meaning: { type: "unknown" } };
};

const columnAt = (subject: Subject, tokens: readonly Token[], at: number): Candidate[] => {
  const found = fieldsAt(subject, tokens, at);
  if (!found) return [];
  const { length, fields, fit } = found;
  const word = tokens[at]?.word ?? "";
  const asking = length === 1 && meaningOf(word) !== undefined;
  const rank = fit >= 3 ? (asking && fit === 3 ? 6 : 9) : asking ? 2 : fit === 2 ? 5 : 4.6;
  return [{ length, rank, meaning: { type: "column", fields, sure: fit >= 3 && fields.length === 1 } }];
};

const valueCandidate = (subject: Subject, tokens: readonly Token[], at: number): Candidate[] => {
  const found = valueAt(subject, tokens, at);
  if (!found) return [];
  const { length, field, value, also, fit } = found;
  const ranks = [0, 1, 3, 7.5, 8];
  // "Deaths" may be the value "Death" and a column of deaths; a column's own word is no value in another form.
  const word = tokens[at]?.word ?? "";
  const ofColumn =
    fit === 3 && length === 1 && subject.fields.some(({ words }) => words.some((one) => sameWord(one, word)));
  return [{ length, rank: ofColumn ? 4 : (ranks[fit] ?? 0), meaning: { type: "value", field, value, also } }];
};

const timeAt = (tokens: readonly Token[], at: number): Candidate[] => {
  const found = periodAt(tokens, at);
  if (found) return [{ length: found.length, rank: 7.8, meaning: { type: "period", period: found.period } }];
  const token = tokens[at];
  if (token?.number === undefined) return [];
  const year = /^(?:1[5-9]|20|21)\d{2}$/.test(token.text);
  return [{ length: 1, rank: 6, meaning: { type: "number", value: token.number, ...(year && { year }) } }];
};

const phraseAt = (subject: Subject, tokens: readonly Token[], at: number): Candidate[] => {
  // "Count of" is one word where a column is named count.
  const own = subject.fields.some(({ words }) => words.length === 1 && words[0] === tokens[at]?.word);
  for (let length = own ? 1 : longestPhrase; length > 0; length--) {
    const phrase = tokens.slice(at, at + length);
    if (phrase.length < length || phrase.some(({ quoted }) => quoted)) continue;
    const meaning = meaningOf(phrase.map(({ word }) => word).join(" "));
    if (meaning) return [{ length, rank: 7, meaning }];
  }
  return [];
};

/** What the rows are, as far as the file's name tells: "cars" of cars.json, "strikes" of birdstrikes.csv; and other words for it. */
const rowsAt = ({ title }: Subject, tokens: readonly Token[], at: number): Candidate[] => {
  const word = tokens[at]?.word ?? "";
  const names = wordsOf(title.replace(/\.[a-z0-9]+$/i, "")).flatMap((name) => [
    name,
    ...(rowWords[singular(name)] ?? rowWords[name.replace(/s$/, "")] ?? []),
  ]);
  if (word.length > 2 && names.some((name) => sameWord(name, word)))
    return [{ length: 1, rank: 4.5, meaning: { type: "rows" } }];
  const part = singular(word);
  const inside = names.some((name) => name.startsWith(part) || singular(name).endsWith(part));
  return part.length > 3 && inside ? [{ length: 1, rank: 0.5, meaning: { type: "rows" } }] : [];
};

const rowWords: Readonly<Record<string, readonly string[]>> = {
  movie: ["film", "picture"],
  film: ["movie"],
  car: ["model", "vehicle", "automobile"],
  weather: ["day"],
  employee: ["worker", "staff", "people"],
  customer: ["client"],
  people: ["person"],
};
