// The next turn of a conversation: found, put under a lease and counted as one more attempt.
import type { Claimant, ClaimedTurn, Json, JsonObject } from "@polylogue/core";
import { writeFacts } from "./facts.ts";
import { holdTurn } from "./lease.ts";
import { placeIn } from "./place.ts";
import { userOf } from "./sessions.ts";
import { type Moment, type Operation, type RowOf, single, statement } from "./statement.ts";
import { origins, sources, turnRef, wordAt } from "./turn-row.ts";

const firstOpen = single<{ conversation: number }>()((db, p) =>
  db
    .selectFrom("turns")
    .innerJoin("conversations", "conversations.n", "turns.conversation")
    .innerJoin("sessions", "sessions.n", "turns.session")
    .innerJoin("facts", (join) =>
      join.on((eb) => eb("facts.place", "=", placeIn(eb.ref("turns.session"), eb.ref("turns.first_seq")))),
    )
    .select(["turns.n", "turns.id as turn_id", "turns.conversation", "turns.session", "turns.message_id"])
    .select(["turns.source", "turns.origin", "turns.status", "turns.cancelled", "turns.attempt", "turns.ordinal"])
    .select(["turns.metadata", "turns.accepted_at", "facts.body as text"])
    .select(["conversations.id as conversation_id", "conversations.agent_type", "conversations.pillar"])
    .select(["conversations.state"])
    .select(["sessions.id as session_id", "sessions.user_id", "sessions.tenant_id", "sessions.roles", "sessions.name"])
    .where("turns.conversation", "=", p.conversation)
    .where("turns.status", "is", null)
    .orderBy("turns.ordinal")
    .limit(1),
);

export type OpenTurn = RowOf<typeof firstOpen>;

const countAttempt = statement<{ turn: number; attempt: number }>()((db, p) =>
  db.updateTable("turns").set({ attempt: p.attempt }).where("n", "=", p.turn),
);

/** JSON of a column that is empty where there is nothing to keep. */
export const recordIn = <Record extends JsonObject>(text: string | null): Record => JSON.parse(text ?? "{}") as Record;

/** The open turn with the lowest ordinal. */
export function* nextTurn(conversation: number): Operation<OpenTurn | undefined> {
  const open = yield* firstOpen({ conversation });
  return open;
}

export function* startTurn(open: OpenTurn, claimant: Claimant, moment: Moment): Operation<ClaimedTurn> {
  const turn = { ...open, ref: turnRef(open) };
  const attempt = open.attempt + 1;
  yield* countAttempt({ turn: open.n, attempt });
  const fence = yield* holdTurn(open, claimant, moment);
  const restarted = { type: "turn_restarted", body: { turn_id: open.turn_id, attempt } };
  return {
    turn: turn.ref,
    user: userOf(open),
    message_id: open.message_id,
    text: open.text ?? "",
    source: wordAt(sources, open.source),
    origin: wordAt(origins, open.origin),
    metadata: recordIn(open.metadata),
    ordinal: open.ordinal,
    attempt,
    fence,
    accepted_at: open.accepted_at,
    state: recordIn<Record<string, Json>>(open.state),
    cancelled: open.cancelled === 1,
    facts: attempt > 1 ? yield* writeFacts(open.session, [restarted], turn, moment.now) : [],
  };
}
