// What arrives together is committed together; an operation that fails undoes no other.
import { type PolylogueCode, PolylogueError } from "@polylogue/core";
import { operationNamed } from "../sql/operations.ts";
import type { Moment } from "../sql/statement.ts";
import type { Connection } from "./connection.ts";

/** An operation as it crosses the thread. */
export interface Order {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface Failure {
  readonly code: PolylogueCode;
  readonly message: string;
  /** What the database said: for the log, never for a client. */
  readonly cause?: string;
}

export type Outcome =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: Failure };

export const inTransaction = <Answer>(connection: Connection, work: () => Answer): Answer => {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const answer = work();
    connection.exec("COMMIT");
    return answer;
  } catch (error) {
    // A full disk may have rolled back already.
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
};

const sqliteCode = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? "");

/** Our own errors as they are; a full disk and any other trouble of the database as what may be tried again. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof PolylogueError) return { code: error.code, message: error.message };
  const cause = error instanceof Error ? error.message : String(error);
  return sqliteCode(error).startsWith("SQLITE_FULL")
    ? { code: "store.full", message: "The disk is full; nothing was saved. Make room, then try again.", cause }
    : { code: "unavailable", message: "The store cannot be used just now. Try again.", cause };
};

export const errorOf = ({ code, message, cause }: Failure): PolylogueError =>
  new PolylogueError(code, message, { cause });

/** One transaction for all; where that fails, one for each, so that only what is at fault fails. */
export const commitTogether = (
  connection: Connection,
  orders: readonly Order[],
  moment: Moment,
): { readonly outcomes: Outcome[]; readonly commits: number } => {
  const run = ({ id, name, input }: Order): Outcome => ({
    id,
    ok: true,
    answer: connection.run(operationNamed(name, input, moment)),
  });
  try {
    return { outcomes: inTransaction(connection, () => orders.map(run)), commits: 1 };
  } catch (error) {
    const [only] = orders;
    if (only && orders.length === 1)
      return { outcomes: [{ id: only.id, ok: false, failure: failureOf(error) }], commits: 0 };
    const alone = orders.map((order) => commitTogether(connection, [order], moment));
    return {
      outcomes: alone.flatMap(({ outcomes }) => outcomes),
      commits: alone.reduce((sum, { commits }) => sum + commits, 0),
    };
  }
};
