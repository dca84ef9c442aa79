// Tickets: each opens its session once, for a short time.
import type { SessionRecord } from "@polylogue/core";
import { sessionByNumber } from "./sessions.ts";
import { type Moment, type Operation, single, statement } from "./statement.ts";

const insertTicket = statement<{ hash: string; session_id: string; expires_at: number }>()((db, p) =>
  db
    .insertInto("tickets")
    .columns(["hash", "session", "expires_at"])
    .expression((eb) =>
      eb
        .selectFrom("sessions")
        .select((s) => [s.val(p.hash).as("hash"), "n", s.val(p.expires_at).as("expires_at")])
        .where("id", "=", p.session_id),
    ),
);

const deleteOldTickets = statement<{ now: number }>()((db, p) =>
  db.deleteFrom("tickets").where("expires_at", "<=", p.now),
);

const deleteTicket = single<{ hash: string }>()((db, p) =>
  db.deleteFrom("tickets").where("hash", "=", p.hash).returning(["session", "expires_at"]),
);

/** Also clears away tickets that nobody came with. */
export function* putTicket(
  ticket: { hash: string; session_id: string; expires_at: number },
  { now }: Moment,
): Operation<void> {
  yield* deleteOldTickets({ now });
  yield* insertTicket(ticket);
}

export function* takeTicket(hash: string, moment: Moment): Operation<SessionRecord | undefined> {
  const ticket = yield* deleteTicket({ hash });
  if (!ticket || ticket.expires_at <= moment.now) return undefined;
  return yield* sessionByNumber(ticket.session, moment);
}
