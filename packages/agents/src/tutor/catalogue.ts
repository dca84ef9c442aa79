// The courses that a learner can choose from, and what is said where there is none.
import type { AgentEvent, Course } from "@polylogue/core";
import { strong } from "../files/wording.ts";
import { likest } from "./place.ts";

export function* noCourse(): Generator<AgentEvent> {
  yield "There is no course here yet. ";
  yield "Add one, a Markdown text with headings, and I teach it.";
}

const ordinals = ["first", "second", "third", "fourth", "fifth"];

/** By its number in the list, or by its title. */
export const courseNamed = (courses: readonly Course[], wish: string): Course | undefined => {
  const number = /^(?:number |course )?(\d{1,3})$/i.exec(wish.trim())?.[1];
  const position = number === undefined ? ordinals.indexOf(wish.trim().toLowerCase()) : Number(number) - 1;
  return position < 0 ? likest(courses, wish, ({ title }) => title) : courses[position];
};

export const courseList = (
  courses: readonly Course[],
  current: Course,
  percentOf: (course: Course) => number,
): string =>
  courses
    .map((course, at) => {
      const here = course.course_id === current.course_id ? " (you are here)" : "";
      return `${at + 1}. ${strong(course.title)}: ${percentOf(course)}%${here}`;
    })
    .join("\n");
