// The sentences of the material that may stand in an answer, in order, without marks, captions and fragments.
import { plainText, sentences, terms } from "@polylogue/core";
import type { Material } from "./prompt.ts";

export interface Candidate {
  /** Position of its material in the prompt, and its own in all. */
  readonly block: number;
  readonly order: number;
  /** Sentences of one paragraph share a number. */
  readonly paragraph: number;
  readonly source: string;
  readonly text: string;
  readonly terms: readonly string[];
  /** Begins with "This", "However", …: hard to understand without the sentence before it. */
  readonly leans: boolean;
}

const listItem = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/;
const caption =
  /\((?:[a-z]\) )?(?:image |photo )?credit\b|^(?:figure|fig\.|table|image|photo|source) ?\d*[.:]|^\|?[-:| ]+\|$/i;
const objectives = /by the end of (?:this|the) (?:section|chapter|lesson)|^objectives:?$/i;
const leaning =
  /^(?:this|these|those|that|it|its|they|their|them|he|she|such|however|therefore|thus|hence|consequently|moreover|furthermore|in addition|additionally|similarly|also|instead|likewise|but|and|so|for example|for instance|in this|as a result|then|both|the former|the latter|another|here)\b/i;
/** Sends the reader elsewhere instead of saying something. */
const reference =
  /\b(?:see|refer to) (?:the )?(?:figure|table|chapter|section)\b|\b(?:see|in|by) ?\.$|^(?:click|watch|visit|view|try|see)\b|\bthis (?:site|link|website|video|animation)\b/i;

/** Marks that are left when a figure's number was taken out of the text: "cells a)", "( )". */
const mended = (text: string) =>
  text
    .replaceAll(/\(\s*\)/g, "")
    .replaceAll(/ (?:\*\*)?[a-d](?:\*\*)?\)(?=[\s.,;])(?<!\([^)]*)/g, "")
    .replaceAll(/ +([.,;:!?])/g, "$1")
    .replaceAll(/ {2,}/g, " ")
    .trim();

/** A list's items stand alone; other lines of a paragraph belong together. */
const units = (paragraph: string): { text: string; item: boolean }[] => {
  const found: { text: string; item: boolean }[] = [];
  for (const line of paragraph.split("\n")) {
    const item = listItem.test(line) || /^\s*\|.*\|\s*$/.test(line);
    const last = found.at(-1);
    if (item || !last) found.push({ text: line, item });
    else last.text += ` ${line.trim()}`;
  }
  return found;
};

const isWhole = (text: string) => /^["'“‘([]?[\p{Lu}\p{N}]/u.test(text) && /[.!?…]["'”’)\]]*$/.test(text);
const asSentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…:]["'”’)\]]*$/.test(text) ? "" : "."}`;
const cells = (row: string) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim())
    .join(", ");

/** Sentences of running text must be whole; items of a list are made so. */
const sentencesOf = ({ text, item }: { text: string; item: boolean }): string[] => {
  const plain = mended(plainText(/^\s*\|/.test(text) ? cells(text) : text));
  if (item) return plain.length > 2 ? sentences(plain).map(asSentence) : [];
  return sentences(plain).filter((sentence) => isWhole(sentence) && sentence.split(" ").length >= 4);
};

const isUsable = (text: string) =>
  !caption.test(text) && !reference.test(text) && !/: see \w/i.test(text) && !text.endsWith("?");

export const candidates = (material: readonly Material[]): Candidate[] => {
  const found: Candidate[] = [];
  const seen = new Set<string>();
  let paragraph = 0;
  material.forEach(({ source, text }, block) => {
    for (const part of text.split(/\n\s*\n/)) {
      paragraph++;
      if (caption.test(part) || objectives.test(part)) continue;
      for (const sentence of units(part).flatMap(sentencesOf)) {
        if (!isUsable(sentence) || seen.has(sentence)) continue;
        seen.add(sentence);
        found.push({
          block,
          order: found.length,
          paragraph,
          source,
          text: sentence,
          terms: terms(sentence),
          leans: leaning.test(sentence),
        });
      }
    }
  });
  return found;
};
