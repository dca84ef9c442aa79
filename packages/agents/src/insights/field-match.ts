// Which columns a stretch of a question names: by their whole name, a part of it, its first letters, or another word for it.
import { nearlySame, sameWord } from "../files/mention.ts";
import type { Field, Subject } from "./subject.ts";
import { sameIdea } from "./synonym.ts";
import type { Token } from "./token.ts";

export interface FoundFields {
  readonly length: number;
  readonly fields: readonly Field[];
  /** 4 the name as it is, 3 the name but for its form, 2 a part, 1 another word for it. */
  readonly fit: number;
}

/** How well a word that was said fits one word of a name: 0 not at all. */
const wordFit = (said: string, word: string): number => {
  if (said === word) return 4;
  if (sameWord(said, word)) return 3;
  if (word.length > 3 && said.length >= word.length + 2 && said.startsWith(word)) return 2;
  if (said.length > 3 && word.length >= said.length + 2 && word.startsWith(said)) return 2;
  return sameIdea(said, word) ? 1 : 0;
};

/** Little words within names, which people leave out. */
const littleWords = new Set(["per", "in", "of", "the", "to", "at", "by"]);

export const fieldsAt = ({ fields }: Subject, tokens: readonly Token[], at: number): FoundFields | undefined => {
  const token = tokens[at];
  if (!token) return undefined;
  const found = fields.flatMap((field) => {
    const fit = token.quoted ? quotedFit(field, token) : (runFit(field, tokens, at) ?? initials(field, token));
    return fit ? [{ field, ...fit }] : [];
  });
  const best = found.toSorted((a, b) => b.length - a.length || b.fit - a.fit)[0];
  if (!best) return undefined;
  const equals = found.filter(({ length, fit }) => length === best.length && fit === best.fit);
  return { length: best.length, fit: best.fit, fields: equals.map(({ field }) => field) };
};

interface Fit {
  readonly length: number;
  readonly fit: number;
}

const quotedFit = ({ name, title }: Field, { word }: Token): Fit | undefined =>
  name.toLowerCase() === word || title.toLowerCase() === word ? { length: 1, fit: 4 } : undefined;

/** The longest run of words from `at` each of which is another word of the name. */
const runFit = ({ words }: Field, tokens: readonly Token[], at: number): Fit | undefined => {
  const left = [...words];
  let [length, fit] = [0, 4];
  for (let next = tokens[at]; next && left.length > 0; next = tokens[at + length]) {
    const word = next.word;
    const place = left.map((other) => wordFit(word, other));
    const most = Math.max(...place);
    if (most === 0 || (length === 0 && littleWords.has(word))) break;
    fit = Math.min(fit, most);
    left.splice(place.indexOf(most), 1);
    length += 1;
  }
  while (left.length > 0 && littleWords.has(tokens[at + length - 1]?.word ?? "")) length -= 1;
  if (length <= 0) return undefined;
  const whole = left.every((word) => littleWords.has(word) || unitWords.has(word));
  return { length, fit: whole ? fit : Math.min(fit, 2) };
};

/** Units within names, which people leave out too. */
const unitWords = new Set(["lbs", "kg", "g", "mm", "cm", "m", "km", "min", "usd", "pct", "eur"]);

/** "mpg" for Miles_per_Gallon. */
const initials = ({ words }: Field, { word }: Token): Fit | undefined =>
  words.length > 2 && words.map((part) => part[0]).join("") === word ? { length: 1, fit: 3 } : undefined;

/** Columns that an idea such as "price" or "temperature" may be about. */
export const fieldsOfIdea = ({ fields }: Subject, ideas: readonly string[]): readonly Field[] =>
  fields.filter(({ words, role }) =>
    role === "measure" || role === "time" || role === "place"
      ? words.some((word) => ideas.some((idea) => nearlySame(word, idea) || sameIdea(word, idea))) ||
        ideas.includes(words.map((part) => part[0]).join(""))
      : false,
  );
