// The words of a course and what they mean: from its glossaries, and where a bold word is defined as it is first used.
import { type CourseTerm, plainText } from "@polylogue/core";
import { mended } from "./torn-text.ts";

const entryMark = /^\s*(?:[-*+][ \t]+)?(?:\*\*|__)(.{1,120}?)(?:\*\*\*?|__)[ \t]*(?::|–|—|-)?[ \t]+(\S.*)$/;
const colonMark = /^\s*(?:[-*+][ \t]+)?([\p{L}\p{N}][^:]{0,80}):[ \t]+(\S.*)$/u;
const crossReference = /^see (?:also )?\S+(?: \S+){0,4}$/i;
/** "(plural = cilia)" tells the answer to whoever is asked for the word. */
const numberForm = /^\((?:plural|singular|also|abbreviated)\b[^()]{0,80}\)\s*/i;

const plain = (markdown: string) => plainText(mended(markdown)).replaceAll(/\s+/g, " ").trim();

const withMarksClosed = (term: string) => (term.split("*").length % 2 === 0 ? `${term}*` : term);

/** A line for each entry; a line that goes on belongs to the entry before. */
export const glossaryEntries = (markdown: string): CourseTerm[] => {
  const lines: string[] = [];
  for (const line of markdown.split("\n")) {
    if (line.trim() === "") continue;
    const begins = entryMark.test(line) || colonMark.test(line);
    if (!begins && lines.length > 0) lines[lines.length - 1] += ` ${line.trim()}`;
    else lines.push(line);
  }
  return lines.flatMap((line) => {
    const [, marked, definition] = entryMark.exec(line) ?? colonMark.exec(line) ?? [];
    if (marked === undefined || definition === undefined) return [];
    const term = plain(withMarksClosed(marked)).replace(/:$/, "");
    const meaning = plain(definition).replace(numberForm, "").replace(/\.$/, "");
    return meaning === "" || crossReference.test(meaning) ? [] : [{ term, definition: meaning }];
  });
};

const definedInText =
  /(?:^|[.!?]["'”’)]* )(?:An?|The|In [^.,]{1,60}, an?)? ?\*\*([^*\n]{2,60})\*\*(?: \([^()]{1,80}\))? (?:is|are|means|refers to) ((?:an?|the|any|one of) [^.!?]{12,300})\.(?=\s|$)/gi;

/** "An **isomerase** is an enzyme that …". */
export const termsInText = (markdown: string): CourseTerm[] =>
  [...mended(markdown).matchAll(definedInText)].map(([, term = "", definition = ""]) => ({
    term: plain(term),
    definition: plain(definition),
  }));

const oneForm = (term: string) =>
  term
    .toLowerCase()
    .replace(/\s*\([^)]*\)/, "")
    .replace(/s$/, "");

/** The first definition of each word stays. */
export const withoutRepeats = (terms: readonly CourseTerm[]): CourseTerm[] => {
  const seen = new Set<string>();
  return terms.filter(({ term }) => {
    const form = oneForm(term);
    if (seen.has(form)) return false;
    seen.add(form);
    return true;
  });
};
