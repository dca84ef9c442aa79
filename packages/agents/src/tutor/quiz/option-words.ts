// An option named by its own words: the whole of it, some of them, or nearly.
import { terms } from "@polylogue/core";
import type { AnswerReading } from "./reading.ts";
import { alike, likeIn } from "./spelling.ts";

/** An option must lead the next by this share of its votes, or both may be meant. */
const clearLead = 0.25;
/** Words of an answer that stand in no option: beyond this share it speaks of something else. */
const mostUnknown = 0.6;

/** "not the nucleus but …", "rather than …": what the learner rules out. */
const ruledOut = /\b(?:not|isn't|aren't|rather than|instead of|definitely not)\b[^,.;]*?(?=\bbut\b|\bit's\b|[,.;]|$)/g;

const numerals: Readonly<Record<string, string>> = {
  ...{ i: "first", one: "first", "1": "first", ii: "second", two: "second", "2": "second" },
  ...{ iii: "third", three: "third", "3": "third", iv: "fourth", four: "fourth", "4": "fourth" },
};

/** "photosystem II", "photosystem 2" and "photosystem two" are one; a lone "i" inside a sentence is the speaker. */
const withNumbers = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(
      /(?<=\p{L} )(?:i{2,3}|iv|i(?=\W*$)|one|two|three|four|[1-4])(?![\p{L}\p{N}])/gu,
      (word) => `${numerals[word]}numeral`,
    );

const meaningOf = (text: string): string[] => terms(withNumbers(text));

/** Where nothing else was said, words count that are empty elsewhere: "inside" and "out of" tell options apart. */
const everyWord = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

const nearlyWhole = (words: string, options: readonly string[]): number[] => {
  const said = letters(words.replace(/^(?:the|an?) /, ""));
  if (said.length < 4) return [];
  return options.flatMap((option, at) => (alike(said, letters(option.replace(/^(?:the|an?) /i, ""))) ? [at] : []));
};

/** Each word of the answer gives one vote, shared by the options that hold it. */
const votes = (said: readonly string[], held: readonly (readonly string[])[]): number[] => {
  const counts = held.map(() => 0);
  for (const word of new Set(said)) {
    const exact = held.flatMap((own, at) => (own.includes(word) ? [at] : []));
    const holding = exact.length > 0 ? exact : held.flatMap((own, at) => (likeIn(word, own) ? [at] : []));
    for (const at of holding) counts[at] = (counts[at] ?? 0) + 1 / holding.length;
  }
  return counts;
};

/** How much of an option was said. */
const covered = (said: readonly string[], own: readonly string[]): number =>
  own.filter((word) => likeIn(word, said)).length / Math.max(1, own.length);

export const byWords = (words: string, options: readonly string[]): AnswerReading => {
  const negative = options.some((option) => /\bnot\b/i.test(option));
  const affirmed = negative ? words : words.replaceAll(ruledOut, " ");
  const [near, ...others] = nearlyWhole(affirmed, options);
  if (near !== undefined && others.length === 0) return { type: "option", index: near };
  const wordsOf = meaningOf(affirmed).length > 0 ? meaningOf : everyWord;
  const said = wordsOf(affirmed);
  const held = options.map(wordsOf);
  const unknown = said.filter((word) => !held.some((own) => likeIn(word, own))).length;
  if (said.length === 0 || unknown > mostUnknown * said.length) return { type: "none" };
  const counts = votes(said, held);
  const weights = counts.map((count, at) => (count === 0 ? 0 : count + 0.5 * covered(said, held[at] ?? [])));
  const best = Math.max(...weights);
  if (best === 0) return { type: "none" };
  const leading = weights.flatMap((weight, at) => (weight > best * (1 - clearLead) ? [at] : []));
  const [only, ...rivals] = leading;
  return only !== undefined && rivals.length === 0
    ? { type: "option", index: only }
    : leading.length < options.length
      ? { type: "ambiguous", indexes: leading }
      : { type: "none" };
};
