// Finds the passages of a user's texts that a question is about, each with the place where it stands.
import { type Document, type Passage, passagesOf, type Section, wordIndex } from "@polylogue/core";

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
