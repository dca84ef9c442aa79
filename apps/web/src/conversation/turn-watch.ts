// Which turns are under way, from the moment they are stored until they end, and what their agents say they are doing.
import type { AgentClient, ServerFrame } from "@polylogue/client";

export interface WatchedTurn {
  readonly turn_id: string;
  /** In the agent's own words; shown while it lasts. */
  readonly doing?: string;
}

/** By conversation, in the order in which they run. */
export type WatchedTurns = ReadonlyMap<string, readonly WatchedTurn[]>;

export interface TurnWatch {
  subscribe(listener: () => void): () => void;
  snapshot(): WatchedTurns;
}

export function watchTurns(client: AgentClient): TurnWatch {
  let turns: WatchedTurns = new Map();
  const listeners = new Set<() => void>();
  client.on("frame", (frame) => {
    const next = turnsAfter(turns, frame);
    if (next === turns) return;
    turns = next;
    for (const listener of listeners) listener();
  });
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => turns,
  };
}

export function turnsAfter(turns: WatchedTurns, frame: ServerFrame): WatchedTurns {
  switch (frame.type) {
    case "snapshot":
      return new Map(frame.conversations.map(({ id, running }) => [id, running ? [{ turn_id: running.turn_id }] : []]));
    case "user_message":
      return changed(turns, frame, (open) => [...open, { turn_id: frame.turn_id }]);
    case "status":
      return changed(turns, frame, (open) =>
        open.map((turn) => (turn.turn_id === frame.turn_id ? { ...turn, doing: frame.text } : turn)),
      );
    case "turn_end":
      return changed(turns, frame, (open) => open.filter(({ turn_id }) => turn_id !== frame.turn_id));
    default:
      return turns;
  }
}

const changed = (
  turns: WatchedTurns,
  { conversation_id }: { readonly conversation_id: string },
  change: (open: readonly WatchedTurn[]) => readonly WatchedTurn[],
): WatchedTurns => new Map(turns).set(conversation_id, change(turns.get(conversation_id) ?? []));
