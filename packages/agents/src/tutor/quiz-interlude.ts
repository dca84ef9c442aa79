// A quiz that waits while another agent answers in between: the next answer is still the quiz's, and its question is put again.
import type { AgentEvent, Courses, Turn } from "@polylogue/core";
import { lastSpeaker } from "./last-speaker.ts";
import { readAnswer } from "./quiz/answer-reading.ts";
import { assessmentName, openQuiz } from "./quiz/open-quiz.ts";
import { isForAnother, quizCommand } from "./quiz/quiz-command.ts";
import { questionText } from "./quiz/quiz-wording.ts";

/** Whether this reads as an answer to the question that waits. */
export const answersQuiz = (turn: Turn, courses: Courses): boolean => {
  const question = openQuiz(turn, courses)?.question;
  if (!question || isForAnother(turn.text)) return false;
  return question.type === "free" || readAnswer(turn.text, question.options).type !== "none";
};

/** Whether this is a bare command, "next" or "skip", in the middle of a quiz. */
export const commandsQuiz = (turn: Turn, courses: Courses): boolean =>
  lastSpeaker(turn) === assessmentName && openQuiz(turn, courses) !== undefined && quizCommand(turn.text) !== undefined;

export const toQuiz: AgentEvent = {
  type: "handoff",
  to: assessmentName,
  reason: "That answers the question of your quiz.",
};

/** The question that waits; empty where none does. */
export const quizAgain = (turn: Turn, courses: Courses): string => {
  const open = openQuiz(turn, courses);
  return open ? `Back to your quiz.\n\n${questionText(open.question, open.quiz)}` : "";
};
