// Sessions and the hashes of what opens them.
import type { SessionRecord, UserContext } from "@polylogue/core";
import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";
import { type Moment, type Operation, type RowOf, single, statement } from "./statement.ts";

const userColumns = ["sessions.id as session_id", "user_id", "tenant_id", "roles", "name", "expires_at"] as const;

const sessionById = single<{ id: string }>()((db, p) =>
  db.selectFrom("sessions").select(["n", "user_id", "revoked_at"]).where("id", "=", p.id),
);

/** Neither expired nor revoked, by its token or, for a ticket, by its number. */
const liveSession = (db: Kysely<Database>, now: number) =>
  db
    .selectFrom("sessions")
    .innerJoin("tokens", "tokens.session", "sessions.n")
    .select(userColumns)
    .select("hash as token_hash")
    .where("revoked_at", "is", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]));

const liveByToken = single<{ token_hash: string; now: number }>()((db, p) =>
  liveSession(db, p.now).where("hash", "=", p.token_hash),
);

const liveByNumber = single<{ n: number; now: number }>()((db, p) =>
  liveSession(db, p.now).where("n", "=", p.n).limit(1),
);

const insertToken = statement<{ token_hash: string; session: number }>()((db, p) =>
  db
    .insertInto("tokens")
    .values({ hash: p.token_hash, session: p.session })
    .onConflict((taken) => taken.column("hash").doNothing()),
);

const insertSession = single<{
  id: string;
  user_id: string;
  tenant_id: string;
  roles: string;
  name: string | null;
  expires_at: number | null;
}>()((db, p) =>
  db
    .insertInto("sessions")
    .values({
      id: p.id,
      user_id: p.user_id,
      tenant_id: p.tenant_id,
      roles: p.roles,
      name: p.name,
      expires_at: p.expires_at,
      head: 0,
    })
    .returning("n"),
);

export interface UserColumns {
  readonly user_id: string;
  readonly tenant_id: string;
  readonly session_id: string;
  readonly roles: string;
  readonly name: string | null;
}

export const userOf = ({ user_id, tenant_id, session_id, roles, name }: UserColumns): UserContext => ({
  user_id,
  tenant_id,
  session_id,
  roles: JSON.parse(roles) as string[],
  ...(name !== null && { name }),
});

type SessionRow = RowOf<typeof liveByToken>;

const recordOf = (row: SessionRow): SessionRecord => ({
  user: userOf(row),
  token_hash: row.token_hash,
  ...(row.expires_at !== null && { expires_at: row.expires_at }),
});

/** The number of a session that may take messages of this user; `closed` where it has ended or is another's. */
export function* findSession({ user }: SessionRecord): Operation<number | "closed" | undefined> {
  const found = yield* sessionById({ id: user.session_id });
  if (!found) return undefined;
  return found.revoked_at === null && found.user_id === user.user_id ? found.n : "closed";
}

export function* addSession({ user, token_hash, expires_at }: SessionRecord): Operation<number> {
  const added = yield* insertSession({
    id: user.session_id,
    user_id: user.user_id,
    tenant_id: user.tenant_id,
    roles: JSON.stringify(user.roles),
    name: user.name ?? null,
    expires_at: expires_at ?? null,
  });
  if (!added) throw new TypeError("a session was inserted and has no number");
  yield* insertToken({ token_hash, session: added.n });
  return added.n;
}

export function* openSession(session: SessionRecord): Operation<void> {
  const found = yield* sessionById({ id: session.user.session_id });
  if (!found) yield* addSession(session);
}

export function* sessionByToken(token_hash: string, { now }: Moment): Operation<SessionRecord | undefined> {
  const found = yield* liveByToken({ token_hash, now });
  return found && recordOf(found);
}

export function* sessionByNumber(n: number, { now }: Moment): Operation<SessionRecord | undefined> {
  const found = yield* liveByNumber({ n, now });
  return found && recordOf(found);
}

/** A session that has ended takes no token. */
export function* addToken({ session_id, token_hash }: { session_id: string; token_hash: string }): Operation<void> {
  const found = yield* sessionById({ id: session_id });
  if (found?.revoked_at === null) yield* insertToken({ token_hash, session: found.n });
}

const setExpiry = statement<{ session_id: string; expires_at: number | null }>()((db, p) =>
  db.updateTable("sessions").set({ expires_at: p.expires_at }).where("id", "=", p.session_id),
);

export function* extendSession({
  session_id,
  expires_at,
}: {
  session_id: string;
  expires_at: number | undefined;
}): Operation<void> {
  yield* setExpiry({ session_id, expires_at: expires_at ?? null });
}

const setRevoked = statement<{ session_id: string; now: number }>()((db, p) =>
  db
    .updateTable("sessions")
    .set({ revoked_at: p.now })
    .where("id", "=", p.session_id)
    .where("revoked_at", "is", null)
    .returning("n"),
);

export function* revokeSession(session_id: string, { now }: Moment): Operation<boolean> {
  return (yield* setRevoked({ session_id, now })).length > 0;
}

const revokedFrom = statement<{ since: number }>()((db, p) =>
  db.selectFrom("sessions").select("id").where("revoked_at", ">=", p.since),
);

export function* revokedSince(
  since: number,
  { now }: Moment,
): Operation<{ session_ids: readonly string[]; until: number }> {
  const rows = yield* revokedFrom({ since });
  return { session_ids: rows.map(({ id }) => id), until: now };
}
