// Which turns are under way, from the moment they are stored until they end: an agent may think before its first sign.
import type { AgentClient, ServerFrame } from "@polylogue/client";

/** The ids of turns by conversation, in the order in which they run. */
export type WatchedTurns = ReadonlyMap<string, readonly string[]>;

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
      return new Map(frame.conversations.map(({ id, running }) => [id, running ? [running.turn_id] : []]));
    case "user_message":
      return changed(turns, frame, (open) => [...open, frame.turn_id]);
    case "turn_end":
      return changed(turns, frame, (open) => open.filter((turn_id) => turn_id !== frame.turn_id));
    default:
      return turns;
  }
}

const changed = (
  turns: WatchedTurns,
  { conversation_id }: { readonly conversation_id: string },
  change: (open: readonly string[]) => readonly string[],
): WatchedTurns => new Map(turns).set(conversation_id, change(turns.get(conversation_id) ?? []));
