// A course's glossary ready for questions: one entry for each term, its words, what kind of thing it is, and which other terms may be meant too.
import { type Course, type CourseTerm, terms } from "@polylogue/core";

export interface GlossaryEntry {
  readonly term: string;
  readonly definition: string;
  readonly section_id?: string;
  /** Stems of the term, its abbreviation left out. */
  readonly words: readonly string[];
  readonly abbreviation?: string;
  /** Finds the term in a sentence, as a word of its own. */
  readonly pattern: RegExp;
  /** Stems of the definition. */
  readonly defined: readonly string[];
  /** What the definition says it is: the stem of "organelle" in "plant cell organelle that …". */
  readonly head: string;
  readonly nature: "process" | "quality" | "thing";
  /** Others are defined as kinds of it: "organelle". */
  readonly isClass: boolean;
}

const reference = /^(?:see|also called|same as)\b|\b(?:another|alternate|alternative|other) (?:name|term) for\b/i;
const forms = /\((?:also,? |plural|singular|pl\.|sing\.)[^)]*\)\s*/gi;
const bracketed = /\s*\(([^)]*)\)/g;
const headEnds =
  /[,;:(]|\b(?:that|which|who|whose|of|in|into|on|from|for|by|with|within|between|to|at|as|made|used|using|where|when|during|through|consisting|composed|responsible|found|containing|having|and|or|is|are)\b/i;
const qualityTerm = /(?:[^s]ic|able|ible|ous)$/i;
const processTerm = /(?:tion|sion|sis|ing|ment|cycle|transport|pathway|chain|metabolism|reactions?)$/i;
const processHead =
  /^(?:process|reaction|movement|transport|pathway|series|conver|mechanism|action|change|production|breakdown|us|transfer|phas|stag|diffus|method)/;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

const natureOf = (name: string, head: string): GlossaryEntry["nature"] => {
  if (qualityTerm.test(name)) return "quality";
  return processTerm.test(name) || processHead.test(head) ? "process" : "thing";
};

const headOf = (definition: string): string => {
  const front = definition.replace(/^(?:an?|the|any|one|form|type|kind) (?:of )?/i, "").split(headEnds)[0] ?? "";
  return terms(front).at(-1) ?? "";
};

const entryOf = ({ term, definition: given, section_id }: CourseTerm): Omit<GlossaryEntry, "isClass"> => {
  const definition = given
    .replaceAll(forms, "")
    .replace(/; see .*$/i, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const name = term.replaceAll(bracketed, "").trim();
  const abbreviation = /\(([\p{Lu}\p{N}-]{2,8})\)/u.exec(term)?.[1];
  const head = headOf(definition);
  return {
    term: name,
    definition,
    words: terms(name),
    pattern: new RegExp(`(?<![\\p{L}\\p{N}-])${escaped(name)}(?![\\p{L}\\p{N}-])`, "iu"),
    defined: [...new Set(terms(definition))],
    head,
    nature: natureOf(name, head),
    ...(section_id !== undefined && { section_id }),
    ...(abbreviation !== undefined && { abbreviation }),
  };
};

/** More are not compared with one another: a course of any size is ready in a moment. */
const mostEntries = 300;
const longestTerm = 80;

/** Terms that only refer to others are left out, and of two with the same words the second. */
export const glossaryEntries = (course: Course): GlossaryEntry[] => {
  const entries = new Map<string, ReturnType<typeof entryOf>>();
  for (const term of course.glossary) {
    if (entries.size === mostEntries) break;
    if (reference.test(term.definition) || term.term.length > longestTerm) continue;
    const entry = entryOf(term);
    const key = entry.words.join(" ");
    if (entry.defined.length > 1 && key !== "" && !entries.has(key)) entries.set(key, entry);
  }
  const heads = new Set([...entries.values()].map(({ head }) => head));
  return [...entries.values()].map((entry) => ({
    ...entry,
    isClass: entry.words.length === 1 && heads.has(entry.words[0] ?? ""),
  }));
};

/** How much of `part` stands in `whole`. */
export const shareOf = (part: readonly string[], whole: readonly string[]): number =>
  part.filter((word) => whole.includes(word)).length / Math.max(1, part.length);

const names = (entry: GlossaryEntry): string[] => [
  ...entry.words,
  ...(entry.abbreviation ? [entry.abbreviation.toLowerCase()] : []),
];

/** Two definitions with this much in common may describe one thing. */
const sameDefinition = 0.6;

/** A kind of the other, a part that the other is defined by, or all but the same: as an answer it might be right too. */
export const mayAlsoFit = (target: GlossaryEntry, other: GlossaryEntry): boolean =>
  names(target).some((word) => names(other).includes(word)) ||
  shareOf(target.words, other.defined) === 1 ||
  shareOf(other.words, target.defined) === 1 ||
  shareOf(target.defined, other.defined) >= sameDefinition ||
  shareOf(other.defined, target.defined) >= sameDefinition;

const isPlural = (term: string): boolean => /(?:[^sui]s|ia|ata)$/i.test(term);
const isAbbreviated = (term: string): boolean => /^[\p{Lu}\p{N}+-]{2,}$/u.test(term);
const suffix = (entry: GlossaryEntry): string => entry.term.toLowerCase().slice(-3);

/** The same grammar and nature; two terms that are not so are told apart without knowing either. */
export const sameKind = (a: GlossaryEntry, b: GlossaryEntry): boolean =>
  a.nature === b.nature &&
  isPlural(a.term) === isPlural(b.term) &&
  isAbbreviated(a.term) === isAbbreviated(b.term) &&
  Math.abs(a.words.length - b.words.length) <= 2;

/** How near two terms of one kind are; the nearer, the harder to tell apart. */
export const nearness = (a: GlossaryEntry, b: GlossaryEntry): number =>
  (a.head === b.head ? 2 : 0) +
  (a.section_id === b.section_id ? 1.5 : 0) +
  (a.words.length === b.words.length ? 0.5 : 0) +
  (suffix(a) === suffix(b) ? 0.5 : 0) +
  2 * shareOf(a.defined, b.defined);
