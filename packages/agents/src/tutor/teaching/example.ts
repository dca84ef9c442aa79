// Sentences of a course that give an example of what was taught: from the same place first, then from what a search finds.
import { type Course, type Courses, sentences, terms } from "@polylogue/core";
import { type Placed, placedSegments } from "../learner.ts";

const mostExamples = 2;
const byName = /\b(?:for example|for instance|such as|e\.g\.|imagine|think of|is like|are like|as if|consider)/i;
const byNumber = /\b\d/;

export interface Example {
  readonly placed: Placed;
  readonly sentence: string;
}

const examplesIn = (places: readonly Placed[], pattern: RegExp): Example[] =>
  places.flatMap((placed) =>
    sentences(placed.segment.text)
      .filter((sentence) => pattern.test(sentence))
      .map((sentence) => ({ placed, sentence })),
  );

const aboutSubject = ({ sentence, placed }: Example, subject: string): boolean => {
  const held = new Set(terms(`${sentence} ${placed.segment.text}`));
  return terms(subject).some((term) => held.has(term));
};

/** At most two; none when the course gives none. `shown` is what was just taught. */
export const examplesFor = (
  course: Course,
  courses: Courses,
  shown: readonly Placed[],
  subject?: string,
): Example[] => {
  const all = placedSegments(course);
  const found = (query: string) =>
    courses
      .search(course, query, 6)
      .flatMap(({ segment_id }) => all.find(({ segment }) => segment.id === segment_id) ?? []);
  const sections = new Set(shown.map(({ section }) => section.id));
  const places =
    subject === undefined
      ? [
          ...shown,
          ...all.filter(({ section }) => sections.has(section.id)),
          ...found(shown[0]?.section.title ?? course.title),
        ]
      : found(subject);
  const once = [...new Map(places.map((placed) => [placed.segment.id, placed])).values()];
  const near = [...examplesIn(once, byName), ...examplesIn(once, byNumber)];
  const fitting = subject === undefined ? near : near.filter((example) => aboutSubject(example, subject));
  return [...new Map(fitting.map((example) => [example.sentence, example])).values()].slice(0, mostExamples);
};
