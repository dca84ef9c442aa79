// The way through a course: outline, places, progress, what is left, what to study next, and which course it is.
import { type Agent, type AgentEvent, agent, type Course, type Courses, type Turn, unreachable } from "@polylogue/core";
import { strong } from "../../files/wording.ts";
import { noCourse } from "../catalogue.ts";
import { commandRule, isAssent } from "../lead-in.ts";
import { currentCourse, loadLearner, type Placed } from "../learner.ts";
import { assessmentName } from "../quiz/open-quiz.ts";
import { answersQuiz, commandsQuiz, quizAgain, toQuiz } from "../quiz-interlude.ts";
import { teachingName } from "../teaching/thread.ts";
import { utter } from "../utter.ts";
import { beside, goTo, listing, placeFor, switchTo, toNumber, toTitle } from "./going.ts";
import { adviceFor, leftOf, outlineOf, progressWords, whereOf } from "./progress-report.ts";
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
