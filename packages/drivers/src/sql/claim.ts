// Claiming: turns of conversations that have something to do and are held by nobody.
import type { ClaimAnswer, Claimant, ClaimedTurn, NewFact, SessionFacts } from "@polylogue/core";
import { letGo } from "./lease.ts";
import { nextTurn, type OpenTurn, startTurn } from "./next-turn.ts";
import { type Moment, type Operation, statement } from "./statement.ts";
import { endTurn, turnEndFact } from "./turn-end.ts";
import { turnRef } from "./turn-row.ts";

const freeConversations = statement<{ leaseNow: number; limit: number }>()((db, p) =>
  db
    .selectFrom("turns")
    .innerJoin("conversations", "conversations.n", "turns.conversation")
    .select("conversations.n")
    .where("turns.status", "is", null)
    .where("conversations.lease_until", "<=", p.leaseNow)
    .groupBy("conversations.n")
    .orderBy((eb) => eb.fn.min("turns.n"))
    .limit(p.limit),
);

const freeConversation = statement<{ leaseNow: number; id: string }>()((db, p) =>
  db.selectFrom("conversations").select("n").where("id", "=", p.id).where("lease_until", "<=", p.leaseNow),
);

/** As often as a turn is tried; whoever interrupts it is more likely the turn than the machine after that. */
const maxAttempts = 3;

const givenUp: NewFact = {
  type: "error",
  body: {
    code: "turn_failed",
    message: "This turn was interrupted three times and was given up. Please send it again.",
    retryable: true,
  },
};

function* giveUp(open: OpenTurn, now: number): Operation<SessionFacts> {
  const last = [givenUp, turnEndFact(open, "failed")];
  const facts = yield* endTurn({ ...open, ref: turnRef(open) }, "failed", last, now);
  return { session_id: open.session_id, facts };
}

/** Starts the conversation's next turn that may still be tried; without one, lets the conversation go. */
function* claimNext(conversation: number, claimant: Claimant, moment: Moment): Operation<ClaimAnswer> {
  const ended: SessionFacts[] = [];
  let open = yield* nextTurn(conversation);
  while (open && open.attempt >= maxAttempts) {
    ended.push(yield* giveUp(open, moment.now));
    open = yield* nextTurn(conversation);
  }
  if (open) return { turns: [yield* startTurn(open, claimant, moment)], ended };
  yield* letGo(conversation);
  return { turns: [], ended };
}

export function* claim(
  request: Claimant & { readonly conversation_id?: string; readonly limit: number },
  moment: Moment,
): Operation<ClaimAnswer> {
  const { leaseNow } = moment;
  const free =
    request.conversation_id === undefined
      ? yield* freeConversations({ leaseNow, limit: request.limit })
      : yield* freeConversation({ leaseNow, id: request.conversation_id });
  const turns: ClaimedTurn[] = [];
  const ended: SessionFacts[] = [];
  for (const { n } of free) {
    const next = yield* claimNext(n, request, moment);
    turns.push(...next.turns);
    ended.push(...next.ended);
  }
  return { turns, ended };
}
