// A session's facts and live text, and the sockets that read them: in order, without a hole, without waiting for the Store.
import { describe, expect, it } from "vitest";
import { systemClock } from "../src/clock.ts";
import type { Signals } from "../src/ports/signals.ts";
import type { Fact, TurnRef } from "../src/ports/store/fact.ts";
import { type Cursor, cursor, maxBufferedBytes } from "../src/session/cursor.ts";
import { sessionHub } from "../src/session/hub.ts";
import { localSignals } from "../src/session/local-signals.ts";
import { virtualClock } from "../src/testing/index.ts";
import { factsOf } from "./stage.ts";

const turn: TurnRef = { turn_id: "t1", conversation_id: "c1", agent_type: "guide" };
const turnFact = (seq: number, type: string, body: Fact["body"] = {}): Fact => ({ seq, type, at: 0, turn, body });

/** A session whose committed facts lie in `book`; what reads of it are counted and may be held up. */
const stage = () => {
  const clock = virtualClock();
  const signals = localSignals();
  const book: Fact[] = [];
  let reads = 0;
  let broken = false;
  const troubles: unknown[] = [];
  const head = async () => {
    for (let round = 0; round < 3; round++) await new Promise<void>(systemClock.soon);
    return book.at(-1)?.seq ?? 0;
  };
  const store = { epoch: 3, head };
  const hub = sessionHub({ store, signals, clock });
  const stream = hub.stream("s1");

  const join = (after = 0, wants: (type: string) => boolean = () => true) => {
    const frames: Record<string, unknown>[] = [];
    const raw: string[] = [];
    const passes: number[] = [];
    let buffered = 0;
    const reader: Cursor = cursor({
      stream,
      after,
      wants,
      sink: {
        buffered: () => buffered,
        write: (texts) => {
          passes.push(texts.length);
          raw.push(...texts);
          frames.push(...texts.map((text) => JSON.parse(text) as Record<string, unknown>));
        },
      },
      facts: async (_, from, limit) => {
        reads++;
        if (broken) throw new Error("the store is away");
        return book.filter(({ seq }) => seq > from).slice(0, limit);
      },
      trouble: (error) => troubles.push(error),
    });
    stream.attach(reader);
    return {
      reader,
      frames,
      raw,
      passes,
      seqs: () => frames.filter(({ type }) => type !== "delta").map(({ seq }) => seq),
      texts: () => frames.filter(({ type }) => type === "delta").map(({ text, offset }) => [offset, text]),
      hold: (bytes: number) => {
        buffered = bytes;
      },
    };
  };

  return {
    clock,
    hub,
    stream,
    join,
    troubles,
    breakStore: (yes: boolean) => {
      broken = yes;
    },
    reads: () => reads,
    /** In the Store, and told to the hub. */
    commit(facts: readonly Fact[]) {
      book.push(...facts);
      hub.publish("s1", facts);
    },
    /** In the Store, by another server: nobody here was told. */
    commitElsewhere: (facts: readonly Fact[]) => void book.push(...facts),
  };
};

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("facts", () => {
  it("P3 arrive in order as they are published, from memory", async () => {
    const { commit, join, clock, reads } = stage();
    const { seqs, frames } = join();
    commit(factsOf(1, 3));
    commit(factsOf(4, 2));
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(5));
    expect(frames[0]).toEqual({ type: "insight", seq: 1, epoch: 3, session_id: "s1", at: 0, n: 1 });
    expect(reads()).toBe(0);
  });

  it("P3 are read from the Store where they are no longer at hand, page after page, then from memory", async () => {
    const { commit, join, clock, reads } = stage();
    for (let first = 1; first <= 1000; first += 50) commit(factsOf(first, 50));
    const { seqs } = join();
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(1000));
    expect(reads()).toBeGreaterThan(1);
    expect(reads()).toBeLessThan(8);
  });

  it("P3 leave no hole when a fact was published by another server", async () => {
    const { commit, commitElsewhere, join, clock } = stage();
    const { seqs } = join();
    commit(factsOf(1, 2));
    commitElsewhere(factsOf(3, 2));
    commit(factsOf(5, 1));
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(5));
  });

  it("P3 are sent once each when they are published out of order or twice", async () => {
    const { hub, commitElsewhere, join, clock } = stage();
    const { seqs } = join();
    commitElsewhere(factsOf(1, 4));
    hub.publish("s1", factsOf(3, 1));
    hub.publish("s1", factsOf(1, 2));
    hub.publish("s1", factsOf(3, 2));
    hub.publish("s1", factsOf(2, 1));
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(4));
  });

  it("P3 go on from where a reader had come to", async () => {
    const { commit, join, clock } = stage();
    commit(factsOf(1, 10));
    const { seqs } = join(7);
    await clock.advance(0);
    expect(seqs()).toEqual([8, 9, 10]);
  });

  it("a reader that moves back or forwards while a page is being read sees each fact from there once", async () => {
    const { commitElsewhere, stream, join, clock } = stage();
    commitElsewhere(factsOf(1, 20));
    const { reader, seqs } = join();
    stream.raise(20);
    reader.pump();
    reader.moveTo(15);
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(20, 16));
    expect(reader.next).toBe(21);
  });

  it("wait in the Store while it cannot be read, and go on when the reader is pumped again", async () => {
    const { commitElsewhere, breakStore, troubles, stream, join, clock } = stage();
    const { reader, seqs } = join();
    commitElsewhere(factsOf(1, 3));
    breakStore(true);
    stream.raise(3);
    await clock.advance(0);
    expect([seqs(), troubles.length]).toEqual([[], 1]);
    breakStore(false);
    reader.pump();
    await clock.advance(0);
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it("S2.4 are encoded once for all sockets of a session, and written together", async () => {
    const { commit, join, clock } = stage();
    const readers = Array.from({ length: 3 }, () => join());
    commit(factsOf(1, 3));
    commit(factsOf(4, 3));
    await clock.advance(0);
    expect(readers.map(({ passes }) => passes)).toEqual([[6], [6], [6]]);
  });

  it("leave out the types that a socket does not want, without a hole for the others", async () => {
    const { commit, join, clock } = stage();
    const { frames, reader } = join(0, (type) => type === "message");
    commit([...factsOf(1, 2), ...factsOf(3, 1, "message"), ...factsOf(4, 1)]);
    await clock.advance(0);
    expect(frames.map(({ seq }) => seq)).toEqual([3]);
    expect(reader.next).toBe(5);
  });

  it("an answer repeats its message as text, so that it is stored once", async () => {
    const { commit, join, clock } = stage();
    const { frames } = join();
    commit([turnFact(1, "message", { message: "Hello", agent: "guide" })]);
    await clock.advance(0);
    expect(frames[0]).toMatchObject({ ...turn, message: "Hello", text: "Hello", agent: "guide" });
  });
});

describe("a slow socket", () => {
  it("P10 is sent nothing while 256 KiB wait, and goes on after", async () => {
    const { commit, join, clock, reads } = stage();
    const { reader, seqs, hold } = join();
    hold(maxBufferedBytes);
    commit(factsOf(1, 600));
    await clock.advance(0);
    expect([seqs(), reads()]).toEqual([[], 0]);
    hold(0);
    reader.pump();
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(600));
  });

  it("P10 takes at most what there is room for, and one frame over", async () => {
    const { commit, join, clock } = stage();
    const { reader, raw, seqs, hold } = join();
    const big = "x".repeat(10_000);
    commit(upTo(60).map((seq) => ({ seq, type: "insight", at: 0, body: { big } })));
    await clock.advance(0);
    const sent = raw.reduce((sum, frame) => sum + frame.length, 0);
    expect(sent).toBeGreaterThan(maxBufferedBytes - 11_000);
    expect(sent).toBeLessThan(maxBufferedBytes + 11_000);
    hold(sent);
    reader.pump();
    expect(raw.reduce((sum, frame) => sum + frame.length, 0)).toBe(sent);
    hold(0);
    for (let pass = 0; pass < 3; pass++) reader.pump();
    expect(seqs()).toEqual(upTo(60));
  });

  it("does not hold up the others", async () => {
    const { commit, join, clock } = stage();
    const slow = join();
    const quick = join();
    slow.hold(maxBufferedBytes);
    commit(factsOf(1, 3));
    await clock.advance(0);
    expect([slow.seqs(), quick.seqs()]).toEqual([[], [1, 2, 3]]);
  });
});

describe("live text", () => {
  const running = () => {
    const staged = stage();
    staged.stream.begin(turn);
    const say = (text: string) => staged.stream.show("t1", text, "guide");
    return { ...staged, say };
  };

  it("of one tick goes out as one delta, the same text for every socket", async () => {
    const { join, say, clock } = running();
    const [one, two] = [join(), join()];
    for (const word of ["Hello ", "dear ", "user"]) say(word);
    await clock.advance(0);
    say("!");
    await clock.advance(0);
    expect(one.texts()).toEqual([
      [0, "Hello dear user"],
      [15, "!"],
    ]);
    expect(one.raw).toEqual(two.raw);
    expect(one.frames[0]).toMatchObject({ ...turn, type: "delta", agent: "guide", seq: 0, epoch: 3, session_id: "s1" });
  });

  it("is encoded once for all who are equally far", async () => {
    const { stream, say } = running();
    say("Hello");
    const live = stream.running.get("t1");
    expect(live?.deltaFrom(0, 1)).toBe(live?.deltaFrom(0, 1));
    expect(live?.deltaFrom(5, 1)).toBeUndefined();
  });

  it("comes whole to who joins late, and to who comes back", async () => {
    const { join, say, clock } = running();
    const early = join();
    say("One ");
    await clock.advance(0);
    const late = join();
    say("two");
    await clock.advance(0);
    expect(early.texts()).toEqual([
      [0, "One "],
      [4, "two"],
    ]);
    expect(late.texts()).toEqual([[0, "One two"]]);
    early.reader.moveTo(0);
    early.reader.pump();
    expect(early.texts().at(-1)).toEqual([0, "One two"]);
  });

  it("begins at 0 again after turn_restarted", async () => {
    const { stream, join, say, commit, clock } = running();
    const { frames, texts } = join();
    say("Half an ans");
    await clock.advance(0);
    stream.drop("t1");
    commit([turnFact(1, "turn_restarted", { attempt: 2 })]);
    stream.begin(turn);
    say("Whole");
    await clock.advance(0);
    expect(texts()).toEqual([
      [0, "Half an ans"],
      [0, "Whole"],
    ]);
    expect(frames.map(({ type }) => type)).toEqual(["delta", "turn_restarted", "delta"]);
  });

  it("comes after the facts that came before it", async () => {
    const { join, say, commit, clock } = running();
    const { frames } = join();
    commit([turnFact(1, "user_message"), turnFact(2, "route")]);
    say("Hello");
    await clock.advance(0);
    expect(frames.map(({ type, seq }) => `${type} ${seq}`)).toEqual(["user_message 1", "route 2", "delta 2"]);
  });

  it("is not sent to a reader that is behind, but comes once it has caught up", async () => {
    const { join, say, commit, clock } = running();
    const { frames, reader, hold } = join();
    hold(maxBufferedBytes);
    commit(factsOf(1, 2));
    say("Hello");
    await clock.advance(0);
    expect(frames).toEqual([]);
    hold(0);
    reader.pump();
    expect(frames.map(({ type }) => type)).toEqual(["insight", "insight", "delta"]);
  });

  it("is left out for a socket that wants answers only", async () => {
    const { join, say, clock } = running();
    const { raw } = join(0, (type) => type === "message");
    say("Hello");
    await clock.advance(0);
    expect(raw).toEqual([]);
  });

  it("a status goes to who is up to date, and is not kept", async () => {
    const { join, stream, commit, clock } = running();
    const now = join();
    const behind = join();
    await clock.advance(0);
    behind.hold(maxBufferedBytes);
    commit(factsOf(1, 1));
    await clock.advance(0);
    stream.note({ type: "status", turn, text: "Reading" });
    expect(now.frames.at(-1)).toMatchObject({ type: "status", text: "Reading", turn_id: "t1", seq: 1 });
    expect(behind.frames).toEqual([]);
  });
});

describe("S1.24 no delta waits for the Store", () => {
  const inFlight = () => {
    const staged = stage();
    staged.stream.begin(turn);
    const socket = staged.join();
    return { ...staged, ...socket, say: (text: string) => staged.stream.show("t1", text, "guide") };
  };

  it("text follows a fact in flight that lands within 20 ms", async () => {
    const { stream, commit, clock, frames, say } = inFlight();
    const landed = stream.expect();
    say("Hello");
    await clock.advance(15);
    expect(frames).toEqual([]);
    commit([turnFact(1, "route")]);
    landed();
    await clock.advance(0);
    expect(frames.map(({ type }) => type)).toEqual(["route", "delta"]);
  });

  it("text goes out 20 ms after a fact was handed to a Store that hangs, and is not held up again", async () => {
    const { stream, clock, texts, say } = inFlight();
    stream.expect();
    say("Hello");
    await clock.advance(19);
    expect(texts()).toEqual([]);
    await clock.advance(1);
    expect(texts()).toEqual([[0, "Hello"]]);
    stream.expect();
    say(" again");
    await clock.advance(0);
    expect(texts()).toHaveLength(2);
  });

  it("also with a timer that fires a breath too early, as Node's do", async () => {
    const early = virtualClock();
    const clock = { ...early, monotonic: () => early.monotonic() * 0.99 };
    const hub = sessionHub({ store: { epoch: 1, head: async () => 0 }, signals: localSignals(), clock });
    const stream = hub.stream("s1");
    const written: string[] = [];
    stream.attach(
      cursor({
        stream,
        after: 0,
        wants: () => true,
        sink: { buffered: () => 0, write: (frames) => written.push(...frames) },
        facts: async () => [],
        trouble: () => {},
      }),
    );
    stream.begin(turn);
    stream.expect();
    stream.show("t1", "Hello", "guide");
    await early.advance(21);
    expect(written).toHaveLength(1);
  });

  it("facts that follow each other closely hold text up for 20 ms each at most", async () => {
    const { stream, clock, texts, say } = inFlight();
    const first = stream.expect();
    say("Hello");
    await clock.advance(10);
    first();
    const second = stream.expect();
    await clock.advance(10);
    expect(texts().length).toBeLessThanOrEqual(1);
    await clock.advance(10);
    expect(texts()).toEqual([[0, "Hello"]]);
    second();
  });

  it("what goes with the end of its turn is shown before the facts that end it", async () => {
    const { stream, commit, clock, frames, say } = inFlight();
    say("Bye");
    stream.showAll();
    commit([turnFact(1, "message", { message: "Bye" }), turnFact(2, "turn_end")]);
    stream.drop("t1");
    await clock.advance(0);
    expect(frames.map(({ type }) => type)).toEqual(["delta", "message", "turn_end"]);
  });
});

describe("hub", () => {
  it("keeps a session while it is read or has a turn running, and lets it go after", async () => {
    const { hub, stream, join, clock } = stage();
    const { reader } = join();
    stream.begin(turn);
    stream.detach(reader);
    await clock.advance(0);
    expect(hub.size).toBe(1);
    stream.drop("t1");
    await clock.advance(0);
    expect(hub.size).toBe(0);
  });

  it("P3 settled knows every fact that was committed before", async () => {
    const { hub, commitElsewhere } = stage();
    commitElsewhere(factsOf(1, 9));
    expect((await hub.settled("s1")).head).toBe(9);
  });

  it("P3 settled also when the session is let go meanwhile, so that who joins then misses nothing", async () => {
    const { hub, stream, commitElsewhere } = stage();
    stream.begin(turn);
    commitElsewhere(factsOf(1, 9));
    const settling = hub.settled("s1");
    stream.drop("t1");
    const settled = await settling;
    expect(settled.head).toBe(9);
    expect(hub.peek("s1")).toBe(settled);
  });

  it("P3 who attaches as the last turn ends is told of what comes after", async () => {
    const { hub, stream, commit, join, clock } = stage();
    stream.begin(turn);
    expect(await hub.settled("s1")).toBe(stream);
    stream.drop("t1");
    const { seqs } = join();
    commit(factsOf(1, 1));
    await clock.advance(0);
    expect(seqs()).toEqual([1]);
  });

  it("P5 a hint of another server makes every socket look at the Store", async () => {
    const clock = virtualClock();
    const signals = localSignals();
    const book = factsOf(1, 4);
    const store = { epoch: 1, head: async () => 4 };
    const [here, there] = [sessionHub({ store, signals, clock }), sessionHub({ store, signals, clock })];
    const stream = here.stream("s1");
    const seen: number[] = [];
    stream.attach(
      cursor({
        stream,
        after: 0,
        wants: () => true,
        sink: { buffered: () => 0, write: (frames) => seen.push(...frames.map((frame) => JSON.parse(frame).seq)) },
        facts: async (_, after) => book.filter(({ seq }) => seq > after),
        trouble: () => {},
      }),
    );
    there.publish("s1", book);
    await clock.advance(0);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it("P11 finds within 2 s what another server wrote while hints were lost, and looks at nothing where none can be", async () => {
    for (const lossy of [true, false]) {
      const clock = virtualClock();
      let looks = 0;
      const head = async () => {
        looks++;
        return 4;
      };
      const store = { epoch: 1, head };
      const deaf: Signals = { lossy, publish: () => {}, subscribe: () => () => {} };
      const stream = sessionHub({ store, signals: deaf, clock }).stream("s1");
      const reader = cursor({
        stream,
        after: 4,
        wants: () => true,
        sink: { buffered: () => 0, write: () => {} },
        facts: async () => [],
        trouble: () => {},
      });
      await clock.advance(2_000);
      expect(looks).toBe(0);
      stream.attach(reader);
      await clock.advance(2_000);
      expect([stream.head, looks]).toEqual(lossy ? [4, 1] : [0, 0]);
      stream.detach(reader);
      await clock.advance(60_000);
      expect(looks).toBe(lossy ? 1 : 0);
    }
  });
});
