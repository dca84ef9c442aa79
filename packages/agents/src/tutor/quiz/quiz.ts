// A running quiz: what it is about, what was asked, what waits for its answer; and which question comes next.
import * as z from "zod";
import type { Learner } from "../learner.ts";
import type { QuizQuestion } from "./quiz-question.ts";
import { seedOf } from "./seed.ts";

export const Outcome = z.enum(["right", "partly", "wrong", "skipped"]);
export type Outcome = z.infer<typeof Outcome>;

/** Kept between turns; ids only, so that twenty questions stay under 4 KB. */
export const Quiz = z.object({
  course_id: z.string(),
  /** In the learner's words or by its title; empty for the whole course. */
  about: z.string(),
  section_ids: z.array(z.string()),
  total: z.number(),
  /** Makes one quiz differ from the next. */
  seed: z.number(),
  results: z.array(z.object({ id: z.string(), outcome: Outcome })),
  /** Tells the supervisor whose the next message is. */
  waiting: z.literal(true),
  /** The question that waits. */
  question_id: z.string(),
  hinted: z.boolean(),
});
export type Quiz = z.infer<typeof Quiz>;

/** At most one question of a quiz is answered in words of one's own. */
const mostFree = 1;
/** Further down an otherwise better question comes first. */
const weights = { source: 4, difficulty: 2, missed: 3, known: 6, elsewhere: 8, sameOrigin: 1.5 };

interface Choosing {
  readonly pool: readonly QuizQuestion[];
  readonly quiz: Pick<Quiz, "seed" | "results">;
  /** How far a question is from what the quiz is about, 0 to 2. */
  readonly distance: (question: QuizQuestion) => number;
  readonly learner: Pick<Learner, "quizzes" | "misconceptions" | "level">;
}

const cost = (
  question: QuizQuestion,
  { quiz, learner, distance }: Choosing,
  asked: readonly QuizQuestion[],
): number => {
  const alike = asked.filter(({ origin }) => origin === question.origin && origin !== "source").length;
  const before = learner.quizzes.findLast(({ question_id }) => question_id === question.id);
  return (
    (question.origin === "source" ? 0 : weights.source) +
    weights.difficulty * Math.abs(question.difficulty - learner.level) +
    (before?.right ? weights.known : 0) -
    (before?.right === false ? weights.missed : 0) +
    weights.elsewhere * distance(question) +
    weights.sameOrigin * alike +
    seedOf(`${quiz.seed}/${question.id}`) / 2 ** 32
  );
};

/** The course's own first, then what fits the level; what was missed comes back, what is known waits. */
export const nextQuestion = (choosing: Choosing): QuizQuestion | undefined => {
  const { pool, quiz } = choosing;
  const asked = quiz.results.flatMap(({ id }) => pool.find((question) => question.id === id) ?? []);
  const free = asked.filter(({ type }) => type === "free").length;
  const open = pool
    .filter(({ id, subject }) => !asked.some((other) => other.id === id || other.subject === subject))
    .filter(({ type }) => type === "choice" || (free < mostFree && asked.length > 0))
    .map((question) => ({ question, cost: cost(question, choosing, asked) }));
  return open.sort((a, b) => a.cost - b.cost)[0]?.question;
};

/** The question that waited was dealt with, and another waits. */
export const advanced = (quiz: Quiz, outcome: Outcome, next: QuizQuestion): Quiz => ({
  ...quiz,
  results: answeredWith(quiz, outcome),
  question_id: next.id,
  hinted: false,
});

export const answeredWith = ({ results, question_id }: Quiz, outcome: Outcome): Quiz["results"] => [
  ...results,
  { id: question_id, outcome },
];
