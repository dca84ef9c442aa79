// What the teacher keeps of a conversation: what was presented last, so that it can be said again or otherwise.
import type { Course, Turn } from "@polylogue/core";
import * as z from "zod";
import { type Placed, placedSegments } from "../learner.ts";

export const teachingName = "teaching_agent";

const Thread = z.object({
  course_id: z.string(),
  shown: z.array(z.string()),
  /** Whether it was put more simply already. */
  simplified: z.boolean(),
});

export interface Shown {
  readonly segments: readonly Placed[];
  readonly simplified: boolean;
}

/** Nothing where nothing was presented yet in this conversation, or that was of another course. */
export const shownIn = (turn: Turn, course: Course): Shown => {
  const kept = Thread.safeParse(turn.state.get(teachingName));
  if (!kept.success || kept.data.course_id !== course.course_id) return { segments: [], simplified: false };
  const { shown, simplified } = kept.data;
  return { segments: placedSegments(course).filter(({ segment }) => shown.includes(segment.id)), simplified };
};

export const keepShown = (turn: Turn, { course_id }: Course, { segments, simplified }: Shown): void =>
  turn.state.set(teachingName, { course_id, shown: segments.map(({ segment }) => segment.id), simplified });
