// Questions that are built from a course: one right option, no way to tell it but by knowing, and the same every time.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Course } from "@polylogue/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCourse } from "../src/course/read-course.ts";
import { gapFor } from "../src/tutor/quiz/gap.ts";
import { glossaryEntries } from "../src/tutor/quiz/glossary-entry.ts";
import { questionsOf } from "../src/tutor/quiz/question-building.ts";
import { nextQuestion } from "../src/tutor/quiz/quiz.ts";
import type { ChoiceQuestion, QuizQuestion } from "../src/tutor/quiz/quiz-question.ts";
import { bread } from "./quiz-course.ts";

const built = (course: Course): ChoiceQuestion[] =>
  questionsOf(course).flatMap((question: QuizQuestion) =>
    question.type === "choice" && question.origin !== "source" ? [question] : [],
  );
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const definitionIn = (course: Course, term: string): string =>
  (course.glossary.find((entry) => entry.term.replace(/ *\(.*\)/, "") === term)?.definition ?? "").replaceAll(
    /\((?:plural|singular)[^)]*\) */g,
    "",
  );

/** What must hold of every built question, whatever the course. */
const holdsOf = (course: Course): void => {
  for (const question of built(course)) {
    const { prompt, options, right, origin } = question;
    const answer = options[right] ?? "";
    expect(new Set(options.map((option) => option.toLowerCase())).size, prompt).toBe(options.length);
    expect(right, prompt).toBeGreaterThanOrEqual(0);
    expect(right, prompt).toBeLessThan(options.length);
    if (origin === "truth") {
      expect(options).toEqual(["True", "False"]);
      continue;
    }
    expect(options.length, prompt).toBeGreaterThanOrEqual(3);
    if (origin === "number") {
      expect(
        options.every((option) => /^\d/.test(option)) || options.every((option) => /^[a-z]/.test(option)),
        prompt,
      ).toBe(true);
      continue;
    }
    const asked = words(prompt);
    for (const option of options)
      for (const word of words(option)) if (word.length > 2) expect(asked, prompt).not.toContain(word);
    const all = options.flatMap((option) => [...new Set(words(option))]);
    expect(new Set(all).size, `no two of ${options} share a word`).toBe(all.length);
    for (const [at, option] of options.entries()) {
      if (at === right) continue;
      expect(course.glossary.map(({ term }) => term.replace(/ *\(.*\)/, ""))).toContain(option);
      expect(
        words(option).some((word) => words(answer).includes(word)),
        `${option} beside ${answer}`,
      ).toBe(false);
      if (origin === "definition") expect(definitionIn(course, option), prompt).not.toBe(definitionIn(course, answer));
    }
  }
};

const nouns = "layer shell network culture fungus part mixture embryo vessel engine signal packet router cable".split(
  " ",
);
const verbs = "holds feeds carries keeps turns moves stores sends sorts joins".split(" ");
const things = "sugar gas water light heat data names paths oil salt stone paper iron cloth wool glass".split(" ");
const phrase = fc
  .record({
    noun: fc.constantFrom(...nouns),
    verb: fc.constantFrom(...verbs),
    first: fc.constantFrom(...things),
    second: fc.constantFrom(...things),
    third: fc.constantFrom(...things),
  })
  .map(({ noun, verb, first, second, third }) => `${noun} that ${verb} ${first} and ${second} beside ${third}`);
const name = fc
  .tuple(
    fc.constantFrom(..."bra ker mo sti lo va nu".split(" ")),
    fc.constantFrom(..."den lig som ster mir tak".split(" ")),
  )
  .map(([a, b]) => `${a}${b}`);
const term = fc.tuple(name, fc.constantFrom("", "", " gate", " ring")).map(([first, second]) => `${first}${second}`);
const randomCourse = fc
  .uniqueArray(fc.tuple(term, phrase), { minLength: 2, maxLength: 14, selector: ([word]) => word })
  .map(
    (entries): Course => ({
      course_id: "r",
      title: "Random",
      sections: [
        {
          id: "s",
          title: "All",
          path: ["Random", "All"],
          objectives: [],
          summary: "",
          segments: entries.map(([word, definition], at) => ({
            id: `g${at}`,
            text: `The ${word} stays in the old stone house behind the ${at + 2} green gates. A ${word} is a ${definition} in the morning.`,
          })),
        },
      ],
      glossary: entries.map(([word, definition]) => ({ term: word, definition, section_id: "s" })),
      questions: [],
    }),
  );

describe("Questions are built so that exactly one option is right", () => {
  it("for any glossary and text", () => {
    fc.assert(
      fc.property(randomCourse, (course) => holdsOf(course)),
      { numRuns: 60 },
    );
  });

  it("makes definitions, gaps, numbers and true or false out of the small course, its own questions first", () => {
    holdsOf(bread);
    const questions = questionsOf(bread);
    expect(questions.slice(0, 4).map(({ id }) => id)).toEqual(["q1", "q2", "q3", "q4"]);
    expect(new Set(questions.map(({ origin }) => origin))).toEqual(
      new Set(["source", "definition", "truth", "cloze", "number"]),
    );
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  it("builds the same questions in the same order each time", () => {
    const again: Course = structuredClone(bread);
    expect(questionsOf(again)).toEqual(questionsOf(bread));
  });

  it("never asks for a term that only refers to another, nor offers it", () => {
    for (const { options } of built(bread)) expect(options).not.toContain("levain");
  });

  it("offers processes beside processes and things beside things", () => {
    const asked = built(bread).filter(({ origin }) => origin === "definition");
    const processes = ["fermentation", "proving", "Maillard reaction", "caramelisation", "oven spring"];
    for (const { options, right } of asked) {
      const isProcess = processes.includes(options[right] ?? "");
      for (const option of options) expect(processes.includes(option), options.join()).toBe(isProcess);
    }
    expect(asked.length).toBeGreaterThan(5);
  });

  it("says false only of a statement with another term in it", () => {
    for (const { prompt, options, right, because } of built(bread).filter(({ origin }) => origin === "truth")) {
      const statement = prompt.replace("True or false? ", "");
      const own = statement.startsWith("“")
        ? because?.toLowerCase().startsWith(statement.slice(1, statement.indexOf("”")).toLowerCase())
        : statement === because;
      expect(options[right], prompt).toBe(own ? "True" : "False");
    }
  });
});

describe("A gap is left only where it gives nothing away", () => {
  const entries = glossaryEntries({
    ...bread,
    glossary: [
      { term: "guard cell", definition: "one of two that open and close a pore in a leaf" },
      { term: "pore", definition: "small opening in the skin of a leaf" },
    ],
  });
  const gap = (word: string, sentence: string) => {
    const entry = entries.find(({ term }) => term === word);
    return entry && gapFor(entry, sentence);
  };

  it.each([
    ["guard cell", "The guard cell opens the leaf when its neighbouring cells swell with water."],
    ["pore", "A pore lets gas pass into the leaf while another pore lets vapour pass out."],
    ["pore", "Gas moves through pore, vein and stem of the plant on warm days."],
    ["pore", "A pore opens."],
  ])("not for %s in %j", (word, sentence) => {
    expect(gap(word, sentence)).toBeUndefined();
  });

  it("for a term that stands once and alone", () => {
    expect(gap("pore", "The pore in the skin of a leaf lets gas pass in at dawn.")).toMatchObject({ taken: "pore" });
  });
});

describe("The next question", () => {
  const pool = questionsOf(bread).filter(({ origin }) => origin === "definition");
  const next = (quizzes: readonly { question_id: string; right: boolean; at: number }[]) =>
    nextQuestion({
      pool,
      quiz: { seed: 1, results: [] },
      learner: { quizzes: [...quizzes], misconceptions: [], level: 1 },
      distance: () => 0,
    })?.id;

  it.each(pool.map(({ id }) => id))("is one that was missed: %s", (id) => {
    expect(next([{ question_id: id, right: false, at: 1 }])).toBe(id);
  });

  it("is not one that is known", () => {
    const first = next([]) ?? "";
    expect(next([{ question_id: first, right: true, at: 1 }])).not.toBe(first);
  });
});

const folder = fileURLToPath(new URL("../../../../shared/data/course/", import.meta.url));

describe.runIf(existsSync(`${folder}photosynthesis.md`))("On a real chapter", () => {
  it("every built question holds what it must, and there are many of each kind", () => {
    const markdown = readFileSync(`${folder}photosynthesis.md`, "utf8");
    const course = readCourse({ name: "photosynthesis.md", markdown });
    holdsOf(course);
    const origins = built(course).map(({ origin }) => origin);
    expect(origins.filter((origin) => origin === "definition").length).toBeGreaterThan(8);
    expect(origins.filter((origin) => origin === "cloze").length).toBeGreaterThan(2);
  });
});
