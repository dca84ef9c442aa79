// Two servers over one Store in a world where anything may happen to them, from a seed.
import {
  type Agent,
  agent,
  type Chance,
  localSignals,
  pause,
  type Signals,
  type Store,
  type Turn,
  tool,
} from "@polylogue/core";
import { seededChance, type VirtualClock, virtualClock } from "@polylogue/core/testing";
import { embeddedStore } from "@polylogue/drivers";
import * as z from "zod";
import { factsOf, type Listener, type SimulatedServer, simulatedServer } from "./simulation.ts";

const leaseMs = 10_000;
export const conversations = [
  { conversation_id: "c1", session_id: "s1", user_id: "u1" },
  { conversation_id: "c2", session_id: "s1", user_id: "u1" },
  { conversation_id: "c3", session_id: "s2", user_id: "u2" },
] as const;

/** A lossy one brings hints late, or not at all. */
export type Network = "perfect" | "lossy";

export type Action =
  | {
      readonly do: "say";
      readonly server: number;
      readonly place: number;
      readonly again: boolean;
      readonly pick: number;
    }
  | { readonly do: "cancel"; readonly server: number; readonly pick: number }
  | { readonly do: "join"; readonly server: number; readonly place: number; readonly part: number }
  | { readonly do: "leave"; readonly pick: number }
  | { readonly do: "resume"; readonly server: number; readonly pick: number; readonly back: number }
  | { readonly do: "crash" | "drain"; readonly server: number }
  | { readonly do: "trouble"; readonly server: number; readonly mood: "silent" | "failing"; readonly ms: number }
  | { readonly do: "wait"; readonly ms: number };

/** Hints between servers: one that dies between commit and hint gives none, so they are lossy even where the network is not. */
const signalsOf = (clock: VirtualClock, chance: Chance, network: Network): Signals => {
  const { subscribe, publish } = localSignals();
  return {
    lossy: true,
    subscribe,
    publish: (topic, hint) => {
      if (network === "perfect") publish(topic, hint);
      else if (chance.fraction() < 0.6) clock.after(Math.floor(chance.fraction() * 200), () => publish(topic, hint));
    },
  };
};

/** The Store with an eye on the fences it gives out. */
const watched = (truth: Store, faults: string[]): Store => {
  const last = new Map<string, number>();
  const given = (claimed: { turn: { conversation_id: string }; fence: number } | undefined) => {
    if (!claimed) return;
    const { conversation_id } = claimed.turn;
    if (claimed.fence <= (last.get(conversation_id) ?? 0)) faults.push(`fence ${claimed.fence} was given twice`);
    last.set(conversation_id, claimed.fence);
  };
  return {
    ...truth,
    async accept(request) {
      const answer = await truth.accept(request);
      if (answer.kind === "accepted") given(answer.claimed);
      return answer;
    },
    async claim(request) {
      const answer = await truth.claim(request);
      for (const claimed of answer.turns) given(claimed);
      return answer;
    },
    async finish(request) {
      const answer = await truth.finish(request);
      if (answer.kind === "written") given(answer.next);
      return answer;
    },
  };
};

export interface Attachment {
  readonly session_id: string;
  readonly after: number;
  readonly server: SimulatedServer;
  listener?: Listener;
  left: boolean;
}

export const world = async (seed: number, network: Network) => {
  const faults: string[] = [];
  const clock = virtualClock();
  const chance = seededChance(seed);
  const upTo = (most: number) => Math.floor(chance.fraction() * most);
  const truth = await embeddedStore({ path: ":memory:", clock });
  const store = watched(truth, faults);
  const signals = signalsOf(clock, chance, network);
  /** Who runs a conversation's turn now, among servers that live and turns that were not told to stop. */
  const performing = new Map<string, { turn: Turn; server: SimulatedServer }>();
  const reached = new Map<string, number>();

  const agentOf = (self: () => SimulatedServer): Agent => {
    const living = async (turn: Turn) => {
      await pause(clock, upTo(2_500), turn.signal);
      if (self().gone) await new Promise<never>(() => {});
    };
    const charge = tool({
      name: "charge",
      description: "Takes money",
      input: z.object({ text: z.string() }),
      effect: "once",
      async run({ text }, { key }) {
        if (self().gone) await new Promise<never>(() => {});
        const [scope = ""] = key.split("/");
        if (await truth.recorded(scope, key)) faults.push(`${key} ran although its result is recorded`);
        return { text };
      },
    });
    return agent({
      name: "guide",
      description: "Takes its time",
      async *respond(turn) {
        const { id, ordinal } = turn.conversation;
        const other = performing.get(id);
        if (other && !other.server.gone && !other.turn.signal.aborted) faults.push(`${id} ran two turns at once`);
        performing.set(id, { turn, server: self() });
        if (ordinal < (reached.get(id) ?? 0)) faults.push(`${id} ran turn ${ordinal} after ${reached.get(id)}`);
        reached.set(id, Math.max(ordinal, reached.get(id) ?? 0));
        try {
          yield `Attempt ${turn.attempt}, `;
          await living(turn);
          yield { type: "insight", insight: { attempt: turn.attempt } };
          await turn.use(charge, { text: turn.text });
          yield "charged ";
          await living(turn);
          yield "done.";
        } finally {
          if (performing.get(id)?.turn === turn) performing.delete(id);
        }
      },
    });
  };

  const open = (): SimulatedServer => {
    const self: SimulatedServer = simulatedServer({
      store,
      signals,
      clock,
      chance,
      agents: [agentOf(() => self)],
      settings: { leaseMs },
      latencyMs: () => (chance.fraction() < 0.5 ? 0 : upTo(40)),
    });
    return self;
  };

  const servers = [open(), open()];
  const everOpened = [...servers];
  const at = (index: number): SimulatedServer => servers[index]!;
  const sent: { message_id: string; place: number }[] = [];
  const acknowledged: { conversation_id: string; message_id: string; turn_id: string; user_id: string }[] = [];
  const attachments: Attachment[] = [];
  const one = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

  const join = (on: number, session_id: string, after: number) => {
    const attachment: Attachment = { session_id, after, server: at(on), left: false };
    attachments.push(attachment);
    void attachment.server.listen(session_id, after).then(
      (listener) => {
        attachment.listener = listener;
        if (attachment.left) listener.leave();
      },
      () => undefined,
    );
  };
  const leave = (attachment: Attachment | undefined) => {
    if (!attachment || attachment.left) return;
    attachment.left = true;
    attachment.listener?.leave();
  };
  const replace = (index: number) => {
    servers[index] = open();
    everOpened.push(servers[index]);
  };

  const act = async (action: Action): Promise<void> => {
    switch (action.do) {
      case "say": {
        const earlier = action.again ? one(sent, action.pick) : undefined;
        const message = earlier ?? { message_id: `m${sent.length}`, place: action.place };
        if (!earlier) sent.push(message);
        const { conversation_id, session_id, user_id } = conversations[message.place]!;
        const { message_id } = message;
        const answered = at(action.server).say(message_id, { message_id, conversation_id, session_id, user_id });
        void answered.then(
          (answer) => {
            if (answer.kind !== "accepted" && answer.kind !== "repeated") return;
            acknowledged.push({ conversation_id, message_id, user_id, turn_id: answer.turn.turn_id });
          },
          () => undefined,
        );
        return;
      }
      case "cancel": {
        const chosen = one(acknowledged, action.pick);
        if (!chosen) return;
        const user = { user_id: chosen.user_id, session_id: "s1", tenant_id: "default", roles: [] };
        void at(action.server)
          .runner.cancel(chosen.turn_id, user)
          .catch(() => undefined);
        return;
      }
      case "join": {
        const { session_id } = conversations[action.place]!;
        join(action.server, session_id, Math.floor((await truth.head(session_id)) * action.part));
        return;
      }
      case "leave":
        leave(one(attachments, action.pick));
        return;
      case "resume": {
        const from = one(attachments, action.pick);
        if (!from) return;
        const last = from.listener?.seqs().at(-1) ?? from.after;
        leave(from);
        join(action.server, from.session_id, Math.max(0, last - action.back));
        return;
      }
      case "crash":
        at(action.server).crash();
        return replace(action.server);
      case "drain": {
        const draining = at(action.server);
        for (const attachment of attachments) if (attachment.server === draining) leave(attachment);
        void draining.runner.drain(1_000).then(() => draining.crash());
        return replace(action.server);
      }
      case "trouble": {
        const troubled = at(action.server);
        troubled.mood(action.mood);
        clock.after(action.ms, () => troubled.mood("up"));
        return;
      }
      case "wait":
        return clock.advance(action.ms);
    }
  };

  /** Everything comes back, and gets time to end. */
  const settle = async () => {
    for (const each of everOpened) each.mood("up");
    for (let round = 0; round < 20; round++) {
      await clock.advance(10_000);
      const open = (await Promise.all(["s1", "s2"].map((id) => factsOf(truth, id)))).flat();
      const count = (type: string) => open.filter((fact) => fact.type === type).length;
      if (count("ack") === count("turn_end")) break;
    }
    await clock.advance(3_000);
  };

  return { act, settle, truth, faults, attachments, acknowledged };
};

export type World = Awaited<ReturnType<typeof world>>;
