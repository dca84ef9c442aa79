// The courses that a user may learn from, at hand: nothing is read from disk while a turn runs.
import type { Course } from "../course.ts";
import type { UserContext } from "../user.ts";
import type { Passage } from "./retriever.ts";

export interface CoursePassage extends Passage {
  readonly section_id: string;
  readonly segment_id: string;
}

export interface Courses {
  /** The user's own and those of the server; the one to begin with first. */
  list(user: UserContext): readonly Course[];
  /** Another user's course is as absent as one that never was. */
  course(user: UserContext, course_id: string): Course | undefined;
  /** The nearest segments, best first; none when nothing fits. */
  search(course: Course, query: string, limit: number): readonly CoursePassage[];
}
