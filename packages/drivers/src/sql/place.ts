// Where a fact lies: its session and its `seq` as one number, so that one tree holds facts in their order and finds them.
import { type Expression, type RawBuilder, sql } from "kysely";

/** More facts than any session has; 2^27 sessions times this is still a number that JavaScript holds exactly. */
const factsOfSession = 2 ** 26;

export const placeOf = (session: number, seq: number): number => session * factsOfSession + seq;

export const seqAt = (place: number): number => place % factsOfSession;

/** The same in a query: the place of `seq` in a session. */
export const placeIn = (session: Expression<number>, seq: Expression<number | null> | number): RawBuilder<number> =>
  sql<number>`${session} * ${sql.lit(factsOfSession)} + ${seq}`;

/** Behind the last place of a session. */
export const endOf = (session: Expression<number>): RawBuilder<number> =>
  sql<number>`(${session} + 1) * ${sql.lit(factsOfSession)}`;
