// The end of a turn: its last facts, its status, and nothing after it.
import type { Fact, NewFact, TurnStatus } from "@polylogue/core";
import { type WritingTurn, writeFacts } from "./facts.ts";
import { type Operation, statement } from "./statement.ts";
import { origins, statuses, wordAt } from "./turn-row.ts";

const closeTurn = statement<{ turn: number; status: number }>()((db, p) =>
  db
    .updateTable("turns")
    .set((eb) => ({
      status: p.status,
      last_seq: eb.selectFrom("sessions").select("head").whereRef("sessions.n", "=", "turns.session"),
    }))
    .where("n", "=", p.turn),
);

export function* endTurn(
  turn: WritingTurn & { readonly session: number },
  status: TurnStatus,
  facts: readonly NewFact[],
  now: number,
): Operation<Fact[]> {
  const ended = { ...turn, status: statuses.indexOf(status) };
  const written = yield* writeFacts(turn.session, facts, ended, now);
  yield* closeTurn({ turn: turn.n, status: ended.status });
  return written;
}

/** The `turn_end` of a turn that no runner ends. */
export const turnEndFact = ({ origin }: { readonly origin: number }, status: TurnStatus): NewFact => ({
  type: "turn_end",
  body: { status, origin: wordAt(origins, origin), latency: {} },
});
