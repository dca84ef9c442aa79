// A turn over a real Store: what is written, in which order, and what one turn does to others.
import { agent } from "@polylogue/core";
import { script } from "@polylogue/core/testing";
import { describe, expect, it } from "vitest";
import { factsOf, settings } from "./simulation.ts";
import { echoStage, guide, type Respond, stage, turnIdOf } from "./stage.ts";

describe("a turn", () => {
  it("P1 P4 is acknowledged, told to every socket, answered and ended, in this order", async () => {
    const { server, clock, store } = await stage();
    const here = server({ model: script(["Hello there, user."]) });
    const socket = await here.listen();
    const answer = await here.say("hi", { message_id: "m-hi" });
    await clock.advance(10);
    const facts = await factsOf(store);
    expect(facts.map(({ seq, type }) => [seq, type])).toEqual([
      [1, "ack"],
      [2, "user_message"],
      [3, "message"],
      [4, "turn_end"],
    ]);
    const turn_id = turnIdOf(answer);
    expect(facts[0]?.body).toEqual({ message_id: "m-hi", turn_id });
    expect(facts[1]?.body).toMatchObject({ message_id: "m-hi", text: "hi", source: "text" });
    expect(facts[2]).toMatchObject({ body: { message: "Hello there, user.", agent: "guide" }, turn: { turn_id } });
    expect(facts[3]?.body).toMatchObject({
      status: "complete",
      origin: "user",
      latency: { first_text: expect.any(Number), text: expect.any(Number), agent: expect.any(Number) },
    });
    expect(socket.types()).toEqual(["ack", "user_message", "message", "turn_end"]);
    expect(socket.text(turn_id)).toEqual({ text: "Hello there, user.", torn: false });
    const order = socket.frames.map(({ type }) => type);
    expect(order.lastIndexOf("delta")).toBeLessThan(order.indexOf("message"));
    expect(here.runner.running).toBe(0);
    expect(here.observed.map(({ type }) => type)).toEqual(["turn_accepted", "turn_ended"]);
  });

  it("P2 a message sent twice makes one turn, also on another server and after its end", async () => {
    const { server, clock, types } = await stage();
    const [here, there] = [server(), server()];
    const [first, second] = await Promise.all([
      here.say("hi", { message_id: "m1" }),
      there.say("hi", { message_id: "m1" }),
    ]);
    await clock.advance(10);
    const third = await there.say("hi", { message_id: "m1" });
    expect([first.kind, second.kind, third.kind]).toEqual(["accepted", "repeated", "repeated"]);
    expect(new Set([first, second, third].map(turnIdOf)).size).toBe(1);
    expect((await types()).filter((type) => type === "turn_end")).toHaveLength(1);
  });

  it("P5 turns of one conversation run one after the other, in the order accepted, on whichever server", async () => {
    const { server, clock, log, most } = await echoStage();
    const [here, there] = [server(), server()];
    for (const [index, text] of ["a", "b", "c", "d"].entries()) await (index % 2 ? there : here).say(text);
    await clock.advance(10_000);
    expect(log).toEqual(["a", "b", "c", "d"].flatMap((text) => [`begin ${text}`, `end ${text}`]));
    expect(most()).toBe(1);
  });

  it("P5 turns of different conversations run side by side", async () => {
    const { server, clock, most } = await echoStage();
    const here = server();
    for (const conversation_id of ["c1", "c2", "c3"]) await here.say("hi", { conversation_id });
    await clock.advance(500);
    expect([most(), here.runner.running]).toEqual([3, 3]);
    await clock.advance(1_000);
    expect(here.runner.running).toBe(0);
  });

  it("P10 more than may wait or run are refused before they are acknowledged", async () => {
    const { server, types } = await echoStage();
    const here = server({ settings: { queueLimit: 2, openLimit: 2 } });
    const kinds = [];
    for (const text of ["a", "b", "c", "d"]) kinds.push((await here.say(text)).kind);
    expect(kinds).toEqual(["accepted", "accepted", "accepted", "full"]);
    await here.say("hi", { conversation_id: "c2" });
    expect((await here.say("hi", { conversation_id: "c3" })).kind).toBe("overloaded");
    expect((await types()).filter((type) => type === "ack")).toHaveLength(4);
  });

  it("P1 what cannot be saved is refused, and nothing runs", async () => {
    const { server, clock, types, log } = await echoStage();
    const here = server();
    here.mood("failing");
    await expect(here.say("hi")).rejects.toMatchObject({ code: "unavailable" });
    here.mood("up");
    await clock.advance(5_000);
    expect([await types(), log]).toEqual([[], []]);
  });

  it("keeps what its agents remember for the next turn", async () => {
    const counting = guide(async function* (turn) {
      const count = ((turn.state.get("guide") as number | undefined) ?? 0) + 1;
      turn.state.set("guide", count);
      yield `Number ${count}`;
    });
    const { server, clock, store } = await stage([counting]);
    const here = server();
    await here.say("a");
    await here.say("b");
    await clock.advance(10);
    const messages = (await factsOf(store)).filter(({ type }) => type === "message");
    expect(messages.map(({ body }) => body.message)).toEqual(["Number 1", "Number 2"]);
  });

  it("shows an agent what was said before, and not what waits", async () => {
    const seen: string[][] = [];
    const listening = guide(async function* (turn) {
      seen.push((await turn.history()).map(({ role, text }) => `${role}: ${text}`));
      yield `re ${turn.text}`;
    });
    const { server, clock } = await stage([listening]);
    const here = server();
    await Promise.all([here.say("a"), here.say("b"), here.say("c")]);
    await clock.advance(10);
    expect(seen).toEqual([
      [],
      ["user: a", "assistant: re a"],
      ["user: a", "assistant: re a", "user: b", "assistant: re b"],
    ]);
  });

  it("a handoff to an agent that is not there goes to the standard agent", async () => {
    const lost = agent({
      name: "lost",
      description: "",
      async *respond() {
        yield { type: "handoff", to: "nobody", reason: "Somebody else knows." };
      },
    });
    const { server, clock, store } = await stage([
      lost,
      guide(async function* () {
        yield "I am here.";
      }),
    ]);
    const here = server();
    await here.runner.accept({
      session: { user: { user_id: "u1", session_id: "s1", tenant_id: "default", roles: [] }, token_hash: "h" },
      conversation: { id: "c1", agent_type: "lost", create: true },
      message_id: "m1",
      text: "hi",
      source: "text",
      metadata: {},
    });
    await clock.advance(10);
    const [, , handoff, message] = await factsOf(store);
    expect(handoff?.body).toEqual({ from: "lost", to: "guide", reason: "Somebody else knows." });
    expect(message?.body).toMatchObject({ message: "I am here.", agent: "guide" });
  });
});

describe("what one turn does to others", () => {
  it("P8 out of time: the work is aborted for real, the user told, the turn ended", async () => {
    let aborted = false;
    const endless = guide(async function* (turn) {
      yield "Thinking";
      turn.signal.addEventListener("abort", () => {
        aborted = true;
      });
      await new Promise(() => {});
    });
    const { server, clock, store } = await stage([endless]);
    const here = server();
    await here.say("hi");
    await clock.advance(settings.deadlineMs - 1);
    expect(aborted).toBe(false);
    await clock.advance(2);
    expect(aborted).toBe(true);
    const [, , message, error, end] = await factsOf(store);
    expect(message?.body).toMatchObject({ message: "Thinking", partial: true });
    expect(error?.body).toMatchObject({ code: "turn_timeout", retryable: true });
    expect(end?.body).toMatchObject({ status: "failed" });
    expect(here.runner.running).toBe(0);
  });

  it.each<[string, Respond]>([
    [
      "throws at once",
      () => {
        throw new Error("broken");
      },
    ],
    [
      "throws in the middle",
      async function* () {
        yield "Half";
        throw new Error("broken");
      },
    ],
    [
      "hangs",
      async function* () {
        await new Promise(() => {});
      },
    ],
    [
      "yields what is no event",
      async function* () {
        yield { type: "nonsense" } as never;
      },
    ],
    ["answers nothing", async function* () {}],
  ])("P13 S1.34 an agent that %s ends its own turn and nothing else; the next turn works", async (_, bad) => {
    const moody = guide((turn) => (turn.text === "bad" ? bad(turn) : good(turn)));
    const good: Respond = async function* () {
      yield "Good.";
    };
    const { server, clock, store } = await stage([moody]);
    const here = server();
    await here.say("bad");
    await here.say("good");
    await here.say("elsewhere", { conversation_id: "c2" });
    await clock.advance(settings.deadlineMs + 1_000);
    const facts = await factsOf(store);
    const ends = facts.filter(({ type }) => type === "turn_end");
    expect(ends.map(({ body }) => body.status).sort()).toEqual(["complete", "complete", "failed"]);
    expect(facts.filter(({ type }) => type === "error")).toHaveLength(1);
    expect(facts.filter(({ body }) => body.message === "Good.")).toHaveLength(2);
  });
});
