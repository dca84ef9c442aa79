// A turn as it is written when its message is accepted: its row, and the facts that tell of it.
import type { AcceptRequest, Fact, NewFact, TurnRef } from "@polylogue/core";
import { ackOf } from "./fact-form.ts";
import { insertFacts, takeSeqs } from "./facts.ts";
import { type Operation, single } from "./statement.ts";
import { origins, sources, turnRef } from "./turn-row.ts";

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

/** It comes after the `ack`: its `seq` is where the turn's facts begin. */
const userMessage = ({ message_id, turn_id, text, source }: AcceptRequest): NewFact => ({
  type: "user_message",
  body: { message_id, turn_id, text, source },
});

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
  const ackSeq = yield* takeSeqs(session, 2);
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
    first_seq: ackSeq + 1,
  });
  if (!turn) throw new TypeError("a turn was inserted and has no number");
  const ref = refOf(request);
  const written = { n: turn.n, turn_id, message_id, source, origin, status: null, ref };
  const ack: Fact = { seq: ackSeq, at: now, turn: ref, ...ackOf(written) };
  return {
    n: turn.n,
    facts: [ack, ...(yield* insertFacts(session, [userMessage(request)], ackSeq + 1, written, now))],
  };
}
