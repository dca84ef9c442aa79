// The Store away, silent or late: the answer goes on, and nobody works under a lease that may be over.
import { pause } from "@polylogue/core";
import { type ScriptedAnswer, script, type virtualClock } from "@polylogue/core/testing";
import { describe, expect, it } from "vitest";
import { factsOf, settings } from "./simulation.ts";
import { guide, stage, turnIdOf } from "./stage.ts";

describe("P11 the Store is away", () => {
  it("for 3 s: the answer goes on being shown, and its end is written when the Store is back", async () => {
    const { server, clock, types } = await stage();
    const words: ScriptedAnswer = { text: "one two three four five six", delayMs: 500, clock };
    const here = server({ model: script([words]) });
    const socket = await here.listen();
    const turn_id = turnIdOf(await here.say("count"));
    await clock.advance(600);
    here.mood("failing");
    await clock.advance(3_000);
    expect(socket.text(turn_id).text).toBe("one two three four five six");
    expect(await types()).toEqual(["ack", "user_message"]);
    here.mood("up");
    await clock.advance(2_500);
    expect(await types()).toEqual(["ack", "user_message", "message", "turn_end"]);
    expect(socket.types()).toEqual(["ack", "user_message", "message", "turn_end"]);
    expect(here.observed.some(({ type }) => type === "store_retry")).toBe(true);
  });

  it("a fact that could not be written does not hold up the text after it", async () => {
    const routed = guide(async function* () {
      yield { type: "insight", insight: { gaps: 3 } };
      yield "Three columns have gaps.";
      await new Promise(() => {});
    });
    const { server, clock } = await stage([routed]);
    const here = server();
    const socket = await here.listen();
    const turn_id = turnIdOf(await here.say("hi"));
    here.mood("silent");
    await clock.advance(25);
    expect(socket.text(turn_id).text).toBe("Three columns have gaps.");
  });
});

describe("P9 P13 leases", () => {
  const counting = (clock: () => ReturnType<typeof virtualClock>) => {
    const attempts: number[] = [];
    const counter = guide(async function* (turn) {
      attempts.push(turn.attempt);
      for (let count = 1; count <= 40 && !turn.signal.aborted; count++) {
        yield `${count} `;
        await pause(clock(), 1_000, turn.signal);
      }
    });
    return { counter, attempts };
  };
  const long = async () => {
    const now: { clock?: ReturnType<typeof virtualClock> } = {};
    const { counter, attempts } = counting(() => now.clock!);
    const staged = await stage([counter]);
    now.clock = staged.clock;
    return { ...staged, attempts };
  };

  it("a server that cannot reach the Store lets go at two thirds of its lease, before another may begin", async () => {
    for (const mood of ["failing", "silent"] as const) {
      const { server, clock, attempts } = await long();
      const here = server();
      const socket = await here.listen();
      const turn_id = turnIdOf(await here.say("count"));
      await clock.advance(1_000);
      here.mood(mood);
      server();
      await clock.advance((settings.leaseMs * 2) / 3 + 1);
      expect([mood, here.runner.running]).toEqual([mood, 0]);
      const { text } = socket.text(turn_id);
      expect(attempts).toEqual([1]);
      await clock.advance(6_000);
      expect(attempts).toEqual([1, 2]);
      expect(socket.text(turn_id).text).toBe(text);
    }
  });

  it("a lease that was long in coming is counted from when it was asked for", async () => {
    const { server, clock, attempts } = await long();
    let wait = 0;
    const here = server({ latencyMs: () => wait });
    server();
    wait = 3_000;
    const accepting = here.say("count");
    await clock.advance(6_000);
    await accepting;
    here.mood("silent");
    await clock.advance(3_000 + 1);
    expect([here.runner.running, attempts]).toEqual([0, [1]]);
    await clock.advance(5_000);
    expect(attempts).toEqual([1, 2]);
  });

  it("a lease that came too late to be relied on is given back, and its turn not begun", async () => {
    const { server, clock, attempts } = await long();
    let wait = 0;
    const here = server({ latencyMs: () => wait });
    wait = 4_000;
    const accepting = here.say("count");
    await clock.advance(8_000);
    expect((await accepting).kind).toBe("accepted");
    expect([here.runner.running, attempts]).toEqual([0, []]);
    server();
    await clock.advance(8_000);
    expect(attempts).toEqual([2]);
  });

  it("what a server still writes under an older fence is refused, and shown to nobody", async () => {
    const { server, clock, store } = await long();
    const here = server();
    await here.say("count");
    await clock.advance(1_000);
    here.mood("silent");
    const there = server();
    await clock.advance(20_000);
    here.mood("up");
    await clock.advance(50_000);
    const facts = await factsOf(store);
    expect(facts.map(({ type }) => type)).toEqual(["ack", "user_message", "turn_restarted", "message", "turn_end"]);
    expect(facts.at(-1)?.body).toMatchObject({ status: "complete" });
    expect([here.runner.running, there.runner.running]).toEqual([0, 0]);
    expect(here.observed.some(({ type }) => type === "turn_lost")).toBe(true);
  });

  it("a jump of the wall clock by hours, either way, costs nobody a lease", async () => {
    const { server, clock, attempts, types } = await long();
    const here = server();
    server();
    await here.say("count");
    for (const hours of [5, -9, 2]) {
      clock.jump(hours * 3_600_000);
      await clock.advance(15_000);
    }
    expect(attempts).toEqual([1]);
    expect((await types()).at(-1)).toBe("turn_end");
  });
});
