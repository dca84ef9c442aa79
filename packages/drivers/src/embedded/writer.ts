// The writer thread: it alone holds the connection that writes, and commits what has arrived as one.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { Moment } from "../sql/statement.ts";
import { commitTogether, type Failure, failureOf, type Order, type Outcome } from "./group-commit.ts";
import { openForWriting, type Place } from "./opening.ts";

/** What the thread is started with. */
export interface Start extends Place {
  readonly now: number;
}

export type ToWriter =
  | { readonly kind: "orders"; readonly orders: readonly Order[]; readonly moment: Moment }
  /** Asked for once more: whether it is open. */
  | { readonly kind: "nudge" }
  | { readonly kind: "close" };

/** What became of a group of orders. */
export interface Done {
  readonly kind: "done";
  readonly outcomes: readonly Outcome[];
  readonly commits: number;
}

export type FromWriter =
  | { readonly kind: "opened"; readonly epoch: number }
  | { readonly kind: "refused"; readonly failure: Failure }
  | Done;

/** So many operations share a commit at most, that none waits long for the others. */
const ordersAtOnce = 256;

const port = parentPort;
if (!port) throw new Error("writer.js runs as a worker thread");

/** JSON crosses a thread three times faster than the objects themselves do. */
const tell = (message: FromWriter): void => port.postMessage(JSON.stringify(message));

const heard = (text: unknown): ToWriter => JSON.parse(String(text)) as ToWriter;

const serve = (start: Start): void => {
  const { connection, epoch } = openForWriting(start, start.now);

  const commit = (orders: readonly Order[], moment: Moment): void => {
    const done = commitTogether(connection, orders, moment);
    // What was erased still stands in the log of the database until that is emptied.
    if (orders.some(({ name }) => name === "eraseUser")) connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    tell({ kind: "done", ...done });
  };

  const opened = (): void => tell({ kind: "opened", epoch });

  /** The log is emptied into the database, so that a folder at rest holds nothing twice. */
  const close = (): void => {
    try {
      connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // A full disk: the log is read at the next opening.
    }
    connection.close();
    port.close();
  };

  port.on("message", (text: string) => {
    const first = heard(text);
    if (first.kind === "close") return close();
    if (first.kind === "nudge") return opened();
    const orders = [...first.orders];
    let { moment } = first;
    while (orders.length < ordersAtOnce) {
      const next = receiveMessageOnPort(port);
      const more = next && heard(next.message);
      if (more?.kind === "orders") {
        orders.push(...more.orders);
        moment = more.moment;
        continue;
      }
      commit(orders, moment);
      if (more?.kind === "close") close();
      return;
    }
    commit(orders, moment);
  });
  opened();
};

try {
  serve(workerData as Start);
} catch (error) {
  tell({ kind: "refused", failure: failureOf(error) });
}
