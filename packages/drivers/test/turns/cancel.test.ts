// Cancelling a turn, whatever it is doing and wherever it runs.
import { localSignals } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { factsOf, settings } from "./simulation.ts";
import { echoStage, guide, stage, turnIdOf } from "./stage.ts";

describe("cancel", () => {
  const user = { user_id: "u1", session_id: "s1", tenant_id: "default", roles: [] };
  it("a running turn stops, keeps what was shown as partial, and the next one runs", async () => {
    const { server, clock, store, log } = await echoStage();
    const here = server();
    const first = turnIdOf(await here.say("a"));
    await here.say("b");
    await clock.advance(100);
    expect(await here.runner.cancel(first, user)).toBe(true);
    await clock.advance(5_000);
    const facts = (await factsOf(store)).filter(({ turn }) => turn?.turn_id === first).slice(2);
    expect(facts.map(({ type, body }) => [type, body.status ?? body.message])).toEqual([
      ["message", "You said "],
      ["turn_end", "cancelled"],
    ]);
    expect(facts[0]?.body).toMatchObject({ partial: true });
    expect(log.at(-1)).toBe("end b");
  });

  it("a turn that waits ends at once and is never run", async () => {
    const { server, clock, store, log } = await echoStage();
    const here = server();
    await here.say("a");
    const second = turnIdOf(await here.say("b"));
    expect(await here.runner.cancel(second, user)).toBe(true);
    await clock.advance(5_000);
    expect(log).toEqual(["begin a", "end a"]);
    const ends = (await factsOf(store)).filter(({ type, turn }) => type === "turn_end" && turn?.turn_id === second);
    expect(ends.map(({ body }) => body.status)).toEqual(["cancelled"]);
  });

  it("after the end it changes nothing", async () => {
    const { server, clock, types } = await echoStage();
    const here = server();
    const turn_id = turnIdOf(await here.say("a"));
    await clock.advance(2_000);
    const before = await types();
    expect(await here.runner.cancel(turn_id, user)).toBe(true);
    await clock.advance(2_000);
    expect(await types()).toEqual(before);
  });

  it("P15 another user's turn is as absent as one that never was", async () => {
    const { server, clock, types } = await echoStage();
    const here = server();
    const turn_id = turnIdOf(await here.say("a"));
    expect(await here.runner.cancel(turn_id, { ...user, user_id: "u2" })).toBe(false);
    expect(await here.runner.cancel("t_never", user)).toBe(false);
    await clock.advance(2_000);
    expect(await types()).toContain("message");
  });

  it("reaches a turn on another server by signal, and at its next renewal where the signal is lost", async () => {
    for (const signals of [localSignals(), { ...localSignals(), lossy: true, publish: () => {} }]) {
      const endless = guide(async function* () {
        yield "…";
        await new Promise(() => {});
      });
      const { server, clock, types } = await stage([endless]);
      const [here, there] = [server({ signals }), server({ signals })];
      const turn_id = turnIdOf(await here.say("a"));
      await clock.advance(10);
      await there.runner.cancel(turn_id, user);
      await clock.advance(signals.lossy ? settings.leaseMs / 3 : 10);
      expect(await types()).toContain("turn_end");
    }
  });
});
