// The insights liaison on 260 questions of people over thirteen public tables, answered by DuckDB and judged against plain JavaScript.
import { checkedVisualization } from "@polylogue/core";
import { afterAll, describe, expect, it } from "vitest";
import { fifthTableQuestions } from "./fifth-table.ts";
import { furtherQuestions } from "./further-questions.ts";
import { panel } from "./panel.ts";
import { questions } from "./questions.ts";
import { secondHandQuestions } from "./second-hand.ts";
import { sixthTableQuestions } from "./sixth-table.ts";
import { type Question, type Verdict, verdictOf } from "./verdict.ts";

const bench = panel();
afterAll(() => bench.close());

const score = async (asked: readonly Question[]): Promise<Record<Verdict, number>> => {
  const counts: Record<Verdict, number> = { right: 0, wrong: 0, declined: 0 };
  const missed: string[] = [];
  for (const [number, { file, ask, expected, after }] of asked.entries()) {
    const conversation = `${file} ${number}`;
    for (const earlier of after) await bench.ask(file, earlier, conversation);
    const { text, answer, chart } = await bench.ask(file, ask, conversation);
    if (chart) expect(checkedVisualization(chart), ask).toMatchObject({ ok: true });
    const verdict = verdictOf(expected, answer);
    counts[verdict] += 1;
    if (verdict !== "right") missed.push(`${verdict}: ${file}: ${ask} → ${text.slice(0, 160).replaceAll("\n", " ")}`);
  }
  console.info(`insights: ${asked.length} questions, ${JSON.stringify(counts)}\n${missed.join("\n")}`);
  return counts;
};

describe("S2.2 S2.12 what the insights liaison computes", () => {
  it.each([
    { set: "five tables", asked: questions(), count: 120 },
    { set: "two further tables", asked: furtherQuestions(), count: 40 },
    { set: "four tables, second-hand", asked: secondHandQuestions(), count: 60 },
    { set: "a fifth table", asked: fifthTableQuestions(), count: 20 },
    { set: "a sixth table", asked: sixthTableQuestions(), count: 20 },
  ])(
    "is right for three of four questions and wrong for at most three of a hundred, offline: $set",
    async (given) => {
      const { right, wrong } = await score(given.asked);
      expect(given.asked).toHaveLength(given.count);
      expect(wrong / given.count).toBeLessThanOrEqual(0.03);
      expect(right / given.count).toBeGreaterThanOrEqual(0.75);
    },
    60_000,
  );
});
