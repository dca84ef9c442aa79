// A turn that is being run, seen with the fence of its conversation.
import type { Fenced } from "@polylogue/core";
import type { WritingTurn } from "./facts.ts";
import { type Operation, type RowOf, single } from "./statement.ts";
import { turnRef } from "./turn-row.ts";

const turnById = single<{ turn_id: string }>()((db, p) =>
  db
    .selectFrom("turns")
    .innerJoin("conversations", "conversations.n", "turns.conversation")
    .innerJoin("sessions", "sessions.n", "turns.session")
    .select(["turns.n", "turns.id as turn_id", "turns.conversation", "turns.session", "turns.message_id"])
    .select(["turns.source", "turns.origin", "turns.status", "turns.cancelled", "sessions.id as session_id"])
    .select(["conversations.id as conversation_id", "conversations.agent_type", "conversations.pillar"])
    .select(["conversations.user_id", "conversations.running", "conversations.fence", "conversations.lease_owner"])
    .select(["turns.ordinal", "conversations.turns as last_ordinal"])
    .where("turns.id", "=", p.turn_id),
);

export type TurnRow = RowOf<typeof turnById>;

export function* findTurn(turn_id: string): Operation<TurnRow | undefined> {
  const found = yield* turnById({ turn_id });
  return found;
}

/** The turn, while it runs under this very fence. */
export function* heldTurn({ turn_id, fence }: Fenced): Operation<TurnRow | undefined> {
  const turn = yield* findTurn(turn_id);
  return turn && turn.running === turn.n && turn.fence === fence ? turn : undefined;
}

export const writingTurn = (turn: TurnRow): WritingTurn & TurnRow => ({ ...turn, ref: turnRef(turn) });
