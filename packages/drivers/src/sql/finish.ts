// What a runner writes: facts on the way, and the end of its turn with the next one's beginning.
import type {
  Claimant,
  ClaimedTurn,
  Fact,
  Fenced,
  Json,
  NewFact,
  SessionFacts,
  TurnStatus,
  Written,
} from "@polylogue/core";
import { writeFacts } from "./facts.ts";
import { findTurn, heldTurn, writingTurn } from "./held-turn.ts";
import { letGo } from "./lease.ts";
import { nextTurn, startTurn } from "./next-turn.ts";
import { type Moment, type Operation, statement } from "./statement.ts";
import { endTurn, turnEndFact } from "./turn-end.ts";

export function* append(
  request: Fenced & { readonly facts: readonly NewFact[] },
  { now }: Moment,
): Operation<Written<{ facts: Fact[] }>> {
  const turn = yield* heldTurn(request);
  if (!turn) return { kind: "lost" };
  return { kind: "written", facts: yield* writeFacts(turn.session, request.facts, writingTurn(turn), now) };
}

const saveState = statement<{ conversation: number; state: string }>()((db, p) =>
  db.updateTable("conversations").set({ state: p.state }).where("n", "=", p.conversation),
);

interface Finish extends Fenced {
  readonly facts: readonly NewFact[];
  readonly status: TurnStatus;
  readonly state?: Readonly<Record<string, Json>>;
  readonly claimant?: Claimant;
}

export function* finish(request: Finish, moment: Moment): Operation<Written<{ facts: Fact[]; next?: ClaimedTurn }>> {
  const turn = yield* heldTurn(request);
  if (!turn) return { kind: "lost" };
  const facts = yield* endTurn(writingTurn(turn), request.status, request.facts, moment.now);
  if (request.state) yield* saveState({ conversation: turn.conversation, state: JSON.stringify(request.state) });
  const more = turn.ordinal < turn.last_ordinal;
  const next = more && request.claimant && (yield* nextTurn(turn.conversation));
  if (request.claimant && next) {
    return { kind: "written", facts, next: yield* startTurn(next, request.claimant, moment) };
  }
  yield* letGo(turn.conversation);
  return { kind: "written", facts };
}

const markCancelled = statement<{ turn: number }>()((db, p) =>
  db.updateTable("turns").set({ cancelled: 1 }).where("n", "=", p.turn),
);

export function* cancel(
  { turn_id, user_id }: { readonly turn_id: string; readonly user_id: string },
  { now }: Moment,
): Operation<{ kind: "absent" | "over" } | { kind: "running" } | ({ kind: "ended" } & SessionFacts)> {
  const turn = yield* findTurn(turn_id);
  if (turn?.user_id !== user_id) return { kind: "absent" };
  if (turn.status !== null) return { kind: "over" };
  if (turn.running === turn.n) {
    yield* markCancelled({ turn: turn.n });
    return { kind: "running" };
  }
  const facts = yield* endTurn(writingTurn(turn), "cancelled", [turnEndFact(turn, "cancelled")], now);
  return { kind: "ended", session_id: turn.session_id, facts };
}
