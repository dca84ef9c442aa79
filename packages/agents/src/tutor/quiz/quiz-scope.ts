// What a quiz is about: a part of the course that is named, what is said of a subject, or where the learner is.
import { type Course, type Courses, terms } from "@polylogue/core";
import {
  isWholeCourse,
  numberedPlace,
  type Part,
  partHolding,
  partNumbered,
  partTitled,
  sectionsIn,
} from "../place.ts";
import { shareOf } from "./glossary-entry.ts";
import type { QuizQuestion } from "./quiz-question.ts";

export interface Scope {
  readonly about: string;
  readonly section_ids: readonly string[];
}

const passagesLooked = 6;

const ofPart = (part: Part): Scope => ({ about: part.title, section_ids: sectionsIn(part).map(({ id }) => id) });

/** None when the course says nothing of the subject. */
export const scopeOf = (course: Course, courses: Courses, subject: string, section_id: string): Scope | undefined => {
  if (isWholeCourse(course, subject)) return { about: "", section_ids: [] };
  const numbered = numberedPlace(subject);
  const part = numbered ? partNumbered(course, numbered, section_id) : partTitled(course, subject);
  if (part) return ofPart(part);
  const asked = terms(subject);
  const passages = courses
    .search(course, subject, passagesLooked)
    .filter(({ text, source }) => shareOf(asked, terms(`${source} ${text}`)) >= 0.5);
  const section_ids = [...new Set(passages.map((passage) => passage.section_id))].slice(0, 3);
  return section_ids.length === 0 ? undefined : { about: subject.slice(0, 80), section_ids };
};

/** Where the learner is; the whole course for one who has not begun. */
export const scopeHere = (course: Course, section_id: string, hasBegun: boolean): Scope => {
  const part = hasBegun ? partHolding(course, section_id) : undefined;
  return part ? ofPart(part) : { about: "", section_ids: [] };
};

const wordsOf = (question: QuizQuestion): string[] =>
  terms(
    [
      question.prompt,
      question.subject,
      question.because ?? "",
      question.type === "free" ? question.answer : question.options[question.right],
    ].join(" "),
  );

/** 0 for a question on the very subject, 1 for one of the same sections, 2 for any other. */
export const distanceFrom = (
  course: Course,
  { about, section_ids }: Scope,
): ((question: QuizQuestion) => 0 | 1 | 2) => {
  const titled = about === "" || course.sections.some(({ title, path }) => title === about || path.includes(about));
  const asked = titled ? [] : terms(about);
  return (question) => {
    const near = section_ids.length === 0 || section_ids.includes(question.section_id ?? "");
    if (titled) return near ? 0 : 2;
    if (shareOf(asked, wordsOf(question)) === 1) return 0;
    return near ? 1 : 2;
  };
};
