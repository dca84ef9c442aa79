// The way through a course: outline, places, progress, what is left, what to study next, and which course it is.
import { type Agent, type AgentEvent, agent, type Course, type Courses, type Turn, unreachable } from "@polylogue/core";
import { listed, strong } from "../../files/wording.ts";
import { courseList, courseNamed, noCourse } from "../catalogue.ts";
import { lastSpeaker } from "../last-speaker.ts";
import { commandRule, isAssent } from "../lead-in.ts";
import { currentCourse, keepCourse, type Learner, loadLearner, type Placed, saveLearner, start } from "../learner.ts";
import { boldPlace, type NumberedPlace, partNumbered, partsOf } from "../place.ts";
import { progressOf } from "../progress.ts";
import { assessmentName } from "../quiz/open-quiz.ts";
import { answersQuiz, commandsQuiz, quizAgain, toQuiz } from "../quiz-interlude.ts";
import { teachingName } from "../teaching/thread.ts";
import { topicIn } from "../topic.ts";
import { utter } from "../utter.ts";
import { adviceFor, leftOf, ordinalOf, outlineOf, progressWords, whereOf } from "./progress-report.ts";
import { type NavigationRequest, navigationRequest } from "./request.ts";
import { askToForget, forgetAnswer, navigationName } from "./restart.ts";

export interface NavigationOptions {
  readonly courses: Courses;
}

const questionLength = 500;
const unit = "(?:section|chapter|lesson|unit|module)";

export const navigationAgent = ({ courses }: NavigationOptions): Agent =>
  agent({
    name: navigationName,
    title: "Navigation",
    description: "Shows the outline and the progress, goes to a section, says what is left and what to study next.",
    examples: [
      "what's my progress",
      "show me the outline",
      "go to the second section",
      "go to section 3",
      "take me to the chapter on light energy",
      "next section",
      "go back to the previous section",
      "where am I in the course",
      "how far have I got",
      "what is left to do",
      "what should I study next",
      "start the course again from the beginning",
      "which courses are there",
      "switch to another course",
      "how many chapters does this course have",
      "skip this section",
    ],
    rules: [
      commandRule(String.raw`(?:go|jump|skip|move|take me|bring me|get me|navigate)\b.{0,30}\b${unit}\b`),
      commandRule(String.raw`(?:the )?(?:next|previous) ${unit}\W*$`),
      // Also one of the teacher's: it is for whoever of the two has the conversation.
      commandRule(String.raw`next(?: one)?\W*$`),
      commandRule(
        String.raw`(?:show|tell|give|see|check|what(?:'?s| is)|how(?:'?s| is))\b.{0,12}\b(?:my|our) progress\b`,
      ),
      commandRule(
        String.raw`(?:show|give|see|list|what(?:'?s| is))\b.{0,16}\b(?:outline|table of contents|syllabus)\b.{0,20}$`,
      ),
      commandRule(String.raw`how far (?:am i|have i (?:got|come|gotten)|along am i|did i get)\b`),
      commandRule(String.raw`(?:start|begin) (?:again|over|from the (?:beginning|start))\W*$`),
      commandRule(
        String.raw`(?:(?:which|what) courses (?:are there|do i have|do you have|can i (?:take|learn))|(?:list|show)(?: me)?(?: the| my| all)? courses)\W*$`,
      ),
      commandRule(String.raw`what(?:'?s| is) (?:still )?left(?: to (?:do|learn|study|cover))?\W*$`),
      commandRule(String.raw`what should i (?:study|learn|do|review) next\b`),
    ],
    handoffs: [teachingName, assessmentName],
    respond: (turn) => respond(turn, courses),
  });

/** What only looks on goes back to a quiz that waits. */
const looksOn: ReadonlySet<NavigationRequest["kind"]> = new Set([
  "outline",
  "progress",
  "where",
  "left",
  "advice",
  "courses",
]);

async function* respond(turn: Turn, courses: Courses): AsyncGenerator<AgentEvent> {
  const course = await currentCourse(turn, courses);
  if (!course) return yield* noCourse();
  const request = navigationRequest(turn.text.slice(0, questionLength));
  const direct = turn.conversation.agent_type === navigationName;
  const forgotten = await forgetAnswer(turn, course);
  if (forgotten !== undefined) return yield* utter(turn, forgotten);
  if (!direct && commandsQuiz(turn, courses)) return yield toQuiz;
  if (!direct && request.kind === "other" && answersQuiz(turn, courses)) return yield toQuiz;
  const text = await answerTo(request, turn, course, courses);
  const interlude = looksOn.has(request.kind) ? quizAgain(turn, courses) : "";
  if (text !== undefined) return yield* utter(turn, [text, interlude].filter(Boolean).join("\n\n"));
  if (!direct) return yield isAssent(turn.text) ? toLesson : { type: "pass" };
  yield* utter(turn, help(course));
}

/** "Say “continue” and I begin." "Okay." */
const toLesson: AgentEvent = { type: "handoff", to: teachingName, reason: "Then we go on." };

const help = ({ title }: Course): string =>
  `I know the way through ${strong(title)}. Ask for the outline, your progress, what is left or what to study next, or say “go to section 2”.`;

/** Nothing where it is not about the way. */
const answerTo = async (
  request: NavigationRequest,
  turn: Turn,
  course: Course,
  courses: Courses,
): Promise<string | undefined> => {
  const learner = await loadLearner(turn, course);
  const go = (to: Placed) => goTo(turn, course, learner, to);
  switch (request.kind) {
    case "outline":
      return outlineOf(course, learner);
    case "progress":
      return progressWords(course, learner);
    case "where":
      return whereOf(course, learner);
    case "left":
      return leftOf(course, learner);
    case "advice":
      return adviceFor(course, learner);
    case "restart":
      return askToForget(turn, course, learner);
    case "number":
      return toNumber(course, learner, request.place, go);
    case "next":
      return beside(course, learner, 1, go);
    case "back":
      return beside(course, learner, -1, go);
    case "title":
      return toTitle(turn, course, courses, request.wish, go);
    case "find":
      return placeFor(course, courses, request.wish);
    case "courses":
      return listing(turn, courses, course);
    case "course":
      return switchTo(turn, courses, course, request.wish);
    case "other":
      return undefined;
    default:
      return unreachable(request);
  }
};

type Go = (to: Placed) => Promise<string>;

const goTo = async (turn: Turn, course: Course, learner: Learner, to: Placed): Promise<string> => {
  await saveLearner(turn, course, start(course, learner, to.segment.id, turn.id));
  return `You are now at ${boldPlace(to)} (${ordinalOf(course, to.section.id)}). Say “continue” and I begin.`;
};

const toNumber = async (course: Course, learner: Learner, place: NumberedPlace, go: Go): Promise<string> => {
  const part = partNumbered(course, place, learner.section_id);
  if (part) return go(part.segments[0]);
  const parts = partsOf(course);
  const names = parts.map(({ number, title }) => `${number} ${strong(title)}`);
  return `There is no such section: ${strong(course.title)} has ${parts.length}. They are ${listed(names, 10)}.`;
};

/** The section after, or before, the one where the learner is. */
const beside = async ({ sections, title }: Course, { section_id }: Learner, step: 1 | -1, go: Go): Promise<string> => {
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

const toTitle = async (
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
const placeFor = (course: Course, courses: Courses, wish: string): string => {
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

const listing = async (turn: Turn, courses: Courses, current: Course): Promise<string> => {
  const all = courses.list(turn.user);
  const percents = new Map<string, number>();
  for (const course of all) percents.set(course.course_id, progressOf(course, await loadLearner(turn, course)).percent);
  const list = courseList(all, current, ({ course_id }) => percents.get(course_id) ?? 0);
  return all.length === 1
    ? `There is one course:\n\n${list}`
    : `These are your courses:\n\n${list}\n\nSay “switch to course 2”.`;
};

const switchTo = async (turn: Turn, courses: Courses, current: Course, wish: string): Promise<string> => {
  const course = courseNamed(courses.list(turn.user), wish);
  if (!course) return `I find no course like ${strong(wish)}. ${await listing(turn, courses, current)}`;
  await keepCourse(turn, course);
  return `This is now ${strong(course.title)}. ${whereOf(course, await loadLearner(turn, course))} Say “continue”.`;
};
