// What the tests of sessions set up: a stream over a book of facts, and sockets that read it.
import { systemClock } from "../src/clock.ts";
import type { Fact, TurnRef } from "../src/ports/store/fact.ts";
import { type Cursor, cursor } from "../src/session/cursor.ts";
import { sessionHub } from "../src/session/hub.ts";
import { localSignals } from "../src/session/local-signals.ts";
import { virtualClock } from "../src/testing/index.ts";

export const turn: TurnRef = { turn_id: "t1", conversation_id: "c1", agent_type: "guide" };
export const turnFact = (seq: number, type: string, body: Fact["body"] = {}): Fact => ({
  seq,
  type,
  at: 0,
  turn,
  body,
});

/** A session whose committed facts lie in `book`; what reads of it are counted and may be held up. */
export const sessionStage = () => {
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

export const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
