// A term or a number that is taken out of a sentence, with what surrounds it.
import { terms } from "@polylogue/core";
import type { GlossaryEntry } from "./glossary-entry.ts";

export const blank = "\\_\\_\\_\\_\\_";

export interface Gap {
  readonly before: string;
  readonly taken: string;
  readonly after: string;
}

/** What remains must say enough to know the answer by. */
const leastContext = 4;

/** One of several that are named together: another of its kind would stand there as well. */
const inList = ({ before, after }: Gap): boolean =>
  /(?:,|\band|\bor|\/)\s*$/.test(before) || /^\s*(?:,|and\b|or\b|\/)/.test(after);

export const contextOf = ({ before, after }: Gap): string[] => [...new Set(terms(`${before} ${after}`))];

/** The one place of the term in the sentence; none when it, or a word of it, stands there again. */
export const gapFor = ({ pattern, words }: GlossaryEntry, sentence: string): Gap | undefined => {
  const match = pattern.exec(sentence);
  if (!match) return undefined;
  const gap = {
    before: sentence.slice(0, match.index),
    taken: match[0],
    after: sentence.slice(match.index + match[0].length),
  };
  const context = contextOf(gap);
  const tells = words.some((word) => context.some((other) => other.startsWith(word.slice(0, 6))));
  return tells || inList(gap) || context.length < leastContext ? undefined : gap;
};

const spelledOut = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const number = new RegExp(
  `(?<![\\p{L}\\p{N}.,–-])(?:\\d{1,4}(?:\\.\\d+)?|${spelledOut.join("|")})(?![\\p{L}\\p{N}–-]|[.,]\\d| *[–/×x+°] *\\d|\\))`,
  "giu",
);

/** The only number of the sentence; "the two" and "of one" count nothing that a learner would know. */
export const numberGap = (sentence: string): Gap | undefined => {
  const matches = [...sentence.matchAll(number)];
  const [match] = matches;
  if (!match || matches.length > 1 || /\d/.test(sentence.replace(match[0], ""))) return undefined;
  const gap = {
    before: sentence.slice(0, match.index),
    taken: match[0],
    after: sentence.slice(match.index + match[0].length),
  };
  const loose =
    /\b(?:the|these|those|other|which|between|chapter|section|part|stage|step)\s+$/i.test(gap.before) ||
    /^\s*(?:or|and|to)\b/.test(gap.after);
  return loose || gap.before === "" || contextOf(gap).length < leastContext ? undefined : gap;
};

/** Numbers of the same form, near enough to be taken for the right one. */
export const otherNumbers = (taken: string): string[] => {
  const at = spelledOut.indexOf(taken.toLowerCase());
  if (at >= 0) return [at + 1, at + 2, at - 1, at - 2, at + 4].flatMap((other) => spelledOut[other] ?? []).slice(0, 3);
  const value = Number(taken);
  const places = taken.split(".")[1]?.length ?? 0;
  const isYear = /^(?:1[5-9]|20)\d\d$/.test(taken);
  const others = isYear
    ? [value - 40, value + 20, value - 90]
    : [value * 2, value / 2, value * 4, value + 1, value * 10];
  const shown = others
    .filter((other) => other > 0 && (places > 0 || Number.isInteger(other)))
    .map((other) => other.toFixed(places));
  return [...new Set(shown)].filter((other) => other !== taken).slice(0, 3);
};

/** "a" before a gap would tell how the answer begins. */
export const withBlank = ({ before, after }: Gap): string =>
  `${before.replace(/\b(a)n? $/i, "$1(n) ")}${blank}${after}`;

/** Another term in its place, with the article and the capital that it needs. */
export const withTerm = ({ before, taken, after }: Gap, term: string): string => {
  const article = before.replace(/\b(a)n? $/i, (_, letter: string) =>
    /^[aeiou]/i.test(term) ? `${letter}n ` : `${letter} `,
  );
  const capital = before === "" && /^\p{Lu}/u.test(taken) ? `${term.charAt(0).toUpperCase()}${term.slice(1)}` : term;
  return `${article}${capital}${after}`;
};
