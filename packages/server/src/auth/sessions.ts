// Opens sessions for credentials: a JWT makes a new one, a token or ticket returns to one, and nothing makes an anonymous one where that is allowed.
import { createHash } from "node:crypto";
import type { Chance, Clock, SessionRecord, Store, UserContext } from "@polylogue/core";
import { type Credential, tokenCredential } from "./credential.ts";
import type { Identity, JwtReader } from "./jwt.ts";

/** A session that a socket or a request may act in. */
export interface OpenSession {
  readonly record: SessionRecord;
  /** The token as it was shown or issued; it is kept nowhere. */
  readonly token: string;
  readonly anonymous: boolean;
}

export const ticketMs = 60_000;

export interface Sessions {
  /** `undefined` when the credential opens nothing. */
  open(credential: Credential): Promise<OpenSession | undefined>;
  /** A session for somebody whom the embedding program has recognised. */
  openFor(identity: Identity): OpenSession;
  /** The session behind a token, kept or not yet kept. */
  byToken(token: string): Promise<OpenSession | undefined>;
  /** Whether a token that comes with a message fits the session; one that opens nothing counts as it does on connecting. */
  isOwn(session: OpenSession, token: string): Promise<boolean>;
  /** Keeps the session, for what must outlive its socket. */
  keep(session: OpenSession): Promise<void>;
  /** Forgets a session that never was kept; its socket has gone. */
  forget(session: OpenSession): void;
  issueTicket(session: OpenSession): Promise<string>;
  /** A fresh JWT of the same user lets the session live on; answers until when. */
  extend(session: OpenSession, token: string): Promise<{ expires_at: number | undefined } | undefined>;
}

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export const isAnonymous = (user: UserContext): boolean => user.user_id === `anonymous_${user.session_id}`;

interface SessionParts {
  readonly store: Store;
  readonly readJwt: JwtReader;
  readonly anonymous: boolean;
  readonly clock: Clock;
  readonly chance: Chance;
}

export const sessions = ({ store, readJwt, anonymous, clock, chance }: SessionParts): Sessions => {
  /** Sessions that have a socket but no message yet, by the hash of their token. */
  const unkept = new Map<string, OpenSession>();

  const issue = (user: Omit<UserContext, "session_id">, expires_at?: number): OpenSession => {
    const session_id = chance.id("session");
    return issueWith({ ...user, session_id }, expires_at);
  };
  const issueWith = (user: UserContext, expires_at?: number): OpenSession => {
    const token = chance.secret();
    const record = { user, token_hash: hashOf(token), ...(expires_at !== undefined && { expires_at }) };
    const session = { record, token, anonymous: isAnonymous(user) };
    unkept.set(record.token_hash, session);
    return session;
  };
  const issueAnonymous = (): OpenSession => {
    const session_id = chance.id("session");
    return issueWith({ user_id: `anonymous_${session_id}`, tenant_id: "default", roles: [], session_id });
  };
  const found = (record: SessionRecord | undefined, token: string): OpenSession | undefined =>
    record && { record, token, anonymous: isAnonymous(record.user) };

  const self: Sessions = {
    async open(credential) {
      switch (credential.kind) {
        case "none":
          return anonymous ? issueAnonymous() : undefined;
        case "jwt": {
          const identity = await readJwt(credential.token);
          return identity && self.openFor(identity);
        }
        case "session":
          return (await self.byToken(credential.token)) ?? (anonymous ? issueAnonymous() : undefined);
        case "ticket": {
          const record = await store.takeTicket(hashOf(credential.ticket));
          if (!record) return undefined;
          const token = chance.secret();
          await store.addToken(record.user.session_id, hashOf(token));
          return found({ ...record, token_hash: hashOf(token) }, token);
        }
      }
    },
    openFor: ({ expires_at, ...user }) => issue(user, expires_at),
    async byToken(token) {
      const hash = hashOf(token);
      const waiting = unkept.get(hash);
      if (waiting) return waiting;
      return found(await store.sessionByToken(hash), token);
    },
    async isOwn({ record, anonymous }, token) {
      const credential = tokenCredential(token);
      if (credential.kind === "jwt") return (await readJwt(token))?.user_id === record.user.user_id;
      const named = await self.byToken(token);
      return named ? named.record.user.session_id === record.user.session_id : anonymous;
    },
    async keep(session) {
      await store.openSession(session.record);
      self.forget(session);
    },
    forget: ({ record }) => void unkept.delete(record.token_hash),
    async issueTicket(session) {
      const ticket = chance.secret();
      await store.putTicket({
        hash: hashOf(ticket),
        session_id: session.record.user.session_id,
        expires_at: clock.now() + ticketMs,
      });
      return ticket;
    },
    async extend({ record }, token) {
      const identity = await readJwt(token);
      if (!identity || identity.user_id !== record.user.user_id || identity.tenant_id !== record.user.tenant_id)
        return undefined;
      await store.extendSession(record.user.session_id, identity.expires_at);
      return { expires_at: identity.expires_at };
    },
  };
  return self;
};
