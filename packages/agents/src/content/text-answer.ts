// Answers about a text from its structure: what it is, its outline, the first sentence of each part.
import { type Document, plainText, type Section, sentences } from "@polylogue/core";
import type { Answer } from "../files/answer.ts";
import { counted, listed, plain, sizeOf, strong } from "../files/wording.ts";

const shownParts = 12;

interface Part {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** A title above every section names the whole text, not a part of it. */
const titleOf = ({ sections }: Document): string | undefined => {
  const title = sections[0]?.path[0];
  return title !== undefined && sections.length > 1 && sections.every(({ path }) => path[0] === title)
    ? title
    : undefined;
};

/** The text by its outermost headings; pages and untitled pieces are no parts. */
const partsOf = (document: Document): Part[] => {
  const level = titleOf(document) === undefined ? 0 : 1;
  const parts = new Map<string, Section[]>();
  for (const section of document.sections) {
    const title = section.path[level];
    if (title === undefined) continue;
    const known = parts.get(title);
    if (known) known.push(section);
    else parts.set(title, [section]);
  }
  return [...parts].map(([title, sections]) => ({ title, sections }));
};

const wordsIn = (sections: readonly Section[]): number =>
  sections.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0), 0);

const roughly = (count: number): number => (count < 100 ? count : Math.round(count / 50) * 50);

const pagesOf = ({ sections }: Document): number => sections.reduce((most, { page = 0 }) => Math.max(most, page), 0);

const sizeWords = (document: Document): string => {
  const words = `${wordsIn(document.sections) < 100 ? "" : "about "}${counted(roughly(wordsIn(document.sections)), "word")}`;
  const pages = pagesOf(document);
  const parts = partsOf(document).length;
  if (pages > 0) return `${words} on ${counted(pages, "page")}`;
  return parts > 1 ? `${words} in ${counted(parts, "part")}` : words;
};

/** What a part opens with: a whole sentence of running text, not a list of aims or a caption. */
const isLead = (sentence: string): boolean =>
  /^["'“(]?\p{Lu}/u.test(sentence) &&
  /[.!]["'”)]*$/.test(sentence) &&
  sentence.split(" ").length >= 6 &&
  !/^(?:by the end|objectives|figure|click|see |visit|watch)|\bcredit\b/i.test(sentence);

export const leadOf = (sections: readonly Section[], count = 1): string[] => {
  const leads: string[] = [];
  for (const { text } of sections) {
    for (const paragraph of text.split(/\n\s*\n/)) {
      if (/^\s*(?:[-*+|>#]|\d+[.)])\s/m.test(paragraph)) continue;
      for (const sentence of sentences(plainText(paragraph)).filter(isLead)) {
        leads.push(sentence);
        if (leads.length === count) return leads;
      }
    }
  }
  return leads;
};

const describe = (document: Document): string => {
  const title = titleOf(document);
  const letters = (words: string) => words.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  const told = title === undefined || letters(document.name).startsWith(letters(title));
  const about = told ? "" : ` (“${plain(title, 120)}”)`;
  return `${strong(document.name)}${about} is a text of ${sizeWords(document)} (${sizeOf(document.bytes)}).`;
};

const partNames = (document: Document): string => {
  const parts = partsOf(document);
  return parts.length > 1
    ? `Its parts are ${listed(
        parts.map(({ title }) => strong(title)),
        shownParts,
      )}.`
    : "";
};

const quote = (document: Document): string => {
  const leads = leadOf(document.sections, 2);
  return leads.length > 0 ? `It begins: “${leads.map((lead) => plain(lead, 400)).join(" ")}”` : "";
};

const joined = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(" ");

export const overviewOfText = (document: Document): Answer => {
  const warnings = document.warnings.map((warning) => plain(warning, 300)).join(" ");
  const [part] = partsOf(document).slice(-1);
  const idea = part ? `“what does it say about ${plain(part.title.toLowerCase())}?”` : "“what does it say about …?”";
  return {
    text: [
      joined(describe(document), partNames(document)),
      quote(document),
      joined(warnings, `Ask me anything that it may say, such as ${idea}, or “summarise it”.`),
    ]
      .filter(Boolean)
      .join("\n\n"),
  };
};

/** In its own words: the sentence with which each part opens. */
export const summaryOfText = (document: Document): Answer => {
  const parts = partsOf(document);
  const pieces: readonly Part[] =
    parts.length > 1 ? parts : document.sections.map((section) => ({ title: placeOf(section), sections: [section] }));
  const lines = pieces.slice(0, shownParts).flatMap(({ title, sections }) => {
    const [lead] = leadOf(sections);
    if (!lead) return [];
    return [title ? `- ${strong(title)}: ${plain(lead, 400)}` : `- ${plain(lead, 400)}`];
  });
  if (lines.length === 0) return overviewOfText(document);
  const more = pieces.length > shownParts ? `The other ${pieces.length - shownParts} parts are not shown.` : "";
  return {
    text: `${describe(document)} In its own words, the sentence with which each part opens:\n\n${lines.join("\n")}`,
    after: joined(more, "I quote and do not rephrase; ask about any part to read more of it."),
  };
};

export const outlineOfText = (document: Document): Answer => {
  const headings = new Map<string, { readonly heading: string; readonly depth: number }>();
  for (const { path } of document.sections) {
    for (const [depth, heading] of path.entries())
      headings.set(path.slice(0, depth + 1).join("\n"), { heading, depth });
  }
  if (headings.size === 0) return { text: `${describe(document)} It has no headings.` };
  const shown = [...headings.values()].slice(0, 60);
  const lines = shown.map(({ heading, depth }) => `${"  ".repeat(depth)}- ${plain(heading, 120)}`);
  const more = headings.size > 60 ? `${headings.size - 60} more headings are not shown.` : "";
  return { text: `The outline of ${strong(document.name)}:\n\n${lines.join("\n")}`, ...(more && { after: more }) };
};

export const sizeOfText = (document: Document): Answer => ({
  text: `${strong(document.name)} has ${sizeWords(document)}.`,
});

export const noColumns = ({ name }: Document): Answer => ({
  text: `${strong(name)} is a text, so it has no rows or columns. Ask me what it says, for an outline or for a summary.`,
});

const placeOf = ({ path, page, line }: Section): string => {
  const heading = path.at(-1);
  if (heading) return heading;
  return page === undefined ? `line ${line ?? 1}` : `page ${page}`;
};
