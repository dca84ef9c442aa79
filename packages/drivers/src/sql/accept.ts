// Acceptance: a message becomes a turn of its conversation once, with its facts, and starts at once where nothing stands before it.
import type { AcceptAnswer, AcceptRequest, ClaimedTurn, Fact, Json, NewFact, TurnRef } from "@polylogue/core";
import { writeFacts } from "./facts.ts";
import { holdTurn } from "./lease.ts";
import { recordIn } from "./next-turn.ts";
import { addSession, findSession } from "./sessions.ts";
import { type Moment, type Operation, statement } from "./statement.ts";
import { origins, sources, turnRef } from "./turn-row.ts";

const conversationById = statement<{ id: string }>()((db, p) =>
  db
    .selectFrom("conversations")
    .select(["n", "user_id", "agent_type", "pillar", "turns", "state", "running"])
    .where("id", "=", p.id),
);

const insertConversation = statement<{
  id: string;
  user_id: string;
  agent_type: string;
  pillar: string | null;
  now: number;
}>()((db, p) =>
  db
    .insertInto("conversations")
    .values({
      id: p.id,
      user_id: p.user_id,
      agent_type: p.agent_type,
      pillar: p.pillar,
      turns: 0,
      created_at: p.now,
      updated_at: p.now,
      lease_until: 0,
      fence: 0,
    })
    .returning(["n", "user_id", "agent_type", "pillar", "turns", "state", "running"]),
);

type ConversationRow = ReturnType<typeof conversationById> extends Operation<readonly (infer Row)[]> ? Row : never;

const turnByMessage = statement<{ conversation: number; message_id: string }>()((db, p) =>
  db
    .selectFrom("turns")
    .select("id as turn_id")
    .where("conversation", "=", p.conversation)
    .where("message_id", "=", p.message_id),
);

const countOpen = statement<{ conversation: number }>()((db, p) =>
  db
    .selectFrom("turns")
    .select((eb) => eb.fn.countAll<number>().as("open"))
    .where("conversation", "=", p.conversation)
    .where("status", "is", null),
);

const countTurn = statement<{ conversation: number; now: number }>()((db, p) =>
  db
    .updateTable("conversations")
    .set((eb) => ({ turns: eb("turns", "+", 1), updated_at: p.now }))
    .where("n", "=", p.conversation)
    .returning("turns as ordinal"),
);

const nextSeq = statement<{ session: number }>()((db, p) =>
  db
    .selectFrom("sessions")
    .select((eb) => eb("head", "+", 1).as("seq"))
    .where("n", "=", p.session),
);

const insertTurn = statement<{
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

/** Another user's conversation, or one with another agent, is as absent as one that never was. */
const isAbsent = ({ session, conversation }: AcceptRequest, found: ConversationRow | undefined): boolean =>
  found
    ? found.user_id !== session.user.user_id ||
      found.agent_type !== conversation.agent_type ||
      found.pillar !== (conversation.pillar ?? null)
    : !conversation.create;

function* createConversation({ session, conversation }: AcceptRequest, now: number): Operation<ConversationRow> {
  const { id, agent_type, pillar = null } = conversation;
  const [created] = yield* insertConversation({ id, agent_type, pillar, user_id: session.user.user_id, now });
  if (!created) throw new TypeError("a conversation was inserted and has no number");
  return created;
}

const factsOf = ({ message_id, turn_id, text, source }: AcceptRequest): NewFact[] => [
  { type: "ack", body: { message_id, turn_id } },
  { type: "user_message", body: { message_id, turn_id, text, source } },
];

const refOf = ({ turn_id, conversation }: AcceptRequest): TurnRef =>
  turnRef({
    turn_id,
    conversation_id: conversation.id,
    agent_type: conversation.agent_type,
    pillar: conversation.pillar ?? null,
  });

interface Place {
  readonly session: number;
  readonly conversation: ConversationRow;
  /** Nothing stands before it. */
  readonly starts: boolean;
}

function* writeTurn(
  request: AcceptRequest,
  { session, conversation, starts }: Place,
  now: number,
): Operation<{ n: number; ordinal: number; facts: Fact[] }> {
  const { turn_id, message_id, metadata } = request;
  const source = sources.indexOf(request.source);
  const origin = origins.indexOf(request.origin);
  const [counted] = yield* countTurn({ conversation: conversation.n, now });
  const ordinal = counted?.ordinal ?? 1;
  const [next] = yield* nextSeq({ session });
  const [turn] = yield* insertTurn({
    id: turn_id,
    conversation: conversation.n,
    ordinal,
    session,
    message_id,
    source,
    origin,
    metadata: Object.keys(metadata).length > 0 ? JSON.stringify(metadata) : null,
    now,
    attempt: starts ? 1 : 0,
    first_seq: (next?.seq ?? 0) + 1,
  });
  const n = turn?.n ?? 0;
  const named = { n, turn_id, message_id, source, origin, status: null, ref: refOf(request) };
  return { n, ordinal, facts: yield* writeFacts(session, factsOf(request), named, now) };
}

function* hold(
  request: AcceptRequest,
  { n, ordinal }: { n: number; ordinal: number },
  conversation: ConversationRow,
  moment: Moment,
): Operation<ClaimedTurn> {
  return {
    turn: refOf(request),
    user: request.session.user,
    message_id: request.message_id,
    text: request.text,
    source: request.source,
    origin: request.origin,
    metadata: request.metadata,
    ordinal,
    attempt: 1,
    fence: yield* holdTurn({ n, conversation: conversation.n }, request.claimant, moment),
    accepted_at: moment.now,
    state: recordIn<Record<string, Json>>(conversation.state),
    cancelled: false,
    facts: [],
  };
}

export function* accept(request: AcceptRequest, moment: Moment): Operation<AcceptAnswer> {
  const session = yield* findSession(request.session);
  const [found] = yield* conversationById({ id: request.conversation.id });
  if (session === "closed" || isAbsent(request, found)) return { kind: "absent" };
  const conversation = found ?? (yield* createConversation(request, moment.now));

  const [earlier] = yield* turnByMessage({ conversation: conversation.n, message_id: request.message_id });
  if (earlier) return { kind: "repeated", turn: { ...refOf(request), turn_id: earlier.turn_id } };

  const [{ open } = { open: 0 }] = yield* countOpen({ conversation: conversation.n });
  const waiting = conversation.running === null ? open : open - 1;
  if (open > 0 && waiting >= request.queue_limit) return { kind: "full" };

  const place = { session: session ?? (yield* addSession(request.session)), conversation, starts: open === 0 };
  const turn = yield* writeTurn(request, place, moment.now);
  const accepted = { kind: "accepted", turn: refOf(request), facts: turn.facts } as const;
  return place.starts ? { ...accepted, claimed: yield* hold(request, turn, conversation, moment) } : accepted;
}
