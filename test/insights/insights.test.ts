// The insights liaison on 120 questions of people over five public tables, answered by DuckDB and judged against plain JavaScript.
import { checkedVisualization } from "@polylogue/core";
import { afterAll, describe, expect, it } from "vitest";
import { furtherQuestions } from "./further-questions.ts";
import { panel } from "./panel.ts";
import { questions } from "./questions.ts";
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
  it("is right for at least three of four questions and wrong for at most three of a hundred, offline", async () => {
    const { right, wrong } = await score(questions());
    expect(questions()).toHaveLength(120);
    expect(wrong / 120).toBeLessThanOrEqual(0.03);
    expect(right / 120).toBeGreaterThanOrEqual(0.75);
  }, 60_000);

  it("does as well on tables and questions that it was not made with", async () => {
    const { right, wrong } = await score(furtherQuestions());
    expect(furtherQuestions()).toHaveLength(40);
    expect(wrong / 40).toBeLessThanOrEqual(0.05);
    expect(right / 40).toBeGreaterThanOrEqual(0.7);
  }, 60_000);
});
