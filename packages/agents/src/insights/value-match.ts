// Which value of the table a stretch of a question names: as it stands there, in another form, or under another name.
import { nearlySame, singular, wordsOf } from "../files/mention.ts";
import { meaningOf } from "./lexicon.ts";
import type { Field, Subject } from "./subject.ts";
import { otherNames, rootsOf } from "./synonym.ts";
import type { Token } from "./token.ts";

interface Known {
  readonly field: Field;
  readonly value: string;
  readonly words: readonly string[];
}

export interface FoundValue {
  readonly length: number;
  readonly field: Field;
  readonly value: string;
  /** Other columns in which it stands too. */
  readonly also: readonly Field[];
  /** 4 as it stands there, 3 in another form or under another name, 2 with a typing error, 1 an everyday word of a column of names. */
  readonly fit: number;
}

/** A column of more values than this holds names, whose words are often words of the question. */
const fewValues = 400;
const longestValue = 10;

type Index = ReadonlyMap<string, readonly Known[]>;
const indexes = new WeakMap<Subject, Index>();

const indexOf = (subject: Subject): Index => {
  const before = indexes.get(subject);
  if (before) return before;
  const index = new Map<string, Known[]>();
  for (const field of subject.fields) {
    for (const value of field.values) {
      const words = wordsOf(value);
      const [first] = words;
      if (first === undefined || words.length > longestValue) continue;
      const known = index.get(first);
      if (known) known.push({ field, value, words });
      else index.set(first, [{ field, value, words }]);
    }
  }
  indexes.set(subject, index);
  return index;
};

export const valueAt = (subject: Subject, tokens: readonly Token[], at: number): FoundValue | undefined => {
  const found = foundAt(subject, tokens, at);
  return found && directed(found, tokens, at);
};

const ways: readonly (readonly [words: RegExp, columns: RegExp])[] = [
  [/^(?:from|out|leaving|leave|left|departing|departed)$/, /^(?:origin|from|source|departure|start|sender)$/],
  [/^(?:to|into|reaching|arriving|arrived|toward|towards)$/, /^(?:destination|dest|to|target|arrival|end|receiver)$/],
];

/** "From LAX" is an origin and "to LAX" a destination, where LAX stands in both columns. */
const directed = (found: FoundValue, tokens: readonly Token[], at: number): FoundValue => {
  const before = [tokens[at - 1]?.word ?? "", tokens[at - 2]?.word ?? ""];
  const said = before[0] === "of" || before[0] === "at" || before[0] === "in" ? before[1] : before[0];
  const columns = ways.find(([words]) => words.test(said ?? ""))?.[1];
  const both = [found.field, ...found.also];
  const field = columns && both.find(({ words }) => words.some((word) => columns.test(word)));
  return field ? { ...found, field, also: [] } : found;
};

const foundAt = (subject: Subject, tokens: readonly Token[], at: number): FoundValue | undefined => {
  const token = tokens[at];
  if (!token) return undefined;
  const index = indexOf(subject);
  return (
    asQuoted(index, token) ??
    asItStands(index, tokens, at) ??
    underAnotherName(index, tokens, at) ??
    inAnotherForm(index, token) ??
    misspelt(subject, token)
  );
};

const asQuoted = (index: Index, { quoted, word }: Token): FoundValue | undefined => {
  if (!quoted) return undefined;
  const [first = ""] = wordsOf(word);
  return chosen(
    (index.get(first) ?? []).filter(({ value }) => value.toLowerCase() === word),
    1,
    4,
  );
};

const asItStands = (index: Index, tokens: readonly Token[], at: number): FoundValue | undefined => {
  const fitting = (index.get(tokens[at]?.word ?? "") ?? []).filter(({ words }) =>
    words.every((word, place) => tokens[at + place]?.word === word),
  );
  const longest = Math.max(0, ...fitting.map(({ words }) => words.length));
  const said = fitting.filter(({ words }) => words.length === longest);
  const sure = said.filter((known) => isTelling(known, tokens, at));
  if (sure.length > 0) return chosen(sure, longest, 4);
  const everyday = said.filter(({ value, words }) => value.length > 2 && !words.every((word) => meaningOf(word)));
  return chosen(everyday, longest, 1);
};

/** Whether words can hardly be meant as anything but this value. */
const isTelling = ({ field, value, words }: Known, tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  if (!token) return false;
  const letters = words.join("").length;
  if (letters <= 2) return token.text === value;
  const everyday = words.every((word) => meaningOf(word) !== undefined);
  if (everyday || field.distinct > fewValues) return at > 0 && /^[\p{Lu}\d]/u.test(token.text) && !everyday;
  return true;
};

const underAnotherName = (index: Index, tokens: readonly Token[], at: number): FoundValue | undefined => {
  for (const length of [2, 1]) {
    const phrase = tokens
      .slice(at, at + length)
      .map(({ word }) => word)
      .join(" ");
    for (const name of [...otherNames(phrase), ...(length === 1 ? otherNames(singular(phrase)) : [])]) {
      const known = (index.get(name.split(" ")[0] ?? "") ?? []).filter(({ words }) => words.join(" ") === name);
      const few = known.filter(({ field }) => field.distinct <= fewValues);
      if (few.length > 0) return chosen(few, length, 3);
    }
  }
  return undefined;
};

const inAnotherForm = (index: Index, { word }: Token): FoundValue | undefined => {
  if (meaningOf(word) !== undefined) return undefined;
  for (const root of rootsOf(word)) {
    const known = (index.get(root) ?? []).filter(
      ({ words, field }) => words.length === 1 && root.length > 2 && field.distinct <= fewValues,
    );
    if (known.length > 0) return chosen(known, 1, 3);
  }
  return undefined;
};

const misspelt = ({ fields }: Subject, { word }: Token): FoundValue | undefined => {
  if (word.length < 5 || meaningOf(word) !== undefined) return undefined;
  const known = fields
    .filter(({ distinct }) => distinct <= fewValues)
    .flatMap((field) =>
      field.values
        .filter((value) => nearlySame(value.toLowerCase(), word))
        .map((value) => ({ field, value, words: [] })),
    );
  return chosen(known, 1, 2);
};

/** The column with the fewest values is the likeliest. */
const chosen = (known: readonly Known[], length: number, fit: number): FoundValue | undefined => {
  const [best, ...rest] = known.toSorted((a, b) => a.field.distinct - b.field.distinct);
  if (!best) return undefined;
  return { length, fit, field: best.field, value: best.value, also: rest.map(({ field }) => field) };
};
