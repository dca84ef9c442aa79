// Going on with a course: the next portion is presented, and the learner's place moves on behind it.
import type { AgentEvent, Course, Courses, Turn } from "@polylogue/core";
import { listed, strong } from "../../files/wording.ts";
import {
  advance,
  asTurnBegan,
  firstUnfinished,
  type Learner,
  loadLearner,
  nextPlaced,
  saveLearner,
  start,
} from "../learner.ts";
import { likest } from "../place.ts";
import { utter } from "../utter.ts";
import { closingOf, endOfCourse, headingOf, portion, titlesOf, wordsOf } from "./portion.ts";
import { tell } from "./telling.ts";
import { keepShown } from "./thread.ts";

/** What an answer of the teacher is made from. */
export interface Lesson {
  readonly turn: Turn;
  readonly course: Course;
  readonly courses: Courses;
  readonly learner: Learner;
}

/** The next portion; at the end of the course, what is left of it. */
export async function* goOn(here: Lesson, opening = ""): AsyncGenerator<AgentEvent> {
  const { turn, course, learner } = here;
  if (nextPlaced(course, learner)) return yield* present(here, learner, opening);
  const left = firstUnfinished(course, learner);
  if (!left) return yield* utter(turn, endOfCourse(course, learner));
  yield* present(here, start(course, learner, left.segment.id, turn.id), "We go back to what is left.");
}

export async function* present({ turn, course }: Lesson, learner: Learner, opening = ""): AsyncGenerator<AgentEvent> {
  const presented = portion(course, learner);
  const after = advance(course, learner, presented, turn.id);
  yield* tell(turn, {
    heading: [opening, headingOf(presented)].filter(Boolean).join("\n\n"),
    words: wordsOf(presented),
    closing: closingOf(course, learner, after, presented),
    task: "Teach this material in at most six sentences, in its order.",
    segments: presented,
  });
  keepShown(turn, course, { segments: presented, simplified: false });
  await saveLearner(turn, course, after);
}

/** Another course may bear the name; else the course says nothing about it, and neither does the teacher. */
export async function* elsewhere({ turn, course, courses }: Lesson, subject: string): AsyncGenerator<AgentEvent> {
  const others = courses.list(turn.user).filter(({ course_id }) => course_id !== course.course_id);
  const other = likest(others, subject, ({ title }) => title);
  if (!other)
    return yield* utter(
      turn,
      `${strong(course.title)} says nothing about ${strong(subject)}, so I do not teach it. It covers ${listed(titlesOf(course).map(strong), 6)}.`,
    );
  const learner = asTurnBegan(await loadLearner(turn, other), turn.id);
  yield* goOn({ turn, course: other, courses, learner }, `That is another course: ${strong(other.title)}.`);
}
