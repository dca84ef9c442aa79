// The lesson itself: which segments come next, how they are announced, and what is said when a section or the course ends.
import { type Course, type CourseSection, type CourseSegment, sentences } from "@polylogue/core";
import { strong } from "../../files/wording.ts";
import { firstUnfinished, type Learner, nextPlaced, type Placed } from "../learner.ts";
import { boldPlace, partsOf, placeName } from "../place.ts";
import { progressOf } from "../progress.ts";

/** Two segments are presented at once where they are no longer than this together, in characters. */
const mostAtOnce = 700;

/** The next segment, with the one after it where both are short and under one heading; none at the end of the course. */
export const portion = (course: Course, learner: Learner): Placed[] => {
  const first = nextPlaced(course, learner);
  if (!first) return [];
  const { section, segment } = first;
  const second = section.segments[section.segments.indexOf(segment) + 1];
  if (!second || segment.text.length + second.text.length > mostAtOnce) return [first];
  const next = { section, segment: second };
  return placeName(next) === placeName(first) ? [first, next] : [first];
};

/** The place of what is presented, one or two segments that follow one another. */
export const headingOf = ([first, second]: readonly Placed[]): string => (first ? boldPlace(first, second) : "");

/** The segments, after what the section is for where it begins. */
export const wordsOf = (presented: readonly Placed[]): string => {
  const texts = presented.map(({ segment }) => segment.text);
  const [first] = presented;
  const begins = first && first.section.segments[0]?.id === first.segment.id;
  return [begins ? purposeOf(first.section) : "", ...texts].filter(Boolean).join("\n\n");
};

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/[.;]$/, "");

/** "After this you can …"; empty where the source names no objectives. */
const purposeOf = ({ objectives }: CourseSection): string =>
  objectives.length === 0 ? "" : `After this you can ${objectives.map(lowered).join("; ")}.`;

const invitations = [
  "Say “continue” to go on, ask me about it, or say “quiz me”.",
  "Shall I go on? You can also ask for an example.",
  "Say “continue”, or “simpler” if that was a lot at once.",
  "Any question about this? If not, say “continue”.",
  "Say “continue” for the next part, or “deeper” for more of this.",
];

/** Another one each time, and the same one when the turn is run again. */
export const invitation = ({ finished }: Learner): string => invitations[finished.length % invitations.length] ?? "";

/** What is said after the last of `presented`: an invitation, or what ends with it. The learner before they were presented, and after. */
export const closingOf = (course: Course, before: Learner, after: Learner, presented: readonly Placed[]): string => {
  const last = presented.at(-1);
  if (!last || last.section.segments.at(-1)?.id !== last.segment.id) return invitation(after);
  const next = nextPlaced(course, after);
  const completes = firstUnfinished(course, before) && !firstUnfinished(course, after);
  const offer =
    next && !completes
      ? `Say “quiz me” for questions on it, or “continue” for ${strong(next.section.title)}.`
      : endOfCourse(course, after);
  return [`That was the end of ${strong(last.section.title)}.`, gistOf(last.section), offer]
    .filter(Boolean)
    .join("\n\n");
};

const mostInGist = 600;

const shortened = (text: string): string => {
  let length = 0;
  return sentences(text)
    .filter((sentence, at) => {
      length += sentence.length + 1;
      return at === 0 || length <= mostInGist;
    })
    .join(" ");
};

/** A section of fewer segments needs no gist. */
const leastForGist = 3;

/** The source's own summary, or the first sentences of what was taught, said to be that. */
const gistOf = ({ summary, segments }: CourseSection): string => {
  if (summary !== "") return `In the course's own summary: ${shortened(summary)}`;
  return segments.length < leastForGist ? "" : firstsOf(segments);
};

const firstsOf = (segments: readonly CourseSegment[]): string => {
  const told = (text: string) => sentences(text).filter((sentence) => !sentence.endsWith("?"));
  const firsts = segments.flatMap(({ text }) => told(text).slice(0, 1));
  return `What it said, by its first sentences: ${shortened(firsts.join(" "))}`;
};

/** What was taught of a section so far. */
export const recapOf = (section: CourseSection, { finished }: Learner): string => {
  const taught = section.segments.filter(({ id }) => finished.includes(id));
  if (taught.length === section.segments.length && section.summary !== "") return gistOf(section);
  return taught.length === 0 ? "" : firstsOf(taught);
};

export const endOfCourse = (course: Course, learner: Learner): string => {
  const { percent, sections } = progressOf(course, learner);
  const [left] = sections.filter(({ finished, total }) => finished < total);
  if (!left)
    return `That was the whole of ${strong(course.title)}: you have finished all of it. Say “quiz me” to see what stayed, or “start again”.`;
  return `This is the end of ${strong(course.title)}, and you have finished ${percent}% of it. Left is for example ${strong(left.section.title)}: say “continue” and I teach what is left.`;
};

export const titlesOf = (course: Course): string[] => partsOf(course).map(({ title }) => title);
