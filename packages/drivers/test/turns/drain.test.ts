// A server that drains: what runs ends, the rest goes to another.
import { describe, expect, it } from "vitest";
import { echoStage } from "./stage.ts";

describe("P12 drain", () => {
  it("lets running turns end, takes no new ones, and leaves those that wait to another", async () => {
    const { server, clock, during, log } = await echoStage();
    const here = server();
    await here.say("a");
    await here.say("b");
    const draining = here.runner.drain(30_000);
    expect((await here.say("late")).kind).toBe("draining");
    await during(draining, 1_500);
    expect(log).toEqual(["begin a", "end a"]);
    const there = server();
    await clock.advance(3_000);
    expect(log.slice(2)).toEqual(["begin b", "end b"]);
    expect(there.runner.running).toBe(0);
  });

  it("gives what is not done in time back, and another runs it at once", async () => {
    const { server, clock, during, types, log } = await echoStage();
    const here = server();
    await here.say("a");
    await during(here.runner.drain(500), 600);
    expect(here.runner.running).toBe(0);
    server();
    await clock.advance(2_000);
    expect(await types()).toEqual(["ack", "user_message", "turn_restarted", "message", "turn_end"]);
    expect(log.filter((line) => line === "begin a")).toHaveLength(2);
  });

  it("gives back at once what was still being accepted when its time was over", async () => {
    const { server, clock, during, types, log } = await echoStage();
    const here = server({ latencyMs: () => 200 });
    await clock.advance(1_000);
    const accepting = here.say("a");
    await clock.advance(250);
    await during(here.runner.drain(0), 0);
    expect((await during(accepting, 1_000)).kind).toBe("accepted");
    expect([here.runner.running, log]).toEqual([0, []]);
    server();
    await clock.advance(2_000);
    expect((await types()).at(-1)).toBe("turn_end");
  });

  it("waits for what is being accepted, and lets it end", async () => {
    const { server, clock, during, types } = await echoStage();
    const here = server({ latencyMs: () => 200 });
    await clock.advance(1_000);
    const accepting = here.say("a");
    await clock.advance(250);
    await during(here.runner.drain(30_000), 3_000);
    expect((await accepting).kind).toBe("accepted");
    expect(await types()).toEqual(["ack", "user_message", "message", "turn_end"]);
  });
});
