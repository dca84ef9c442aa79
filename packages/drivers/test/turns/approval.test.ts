// A call that needs the user's agreement: the turn waits, its deadline stands still, and the decision outlives a crash.
import { sha256, tool } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { factsOf } from "./simulation.ts";
import { guide, stage, turnIdOf } from "./stage.ts";

/** Hashing of the journal takes a thread of its own: time that the virtual clock does not know. */
const hashing = async () => {
  for (let round = 0; round < 4; round++) await sha256("a moment");
};

const user = { user_id: "u1", tenant_id: "default", roles: [], session_id: "s1" };
const stranger = { ...user, user_id: "u2" };

const paying = () => {
  const paid: string[] = [];
  const pay = tool({
    name: "pay",
    description: "Pays an invoice",
    input: z.object({ eur: z.number() }),
    effect: "ask",
    run: ({ eur }, { key }) => {
      paid.push(key);
      return { eur };
    },
  });
  const agent = guide(async function* (turn) {
    try {
      await turn.use(pay, { eur: 5 });
      yield "Paid.";
    } catch {
      yield "Not paid.";
    }
  });
  return { agent, paid };
};

describe("P8 P16 a call that needs the user's agreement", () => {
  const waiting = async () => {
    const { agent, paid } = paying();
    const staged = await stage([agent]);
    const here = staged.server();
    const turn_id = turnIdOf(await here.say("pay it"));
    const settle = async (ms = 100) => {
      await staged.clock.advance(ms);
      await hashing();
      await staged.clock.advance(ms);
    };
    await settle();
    return { ...staged, here, paid, plan_id: `${turn_id}/1`, settle };
  };

  it("waits far beyond the turn's deadline, then runs once, and tells each change", async () => {
    const { here, paid, plan_id, settle, types, store } = await waiting();
    expect(await types()).toEqual(["ack", "user_message", "plan", "plan_state"]);
    await settle(3_600_000);
    expect(paid).toEqual([]);
    expect(here.runner.decide({ plan_id, approved: true }, user)).toBe(true);
    await settle();
    expect(paid).toEqual([plan_id]);
    const facts = await factsOf(store);
    const states = facts.filter(({ type }) => type === "plan_state").map(({ body }) => body.status);
    expect(states).toEqual(["waiting", "running", "complete"]);
    expect(facts.find(({ type }) => type === "message")?.body).toMatchObject({ message: "Paid." });
  });

  it("a refusal is told to the agent, which goes on without", async () => {
    const { here, paid, plan_id, settle, store } = await waiting();
    here.runner.decide({ plan_id, approved: false }, user);
    await settle();
    expect(paid).toEqual([]);
    expect((await factsOf(store)).find(({ type }) => type === "message")?.body).toMatchObject({ message: "Not paid." });
  });

  it("P15 nobody else decides, and nothing is decided twice", async () => {
    const { here, plan_id } = await waiting();
    expect(here.runner.decide({ plan_id, approved: true }, stranger)).toBe(false);
    expect(here.runner.decide({ plan_id: "t_other/1", approved: true }, user)).toBe(false);
    expect(here.runner.decide({ plan_id, approved: true }, user)).toBe(true);
    expect(here.runner.decide({ plan_id, approved: false }, user)).toBe(false);
  });

  it("P4 after a crash the next server asks again under the same id", async () => {
    const { here, paid, plan_id, settle, server } = await waiting();
    const there = server();
    here.crash();
    await settle(15_000);
    expect(there.runner.decide({ plan_id, approved: true }, user)).toBe(true);
    await settle();
    expect(paid).toEqual([plan_id]);
  });
});
