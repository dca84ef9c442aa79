// The way to the writer: orders of one tick leave in one message, their answers come back after the commit.
import { PolylogueError } from "@polylogue/core";
import type { Write } from "../sql/operations.ts";
import type { Moment } from "../sql/statement.ts";
import { errorOf, type Order, type Outcome } from "./group-commit.ts";
import type { Place } from "./opening.ts";
import type { Done } from "./writer.ts";
import { startWorker, type WriterWorker } from "./writer-worker.ts";

export interface Watch {
  /** After each group of operations: how many they were, and how many commits they took. */
  readonly onCommit?: ((operations: number, commits: number) => void) | undefined;
  /** The writer thread died. It is started again once; nothing is saved after a second death. */
  readonly onTrouble?: ((cause: Error) => void) | undefined;
}

export interface WriterThread {
  readonly epoch: number;
  readonly write: Write;
  /** Waits for what was ordered, then ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

const stopped = (cause: Error): PolylogueError =>
  new PolylogueError("unavailable", "The store's writer has stopped; nothing was saved. Try again.", { cause });

const closed = (): PolylogueError =>
  new PolylogueError("store.closed", "The store is closed. Open it again to use it.");

export const startWriter = async (
  place: Place,
  moment: () => Moment,
  { onCommit, onTrouble }: Watch,
): Promise<WriterThread> => {
  const waiting = new Map<number, Waiting>();
  let outbox: Order[] = [];
  let lastId = 0;
  let worker: WriterWorker | undefined;
  let restarted = false;
  /** Why nothing is taken any more. */
  let refusal: PolylogueError | undefined;

  const settle = (outcome: Outcome): void => {
    const asked = waiting.get(outcome.id);
    waiting.delete(outcome.id);
    if (outcome.ok) asked?.resolve(outcome.answer);
    else asked?.reject(errorOf(outcome.failure));
  };

  const rejectAll = (error: PolylogueError): void => {
    const rejected = [...waiting.values()];
    waiting.clear();
    outbox = [];
    for (const { reject } of rejected) reject(error);
  };

  const post = (to: WriterWorker, orders: readonly Order[]): void => {
    try {
      to.post({ kind: "orders", orders, moment: moment() });
    } catch (error) {
      // One of them is not plain data: the others must not suffer for it.
      if (orders.length > 1) for (const order of orders) post(to, [order]);
      else for (const { id } of orders) waiting.get(id)?.reject(error);
    }
  };

  /** Without a worker the orders wait for its restart. */
  const flush = (): void => {
    if (!worker || outbox.length === 0) return;
    const orders = outbox;
    outbox = [];
    post(worker, orders);
  };

  const onDone = ({ outcomes, commits }: Done): void => {
    for (const outcome of outcomes) settle(outcome);
    onCommit?.(outcomes.length, commits);
  };

  const start = async (): Promise<WriterWorker> => {
    worker = await startWorker({ ...place, now: moment().now }, { onDone, onExit });
    flush();
    return worker;
  };

  const giveUp = (cause: Error): void => {
    refusal = stopped(cause);
    rejectAll(refusal);
  };

  const onExit = (cause: Error): void => {
    worker = undefined;
    if (refusal) return;
    onTrouble?.(cause);
    if (restarted) {
      giveUp(cause);
    } else {
      restarted = true;
      rejectAll(stopped(cause));
      start().catch(giveUp);
    }
  };

  const write = (name: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (refusal) return reject(refusal);
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      outbox.push({ id: lastId, name, input });
      if (outbox.length === 1) setImmediate(flush);
    });

  const { epoch } = await start();
  return {
    epoch,
    write: write as Write,
    async close() {
      flush();
      refusal ??= closed();
      await worker?.close();
    },
  };
};
