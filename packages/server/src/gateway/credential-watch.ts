// Watches the credentials of open sockets: one that has ended or was revoked closes its sockets within five seconds.
import type { Clock, Store } from "@polylogue/core";
import type { OpenSession, Sessions } from "../auth/sessions.ts";
import type { Connection } from "./connection.ts";

const checkEveryMs = 3_000;
/** A revocation that was being committed during the last look is seen by the next one. */
const overlapMs = 5_000;

export interface CredentialWatch {
  stop(): void;
}

interface WatchParts {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly connections: ReadonlySet<Connection>;
  readonly expel: (connection: Connection) => void;
}

export const watchCredentials = ({ store, sessions, clock, connections, expel }: WatchParts): CredentialWatch => {
  let since = clock.now() - overlapMs;
  let stopped = false;
  let callOff = () => {};

  /** Another socket of the session, here or elsewhere, may have brought a fresh credential. */
  const expelUnlessRenewed = async (connection: Connection, now: number) => {
    const session = await sessions.byToken(connection.session.token).catch(() => undefined);
    if (!session || hasEnded(session, now)) expel(connection);
    else connection.session = session;
  };

  const check = async () => {
    const now = clock.now();
    for (const connection of connections)
      if (hasEnded(connection.session, now)) void expelUnlessRenewed(connection, now);
    const { session_ids, until } = await store.revokedSince(since);
    since = until - overlapMs;
    const revoked = new Set(session_ids);
    if (revoked.size === 0) return;
    for (const connection of connections) if (revoked.has(connection.user.session_id)) expel(connection);
  };

  const keepChecking = () => {
    callOff = clock.after(checkEveryMs, async () => {
      // A Store that is away is asked again: nothing that was revoked meanwhile is missed.
      await check().catch(() => undefined);
      if (!stopped) keepChecking();
    });
  };
  keepChecking();
  return {
    stop() {
      stopped = true;
      callOff();
    },
  };
};

const hasEnded = ({ record: { expires_at } }: OpenSession, now: number): boolean =>
  expires_at !== undefined && expires_at <= now;
