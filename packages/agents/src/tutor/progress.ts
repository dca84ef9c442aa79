// How far a learner is: in a section, in the course, and in the quizzes.
import type { Course, CourseSection } from "@polylogue/core";
import type { Learner } from "./learner.ts";

export interface SectionProgress {
  readonly section: CourseSection;
  /** Segments, finished and in all. */
  readonly finished: number;
  readonly total: number;
  /** Quiz answers, right and in all. */
  readonly right: number;
  readonly asked: number;
}

export interface Progress {
  /** 0 to 100; 100 only when nothing is left. */
  readonly percent: number;
  readonly finished: number;
  readonly total: number;
  readonly right: number;
  readonly asked: number;
  /** In the order of the course. */
  readonly sections: readonly SectionProgress[];
}

/** 0 to 100; something begun is never 0, something unfinished never 100. */
export const percentOf = ({ finished, total }: { readonly finished: number; readonly total: number }): number => {
  if (finished === 0 || total === 0) return 0;
  return finished === total ? 100 : Math.min(99, Math.max(1, Math.round((100 * finished) / total)));
};

export const progressOf = ({ sections }: Pick<Course, "sections">, learner: Learner): Progress => {
  const done = new Set(learner.finished);
  const each = sections.map((section): SectionProgress => {
    const answers = learner.quizzes.filter(({ section_id }) => section_id === section.id);
    return {
      section,
      finished: section.segments.filter(({ id }) => done.has(id)).length,
      total: section.segments.length,
      right: answers.filter(({ right }) => right).length,
      asked: answers.length,
    };
  });
  const sum = (of: (one: SectionProgress) => number) => each.reduce((all, one) => all + of(one), 0);
  const counts = { finished: sum((one) => one.finished), total: sum((one) => one.total) };
  const right = learner.quizzes.filter((one) => one.right).length;
  return { ...counts, percent: percentOf(counts), right, asked: learner.quizzes.length, sections: each };
};

export const isFinished = ({ finished, total }: SectionProgress): boolean => finished === total;

/** The last answers on a section tell what is weak now; what was put right since does not count. */
const recentAnswers = 5;

/** Sections with more wrong answers than right ones among the last few, the weakest first. */
export const recentlyWeak = ({ sections }: Pick<Course, "sections">, { quizzes }: Learner): CourseSection[] =>
  sections
    .map((section) => {
      const last = quizzes.filter(({ section_id }) => section_id === section.id).slice(-recentAnswers);
      const right = last.filter((one) => one.right).length;
      return { section, balance: 2 * right - last.length };
    })
    .filter(({ balance }) => balance < 0)
    .sort((a, b) => a.balance - b.balance)
    .map(({ section }) => section);
