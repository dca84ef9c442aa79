// Talks to an agent as a client would, in memory: the same runner, the same facts, no socket.
import {
  type Agent,
  encodeFact,
  type Fact,
  localSignals,
  type Model,
  registry,
  type SessionRecord,
  sessionHub,
  systemChance,
  systemClock,
  turnRunner,
} from "@polylogue/core";
import { embeddedStore, extractiveModel } from "@polylogue/drivers";
import type { RouteTier, TurnStatus } from "@polylogue/protocol";
import { explainer } from "./explain.ts";

export interface Reply {
  /** The whole answer, as it would be shown. */
  readonly text: string;
  readonly status: TurnStatus;
  /** Who was chosen, by which tier; the addressed agent itself where nothing was chosen. */
  readonly route: { readonly agent: string; readonly tier?: RouteTier; readonly confidence?: number };
  /** Every fact of the turn, as a client would receive it. */
  readonly frames: readonly Readonly<Record<string, unknown>>[];
}

export interface Call {
  say(text: string, options?: { metadata?: Record<string, string> }): Promise<Reply>;
  end(): Promise<void>;
}

export interface RehearsalOptions {
  readonly model?: Model;
  readonly user?: { readonly id: string; readonly name?: string; readonly roles?: readonly string[] };
}

const deadlineMs = 10_000;

export const rehearse = async (
  agent: Agent,
  { model = extractiveModel(), user }: RehearsalOptions = {},
): Promise<Call> => {
  const [clock, chance, signals] = [systemClock, systemChance, localSignals()];
  const store = await embeddedStore({ path: ":memory:" });
  const hub = sessionHub({ store, signals, clock });
  const ended = new Set<string>();
  const waiting = new Map<string, () => void>();
  const end = (turn_id: string) => {
    ended.add(turn_id);
    waiting.get(turn_id)?.();
  };
  const ending = (turn_id: string) =>
    new Promise<void>((resolve) => (ended.has(turn_id) ? resolve() : waiting.set(turn_id, resolve)));
  const runner = turnRunner({
    store,
    hub,
    registry: registry([agent]),
    model,
    clock,
    chance,
    signals,
    explain: explainer(chance),
    observe: (event) => event.type === "turn_ended" && end(event.turn_id),
    settings: { leaseMs: 60_000, deadlineMs, queueLimit: 10, openLimit: 10, sweepMs: 60_000 },
  });
  const session_id = chance.id("session");
  const session: SessionRecord = {
    token_hash: chance.secret(),
    user: {
      user_id: user?.id ?? "rehearsal",
      tenant_id: "default",
      roles: user?.roles ?? [],
      session_id,
      ...(user?.name !== undefined && { name: user.name }),
    },
  };
  const address =
    agent.pillar === undefined ? { agent_type: agent.name } : { agent_type: "liaison", pillar: agent.pillar };

  return {
    async say(text, { metadata = {} } = {}) {
      const before = await store.head(session_id);
      const answer = await runner.accept({
        session,
        conversation: { id: `rehearsal_${session_id}`, create: true, ...address },
        message_id: chance.id("message"),
        text,
        source: "text",
        metadata,
      });
      if (answer.kind !== "accepted") throw new Error(`the message was not accepted: ${answer.kind}`);
      await ending(answer.turn.turn_id);
      const facts = await store.facts(session_id, before, 1_000);
      const frames = facts.map((fact) => frameOf(fact, { session_id, epoch: store.epoch }));
      return replyFrom(
        frames.filter(({ turn_id }) => turn_id === answer.turn.turn_id),
        agent.name,
      );
    },
    async end() {
      await runner.drain(0);
      await store.close();
    },
  };
};

type Frame = Reply["frames"][number];

const frameOf = (fact: Fact, origin: { session_id: string; epoch: number }): Frame =>
  JSON.parse(encodeFact(origin, fact).text) as Frame;

const replyFrom = (frames: readonly Frame[], addressed: string): Reply => {
  const route = frames.findLast(({ type }) => type === "route");
  const answers = frames.filter(({ type, text }) => typeof text === "string" && type !== "user_message");
  return {
    text: answers.map(({ text }) => text).join("\n\n"),
    status: frames.at(-1)?.status as TurnStatus,
    route: route
      ? { agent: String(route.agent), tier: route.tier as RouteTier, confidence: Number(route.confidence) }
      : { agent: addressed },
    frames,
  };
};
