// Finds the passages of a user's texts that a question is about, each with the place where it stands.
import { type Document, type Passage, passagesOf, type Section, terms, wordIndex } from "@polylogue/core";

const mostPassages = 5;

/** Pages and untitled pieces are named by number, for they have no heading to go by. */
const placedAt = (name: string, { path, page, line }: Section): string => {
  if (page !== undefined) return `${name}, page ${page}`;
  return path.length === 0 && line !== undefined && line > 1 ? `${name}, line ${line}` : name;
};

const placedTexts = ({ name, sections }: Document) => {
  const titled = sections.filter(({ path }) => path.length > 0);
  const untitled = sections.filter(({ path }) => path.length === 0);
  return [
    ...passagesOf(name, titled),
    ...untitled.flatMap((section) => passagesOf(placedAt(name, section), [section])),
  ];
};

/** Best first, at most five; none when nothing fits. */
export const findPassages = (documents: readonly Document[], query: string): Passage[] => {
  const texts = documents.flatMap(placedTexts);
  const index = wordIndex(texts.map(({ source, text }) => `${source}\n${text}`));
  return index.search(query, mostPassages).flatMap(({ position, score }) => {
    const found = texts[position];
    return found ? [{ ...found, score }] : [];
  });
};

/** Whether one of the passages has every word that matters in the question. */
export const holdsAll = (passages: readonly Passage[], query: string): boolean => {
  const asked = terms(query);
  return passages.some(({ source, text }) => {
    const held = new Set(terms(`${source} ${text}`));
    return asked.every((term) => held.has(term));
  });
};
