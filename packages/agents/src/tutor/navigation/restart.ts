// Starting a course again: asked back first, because what is forgotten is gone.
import type { Course, Turn } from "@polylogue/core";
import { counted, strong } from "../../files/wording.ts";
import { type Learner, newLearner, saveLearner } from "../learner.ts";
import { progressOf } from "../progress.ts";
import { consent } from "./request.ts";

export const navigationName = "navigation_agent";

/** The supervisor reads `waiting`: the next message is the answer. */
const asked = ({ course_id }: Course) => ({ waiting: true, forget: course_id });

const isAsked = (turn: Turn, { course_id }: Course): boolean => {
  const kept = turn.state.get(navigationName);
  return typeof kept === "object" && kept !== null && "forget" in kept && kept.forget === course_id;
};

export const askToForget = (turn: Turn, course: Course, learner: Learner): string => {
  const { percent, asked: answers, finished } = progressOf(course, learner);
  if (finished === 0 && answers === 0)
    return `You have not begun ${strong(course.title)} yet. Say “continue” and I begin.`;
  turn.state.set(navigationName, asked(course));
  const quizzes = answers === 0 ? "" : ` and ${counted(answers, "quiz answer")}`;
  return `Shall I forget your progress in ${strong(course.title)}: ${percent}%${quizzes}? Say “yes” to forget it, or “no” to keep it. To hear it once more and forget nothing, say “go to section 1”.`;
};

/** The answer to what was asked; nothing where nothing was asked, or something else was said. */
export const forgetAnswer = async (turn: Turn, course: Course): Promise<string | undefined> => {
  if (!isAsked(turn, course)) return undefined;
  turn.state.set(navigationName, undefined);
  const answer = consent(turn.text);
  if (answer === undefined) return undefined;
  if (answer === "no") return "Nothing is forgotten. Say “continue” to go on.";
  await saveLearner(turn, course, newLearner(course));
  return `We start ${strong(course.title)} again: nothing of it is finished now. Say “continue” and I begin.`;
};
