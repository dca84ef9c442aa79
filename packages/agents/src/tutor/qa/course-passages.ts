// The passages of a course that a question is answered from: nearest by words, ranked anew by what the question is about.
import { type Course, type CoursePassage, type Courses, sentences, terms } from "@polylogue/core";
import { glossaryPassage, termAskedFor } from "./glossary-answer.ts";

const mostPassages = 5;
/** Looked at before they are ranked. */
const looked = 15;
/** So much of what is asked for must be in the passages, or they met it by chance. */
const leastSpoken = 0.5;

/** What a question asks with; that a passage holds it says nothing. */
const askingTerms = new Set(
  terms(
    "difference differ similarity similar compare example type kind part role function purpose process main primary important importance work question course chapter section lesson describe list name meaning definition mean term word advantage advantageous disadvantage beneficial ideal difficult situation case reason opinion concept context defend answer statement fact way thing tend account common occur cause result affect effect",
  ),
);

/** What it is about; all its words where it only asks. */
export const subjectTerms = (text: string): string[] => {
  const all = [...new Set(terms(text))];
  const about = all.filter((term) => !askingTerms.has(term));
  return about.length > 0 ? about : all;
};

const longQuestion = 30;

/** A long question tells a story first; what it asks stands in its last sentences. */
const focusOf = (question: string): string => {
  const parts = sentences(question);
  if (parts.length < 3 || question.split(/\s+/).length < longQuestion) return question;
  const asking = parts.filter((part) => part.endsWith("?"));
  return (asking.length > 0 ? asking : parts.slice(-1)).join(" ");
};

/** The glossary's terms that the question names: what it is about in the course's own words. */
const keyTerms = ({ glossary }: Course, asked: readonly string[]): string[] => [
  ...new Set(
    glossary
      .map(({ term }) => terms(term.replaceAll(/\([^)]*\)/g, "")))
      .filter((words) => words.length > 0 && words.every((word) => asked.includes(word)))
      .flat(),
  ),
];

const shareIn = (wanted: readonly string[], held: ReadonlySet<string>): number =>
  wanted.length === 0 ? 0 : wanted.filter((term) => held.has(term)).length / wanted.length;

const wordsOf = ({ source, text }: CoursePassage): Set<string> => new Set(terms(`${source} ${text}`));

/** Beside its own words: the key terms it holds, the heading that names them, and the company of the best. */
const ranked = (found: readonly CoursePassage[], asked: readonly string[], key: readonly string[]): CoursePassage[] => {
  const best = Math.max(...found.map(({ score }) => score), Number.MIN_VALUE);
  const worth = (passage: CoursePassage) =>
    passage.score / best +
    0.5 * shareIn(asked, wordsOf(passage)) +
    0.5 * shareIn(key, wordsOf(passage)) +
    0.3 * shareIn(key, new Set(terms(passage.source))) +
    (passage.section_id === found[0]?.section_id ? 0.15 : 0);
  return found
    .map((passage) => ({ passage, worth: worth(passage) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ passage }) => passage);
};

/** Best first. None when the course does not speak of what is asked. */
export const passagesFor = (
  course: Course,
  courses: Courses,
  question: string,
  earlier: string,
): readonly CoursePassage[] => {
  const focus = `${focusOf(question)} ${earlier}`;
  const asked = subjectTerms(focus);
  const key = keyTerms(course, asked);
  const found = courses.search(course, asked.join(" "), looked);
  const passages = ranked(found, asked, key).slice(0, mostPassages);
  const together = new Set(passages.flatMap((passage) => [...wordsOf(passage)]));
  const speaks = shareIn(asked, together) >= leastSpoken;
  const defined = termAskedFor(course, question);
  return [...(defined ? [glossaryPassage(course, defined)] : []), ...(speaks ? passages : [])];
};
