// Sentences put together into segments: two to six that belong together, about as much as one takes in at once.
import type { CourseSegment } from "@polylogue/core";
import { fingerprint } from "./fingerprint.ts";

const fewest = 2;
const most = 6;
/** About a minute when read aloud. */
const mostWords = 150;

/** What stands under one heading, a list of sentences for each paragraph. */
export interface ParagraphGroup {
  readonly path: readonly string[];
  readonly paragraphs: readonly (readonly string[])[];
}

interface Cut {
  readonly path: readonly string[];
  readonly sentences: readonly string[];
}

const words = (sentences: readonly string[]) => sentences.join(" ").split(" ").length;

/** Too long a paragraph is cut into parts of nearly the same length. */
const parted = (sentences: readonly string[]): string[][] => {
  const wanted = Math.max(Math.ceil(sentences.length / most), Math.ceil(words(sentences) / mostWords));
  const parts = Math.max(1, Math.min(wanted, Math.floor(sentences.length / fewest)));
  return Array.from({ length: parts }, (_, part) =>
    sentences.slice(Math.round((part * sentences.length) / parts), Math.round(((part + 1) * sentences.length) / parts)),
  );
};

/** A sentence alone goes with the paragraph after it, which it opens; the last one with that before. */
const withoutLoneSentences = (paragraphs: readonly (readonly string[])[]): string[][] => {
  const joined: string[][] = [];
  let alone: string[] = [];
  for (const paragraph of paragraphs) {
    const sentences = [...alone, ...paragraph];
    alone = sentences.length < fewest ? sentences : [];
    if (alone.length === 0) joined.push(sentences);
  }
  if (alone.length > 0) joined.push([...(joined.pop() ?? []), ...alone]);
  return joined;
};

const isUnder = (path: readonly string[], inner: readonly string[]) => path.every((title, at) => inner[at] === title);

/** A group that is one sentence only opens the group below it, or closes the one before. */
const withoutLoneGroups = (groups: readonly ParagraphGroup[]): ParagraphGroup[] => {
  const kept: ParagraphGroup[] = [];
  let opening: ParagraphGroup | undefined;
  const close = ({ paragraphs }: ParagraphGroup) => {
    const before = kept.pop();
    if (before) kept.push({ ...before, paragraphs: [...before.paragraphs, ...paragraphs] });
  };
  for (const group of groups.filter(({ paragraphs }) => paragraphs.length > 0)) {
    const opened = opening && isUnder(opening.path, group.path);
    if (opening && !opened && kept.length > 0) close(opening);
    const before = opening && (opened || kept.length === 0) ? opening.paragraphs : [];
    const whole = { path: group.path, paragraphs: [...before, ...group.paragraphs] };
    opening = whole.paragraphs.flat().length < fewest ? whole : undefined;
    if (!opening) kept.push(whole);
  }
  if (opening && kept.length > 0) close(opening);
  else if (opening) kept.push(opening);
  return kept;
};

const cutsOf = ({ path, paragraphs }: ParagraphGroup): Cut[] =>
  withoutLoneSentences(paragraphs).flatMap((sentences) => parted(sentences).map((part) => ({ path, sentences: part })));

/** `name` makes the id of a text unique in the course. */
export const segmentsOf = (groups: readonly ParagraphGroup[], name: (wanted: string) => string): CourseSegment[] =>
  withoutLoneGroups(groups)
    .flatMap(cutsOf)
    .map(({ path, sentences }) => {
      const text = sentences.join(" ");
      return { id: name(fingerprint(text)), text, ...(path.length > 0 && { path }) };
    });
