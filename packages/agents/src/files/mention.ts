// Which of the known names a sentence mentions, though people write "temp max", "symbols" or "pirce".

export const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

export const singular = (word: string): string => {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
};

/** One letter more, fewer or other, or two that changed places; only for words long enough not to become another. */
export const nearlySame = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
};

export const sameWord = (a: string, b: string): boolean => nearlySame(a, b) || nearlySame(singular(a), singular(b));

/** Words with which one asks; a column of such a name is meant only when no other is named. */
const askingWords = new Set([
  "value",
  "type",
  "number",
  "count",
  "row",
  "column",
  "name",
  "file",
  "range",
  "data",
  "record",
  "missing",
]);

/**
 * The names of columns that `text` mentions, in the order of the text: in quotes, by all of their words, or else, if no
 * column is, by one telling word ("genres" for "Major Genre", "temperature" for "temp_max").
 */
export const mentionedColumns = (text: string, names: readonly string[]): string[] => {
  const said = wordsOf(text);
  const quoted = new Set(
    [...text.matchAll(/["'“‘`]([^"'”’`]+)["'”’`]/g)].map((match) => match[1]?.trim().toLowerCase()),
  );
  const columns = names.map((name) => ({ name, words: wordsOf(name) }));
  const placed = (place: (column: { name: string; words: string[] }) => number) =>
    columns
      .map((column) => ({ ...column, at: place(column) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);

  const whole = placed(({ name, words }) => {
    if (quoted.has(name.toLowerCase())) return 0;
    const places = words.map((word) => said.findIndex((other) => sameWord(other, word)));
    return words.join("").length > 1 && places.every((at) => at >= 0) ? Math.min(...places) : -1;
  });
  if (whole.length > 0) return withoutAsking(withoutParts(whole));
  const partial = placed(({ words }) => said.findIndex((other) => words.some((word) => tells(other, word))));
  return partial.slice(0, 4).map(({ name }) => name);
};

/** The words of a sentence that are no part of the columns it names. */
export const wordsBeyond = (text: string, names: readonly string[]): string[] => {
  const parts = names.flatMap(wordsOf);
  return wordsOf(text).filter((word) => !parts.some((part) => sameWord(word, part) || tells(word, part)));
};

const tells = (said: string, word: string): boolean =>
  (word.length > 4 && !askingWords.has(singular(word)) && sameWord(said, word)) ||
  (word.length > 3 && said.length > 5 && said.length > word.length + 2 && said.startsWith(word));

/** A longer name hides a shorter one within it. */
const withoutParts = (found: readonly { name: string; words: string[] }[]): string[] =>
  found
    .filter(
      ({ words }) =>
        !found.some((other) => other.words.length > words.length && words.every((word) => other.words.includes(word))),
    )
    .map(({ name }) => name);

const withoutAsking = (names: readonly string[]): string[] => {
  const telling = names.filter((name) => !askingWords.has(singular(name.toLowerCase())));
  return [...(telling.length > 0 ? telling : names)];
};

const fileWords = /\b(?:files?|tables?|data|data ?sets?|documents?|sheets?|texts?|chapters?|reports?|uploads?)\b/i;

/** How surely `text` speaks of the file: 3 by its name, 2 by all words of it, 1 by one of them beside "file"; 0 not at all. */
export const mentionOfFile = (text: string, fileName: string): 0 | 1 | 2 | 3 => {
  const lower = text.toLowerCase();
  if (lower.includes(fileName.toLowerCase())) return 3;
  const words = wordsOf(fileName.replace(/\.[a-z0-9]+$/i, ""));
  const said = wordsOf(text);
  const present = words.filter((word) => word.length > 2 && said.some((other) => sameWord(other, word)));
  const distinctive = words.filter((word) => word.length > 2);
  if (distinctive.length === 0) return 0;
  const complete = present.length === distinctive.length;
  const [only = ""] = distinctive;
  const telling = distinctive.length > 1 || fileWords.test(text) || (only.length > 4 && said.includes(only));
  if (complete && telling) return 2;
  return present.some((word) => word.length > 3) && fileWords.test(text) ? 1 : 0;
};

/** A file name that is spelt out in `text`, whether or not there is such a file. */
export const spelledFileName = (text: string): string | undefined =>
  /[\p{L}\p{N}_-]+\.(?:csv|tsv|json|jsonl|md|txt|pdf|xlsx?|docx?|png|jpe?g|webp|wav)\b/iu.exec(text)?.[0];
