// The model test: any interleaving of messages, cancels, joins, resumes, crashes and troubles of the Store over two servers keeps the promises.
import { createHash } from "node:crypto";
import type { Fact } from "@polylogue/core";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { factsOf } from "./simulation.ts";
import { type Action, conversations, type Network, type World, world } from "./world.ts";

const runs = Number(process.env.RUNS ?? 200);
const replay = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
/** Hashes in this thread: how long a pool of threads takes is nothing that the virtual clock knows, and a seed would not repeat. */
beforeEach(() => {
  vi.spyOn(crypto.subtle, "digest").mockImplementation(async (_, bytes) => {
    const digest = createHash("sha256")
      .update(new Uint8Array(bytes as ArrayBuffer))
      .digest();
    return new Uint8Array(digest).buffer;
  });
});
afterEach(() => void vi.restoreAllMocks());

const server = fc.nat(1);
const place = fc.nat(conversations.length - 1);
const pick = fc.nat(50);
const anAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant("say" as const), server, place, again: fc.boolean(), pick }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 4_000 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cancel" as const), server, pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("join" as const),
      server,
      place,
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("resume" as const), server, pick, back: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("crash" as const), server }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("drain" as const), server }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("trouble" as const),
      mood: fc.constantFrom("silent" as const, "failing" as const),
      server,
      ms: fc.integer({ min: 1, max: 20_000 }),
    }),
  },
);

const brief = ({ seq, type, turn }: Fact) => `${seq} ${type} ${turn?.turn_id}`;

const grouped = <T, Key>(list: readonly T[], keyOf: (item: T) => Key): Map<Key, T[]> => {
  const groups = new Map<Key, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

/** Every promise that was broken, as a sentence. */
const broken = async ({ truth, faults, attachments, acknowledged }: World) => {
  const found = [...faults];
  const book = new Map<string, Fact[]>();
  for (const session_id of ["s1", "s2"]) book.set(session_id, await factsOf(truth, session_id));

  for (const [session_id, facts] of book) {
    facts.forEach(({ seq }, index) => {
      if (seq !== index + 1) found.push(`${session_id} has fact ${seq} where ${index + 1} belongs`);
    });
    const turns = grouped(facts, ({ turn }) => turn?.turn_id);
    for (const [turn_id, own] of turns) {
      for (const type of ["ack", "user_message", "turn_end"]) {
        const times = own.filter((fact) => fact.type === type).length;
        if (times !== 1) found.push(`${turn_id} has ${times} facts ${type}: ${own.map(brief).join(", ")}`);
      }
      if (own.at(-1)?.type !== "turn_end") found.push(`${turn_id} goes on after its end`);
      const body = own.find(({ type }) => type === "message")?.body;
      if (body?.message && !body.partial && !/^Attempt \d, charged done\.$/.test(String(body.message))) {
        found.push(`${turn_id} says ${JSON.stringify(body.message)}`);
      }
    }
  }

  const turnsOf = grouped(acknowledged, ({ conversation_id, message_id }) => `${conversation_id} ${message_id}`);
  for (const [message, answers] of turnsOf) {
    const ids = new Set(answers.map(({ turn_id }) => turn_id));
    if (ids.size !== 1) found.push(`${message} became ${ids.size} turns`);
    const all = [...book.values()].flat();
    if (!all.some(({ type, turn }) => type === "turn_end" && ids.has(turn?.turn_id ?? ""))) {
      found.push(`${message} was acknowledged and has no end`);
    }
  }

  for (const { session_id, after, server, listener, left } of attachments) {
    if (!listener) continue;
    const facts = book.get(session_id) ?? [];
    const seen = listener.frames.filter(({ type }) => type !== "delta");
    const wanted = facts.slice(after, left || server.gone ? after + seen.length : undefined).map(brief);
    const got = seen.map(({ seq, type, turn_id }) => `${seq} ${type} ${turn_id}`);
    if (got.join() !== wanted.join())
      found.push(`a reader of ${session_id} after ${after} saw ${got} instead of ${wanted}`);
    const shown = new Set(listener.frames.map(({ turn_id }) => turn_id as string));
    for (const turn_id of shown)
      if (listener.text(turn_id).torn) found.push(`a reader was shown ${turn_id} with a gap`);
  }
  return found;
};

it(
  "P2 P3 P4 P5 P6 P9 hold for any interleaving over two servers",
  async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.constantFrom<Network>("perfect", "lossy"),
      fc.array(anAction, { minLength: 10, maxLength: 50, size: "max" }),
      async (seed, network, actions) => {
        const staged = await world(seed, network);
        try {
          for (const action of actions) await staged.act(action);
          await staged.settle();
          expect(await broken(staged)).toEqual([]);
        } finally {
          await staged.truth.close();
        }
      },
    );
    await fc.assert(property, { numRuns: runs, ...replay });
  },
  Math.max(60_000, runs * 500),
);
