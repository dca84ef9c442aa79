// Calling a tool: what is checked, what is journaled, what it is handed.
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type Tool, type ToolCall, type ToolEffect, tool } from "../src/agent/tool.ts";
import { memoryJournal, stagedTurn } from "./stage.ts";

const counted = (effect: ToolEffect) => {
  const calls: ToolCall[] = [];
  const charge = tool({
    name: "charge",
    description: "Takes money",
    input: z.object({ invoice: z.object({ amount: z.number() }), note: z.string().default("none") }),
    effect,
    run: ({ invoice, note }, call) => {
      calls.push(call);
      return { took: invoice.amount, note, number: calls.length };
    },
  });
  return { calls, charge };
};
const invoice = { invoice: { amount: 3 }, note: "none" };

describe("turn.use", () => {
  it("refuses an input that does not fit, and names the place", async () => {
    const { charge, calls } = counted("once");
    const { turn, journal } = stagedTurn();
    const wrong = turn.use(charge, { invoice: { amount: "3" } } as never);
    await expect(wrong).rejects.toMatchObject({
      code: "tool.input",
      message: expect.stringContaining("invoice.amount"),
    });
    expect([calls.length, journal.entries.size]).toEqual([0, 0]);
  });

  it("P4 journals a call that changes something, and does not repeat it on the next attempt", async () => {
    const { charge, calls } = counted("once");
    const journal = memoryJournal();
    const first = await stagedTurn({}, { journal }).turn.use(charge, invoice);
    const again = await stagedTurn({ attempt: 2 }, { journal }).turn.use(charge, invoice);
    expect(again).toEqual(first);
    expect(calls).toHaveLength(1);
  });

  it("does two calls of one turn under two keys, the same on every attempt", async () => {
    const { charge, calls } = counted("once");
    const { turn } = stagedTurn();
    await turn.use(charge, invoice);
    await turn.use(charge, invoice);
    expect(calls.map(({ key }) => key)).toEqual(["t1/1", "t1/2"]);
    const other = counted("once");
    await stagedTurn({ attempt: 2 }).turn.use(other.charge, invoice);
    expect(other.calls[0]?.key).toBe("t1/1");
  });

  it("hands on the user, the key and the signal", async () => {
    const { charge, calls } = counted("once");
    const { turn, abort } = stagedTurn();
    await turn.use(charge, invoice);
    expect(calls[0]).toMatchObject({ user: { user_id: "u1" }, key: "t1/1" });
    abort();
    expect(calls[0]?.signal.aborted).toBe(true);
  });

  it("journals what fits the schema, with its defaults, so that both attempts agree", async () => {
    const { charge } = counted("once");
    const journal = memoryJournal();
    await stagedTurn({}, { journal }).turn.use(charge, { invoice: { amount: 3 } } as never);
    expect(await stagedTurn({ attempt: 2 }, { journal }).turn.use(charge, invoice)).toMatchObject({ note: "none" });
  });

  it("does not journal what only looks", async () => {
    const { charge, calls } = counted("read");
    const { turn, journal } = stagedTurn();
    await turn.use(charge, invoice);
    await turn.use(charge, invoice);
    expect([calls.length, journal.entries.size]).toEqual([2, 0]);
  });

  it("P16 a tool with effect ask runs only once the user has agreed, and the decision is asked for once", async () => {
    const { charge, calls } = counted("ask");
    const journal = memoryJournal();
    const asked: unknown[] = [];
    const decide = (question: unknown) => asked.push(question) > 0;
    const { turn, ended } = stagedTurn({}, { journal, decide });
    await turn.use(charge, invoice);
    expect(ended).toEqual([[calls[0]?.key, true]]);
    await stagedTurn({ attempt: 2 }, { journal, decide }).turn.use(charge, invoice);
    expect(asked).toEqual([{ plan_id: calls[0]?.key, tool: charge.name, input: expect.anything() }]);
    expect(calls).toHaveLength(1);
  });

  it("P16 a tool that the user did not agree to does not run, also not on another attempt", async () => {
    const { charge, calls } = counted("ask");
    const journal = memoryJournal();
    await expect(stagedTurn({}, { journal }).turn.use(charge, invoice)).rejects.toMatchObject({ code: "forbidden" });
    const again = stagedTurn({ attempt: 2 }, { journal, decide: () => true }).turn.use(charge, invoice);
    await expect(again).rejects.toMatchObject({ code: "forbidden" });
    expect(calls).toHaveLength(0);
  });

  it("runs nothing for a turn that was stopped", async () => {
    const { charge, calls } = counted("once");
    const { turn, abort } = stagedTurn();
    abort();
    await expect(turn.use(charge, invoice)).rejects.toMatchObject({ name: "AbortError" });
    expect(calls).toHaveLength(0);
  });

  it("an older fence is refused, and nothing recorded", async () => {
    const { charge } = counted("once");
    const journal = memoryJournal(2);
    await expect(stagedTurn({}, { journal }).turn.use(charge, invoice)).rejects.toMatchObject({ code: "fence.lost" });
    expect(journal.entries.size).toBe(0);
  });

  it.each([
    ["nothing", undefined, null],
    ["a date", new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("answers %s as it will read on the next attempt", async (_, output, recorded) => {
    const look = tool({ name: "look", description: "", input: z.object({}), effect: "once", run: () => output });
    expect(await stagedTurn().turn.use(look, {})).toEqual(recorded);
  });

  it("refuses an output that is not plain JSON", async () => {
    const look: Tool<object, unknown> = tool({
      name: "look",
      description: "",
      input: z.object({}),
      effect: "once",
      run: () => () => "a function",
    });
    await expect(stagedTurn().turn.use(look, {})).rejects.toMatchObject({ code: "tool.output" });
  });
});
