// The same segment put more simply without a language model: its shortest defining sentences, with the glossary's words explained where they stand.
import { type CourseTerm, sentences } from "@polylogue/core";

const keptSentences = 2;
const mostExplained = 3;
const defining =
  /\b(?:is|are|was|were) (?:an? |the |called|known|termed|referred)|\b(?:called|known as|termed|means|refers? to)\b/i;

const withoutAsides = (sentence: string): string =>
  sentence
    .replaceAll(/\s*\([^()]*\)/g, "")
    .replaceAll(/\s+([.,;:])/g, "$1")
    .trim();

const wordCount = (text: string): number => text.split(/\s+/).length;

/** Shorter is simpler; a sentence that says what something is counts as ten words shorter. */
const effort = (sentence: string): number => wordCount(sentence) - (defining.test(sentence) ? 10 : 0);

/** In the order in which they stand. */
export const plainestSentences = (text: string, count = keptSentences): string[] => {
  const all = sentences(text)
    .map(withoutAsides)
    .filter((sentence) => !sentence.endsWith("?") && wordCount(sentence) > 3);
  const chosen = new Set([...all].sort((a, b) => effort(a) - effort(b)).slice(0, count));
  return all.filter((sentence) => chosen.has(sentence));
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const named = (term: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}-])${escaped(term)}(?:e?s)?(?![\p{L}\p{N}-])`, "iu");
/** A definition is cut before a clause that only adds to it, where enough is said by then. */
const leastSaid = 4;
const adding = / (?=(?:where|which|that|through|though|typically|using)\b)/;

const briefly = (definition: string): string => {
  const [first = definition] = definition.split(/;|\. /);
  const [core = first] = first.split(adding);
  return (wordCount(core) >= leastSaid ? core : first).replace(/[.,]$/, "");
};

/** The first mention of a term is followed by what the glossary says of it; a sentence that defines the term needs none. */
export const explained = (text: string, glossary: readonly CourseTerm[]): string => {
  const longestFirst = [...glossary].sort((a, b) => b.term.length - a.term.length);
  const marks: { readonly end: number; readonly from: number; readonly note: string }[] = [];
  for (const { term, definition } of longestFirst) {
    const found = named(term).exec(text);
    if (!found || marks.length >= mostExplained) continue;
    const [from, end] = [found.index, found.index + found[0].length];
    const isDefined = /(?:called|termed|known as|is|are)\s+(?:an?|the)?\s*$/i.test(text.slice(0, from));
    const overlaps = marks.some((mark) => from < mark.end && mark.from < end);
    if (!isDefined && !overlaps) marks.push({ from, end, note: ` (${briefly(definition)})` });
  }
  return marks
    .sort((a, b) => b.end - a.end)
    .reduce((whole, { end, note }) => whole.slice(0, end) + note + whole.slice(end), text);
};

export const plainer = (text: string, glossary: readonly CourseTerm[]): string =>
  explained(plainestSentences(text).join(" "), glossary);
