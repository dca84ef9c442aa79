// Acceptance: a message becomes a turn of its conversation once, and starts at once where nothing stands before it.
import type { AcceptAnswer, AcceptRequest, ClaimedTurn, Json } from "@polylogue/core";
import { countHeld, countWaiting } from "./lease.ts";
import { refOf, writeTurn } from "./new-turn.ts";
import { recordIn } from "./next-turn.ts";
import { addSession, findSession } from "./sessions.ts";
import { type Moment, type Operation, type RowOf, single } from "./statement.ts";

/** The conversation, with how many of its turns are open and which of them this message made before. */
const conversationFor = single<{ id: string; message_id: string }>()((db, p) =>
  db
    .selectFrom("conversations")
    .select(["n", "user_id", "agent_type", "pillar", "turns", "state", "running"])
    .select((eb) => [
      eb
        .selectFrom("turns")
        .select((turns) => turns.fn.countAll<number>().as("open"))
        .whereRef("turns.conversation", "=", "conversations.n")
        .where("status", "is", null)
        .$asScalar()
        .$notNull()
        .as("open"),
      eb
        .selectFrom("turns")
        .select("id")
        .whereRef("turns.conversation", "=", "conversations.n")
        .where("message_id", "=", p.message_id)
        .as("earlier"),
    ])
    .where("id", "=", p.id),
);

type ConversationRow = RowOf<typeof conversationFor>;

const insertConversation = single<{
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
  const { user_id } = session.user;
  const created = yield* insertConversation({ id, agent_type, pillar, user_id, now });
  if (!created) throw new TypeError("a conversation was inserted and has no number");
  return { n: created.n, user_id, agent_type, pillar, turns: 0, state: null, running: null, open: 0, earlier: null };
}

/** Whether one more turn would have to wait behind too many. */
const isFull = ({ open, running }: ConversationRow, limit: number): boolean =>
  open > 0 && open - (running === null ? 0 : 1) >= limit;

function* startAccepted(
  request: AcceptRequest,
  turn: { readonly n: number; readonly conversation: number; readonly ordinal: number },
  state: string | null,
  moment: Moment,
): Operation<ClaimedTurn> {
  const { message_id, text, source, origin, metadata } = request;
  return {
    turn: refOf(request),
    user: request.session.user,
    message_id,
    text,
    source,
    origin,
    metadata,
    ordinal: turn.ordinal,
    attempt: 1,
    fence: yield* countHeld(turn, request.claimant, moment),
    accepted_at: moment.now,
    state: recordIn<Record<string, Json>>(state),
    cancelled: false,
    facts: [],
  };
}

export function* accept(request: AcceptRequest, moment: Moment): Operation<AcceptAnswer> {
  const known = yield* findSession(request.session);
  const found = yield* conversationFor({ id: request.conversation.id, message_id: request.message_id });
  if (known === "closed" || isAbsent(request, found)) return { kind: "absent" };
  if (found?.earlier) return { kind: "repeated", turn: { ...refOf(request), turn_id: found.earlier } };
  if (found && isFull(found, request.queue_limit)) return { kind: "full" };

  const session = known ?? (yield* addSession(request.session));
  const { n: conversation, ...standing } = found ?? (yield* createConversation(request, moment.now));
  const starts = standing.open === 0;
  const ordinal = standing.turns + 1;
  const place = { session, conversation, ordinal, attempt: starts ? 1 : 0 } as const;
  const { n, facts } = yield* writeTurn(request, place, moment.now);
  const turn = refOf(request);
  if (!starts) {
    yield* countWaiting(conversation, moment);
    return { kind: "accepted", turn, facts };
  }
  const claimed = yield* startAccepted(request, { n, conversation, ordinal }, standing.state, moment);
  return { kind: "accepted", turn, facts, claimed };
}
