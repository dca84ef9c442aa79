// Going somewhere in a course, or into another one, and saying where one has arrived.
import { type Course, type Courses, type Turn, unreachable } from "@polylogue/core";
import { listed, strong } from "../../files/wording.ts";
import { courseList, courseNamed } from "../catalogue.ts";
import { lastSpeaker } from "../last-speaker.ts";
import { keepCourse, type Learner, loadLearner, type Placed, saveLearner, start } from "../learner.ts";
import { boldPlace, type NumberedPlace, partNumbered, partsOf } from "../place.ts";
import { progressOf } from "../progress.ts";
import { topicIn } from "../topic.ts";
import { ordinalOf, whereOf } from "./progress-report.ts";
import { navigationName } from "./restart.ts";

type Go = (to: Placed) => Promise<string>;

export const goTo = async (turn: Turn, course: Course, learner: Learner, to: Placed): Promise<string> => {
  await saveLearner(turn, course, start(course, learner, to.segment.id, turn.id));
  return `You are now at ${boldPlace(to)} (${ordinalOf(course, to.section.id)}). Say “continue” and I begin.`;
};

export const toNumber = async (course: Course, learner: Learner, place: NumberedPlace, go: Go): Promise<string> => {
  const part = partNumbered(course, place, learner.section_id);
  if (part) return go(part.segments[0]);
  const parts = partsOf(course);
  const names = parts.map(({ number, title }) => `${number} ${strong(title)}`);
  return `There is no such section: ${strong(course.title)} has ${parts.length}. They are ${listed(names, 10)}.`;
};

/** The section after, or before, the one where the learner is. */
export const beside = async (
  { sections, title }: Course,
  { section_id }: Learner,
  step: 1 | -1,
  go: Go,
): Promise<string> => {
  const section = sections[sections.findIndex(({ id }) => id === section_id) + step];
  const [segment] = section?.segments ?? [];
  if (section && segment) return go({ section, segment });
  return step === 1
    ? `This is the last section of ${strong(title)}. Ask “what is left?” to see what you skipped.`
    : `This is the first section of ${strong(title)}. Say “continue”, or “go to section 1” for its beginning.`;
};

/** What people call the first and the last section, whatever their titles. */
const ends: readonly (readonly [pattern: RegExp, at: number])[] = [
  [/^(?:the )?(?:very )?(?:introduction|intro|beginning|start|first one)$/i, 0],
  [/^(?:the )?(?:very )?(?:conclusion|end|last one|final one)$/i, -1],
];

export const toTitle = async (
  turn: Turn,
  course: Course,
  courses: Courses,
  wish: string,
  go: Go,
): Promise<string | undefined> => {
  const end = ends.find(([pattern]) => pattern.test(wish));
  const [first] = partsOf(course).at(end?.[1] ?? 0)?.segments ?? [];
  if (end && first) return go(first);
  const topic = topicIn(course, courses, wish);
  switch (topic.type) {
    case "place":
      return go(topic.placed);
    case "course":
      return whereOf(course, await loadLearner(turn, course));
    case "none":
      if (courseNamed(courses.list(turn.user), wish)) return switchTo(turn, courses, course, wish);
      return lastSpeaker(turn) === navigationName ? undefined : nothingAbout(course, wish);
    default:
      return unreachable(topic);
  }
};

/** Says where something stands, and goes nowhere. */
export const placeFor = (course: Course, courses: Courses, wish: string): string => {
  const topic = topicIn(course, courses, wish);
  if (topic.type === "place")
    return `That is in ${boldPlace(topic.placed)} (${ordinalOf(course, topic.placed.section.id)}). Say “teach me about ${wish}” to begin there.`;
  if (topic.type === "course") return `That is what the whole course is about. Say “continue”.`;
  return nothingAbout(course, wish);
};

const nothingAbout = (course: Course, wish: string): string => {
  const titles = partsOf(course).map(({ title }) => strong(title));
  return `I find nothing about ${strong(wish)} in ${strong(course.title)}. It covers ${listed(titles, 6)}.`;
};

export const listing = async (turn: Turn, courses: Courses, current: Course): Promise<string> => {
  const all = courses.list(turn.user);
  const percents = new Map<string, number>();
  for (const course of all) percents.set(course.course_id, progressOf(course, await loadLearner(turn, course)).percent);
  const list = courseList(all, current, ({ course_id }) => percents.get(course_id) ?? 0);
  return all.length === 1
    ? `There is one course:\n\n${list}`
    : `These are your courses:\n\n${list}\n\nSay “switch to course 2”.`;
};

export const switchTo = async (turn: Turn, courses: Courses, current: Course, wish: string): Promise<string> => {
  const course = courseNamed(courses.list(turn.user), wish);
  if (!course) return `I find no course like ${strong(wish)}. ${await listing(turn, courses, current)}`;
  await keepCourse(turn, course);
  return `This is now ${strong(course.title)}. ${whereOf(course, await loadLearner(turn, course))} Say “continue”.`;
};
