// The default way to answer: rounds of the model and its tools, and what happens when either of them fails.
import type { LanguageModelV3Prompt, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { tool } from "../src/agent/tool.ts";
import type { ReplyOptions } from "../src/agent/turn.ts";
import { PolylogueError } from "../src/error.ts";
import type { Model } from "../src/ports/model.ts";
import { type ScriptedAnswer, script, virtualClock } from "../src/testing/index.ts";
import { collect, memoryJournal, stagedTurn, textOf } from "./stage.ts";

const instructions = "You are billing.";

const desk = () => {
  const calls: { name: string; input: unknown; key: string }[] = [];
  const find = tool({
    name: "find",
    description: "An invoice",
    input: z.object({ month: z.string() }),
    run: (input, { key }) => {
      calls.push({ name: "find", input, key });
      return { amount: 12 };
    },
  });
  const refund = tool({
    name: "refund",
    description: "Gives money back",
    input: z.object({ amount: z.number() }),
    effect: "once",
    run: (input, { key }) => {
      calls.push({ name: "refund", input, key });
      return { refunded: input.amount };
    },
  });
  const broken = tool({
    name: "broken",
    description: "Never works",
    input: z.object({}),
    run: () => {
      throw new Error("the crm is away");
    },
  });
  return { calls, tools: [find, refund, broken] as unknown as NonNullable<ReplyOptions["tools"]> };
};

/** What the tool of the last round answered, as the model reads it. */
const lastResult = (prompt: LanguageModelV3Prompt): string => JSON.stringify(prompt.at(-1)?.content);

/** A model whose stream is these parts. */
const streaming = (parts: LanguageModelV3StreamPart[]): Model => ({
  ...script(["unused"]),
  doStream: async () => ({
    stream: new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    }),
  }),
});

describe("reply", () => {
  it("streams what the model says", async () => {
    const { turn } = stagedTurn({}, { model: script(["Two charges this month."]) });
    const events = await collect(turn.reply({ instructions }));
    expect(events.length).toBeGreaterThan(1);
    expect(textOf(events)).toBe("Two charges this month.");
  });

  it("puts instructions, material and history before the message", async () => {
    let seen: LanguageModelV3Prompt = [];
    const model = script([
      (prompt) => {
        seen = prompt;
        return "ok";
      },
    ]);
    const said = [
      { role: "user" as const, text: "hi", type: "user_message", turn_id: "t0", ordinal: 1, at: 0 },
      { role: "assistant" as const, text: "hello", type: "message", turn_id: "t0", ordinal: 1, at: 0 },
    ];
    const { turn } = stagedTurn({ text: "and now?", ordinal: 2 }, { model, said });
    const knowledge = { search: async () => [{ text: "Refunds take 5 days.", source: "help.md", score: 1 }] };
    await collect(turn.reply({ instructions, knowledge, facts: "It is May." }));
    expect(seen.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(seen[0]?.content).toMatch(
      /^You are billing\.[\s\S]+<material source="help.md">\nRefunds take 5 days\.[\s\S]+It is May\.$/,
    );
    expect(JSON.stringify(seen[3]?.content)).toContain("and now?");
  });

  it("runs a tool that the model calls, and lets it answer from the result", async () => {
    const { tools, calls } = desk();
    const model = script([{ tool: "find", input: { month: "March" } }, (prompt) => `Found ${lastResult(prompt)}`]);
    const { turn } = stagedTurn({}, { model });
    expect(textOf(await collect(turn.reply({ instructions, tools })))).toContain('"value":{"amount":12}');
    expect(calls).toEqual([{ name: "find", input: { month: "March" }, key: "" }]);
  });

  it.each<[string, ScriptedAnswer, string]>([
    ["a tool that fails", { tool: "broken", input: {} }, "the crm is away"],
    ["a tool that is not there", { tool: "fly", input: {} }, "There is no tool called fly."],
    ["an input that does not fit", { tool: "find", input: { month: 3 } }, "find was called with month"],
  ])("%s is told to the model, which goes on", async (_, call, told) => {
    const model = script([call, (prompt) => `I was told: ${lastResult(prompt)}`]);
    const { turn } = stagedTurn({}, { model });
    const text = textOf(await collect(turn.reply({ instructions, tools: desk().tools })));
    expect(text).toContain(told);
    expect(text).toContain("error-text");
  });

  it("keeps text before and after a tool apart", async () => {
    const parts: LanguageModelV3StreamPart[] = [
      { type: "text-delta", id: "a", delta: "Let me see." },
      { type: "tool-call", toolCallId: "1", toolName: "find", input: '{"month":"May"}' },
      { type: "finish", finishReason: { unified: "tool-calls", raw: undefined }, usage: {} as never },
    ];
    const first = streaming(parts);
    const second = script(["Here it is."]);
    let round = 0;
    const model: Model = { ...first, doStream: (options) => (round++ === 0 ? first : second).doStream(options) };
    const { turn } = stagedTurn({}, { model });
    expect(textOf(await collect(turn.reply({ instructions, tools: desk().tools })))).toBe("Let me see.\n\nHere it is.");
  });

  it("hands over when the model calls a transfer, with its reason, and stops", async () => {
    const model = script([{ tool: "transfer_to_sales", input: { reason: "You want to buy." } }, "never"]);
    const { turn } = stagedTurn({}, { model });
    const events = await collect(turn.reply({ instructions, handoffs: ["sales"] }));
    expect(events).toEqual([{ type: "handoff", to: "sales", reason: "You want to buy." }]);
  });

  it("gives a handoff without a reason one that a user can read", async () => {
    const model = script([{ tool: "transfer_to_sales", input: {} }]);
    const { turn } = stagedTurn({}, { model });
    const [event] = await collect(turn.reply({ instructions, handoffs: ["sales"] }));
    expect(event).toMatchObject({ reason: expect.stringMatching(/\w+/) });
  });

  it("P4 on a second attempt the model is not asked again for what it decided, and the tool not run again", async () => {
    const journal = memoryJournal();
    const first = desk();
    const decided = script([{ tool: "refund", input: { amount: 5 } }, { fail: new Error("the process died here") }]);
    const attempt1 = stagedTurn({}, { model: decided, journal });
    await expect(collect(attempt1.turn.reply({ instructions, tools: first.tools }))).rejects.toThrow("died");
    const second = desk();
    const model = script([(prompt) => `After ${lastResult(prompt)}`]);
    const attempt2 = stagedTurn({ attempt: 2 }, { model, journal });
    const text = textOf(await collect(attempt2.turn.reply({ instructions, tools: second.tools })));
    expect(text).toContain('"refunded":5');
    expect([first.calls.length, second.calls.length]).toEqual([1, 0]);
  });

  it("P4 a call of another attempt that no longer fits ends the turn instead of being told to the model", async () => {
    const journal = memoryJournal();
    const attempt1 = stagedTurn({}, { model: script([{ tool: "refund", input: { amount: 5 } }, "done"]), journal });
    await collect(attempt1.turn.reply({ instructions, tools: desk().tools }));
    journal.entries.delete("t1 t1/1");
    const model = script([{ tool: "refund", input: { amount: 6 } }, "never"]);
    const attempt2 = stagedTurn({ attempt: 2 }, { model, journal });
    await expect(collect(attempt2.turn.reply({ instructions, tools: desk().tools }))).rejects.toMatchObject({
      code: "journal.mismatch",
    });
  });

  it.each<[string, LanguageModelV3StreamPart[], string]>([
    ["an answer that is cut off", [{ type: "text-delta", id: "a", delta: "Half an" }], "model_failed"],
    [
      "an answer that the provider refuses",
      [{ type: "finish", finishReason: { unified: "content-filter", raw: "safety" }, usage: {} as never }],
      "model_refused",
    ],
    [
      "an empty answer",
      [{ type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage: {} as never }],
      "model_failed",
    ],
    [
      "an error in the stream",
      [{ type: "error", error: new PolylogueError("model_failed", "overloaded") }],
      "model_failed",
    ],
  ])("%s is a failure", async (_, parts, code) => {
    const { turn } = stagedTurn({}, { model: streaming(parts) });
    await expect(collect(turn.reply({ instructions }))).rejects.toMatchObject({ code });
  });

  it("a model that calls tools for ever is stopped after 8 rounds", async () => {
    const { tools, calls } = desk();
    const { turn } = stagedTurn({}, { model: script([{ tool: "find", input: { month: "May" } }]) });
    await expect(collect(turn.reply({ instructions, tools }))).rejects.toThrow("8 times");
    expect(calls).toHaveLength(8);
  });

  it("stops in the middle of a word's wait when the turn is aborted", async () => {
    const clock = virtualClock();
    const { turn, abort } = stagedTurn({}, { model: script([{ text: "one two three", delayMs: 1000, clock }]) });
    const heard: unknown[] = [];
    const run = (async () => {
      for await (const event of turn.reply({ instructions })) heard.push(event);
    })().catch((error: unknown) => error);
    await clock.advance(1500);
    abort();
    expect(await run).toMatchObject({ name: "AbortError" });
    expect(heard).toEqual(["one "]);
  });
});
