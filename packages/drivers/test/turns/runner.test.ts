// The turn runner over a real Store: what is written, in which order, and what holds when something breaks.
import { type Agent, agent, localSignals, pause, sha256, type Turn, tool } from "@polylogue/core";
import { type ScriptedAnswer, script, seededChance, virtualClock } from "@polylogue/core/testing";
import { embeddedStore } from "@polylogue/drivers";
import { afterEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { factsOf, type ServerParts, type SimulatedServer, settings, simulatedServer } from "./simulation.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Respond = NonNullable<Parameters<typeof agent>[0]["respond"]>;
const guide = (respond: Respond): Agent => agent({ name: "guide", description: "Answers", respond });

const stage = async (agents: readonly Agent[] = [agent({ name: "guide", description: "Answers" })]) => {
  const clock = virtualClock();
  const store = await embeddedStore({ path: ":memory:", clock });
  closing.push(() => store.close());
  const signals = localSignals();
  const chance = seededChance(1);
  const server = (more: Partial<ServerParts> = {}): SimulatedServer =>
    simulatedServer({ store, signals, clock, chance, agents, ...more });
  /** Lets `ms` pass while `work` goes on. */
  const during = async <T>(work: Promise<T>, ms = 0): Promise<T> => {
    const outcome = work.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    await clock.advance(ms);
    const ended = await outcome;
    if ("error" in ended) throw ended.error;
    return ended.value;
  };
  const types = async () => (await factsOf(store)).map(({ type }) => type);
  return { clock, store, server, during, types };
};

/** Hashing of the journal takes a thread of its own: time that the virtual clock does not know. */
const hashing = () => sha256("a moment").then(() => sha256("another"));

const turnIdOf = (answer: Awaited<ReturnType<SimulatedServer["say"]>>): string => {
  if (answer.kind !== "accepted" && answer.kind !== "repeated") throw new Error(`the message was ${answer.kind}`);
  return answer.turn.turn_id;
};

/** An agent that says its message back a second later, and tells what it did. */
const echo = () => {
  const log: string[] = [];
  const running = new Set<string>();
  let most = 0;
  const clockOf: { clock?: ReturnType<typeof virtualClock> } = {};
  const echoing = guide(async function* (turn) {
    running.add(turn.id);
    most = Math.max(most, running.size);
    log.push(`begin ${turn.text}`);
    yield `You said `;
    if (clockOf.clock) await pause(clockOf.clock, 1_000, turn.signal);
    yield `${turn.text}.`;
    log.push(`end ${turn.text}`);
    running.delete(turn.id);
  });
  return { agent: echoing, log, most: () => most, clockOf };
};

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
    const { agent: echoing, log, most, clockOf } = echo();
    const { server, clock } = await stage([echoing]);
    clockOf.clock = clock;
    const [here, there] = [server(), server()];
    for (const [index, text] of ["a", "b", "c", "d"].entries()) await (index % 2 ? there : here).say(text);
    await clock.advance(10_000);
    expect(log).toEqual(["a", "b", "c", "d"].flatMap((text) => [`begin ${text}`, `end ${text}`]));
    expect(most()).toBe(1);
  });

  it("P5 turns of different conversations run side by side", async () => {
    const { agent: echoing, most, clockOf } = echo();
    const { server, clock } = await stage([echoing]);
    clockOf.clock = clock;
    const here = server();
    for (const conversation_id of ["c1", "c2", "c3"]) await here.say("hi", { conversation_id });
    await clock.advance(500);
    expect([most(), here.runner.running]).toEqual([3, 3]);
    await clock.advance(1_000);
    expect(here.runner.running).toBe(0);
  });

  it("P10 more than may wait or run are refused before they are acknowledged", async () => {
    const { agent: echoing, clockOf } = echo();
    const { server, clock, types } = await stage([echoing]);
    clockOf.clock = clock;
    const here = server({ settings: { queueLimit: 2, openLimit: 2 } });
    const kinds = [];
    for (const text of ["a", "b", "c", "d"]) kinds.push((await here.say(text)).kind);
    expect(kinds).toEqual(["accepted", "accepted", "accepted", "full"]);
    await here.say("hi", { conversation_id: "c2" });
    expect((await here.say("hi", { conversation_id: "c3" })).kind).toBe("overloaded");
    expect((await types()).filter((type) => type === "ack")).toHaveLength(4);
  });

  it("P1 what cannot be saved is refused, and nothing runs", async () => {
    const { agent: echoing, log } = echo();
    const { server, clock, types } = await stage([echoing]);
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

describe("P4 P6 a server that dies in a turn", () => {
  const charging = () => {
    const ran: string[] = [];
    const charge = tool({
      name: "charge",
      description: "Takes money",
      input: z.object({ amount: z.number() }),
      effect: "once",
      run: ({ amount }, { key }) => {
        ran.push(key);
        return { took: amount };
      },
    });
    let hang = true;
    const asking = guide(async function* (turn: Turn) {
      yield "One moment. ";
      const { took } = (await turn.use(charge, { amount: 5 })) as { took: number };
      if (hang) await new Promise(() => {});
      yield `Took ${took}.`;
    });
    return {
      agent: asking,
      ran,
      heal: () => {
        hang = false;
      },
    };
  };

  it("another runs it again within 15 s; what was journaled is not repeated, the old text is dropped", async () => {
    const { agent: asking, ran, heal } = charging();
    const { server, clock, store } = await stage([asking]);
    const [here, there] = [server(), server()];
    const socket = await there.listen();
    const turn_id = turnIdOf(await here.say("charge me"));
    await clock.advance(100);
    await hashing();
    await clock.advance(0);
    expect(ran).toEqual([`${turn_id}/1`]);
    here.crash();
    heal();
    await clock.advance(12_500);
    await hashing();
    await clock.advance(100);
    expect(ran).toHaveLength(1);
    const facts = await factsOf(store);
    expect(facts.map(({ type }) => type)).toEqual(["ack", "user_message", "turn_restarted", "message", "turn_end"]);
    expect(facts[2]?.body).toEqual({ turn_id, attempt: 2 });
    expect(facts[3]?.body).toMatchObject({ message: "One moment. Took 5." });
    expect(socket.types()).toEqual(facts.map(({ type }) => type));
    expect(socket.text(turn_id)).toEqual({ text: "One moment. Took 5.", torn: false });
  });

  it("after three attempts the turn ends as failed, and the next one runs", async () => {
    const attempts: number[] = [];
    const deadly = guide(async function* (turn) {
      if (turn.text !== "kill") return yield "Fine.";
      attempts.push(turn.attempt);
      await new Promise(() => {});
    });
    const { server, clock, store } = await stage([deadly]);
    let here = server();
    await here.say("kill");
    await here.say("after");
    for (let death = 0; death < 3; death++) {
      await clock.advance(100);
      here.crash();
      here = server();
      await clock.advance(13_000);
    }
    expect(attempts).toEqual([1, 2, 3]);
    const facts = await factsOf(store);
    const ends = facts.filter(({ type }) => type === "turn_end").map(({ body }) => body.status);
    expect(ends).toEqual(["failed", "complete"]);
    expect(facts.filter(({ type }) => type === "error")).toHaveLength(1);
  });

  it("a turn that waited behind it is run after it", async () => {
    const { agent: echoing, log, clockOf } = echo();
    const { server, clock } = await stage([echoing]);
    clockOf.clock = clock;
    const [here] = [server(), server()];
    await here.say("a");
    await here.say("b");
    here.crash();
    await clock.advance(20_000);
    expect(log.filter((line) => line.startsWith("end")).slice(-2)).toEqual(["end a", "end b"]);
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

describe("cancel", () => {
  const user = { user_id: "u1", session_id: "s1", tenant_id: "default", roles: [] };
  const slow = async () => {
    const { agent: echoing, log, clockOf } = echo();
    const staged = await stage([echoing]);
    clockOf.clock = staged.clock;
    return { ...staged, log };
  };

  it("a running turn stops, keeps what was shown as partial, and the next one runs", async () => {
    const { server, clock, store, log } = await slow();
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
    const { server, clock, store, log } = await slow();
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
    const { server, clock, types } = await slow();
    const here = server();
    const turn_id = turnIdOf(await here.say("a"));
    await clock.advance(2_000);
    const before = await types();
    expect(await here.runner.cancel(turn_id, user)).toBe(true);
    await clock.advance(2_000);
    expect(await types()).toEqual(before);
  });

  it("P15 another user's turn is as absent as one that never was", async () => {
    const { server, clock, types } = await slow();
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

describe("P12 drain", () => {
  const slow = async () => {
    const { agent: echoing, log, clockOf } = echo();
    const staged = await stage([echoing]);
    clockOf.clock = staged.clock;
    return { ...staged, log };
  };

  it("lets running turns end, takes no new ones, and leaves those that wait to another", async () => {
    const { server, clock, during, log } = await slow();
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
    const { server, clock, during, types, log } = await slow();
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
    const { server, clock, during, types, log } = await slow();
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
    const { server, clock, during, types } = await slow();
    const here = server({ latencyMs: () => 200 });
    await clock.advance(1_000);
    const accepting = here.say("a");
    await clock.advance(250);
    await during(here.runner.drain(30_000), 3_000);
    expect((await accepting).kind).toBe("accepted");
    expect(await types()).toEqual(["ack", "user_message", "message", "turn_end"]);
  });
});
