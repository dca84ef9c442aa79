// Facts: written with the next numbers of their session, read as they were written.
import type { Fact, NewFact, TurnRef } from "@polylogue/core";
import { PolylogueError } from "@polylogue/core";
import { ackOf, type FactTurn, opensTurn, packFact, unpackFact } from "./fact-form.ts";
import { endOf, placeIn, placeOf, seqAt } from "./place.ts";
import { type Moment, type Operation, type RowOf, single, statement } from "./statement.ts";
import { turnRef } from "./turn-row.ts";

/** The turn that facts are written for. */
export interface WritingTurn extends FactTurn {
  readonly n: number;
  readonly ref: TurnRef;
}

const moveHead = single<{ session: number; count: number }>()((db, p) =>
  db
    .updateTable("sessions")
    .set((eb) => ({ head: eb("head", "+", p.count) }))
    .where("n", "=", p.session)
    .returning("head"),
);

const insertFact = statement<{
  place: number;
  type: string;
  turn: number | null;
  at: number;
  body: string | null;
}>()((db, p) => db.insertInto("facts").values({ place: p.place, type: p.type, turn: p.turn, at: p.at, body: p.body }));

/** Reserves the next `count` numbers of a session; answers the first. */
export function* takeSeqs(session: number, count: number): Operation<number> {
  const moved = yield* moveHead({ session, count });
  if (!moved) throw new TypeError("facts refer to a session that is not there");
  return moved.head - count + 1;
}

/** Writes facts under numbers that were reserved for them. */
export function* insertFacts(
  session: number,
  facts: readonly NewFact[],
  firstSeq: number,
  turn: WritingTurn | undefined,
  at: number,
): Operation<Fact[]> {
  const written: Fact[] = [];
  for (const { type, body } of facts) {
    const seq = firstSeq + written.length;
    const packed = packFact({ type, body }, turn);
    yield* insertFact({ place: placeOf(session, seq), turn: turn?.n ?? null, at, ...packed });
    written.push({ seq, type, at, body, ...(turn && { turn: turn.ref }) });
  }
  return written;
}

/** Writes facts with the next numbers of their session, all of one turn or of none. */
export function* writeFacts(
  session: number,
  facts: readonly NewFact[],
  turn: WritingTurn | undefined,
  at: number,
): Operation<Fact[]> {
  if (facts.length === 0) return [];
  return yield* insertFacts(session, facts, yield* takeSeqs(session, facts.length), turn, at);
}

const sessionNumber = single<{ session_id: string }>()((db, p) =>
  db.selectFrom("sessions").select(["n", "head"]).where("id", "=", p.session_id),
);

export function* report(
  { session_id, facts }: { session_id: string; facts: readonly NewFact[] },
  { now }: Moment,
): Operation<Fact[]> {
  const session = yield* sessionNumber({ session_id });
  if (!session) throw new PolylogueError("not_found", "There is no such session. Open one first.");
  return yield* writeFacts(session.n, facts, undefined, now);
}

export function* head(session_id: string): Operation<number> {
  const session = yield* sessionNumber({ session_id });
  return session?.head ?? 0;
}

const factsAfter = statement<{ session_id: string; after: number; limit: number }>()((db, p) =>
  db
    .selectFrom("sessions")
    .innerJoin("facts", (join) =>
      join
        .on((eb) => eb("facts.place", ">", placeIn(eb.ref("sessions.n"), eb.val(p.after))))
        .on((eb) => eb("facts.place", "<", endOf(eb.ref("sessions.n")))),
    )
    .leftJoin("turns", "turns.n", "facts.turn")
    .leftJoin("conversations", "conversations.n", "turns.conversation")
    .select(["facts.place", "facts.type", "facts.at", "facts.body"])
    .select(["turns.id as turn_id", "turns.message_id", "turns.source", "turns.origin", "turns.status"])
    .select(["conversations.id as conversation_id", "conversations.agent_type", "conversations.pillar"])
    .where("sessions.id", "=", p.session_id)
    .orderBy("facts.place")
    .limit(p.limit),
);

type FactRow = RowOf<typeof factsAfter>;

const isOfTurn = (row: FactRow): row is FactRow & FactTurn & Parameters<typeof turnRef>[0] => row.turn_id !== null;

/** A row's fact, and before a `user_message` the `ack` that goes with it. */
const factsIn = (row: FactRow): Fact[] => {
  const [seq, at] = [seqAt(row.place), row.at];
  if (!isOfTurn(row)) return [{ seq, at, ...unpackFact(row, undefined) }];
  const turn = turnRef(row);
  const fact = { seq, at, turn, ...unpackFact(row, row) };
  return opensTurn(row) ? [{ seq: seq - 1, at, turn, ...ackOf(row) }, fact] : [fact];
};

export function* facts(request: { session_id: string; after: number; limit: number }): Operation<Fact[]> {
  const found = (yield* factsAfter(request)).flatMap(factsIn);
  return found.filter(({ seq }) => seq > request.after).slice(0, request.limit);
}
