// Q&A on a real course with its own review questions, when the data is at hand: the numbers of `npm run eval:qa` do not fall.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const hasCourse = existsSync(`${root}../shared/data/course/questions.json`);

const shareIn = (printed: string, measure: string): number => {
  const [, right, all] = new RegExp(`${measure}: (\\d+) of (\\d+)`).exec(printed) ?? [];
  return Number(right) / Number(all);
};

describe.runIf(hasCourse)("S1.1 Questions on a real course", () => {
  it("are answered offline with the key facts of the solution, most of them, and choices are supported beyond chance", () => {
    const printed = execFileSync(process.execPath, ["tools/eval-qa.mjs"], { cwd: root, encoding: "utf8" });
    expect(shareIn(printed, "Free response")).toBeGreaterThan(0.5);
    expect(shareIn(printed, "Multiple choice")).toBeGreaterThan(0.35);
  }, 60_000);
});
