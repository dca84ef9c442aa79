// Courses as they are: the one that is shipped, and real chapters where they are at hand.
import { existsSync, readFileSync } from "node:fs";
import type { Course } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { readCourse } from "../src/course/read-course.ts";

const chapters = new URL("../../../../shared/data/course/", import.meta.url);
const asShipped = new URL("../../server/courses/how-the-internet-works.md", import.meta.url);
const sectionsOf = {
  "photosynthesis.md": 3,
  "cell-structure.md": 6,
  "cellular-respiration.md": 7,
  "structure-and-function-of-plasma-membranes.md": 4,
};

/** What no sentence of a whole text looks like. */
const fragment =
  /credit:|\]\(|\[\w*\]|--\s*>|&[a-z#]\w*;|\*\*|\b(?:shown|depicted|illustrated) in[.,]|\(see\b|\w\.[a-z]{4,} |\s[.,;]|\\|→|^[^\p{Lu}\p{N}“("αβ]|[^.!?”")]$/u;

const wellMade = (course: Course) => {
  for (const { segments } of course.sections)
    for (const { text } of segments) {
      expect(text).not.toMatch(fragment);
      expect(text.length, text).toBeGreaterThan(60);
      expect(text.length, text).toBeLessThan(1_400);
    }
};

describe("the shipped course", () => {
  const course = readCourse({ markdown: readFileSync(asShipped, "utf8"), name: "how-the-internet-works.md" });

  it("has sections with objectives, a summary and questions each, and no fragment", () => {
    expect(course).toMatchObject({ course_id: "how-the-internet-works", title: "How the Internet Works" });
    expect(course.sections).toHaveLength(4);
    for (const { id, objectives, summary, segments } of course.sections) {
      expect(objectives).toHaveLength(3);
      expect(summary).not.toBe("");
      expect(segments.length).toBeGreaterThan(4);
      expect(course.questions.filter(({ section_id }) => section_id === id)).toHaveLength(2);
    }
    expect(course.glossary).toHaveLength(18);
    wellMade(course);
  });
});

describe.skipIf(!existsSync(chapters))("the real chapters", () => {
  const questions = () => readFileSync(new URL("questions.json", chapters), "utf8");

  it.each(Object.entries(sectionsOf))(
    "%s has %i sections with objectives, and no segment is a fragment",
    (name, count) => {
      const course = readCourse({
        markdown: readFileSync(new URL(name, chapters), "utf8"),
        name,
        questions: questions(),
      });
      expect(course.sections).toHaveLength(count);
      for (const { objectives, segments, summary } of course.sections) {
        expect(objectives.length).toBeGreaterThan(1);
        expect(segments.length).toBeGreaterThan(5);
        expect(summary.length).toBeGreaterThan(100);
      }
      expect(course.attribution).toContain("OpenStax");
      wellMade(course);
    },
  );

  it("take every question of the file to its section", () => {
    const all = JSON.parse(questions()) as { question: string }[];
    const found = Object.keys(sectionsOf).flatMap((name) => {
      const markdown = readFileSync(new URL(name, chapters), "utf8");
      const own = new Set(readCourse({ markdown, name }).questions.map(({ id }) => id));
      return readCourse({ markdown, name, questions: questions() }).questions.filter(({ id }) => !own.has(id));
    });
    expect(found).toHaveLength(all.length);
    for (const { section_id, prompt } of found) {
      expect(section_id, prompt).toBeDefined();
      expect(prompt).not.toMatch(/\\|\*/);
    }
  });
});
