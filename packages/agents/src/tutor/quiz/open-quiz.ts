// The quiz that waits for an answer in this conversation, for the agent that runs it and for those that interrupt it.
import type { Course, Courses, Turn } from "@polylogue/core";
import { questionsOf } from "./question-building.ts";
import { Quiz } from "./quiz.ts";
import type { QuizQuestion } from "./quiz-question.ts";

export const assessmentName = "assessment_agent";

export interface OpenQuiz {
  readonly quiz: Quiz;
  readonly course: Course;
  /** What waits for its answer. */
  readonly question: QuizQuestion;
}

/** None as well when its course is gone, or was imported anew without that question. */
export const openQuiz = ({ state, user }: Pick<Turn, "state" | "user">, courses: Courses): OpenQuiz | undefined => {
  const kept = Quiz.safeParse(state.get(assessmentName));
  const course = kept.success ? courses.course(user, kept.data.course_id) : undefined;
  if (!kept.success || !course) return undefined;
  const question = questionsOf(course).find(({ id }) => id === kept.data.question_id);
  return question && { quiz: kept.data, course, question };
};

export const keepQuiz = ({ state }: Pick<Turn, "state">, quiz: Quiz | undefined): void =>
  state.set(assessmentName, quiz);
