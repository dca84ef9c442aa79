// A course made ready to be searched: its segments by their words and the titles above them.
import { type Course, type CoursePassage, type WordIndex, wordIndex } from "@polylogue/core";

export interface CourseIndex {
  search(query: string, limit: number): CoursePassage[];
}

interface Part {
  readonly passages: readonly Omit<CoursePassage, "score">[];
  readonly index: WordIndex;
}

/** Enough to weigh a word well, and indexed in a few hundredths of a second; nearly every course is one part. */
const partLength = 500;

const passagesOf = ({ sections }: Course): Omit<CoursePassage, "score">[] =>
  sections.flatMap(({ id, path, segments }) =>
    segments.map((segment) => ({
      text: segment.text,
      source: [...path, ...(segment.path ?? [])].join(" › "),
      section_id: id,
      segment_id: segment.id,
    })),
  );

/** Steps, so that a long course does not hold up others while it is indexed. */
export function* courseIndexing(course: Course): Generator<void, CourseIndex> {
  const passages = passagesOf(course);
  const parts: Part[] = [];
  for (let from = 0; from < passages.length; from += partLength) {
    yield;
    const some = passages.slice(from, from + partLength);
    parts.push({ passages: some, index: wordIndex(some.map(({ source, text }) => `${source}\n${text}`)) });
  }
  return {
    search: (query, limit) =>
      parts
        .flatMap((part) => part.index.search(query, limit).map(({ position, score }) => found(part, position, score)))
        .filter((passage) => passage !== undefined)
        .sort((a, b) => b.score - a.score)
        .slice(0, limit),
  };
}

const found = ({ passages }: Part, position: number, score: number): CoursePassage | undefined => {
  const passage = passages[position];
  return passage && { ...passage, score };
};
