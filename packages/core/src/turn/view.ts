// The Turn that an agent is given, made from a claimed turn and the ports behind it.
import { reply } from "../agent/reply.ts";
import type { Memory, Turn } from "../agent/turn.ts";
import { useTool } from "../agent/use.ts";
import { PolylogueError } from "../error.ts";
import type { Json } from "../json.ts";
import type { Model } from "../ports/model.ts";
import type { Store } from "../ports/store/store.ts";
import type { ClaimedTurn } from "../ports/store/turn.ts";
import type { Approvals } from "./approvals.ts";
import type { RecentHistory } from "./history.ts";

/** What the agents of one conversation may keep, in characters of JSON. */
const maxStateChars = 16 * 1024;

/** How many turns back an agent sees unless it asks for another number. */
const historyTurns = 20;

export interface StateKeeper {
  get(agent: string): Json | undefined;
  set(agent: string, value: Json | undefined): void;
  /** All of it, when anything was set. */
  changed(): Record<string, Json> | undefined;
}

export const stateKeeper = (kept: Readonly<Record<string, Json>>): StateKeeper => {
  let state: Record<string, Json> | undefined;
  return {
    get: (agent) => (state ?? kept)[agent],
    set(agent, value) {
      const { [agent]: _, ...others } = state ?? kept;
      const next = value === undefined ? others : { ...others, [agent]: value };
      if (JSON.stringify(next).length > maxStateChars) {
        throw new PolylogueError(
          "state.too_large",
          `The state of ${agent} is over ${maxStateChars} characters; keep references in it, not content.`,
        );
      }
      state = next;
    },
    changed: () => state,
  };
};

export interface TurnParts {
  readonly store: Store;
  readonly model: Model;
  readonly state: StateKeeper;
  readonly history: RecentHistory;
  readonly approvals: Pick<Approvals, "ask" | "ended">;
  readonly signal: AbortSignal;
}

export const turnView = (
  claimed: ClaimedTurn,
  { store, model, state, history, approvals, signal }: TurnParts,
): Turn => {
  const { turn, user, fence, ordinal } = claimed;
  const memory: Memory = {
    get: (key) => store.memory(user.user_id, key),
    set: (key, value) => store.remember(user.user_id, key, value),
  };
  /** Journaled calls in the order they are made: the same number on every attempt. */
  let calls = 0;
  const nextKey = () => ({
    scope: turn.turn_id,
    key: `${turn.turn_id}/${++calls}`,
    fence: { turn_id: turn.turn_id, fence },
  });
  const view: Turn = {
    id: turn.turn_id,
    text: claimed.text,
    source: claimed.source,
    metadata: claimed.metadata,
    conversation: {
      id: turn.conversation_id,
      agent_type: turn.agent_type,
      ordinal,
      ...(turn.pillar !== undefined && { pillar: turn.pillar }),
    },
    user,
    attempt: claimed.attempt,
    signal,
    at: claimed.accepted_at,
    model,
    memory,
    state,
    history: (limit = historyTurns) => history.before(turn.conversation_id, ordinal, limit),
    use: (tool, input) => useTool(tool, input, { user, signal, journal: store, approvals, nextKey }),
    reply: (options) => reply(view, options, { journal: store, nextKey }),
  };
  return view;
};
