// What a learner wants to be taught, found in a course: by its title, else by what its text says.
import { type Course, type Courses, terms } from "@polylogue/core";
import { type Placed, placedSegments } from "./learner.ts";
import { isWholeCourse, partTitled, placeName } from "./place.ts";

export type Topic =
  | { readonly type: "course" }
  | { readonly type: "place"; readonly placed: Placed }
  /** The course does not say anything about it. */
  | { readonly type: "none" };

const passagesSeen = 5;

/** A text that holds half of what is asked for, or less, is about something else. */
const speaksOf = (text: string, subject: string): boolean => {
  const asked = new Set(terms(subject));
  const held = new Set(terms(text));
  return [...asked].filter((term) => held.has(term)).length > asked.size / 2;
};

export const topicIn = (course: Course, courses: Courses, subject: string): Topic => {
  if (isWholeCourse(course, subject)) return { type: "course" };
  const titled = partTitled(course, subject);
  if (titled) return { type: "place", placed: titled.segments[0] };
  const all = placedSegments(course);
  for (const { segment_id } of courses.search(course, subject, passagesSeen)) {
    const placed = all.find(({ segment }) => segment.id === segment_id);
    if (placed && speaksOf(`${placeName(placed)} ${placed.segment.text}`, subject)) return { type: "place", placed };
  }
  return { type: "none" };
};
