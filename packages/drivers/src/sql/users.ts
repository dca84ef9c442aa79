// Memory, the audit trail, and the end of everything that is kept of a user.
import type { AuditEntry, Json } from "@polylogue/core";
import { placeOf } from "./place.ts";
import { type Moment, type Operation, single, statement } from "./statement.ts";

const valueAt = single<{ user_id: string; key: string }>()((db, p) =>
  db.selectFrom("memory").select("value").where("user_id", "=", p.user_id).where("key", "=", p.key),
);

const setValue = statement<{ user_id: string; key: string; value: string }>()((db, p) =>
  db
    .insertInto("memory")
    .values({ user_id: p.user_id, key: p.key, value: p.value })
    .onConflict((taken) => taken.columns(["user_id", "key"]).doUpdateSet({ value: p.value })),
);

export function* memory(place: { user_id: string; key: string }): Operation<Json | undefined> {
  const found = yield* valueAt(place);
  return found && (JSON.parse(found.value) as Json);
}

export function* remember({ user_id, key, value }: { user_id: string; key: string; value: Json }): Operation<void> {
  yield* setValue({ user_id, key, value: JSON.stringify(value) });
}

const insertAudit = statement<AuditEntry & { now: number }>()((db, p) =>
  db.insertInto("audit").values({ at: p.now, action: p.action, subject: p.subject, user_id: p.user_id }),
);

export function* audit(entry: AuditEntry, { now }: Moment): Operation<void> {
  yield* insertAudit({ ...entry, now });
}

interface Who {
  readonly user_id: string;
}

const eraseJournal = statement<Who>()((db, p) =>
  db
    .deleteFrom("journal")
    .where("scope", "in", (turns) =>
      turns
        .selectFrom("turns")
        .innerJoin("conversations", "conversations.n", "turns.conversation")
        .select("turns.id")
        .where("conversations.user_id", "=", p.user_id),
    ),
);

const sessionsOf = statement<Who>()((db, p) => db.selectFrom("sessions").select("n").where("user_id", "=", p.user_id));

const eraseFacts = statement<{ from: number; to: number }>()((db, p) =>
  db.deleteFrom("facts").where("place", ">=", p.from).where("place", "<", p.to),
);

const eraseTurns = statement<Who>()((db, p) =>
  db
    .deleteFrom("turns")
    .where("conversation", "in", (own) => own.selectFrom("conversations").select("n").where("user_id", "=", p.user_id)),
);

const eraseTickets = statement<Who>()((db, p) =>
  db
    .deleteFrom("tickets")
    .where("session", "in", (own) => own.selectFrom("sessions").select("n").where("user_id", "=", p.user_id)),
);

const eraseTokens = statement<Who>()((db, p) =>
  db
    .deleteFrom("tokens")
    .where("session", "in", (own) => own.selectFrom("sessions").select("n").where("user_id", "=", p.user_id)),
);

const eraseConversations = statement<Who>()((db, p) => db.deleteFrom("conversations").where("user_id", "=", p.user_id));
const eraseFiles = statement<Who>()((db, p) => db.deleteFrom("files").where("user_id", "=", p.user_id));
const eraseMemory = statement<Who>()((db, p) => db.deleteFrom("memory").where("user_id", "=", p.user_id));

/** A session's bare id stays, so that its sockets learn that it has ended and nobody opens it anew. */
const emptySessions = statement<Who & { now: number }>()((db, p) =>
  db
    .updateTable("sessions")
    .set({ user_id: "", tenant_id: "", roles: "[]", name: null, expires_at: null, revoked_at: p.now })
    .where("user_id", "=", p.user_id)
    .returning("id"),
);

export function* eraseUser(user_id: string, { now }: Moment): Operation<string[]> {
  for (const { n } of yield* sessionsOf({ user_id })) yield* eraseFacts({ from: placeOf(n, 0), to: placeOf(n + 1, 0) });
  for (const erase of [
    eraseJournal,
    eraseTurns,
    eraseTickets,
    eraseTokens,
    eraseConversations,
    eraseFiles,
    eraseMemory,
  ]) {
    yield* erase({ user_id });
  }
  return (yield* emptySessions({ user_id, now })).map(({ id }) => id);
}
