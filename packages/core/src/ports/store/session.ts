// Sessions and the credentials that open them; a secret is only ever kept as its hash.
import type { UserContext } from "../../user.ts";

export interface SessionRecord {
  readonly user: UserContext;
  /** SHA-256 of the session token, in hex. */
  readonly token_hash: string;
  /** Ms since 1970 at which the credential ends; absent when it does not. */
  readonly expires_at?: number;
}

export interface SessionBook {
  /** Keeps the session; one that is there already stays as it is. */
  openSession(session: SessionRecord): Promise<void>;
  /** The live session behind a token: neither expired nor revoked. */
  sessionByToken(token_hash: string): Promise<SessionRecord | undefined>;
  /** Another secret that stands for the session: who came by ticket holds no other. */
  addToken(session_id: string, token_hash: string): Promise<void>;
  /** A fresh credential of the same user moves the end of the session. */
  extendSession(session_id: string, expires_at: number | undefined): Promise<void>;
  /** Ends the session for good; false when there is none. */
  revokeSession(session_id: string): Promise<boolean>;
  /** Sessions that were revoked or erased at `since` or later, by the Store's clock; ask next time from `until`. */
  revokedSince(since: number): Promise<{ readonly session_ids: readonly string[]; readonly until: number }>;
  /** A ticket opens its session once, until `expires_at`. */
  putTicket(ticket: { hash: string; session_id: string; expires_at: number }): Promise<void>;
  takeTicket(hash: string): Promise<SessionRecord | undefined>;
}
