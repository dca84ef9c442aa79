// What the tests of the runner set up: a clock, a real Store in memory, and servers over the two.
import { type Agent, agent, localSignals, pause } from "@polylogue/core";
import { seededChance, type VirtualClock, virtualClock } from "@polylogue/core/testing";
import { embeddedStore } from "@polylogue/drivers";
import { afterEach } from "vitest";
import { factsOf, type ServerParts, type SimulatedServer, simulatedServer } from "./simulation.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

export type Respond = NonNullable<Parameters<typeof agent>[0]["respond"]>;

export const guide = (respond: Respond): Agent => agent({ name: "guide", description: "Answers", respond });

const talker = agent({ name: "guide", description: "Answers" });

export const stage = async (agents: readonly Agent[] = [talker], clock: VirtualClock = virtualClock()) => {
  const store = await embeddedStore({ path: ":memory:", clock });
  closing.push(() => store.close());
  const signals = localSignals();
  const chance = seededChance(1);
  const server = (more: Partial<ServerParts> = {}): SimulatedServer =>
    simulatedServer({ store, signals, clock, chance, agents, ...more });
  /** Lets `ms` pass while `work` goes on. */
  const during = async <T>(work: Promise<T>, ms: number): Promise<T> => {
    const outcome = Promise.allSettled([work]);
    await clock.advance(ms);
    await outcome;
    return work;
  };
  const types = async () => (await factsOf(store)).map(({ type }) => type);
  return { clock, store, server, during, types };
};

/** With an agent that takes a second to say its message back, and logs what it did. */
export const echoStage = async () => {
  const clock = virtualClock();
  const log: string[] = [];
  const running = new Set<string>();
  let most = 0;
  const echo = guide(async function* (turn) {
    running.add(turn.id);
    most = Math.max(most, running.size);
    log.push(`begin ${turn.text}`);
    yield `You said `;
    await pause(clock, 1_000, turn.signal);
    yield `${turn.text}.`;
    log.push(`end ${turn.text}`);
    running.delete(turn.id);
  });
  return { ...(await stage([echo], clock)), log, most: () => most };
};

export const turnIdOf = (answer: Awaited<ReturnType<SimulatedServer["say"]>>): string => {
  if (answer.kind !== "accepted" && answer.kind !== "repeated") throw new Error(`the message was ${answer.kind}`);
  return answer.turn.turn_id;
};
