// All that a page shows of the client, as one value that is replaced and never changed.
import type { AgentEntry, User } from "@polylogue/protocol";
import type { Address } from "./address.ts";
import type { ConnectionState } from "./connection.ts";
import type { Conversations } from "./conversation.ts";
import { call } from "./emitter.ts";
import type { Session } from "./session.ts";

/** `waiting`: the connection is lost and will be tried again. `closed`: it will not. */
export type ClientStatus = "idle" | "connecting" | "open" | "waiting" | "closed";

export interface ClientSnapshot {
  readonly status: ClientStatus;
  readonly session: Session | undefined;
  readonly user: User | undefined;
  readonly agents: readonly AgentEntry[];
  readonly active: Address;
  readonly conversations: Conversations;
}

export const statusOf: Readonly<Record<ConnectionState, ClientStatus>> = {
  idle: "idle",
  connecting: "connecting",
  joining: "connecting",
  open: "open",
  probing: "open",
  waiting: "waiting",
  closed: "closed",
};

export interface SnapshotStore {
  readonly now: ClientSnapshot;
  change(fields: Partial<ClientSnapshot>): void;
  /** Calls `listener` once for all changes of a moment; the returned function takes it away again. */
  subscribe(listener: () => void): () => void;
}

export function createSnapshotStore(session: Session | undefined): SnapshotStore {
  const listeners = new Set<() => void>();
  let notifying = false;
  let now: ClientSnapshot = {
    status: "idle",
    session,
    user: undefined,
    agents: [],
    active: { agent_type: "guide" },
    conversations: new Map(),
  };

  const notify = () => {
    notifying = false;
    for (const listener of [...listeners]) call(listener);
  };

  return {
    get now() {
      return now;
    },
    change(fields) {
      now = { ...now, ...fields };
      if (!notifying) queueMicrotask(notify);
      notifying = true;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
