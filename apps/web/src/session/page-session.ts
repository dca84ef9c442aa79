// The one client of this page and the files of its session, made once and given to every component.
import { AgentClient, type ClientSnapshot } from "@polylogue/client";
import { createContext, use, useCallback, useSyncExternalStore } from "react";
import { type TurnWatch, type WatchedTurns, watchTurns } from "../conversation/turn-watch.ts";
import { createShelf, type Shelf, type ShelfFile } from "../files/shelf.ts";
import { keepSession, storedSession } from "./stored-session.ts";

export interface PageSession {
  readonly client: AgentClient;
  readonly shelf: Shelf;
  readonly turnWatch: TurnWatch;
}

/** Takes up the stored session without saying how far it was read, so that a snapshot of all conversations comes. */
export function openPageSession(): PageSession {
  const stored = storedSession();
  const client = new AgentClient(stored ? { session: stored } : {});
  let made = 0;
  const shelf = createShelf({ token: () => client.session?.session_token, newKey: () => `dropped-${++made}` });
  const turnWatch = watchTurns(client);
  client.on("session", keepSession);
  client.on("file_state", shelf.hear);
  client.on("status", (status) => {
    if (status === "open") void shelf.refresh();
  });
  client.connect();
  return { client, shelf, turnWatch };
}

const PageSessionContext = createContext<PageSession | undefined>(undefined);
export const PageSessionProvider = PageSessionContext.Provider;

export function usePageSession(): PageSession {
  const session = use(PageSessionContext);
  if (!session) throw new Error("This component must stand inside PageSessionProvider.");
  return session;
}

export function useClientSnapshot(): ClientSnapshot {
  const { client } = usePageSession();
  const subscribe = useCallback((listener: () => void) => client.subscribe(listener), [client]);
  return useSyncExternalStore(subscribe, () => client.snapshot());
}

export function useWatchedTurns(): WatchedTurns {
  const { turnWatch } = usePageSession();
  return useSyncExternalStore(turnWatch.subscribe, turnWatch.snapshot);
}

export function useShelfFiles(): readonly ShelfFile[] {
  const { shelf } = usePageSession();
  return useSyncExternalStore(shelf.subscribe, shelf.snapshot);
}
