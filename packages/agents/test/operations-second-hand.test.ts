// Ten procedures as they are found at work, with what a person reads in them: how much of it the liaison finds, and what it makes up.
import { markdownSections } from "@polylogue/core";
import { beforeAll, describe, expect, it } from "vitest";
import { readProcedure } from "../src/operations/procedure.ts";
import { reviewOf } from "../src/operations/review.ts";
import { type Expectation, expectations } from "./procedures-second-hand/expected.ts";
import { heldOut } from "./procedures-second-hand/held-out.ts";
import { type Score, scoreOf } from "./procedures-second-hand/score.ts";
import { sectionsOf } from "./procedures-second-hand/texts.ts";

type Part = keyof Score;

type Gate = readonly [part: Part, found: number, missed: number, invented: number];

/** Behind each: what was found, missed and made up when the texts were new. */
const sets: readonly (readonly [name: string, of: readonly Expectation[], gates: readonly Gate[]])[] = [
  [
    "eight",
    expectations,
    [
      ["steps", 107, 3, 1], // 99, 11, 6
      ["owners", 96, 4, 1], // 76, 17, 1
      ["ways", 127, 5, 14], // 100, 17, 30
      ["findings", 13, 3, 2], // 11, 5, 18
    ],
  ],
  [
    "two more",
    heldOut,
    [
      ["steps", 21, 1, 1], // 21, 0, 3
      ["owners", 18, 1, 1], // 17, 3, 1
      ["ways", 29, 2, 1], // 26, 5, 1
      ["findings", 3, 1, 1], // 3, 1, 7
    ],
  ],
];

describe.each(sets)("S2.2 procedures as they are found at work: %s", (_, of, gates) => {
  const scores: Score[] = [];

  beforeAll(async () => {
    for (const expected of of) {
      const workflow = await readProcedure({ name: expected.file, sections: sectionsOf(expected.file) });
      if (!workflow) throw new Error(`${expected.file} was not taken for a procedure`);
      expect(workflow.doubt, expected.file).toBeUndefined();
      scores.push(scoreOf(expected, workflow, reviewOf(workflow)));
    }
  });

  it.each(gates)("their %s are found, few are missed and hardly any made up", (part, found, missed, invented) => {
    const all = scores.map((score) => score[part]);
    const told = {
      found: all.reduce((sum, one) => sum + one.found, 0),
      missed: all.flatMap((one) => one.missed),
      invented: all.flatMap((one) => one.invented),
    };
    console.log(
      `${part}: ${told.found} found, missed [${told.missed.join("; ")}], invented [${told.invented.join("; ")}]`,
    );
    expect(told.found).toBeGreaterThanOrEqual(found);
    expect(told.missed.length).toBeLessThanOrEqual(missed);
    expect(told.invented.length).toBeLessThanOrEqual(invented);
  });
});

describe("S2.2 texts that are long, or no procedures", () => {
  it("a chapter of a textbook with a numbered list in it is read with a doubt", async () => {
    const talk = "The cell takes up glucose and oxygen, and gives off carbon dioxide and water as it goes. ".repeat(80);
    const chapter = `# Respiration\n\n${talk}\n\n1. The first step is catalysed by hexokinase.\n2. Move the phosphate to the third carbon.\n3. The third step is slow.\n\n${talk}`;
    const workflow = await readProcedure({ name: "chapter.md", sections: markdownSections(chapter) });
    expect(workflow?.doubt).toContain("may not be a procedure");
  });

  it("a long text does not hold up what else there is to do", async () => {
    const sentence = "Once the clerk has checked the form, the manager signs it, and if it is late, the clerk calls. ";
    const sections = markdownSections(`# Long\n\n${`${sentence.repeat(5)}\n\n`.repeat(120)}`);
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const workflow = await readProcedure({ name: "long.md", sections });
    clearInterval(beat);
    expect(workflow?.steps.length).toBeGreaterThan(100);
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThan(50);
  });
});
