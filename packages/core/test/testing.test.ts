// The test kit itself: a clock that runs timers in order, chance that repeats, a model that keeps to its interface.
import type { LanguageModelV3Prompt, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { pause } from "../src/clock.ts";
import type { Model } from "../src/ports/model.ts";
import { script, seededChance, virtualClock } from "../src/testing/index.ts";

const prompt: LanguageModelV3Prompt = [{ role: "user", content: [{ type: "text", text: "two words" }] }];

const partsOf = async (model: Model, abortSignal?: AbortSignal): Promise<LanguageModelV3StreamPart[]> => {
  const { stream } = await model.doStream({ prompt, ...(abortSignal && { abortSignal }) });
  const parts: LanguageModelV3StreamPart[] = [];
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value);
  }
};
const said = async (model: Model) =>
  (await partsOf(model)).map((part) => (part.type === "text-delta" ? part.delta : "")).join("");

describe("virtualClock", () => {
  it("runs what falls due in order, also timers that timers set, and stops at the end", async () => {
    const clock = virtualClock(1000);
    const ran: string[] = [];
    clock.after(30, () => ran.push(`c at ${clock.monotonic()}`));
    clock.after(10, () => {
      ran.push(`a at ${clock.monotonic()}`);
      clock.after(5, () => ran.push(`b at ${clock.monotonic()}`));
    });
    clock.after(10, () => ran.push("second at the same moment"));
    clock.after(41, () => ran.push("too late"));
    const callOff = clock.after(20, () => ran.push("called off"));
    callOff();
    await clock.advance(40);
    expect(ran).toEqual(["a at 10", "second at the same moment", "b at 15", "c at 30"]);
    expect([clock.now(), clock.monotonic()]).toEqual([1040, 40]);
  });

  it("lets promises settle between timers, so that a loop of pauses runs to its end", async () => {
    const clock = virtualClock();
    let rounds = 0;
    const loop = (async () => {
      for (; rounds < 100; rounds++) await pause(clock, 1000);
    })();
    await clock.advance(100_000);
    expect(rounds).toBe(100);
    await loop;
  });

  it("a jump of the wall clock moves no timer", async () => {
    const clock = virtualClock(0);
    let ran = false;
    clock.after(10, () => {
      ran = true;
    });
    clock.jump(3_600_000);
    await clock.advance(9);
    expect({ ran, now: clock.now(), monotonic: clock.monotonic() }).toEqual({
      ran: false,
      now: 3_600_009,
      monotonic: 9,
    });
  });

  it("a pause ends at once when its signal aborts, and leaves no timer", async () => {
    const clock = virtualClock();
    const stopping = new AbortController();
    const paused = pause(clock, 60_000, stopping.signal);
    stopping.abort();
    await paused;
    expect(clock.monotonic()).toBe(0);
  });
});

describe("seededChance", () => {
  it("repeats itself for a seed, and differs for another", () => {
    const draw = (seed: number) => {
      const chance = seededChance(seed);
      return [chance.id("turn"), chance.secret(), chance.fraction()];
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("gives ids that do not repeat and fractions that fill [0, 1)", () => {
    const chance = seededChance(7);
    const ids = new Set(Array.from({ length: 10_000 }, () => chance.id("turn")));
    expect(ids.size).toBe(10_000);
    expect([...ids].every((id) => /^t_[\w-]{16}$/.test(id))).toBe(true);
    const fractions = Array.from({ length: 10_000 }, () => chance.fraction());
    expect(fractions.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
    expect(fractions.reduce((sum, fraction) => sum + fraction) / 10_000).toBeCloseTo(0.5, 1);
  });
});

describe("script", () => {
  it("streams a string word by word, in the order of V3, with usage", async () => {
    const parts = await partsOf(script(["Two  charges: \nboth yours."]));
    expect(parts.map(({ type }) => type)).toEqual([
      "stream-start",
      "text-start",
      ...Array(4).fill("text-delta"),
      "text-end",
      "finish",
    ]);
    expect(parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : [])).join("")).toBe(
      "Two  charges: \nboth yours.",
    );
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: "stop" }, usage: { outputTokens: { total: 4 } } });
  });

  it("answers in order, the last one for ever", async () => {
    const model = script(["one", "two"]);
    expect([await said(model), await said(model), await said(model)]).toEqual(["one", "two", "two"]);
  });

  it("calls a tool with its input as JSON, and ends with tool-calls", async () => {
    const parts = await partsOf(script([{ tool: "find", input: { month: "March" } }]));
    expect(parts.find(({ type }) => type === "tool-call")).toEqual({
      type: "tool-call",
      toolCallId: "call-1",
      toolName: "find",
      input: '{"month":"March"}',
    });
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "tool-calls" } });
  });

  it("fails as a provider does that cannot be reached", async () => {
    await expect(partsOf(script([{ fail: new Error("no route") }]))).rejects.toThrow("no route");
  });

  it("asks a function what to answer to a prompt", async () => {
    expect(await said(script([(asked) => `heard ${asked.length}`]))).toBe("heard 1");
  });

  it("speaks as slowly as it is told, and stops when it is aborted", async () => {
    const clock = virtualClock();
    const stopping = new AbortController();
    const parts = partsOf(script([{ text: "a b c", delayMs: 100, clock }]), stopping.signal);
    const outcome = parts.catch((error: unknown) => error);
    await clock.advance(250);
    stopping.abort();
    expect(await outcome).toMatchObject({ name: "AbortError" });
    await expect(partsOf(script(["never"]), stopping.signal)).rejects.toMatchObject({ name: "AbortError" });
  });

  it("gives the whole answer at once where it is not streamed", async () => {
    const model = script(["All of it", { tool: "find", input: {} }]);
    expect(await model.doGenerate({ prompt })).toMatchObject({
      content: [{ type: "text", text: "All of it" }],
      finishReason: { unified: "stop" },
    });
    expect(await model.doGenerate({ prompt })).toMatchObject({ content: [{ type: "tool-call", toolName: "find" }] });
  });

  it("needs an answer", () => {
    expect(() => script([])).toThrow("at least one answer");
  });
});
