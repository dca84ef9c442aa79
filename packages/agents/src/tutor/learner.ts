// What is kept of a learner in one course: the place, what is finished, and how the quizzes went. Pure, but for loading and saving.
import type { Course, CourseSection, CourseSegment, Courses, Turn } from "@polylogue/core";
import * as z from "zod";

/** Older results say little about today, and the record stays small. */
const quizzesKept = 200;

export const QuizResult = z.object({
  question_id: z.string(),
  /** What the question was about; a weak section is found by it. */
  section_id: z.optional(z.string()),
  right: z.boolean(),
  /** The turn's own `at`, ms since 1970: the same when the turn is run again. */
  at: z.number(),
});
export type QuizResult = z.infer<typeof QuizResult>;

export const Learner = z.object({
  /** Where the learner is. */
  section_id: z.string(),
  /** The next to present; null when nothing comes after. */
  segment_id: z.nullable(z.string()),
  /** Segments that were presented. */
  finished: z.array(z.string()),
  /** Oldest first. */
  quizzes: z.array(QuizResult),
  /** Wrong choices that were not put right since. */
  misconceptions: z.array(z.object({ question_id: z.string(), chosen: z.string() })),
  /** How hard the questions are, 1 to 3. */
  level: z.number().check(z.int(), z.gte(1), z.lte(3)),
  /** The place before the turn that last moved it: a turn that is run again begins where it began. */
  moved: z.optional(z.object({ turn_id: z.string(), section_id: z.string(), segment_id: z.nullable(z.string()) })),
});
export type Learner = z.infer<typeof Learner>;

/** A segment with the section it stands in. */
export interface Placed {
  readonly section: CourseSection;
  readonly segment: CourseSegment;
}

/** Every segment in the order of teaching. */
export const placedSegments = (course: Course): Placed[] =>
  course.sections.flatMap((section) => section.segments.map((segment) => ({ section, segment })));

export const newLearner = (course: Course): Learner => {
  const [first] = placedSegments(course);
  return {
    section_id: first?.section.id ?? course.sections[0]?.id ?? "",
    segment_id: first?.segment.id ?? null,
    finished: [],
    quizzes: [],
    misconceptions: [],
    level: 1,
  };
};

/** What is presented next; undefined at the end of the course. A course that was imported anew may lack the segment. */
export const nextPlaced = (course: Course, { section_id, segment_id }: Learner): Placed | undefined => {
  if (segment_id === null) return undefined;
  const all = placedSegments(course);
  return (
    all.find(({ segment }) => segment.id === segment_id) ??
    all.find(({ section }) => section.id === section_id) ??
    all[0]
  );
};

/** The first that was not presented yet, wherever it stands. */
export const firstUnfinished = (course: Course, { finished }: Learner): Placed | undefined => {
  const done = new Set(finished);
  return placedSegments(course).find(({ segment }) => !done.has(segment.id));
};

type Place = Pick<Learner, "section_id" | "segment_id">;

const moveTo = (learner: Learner, { section_id, segment_id }: Place, turn_id: string): Learner => ({
  ...learner,
  section_id,
  segment_id,
  moved:
    learner.moved?.turn_id === turn_id
      ? learner.moved
      : { turn_id, section_id: learner.section_id, segment_id: learner.segment_id },
});

const placeOf = ({ section, segment }: Placed): Place => ({ section_id: section.id, segment_id: segment.id });

/** The learner as they stood when the turn began, also when it is run again. */
export const asTurnBegan = (learner: Learner, turn_id: string): Learner =>
  learner.moved?.turn_id === turn_id
    ? { ...learner, section_id: learner.moved.section_id, segment_id: learner.moved.segment_id }
    : learner;

/** Begins at a segment, or at the first one of a section. */
export const start = (course: Course, learner: Learner, id: string, turn_id: string): Learner => {
  const to = placedSegments(course).find(({ section, segment }) => segment.id === id || section.id === id);
  return to ? moveTo(learner, placeOf(to), turn_id) : learner;
};

export const finish = (learner: Learner, segment_ids: readonly string[]): Learner => ({
  ...learner,
  finished: [...new Set([...learner.finished, ...segment_ids])],
});

/** The segments were presented: they are finished, and what follows the last of them is next. */
export const advance = (course: Course, learner: Learner, presented: readonly Placed[], turn_id: string): Learner => {
  const last = presented.at(-1);
  if (!last) return learner;
  const all = placedSegments(course);
  const next = all[all.findIndex(({ segment }) => segment.id === last.segment.id) + 1];
  const done = finish(
    learner,
    presented.map(({ segment }) => segment.id),
  );
  return moveTo(done, next ? placeOf(next) : { section_id: last.section.id, segment_id: null }, turn_id);
};

export interface Marked extends QuizResult {
  /** What a wrong answer chose. */
  readonly chosen?: string;
}

/** Counts once however often its turn is run; two right in a row raise the level, two wrong ones lower it. */
export const recordAnswer = (learner: Learner, { chosen, ...result }: Marked): Learner => {
  const { question_id, right, at } = result;
  if (learner.quizzes.some((one) => one.question_id === question_id && one.at === at)) return learner;
  const before = learner.quizzes.at(-1);
  const step = before?.right === right ? (right ? 1 : -1) : 0;
  const others = learner.misconceptions.filter((one) => one.question_id !== question_id);
  return {
    ...learner,
    quizzes: [...learner.quizzes, result].slice(-quizzesKept),
    misconceptions: right || chosen === undefined ? others : [...others, { question_id, chosen }].slice(-quizzesKept),
    level: Math.min(3, Math.max(1, learner.level + step)),
  };
};

const keyOf = ({ course_id }: Course) => `learner/${course_id}`;
const lastCourseKey = "learner";

/** What is kept of this user in this course; a record that is not readable is begun anew. */
export const loadLearner = async (turn: Turn, course: Course): Promise<Learner> => {
  const kept = Learner.safeParse(await turn.memory.get(keyOf(course)));
  return kept.success ? kept.data : newLearner(course);
};

export const saveLearner = async (turn: Turn, course: Course, learner: Learner): Promise<void> => {
  await turn.memory.set(keyOf(course), learner);
  await keepCourse(turn, course);
};

/** This is the course that the user is in, until another is chosen. */
export const keepCourse = async (turn: Turn, { course_id }: Course): Promise<void> => {
  if ((await turn.memory.get(lastCourseKey)) !== course_id) await turn.memory.set(lastCourseKey, course_id);
};

/** The course of this turn: the one that came with the message, else the user's last one, else the first there is. */
export const currentCourse = async (
  { user, metadata, memory }: Turn,
  courses: Courses,
): Promise<Course | undefined> => {
  const named = typeof metadata.course_id === "string" ? courses.course(user, metadata.course_id) : undefined;
  if (named) return named;
  const last = await memory.get(lastCourseKey);
  return (typeof last === "string" ? courses.course(user, last) : undefined) ?? courses.list(user)[0];
};
