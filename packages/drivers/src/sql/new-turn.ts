// A turn as it is written when its message is accepted: its row, and the facts that tell of it.
import type { AcceptRequest, Fact, NewFact, TurnRef } from "@polylogue/core";
import { insertFacts, takeSeqs } from "./facts.ts";
import { type Operation, single, statement } from "./statement.ts";
import { origins, sources, turnRef } from "./turn-row.ts";

const countTurn = statement<{ conversation: number; now: number }>()((db, p) =>
  db
    .updateTable("conversations")
    .set((eb) => ({ turns: eb("turns", "+", 1), updated_at: p.now }))
    .where("n", "=", p.conversation),
);

const insertTurn = single<{
  id: string;
  conversation: number;
  ordinal: number;
  session: number;
  message_id: string;
  source: number;
  origin: number;
  metadata: string | null;
  now: number;
  attempt: number;
  first_seq: number;
}>()((db, p) =>
  db
    .insertInto("turns")
    .values({
      id: p.id,
      conversation: p.conversation,
      ordinal: p.ordinal,
      session: p.session,
      message_id: p.message_id,
      source: p.source,
      origin: p.origin,
      metadata: p.metadata,
      accepted_at: p.now,
      attempt: p.attempt,
      cancelled: 0,
      first_seq: p.first_seq,
    })
    .returning("n"),
);

/** The `user_message` comes second: its `seq` is where the turn's facts begin. */
const factsOf = ({ message_id, turn_id, text, source }: AcceptRequest): NewFact[] => [
  { type: "ack", body: { message_id, turn_id } },
  { type: "user_message", body: { message_id, turn_id, text, source } },
];

export const refOf = ({ turn_id, conversation }: AcceptRequest): TurnRef =>
  turnRef({
    turn_id,
    conversation_id: conversation.id,
    agent_type: conversation.agent_type,
    pillar: conversation.pillar ?? null,
  });

interface Place {
  readonly session: number;
  readonly conversation: number;
  readonly ordinal: number;
  /** 1 for a turn that starts at once. */
  readonly attempt: 0 | 1;
}

export function* writeTurn(
  request: AcceptRequest,
  { session, conversation, ordinal, attempt }: Place,
  now: number,
): Operation<{ n: number; facts: Fact[] }> {
  const { turn_id, message_id, metadata } = request;
  const source = sources.indexOf(request.source);
  const origin = origins.indexOf(request.origin);
  const facts = factsOf(request);
  const firstSeq = yield* takeSeqs(session, facts.length);
  yield* countTurn({ conversation, now });
  const turn = yield* insertTurn({
    id: turn_id,
    conversation,
    ordinal,
    session,
    message_id,
    source,
    origin,
    metadata: Object.keys(metadata).length > 0 ? JSON.stringify(metadata) : null,
    now,
    attempt,
    first_seq: firstSeq + 1,
  });
  if (!turn) throw new TypeError("a turn was inserted and has no number");
  const written = { n: turn.n, turn_id, message_id, source, origin, status: null, ref: refOf(request) };
  return { n: turn.n, facts: yield* insertFacts(session, facts, firstSeq, written, now) };
}
