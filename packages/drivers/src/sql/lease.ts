// Leases of conversations: taken with a higher fence, renewed by their holder, let go.
import type { Claimant, Fenced } from "@polylogue/core";
import { heldTurn } from "./held-turn.ts";
import { type Moment, type Operation, single, statement } from "./statement.ts";

const takeLease = single<{ conversation: number; turn: number; owner: string; until: number }>()((db, p) =>
  db
    .updateTable("conversations")
    .set((eb) => ({ lease_owner: p.owner, lease_until: p.until, fence: eb("fence", "+", 1), running: p.turn }))
    .where("n", "=", p.conversation)
    .returning("fence"),
);

/** A turn that starts at once is counted and put under its lease in one. */
const countAndTake = single<{ conversation: number; turn: number; owner: string; until: number; now: number }>()(
  (db, p) =>
    db
      .updateTable("conversations")
      .set((eb) => ({
        turns: eb("turns", "+", 1),
        updated_at: p.now,
        lease_owner: p.owner,
        lease_until: p.until,
        fence: eb("fence", "+", 1),
        running: p.turn,
      }))
      .where("n", "=", p.conversation)
      .returning("fence"),
);

const countTurn = statement<{ conversation: number; now: number }>()((db, p) =>
  db
    .updateTable("conversations")
    .set((eb) => ({ turns: eb("turns", "+", 1), updated_at: p.now }))
    .where("n", "=", p.conversation),
);

const dropLease = statement<{ conversation: number }>()((db, p) =>
  db
    .updateTable("conversations")
    .set({ lease_owner: null, lease_until: 0, running: null })
    .where("n", "=", p.conversation),
);

const moveLease = statement<{ conversation: number; until: number }>()((db, p) =>
  db.updateTable("conversations").set({ lease_until: p.until }).where("n", "=", p.conversation),
);

const dropAllLeases = statement<object>()((db) =>
  db
    .updateTable("conversations")
    .set({ lease_owner: null, lease_until: 0, running: null })
    .where("n", "in", (turns) => turns.selectFrom("turns").select("conversation").where("status", "is", null)),
);

/** Puts a turn under the claimant's lease; answers its fence. */
export function* holdTurn(
  turn: { readonly n: number; readonly conversation: number },
  { owner, lease_ms }: Claimant,
  { leaseNow }: Moment,
): Operation<number> {
  const held = yield* takeLease({
    conversation: turn.conversation,
    turn: turn.n,
    owner,
    until: leaseNow + lease_ms,
  });
  if (!held) throw new TypeError("a turn refers to a conversation that is not there");
  return held.fence;
}

/** Counts a new turn that has to wait. */
export function* countWaiting(conversation: number, { now }: Moment): Operation<void> {
  yield* countTurn({ conversation, now });
}

/** Counts a new turn and puts it under the claimant's lease; answers its fence. */
export function* countHeld(
  turn: { readonly n: number; readonly conversation: number },
  { owner, lease_ms }: Claimant,
  { now, leaseNow }: Moment,
): Operation<number> {
  const { n, conversation } = turn;
  const held = yield* countAndTake({ conversation, turn: n, owner, until: leaseNow + lease_ms, now });
  if (!held) throw new TypeError("a turn refers to a conversation that is not there");
  return held.fence;
}

export function* letGo(conversation: number): Operation<void> {
  yield* dropLease({ conversation });
}

export function* release(request: Fenced): Operation<void> {
  const turn = yield* heldTurn(request);
  if (turn) yield* letGo(turn.conversation);
}

export function* renew(
  { owner, lease_ms, turns }: Claimant & { readonly turns: readonly Fenced[] },
  { leaseNow }: Moment,
): Operation<{ lost: string[]; cancelled: string[] }> {
  const lost: string[] = [];
  const cancelled: string[] = [];
  for (const fenced of turns) {
    const turn = yield* heldTurn(fenced);
    if (turn?.lease_owner !== owner) {
      lost.push(fenced.turn_id);
      continue;
    }
    yield* moveLease({ conversation: turn.conversation, until: leaseNow + lease_ms });
    if (turn.cancelled === 1) cancelled.push(fenced.turn_id);
  }
  return { lost, cancelled };
}

/** For a Store with a single owner: whoever held leases before is gone. */
export function* releaseAll(_: undefined): Operation<void> {
  yield* dropAllLeases({});
}
