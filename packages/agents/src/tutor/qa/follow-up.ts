// What is kept of the last question, so that "and why?" is understood, and which words lean on it.
import { type Courses, plainText, type Turn, terms } from "@polylogue/core";
import * as z from "zod";
import { assessmentName, openQuiz } from "../quiz/open-quiz.ts";
import { questionsOf } from "../quiz/question-building.ts";

export const qaName = "qa_agent";

const Kept = z.object({ question: z.string() });

/** Enough of a lesson to find its place again. */
const lessonLength = 300;

const keptQuestion = ({ state }: Pick<Turn, "state">): string => {
  const kept = Kept.safeParse(state.get(qaName));
  return kept.success ? kept.data.question : "";
};

/** The question of the quiz that was marked last, with its answer. */
const markedQuestion = (turn: Turn, courses: Courses): string => {
  const open = openQuiz(turn, courses);
  const last = open?.quiz.results.at(-1);
  const question = open && questionsOf(open.course).find(({ id }) => id === last?.id);
  if (!question) return "";
  return `${question.prompt} ${question.type === "free" ? question.answer : question.options[question.right]}`;
};

/** What "why is that?" is about: the last question here, the one that a quiz just marked, or what was just taught. */
export const subjectBefore = async (turn: Turn, courses: Courses): Promise<string> => {
  const last = (await turn.history(2)).findLast(({ role }) => role === "assistant");
  if (last?.agent === assessmentName) return markedQuestion(turn, courses);
  if (last?.agent !== "teaching_agent") return keptQuestion(turn);
  return plainText(last.text).slice(0, lessonLength);
};

const longest = 500;

export const keepQuestion = ({ state }: Pick<Turn, "state">, question: string): void =>
  state.set(qaName, { question: question.slice(0, longest) });

const opens =
  /^(?:(?:ok(?:ay)?|so|um+|uh+|hm+|well|right)[\s,]+)*(?:and|but|also|what about|how about|why|how come|how so|really|for example|such as|like what|what else|tell me more|go on|more|what do you mean)\b/i;
const points = /\b(?:it|its|they|them|their|that|this|these|those|he|she|one|ones|there)\b/i;

/** Too little of its own, or it points at what was said: the question before it belongs to it. */
export const followsOn = (text: string): boolean => {
  const own = terms(text).length;
  return own === 0 || (own < 3 && opens.test(text)) || (own < 5 && points.test(text));
};
