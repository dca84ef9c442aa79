// The shipped classifiers: trained from what lies in routing/, right on what they have not seen, quick, and used by the supervisors.
import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { agent, type Classifier, classify, isConfident, supervisor } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { guideRouting } from "../src/routing/guide-routing.ts";
import { tutorRouting } from "../src/routing/tutor-routing.ts";
import { hear } from "./turn.ts";

const run = promisify(execFile);
const tool = (name: string) => fileURLToPath(new URL(`../../../tools/${name}.mjs`, import.meta.url));
const minuteMs = 60_000;

const linesOf = (file: string) =>
  readFileSync(new URL(`../routing/${file}.tsv`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [label = "", text = ""] = line.split("\t");
      return { label, text };
    });

const accuracyOn = (file: string, classifier: Classifier): number => {
  const lines = linesOf(file);
  return lines.filter(({ label, text }) => classify(classifier, text).agent === label).length / lines.length;
};

describe("S1.1 the training data", () => {
  it.each([
    ["tutor.train", 5, 150],
    ["tutor.heldout", 5, 60],
    ["guide.train", 6, 80],
  ])("%s has %i labels with at least %i utterances each", (file, labels, least) => {
    const counts = new Map<string, number>();
    for (const { label } of linesOf(file)) counts.set(label, (counts.get(label) ?? 0) + 1);
    expect(counts.size).toBe(labels);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(least);
  });

  it.each(["tutor", "guide"])("nothing that %s is judged by was written into its training file", (name) => {
    const trained = new Set(linesOf(`${name}.train`).map(({ text }) => text));
    expect(linesOf(`${name}.heldout`).filter(({ text }) => trained.has(text))).toEqual([]);
  });
});

describe("S1.1 S2.19 the shipped classifiers", () => {
  it(
    "are what training yields, to the last bit, and under 200 KB",
    async () => {
      await run(process.execPath, [tool("train-routing"), "--check"]);
      for (const name of ["tutor", "guide"])
        expect(statSync(new URL(`../src/routing/${name}-routing.ts`, import.meta.url)).size).toBeLessThan(200_000);
    },
    minuteMs,
  );

  it.each<[string, Classifier, number]>([
    ["tutor.heldout", tutorRouting, 0.95],
    ["tutor.blind", tutorRouting, 0.9],
    ["guide.heldout", guideRouting, 0.95],
  ])("are right on %s", (file, classifier, least) => {
    expect(accuracyOn(file, classifier)).toBeGreaterThanOrEqual(least);
  });

  it("mean what they say of their confidence: where they are sure, they are right", () => {
    const judged = linesOf("tutor.heldout").map(({ label, text }) => ({ label, ...classify(tutorRouting, text) }));
    const right = (lines: typeof judged) => lines.filter(({ label, agent }) => label === agent).length / lines.length;
    expect(right(judged.filter(({ confidence }) => confidence > 0.9))).toBeGreaterThan(0.97);
    expect(right(judged.filter((each) => !isConfident(each)))).toBeLessThan(0.8);
  });

  it("take a fraction of a millisecond, for long text too", () => {
    const texts = [...linesOf("tutor.heldout").map(({ text }) => text), "what is in it ".repeat(20_000)];
    for (const text of texts) classify(tutorRouting, text);
    const took = texts.map((text) => {
      const begun = performance.now();
      classify(tutorRouting, text);
      return performance.now() - begun;
    });
    expect(took.sort((a, b) => a - b)[Math.floor(took.length / 2)]).toBeLessThan(0.2);
    expect(took.at(-1)).toBeLessThan(20);
  });

  it("`npm run eval:routing` prints how good they are for any file", async () => {
    const { stdout } = await run(process.execPath, [tool("eval-routing")]);
    for (const part of [/accuracy +0\.9\d+/, /precision +recall/, /to model +\d+/, /p50 [\d.]+ ms, p99/])
      expect(stdout).toMatch(part);
  });
});

describe("S1.37 a tutor's team, led with the shipped classifier", () => {
  const speaker = (name: string) =>
    agent({
      name,
      description: name,
      async *respond() {
        yield name;
      },
    });
  const members = ["teaching_agent", "qa_agent", "assessment_agent", "navigation_agent"].map(speaker);
  const tutor = supervisor({ name: "tutor", members, fallback: speaker("host"), classifier: tutorRouting });
  const routeOf = async (text: string, state: Record<string, { active?: string; waiting?: boolean }> = {}) => {
    const { events } = await hear(tutor, { text, state: new Map(Object.entries(state)) });
    const route = events.find((event) => typeof event !== "string" && event.type === "route");
    return route as { agent: string; tier: string };
  };

  it.each([
    ["continue teaching", "teaching_agent"],
    ["um teach me photo synthesis", "teaching_agent"],
    ["why do leaves turn yellow", "qa_agent"],
    ["quiz my", "assessment_agent"],
    ["how much is left", "navigation_agent"],
    ["what's the weather like", "host"],
  ])("sends “%s” to %s", async (text, agent) => expect((await routeOf(text)).agent).toBe(agent));

  it("leaves the lesson for a question, and the quiz only when it does not wait", async () => {
    const lesson = { tutor: { active: "teaching_agent" } };
    expect(await routeOf("you lost me there", lesson)).toMatchObject({ agent: "teaching_agent", tier: "sticky" });
    expect(await routeOf("what does atp stand for", lesson)).toMatchObject({ agent: "qa_agent", tier: "classifier" });
    const quiz = { tutor: { active: "assessment_agent" }, assessment_agent: { waiting: true } };
    expect(await routeOf("what does atp stand for", quiz)).toMatchObject({ agent: "assessment_agent", tier: "sticky" });
  });
});
