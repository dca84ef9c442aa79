// One writer thread from its start to its end, as the thread that started it sees it.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { errorOf } from "./group-commit.ts";
import type { Done, FromWriter, Start, ToWriter } from "./writer.ts";

export interface WriterWorker {
  readonly epoch: number;
  post(message: ToWriter): void;
  /** Lets it finish what it was sent, and end. */
  close(): Promise<void>;
}

/** Once in hundreds of starts a thread's first message was seen to wait in its port until a second one came. */
const nudgeMs = 1_000;

/** JSON crosses a thread three times faster than the objects themselves do. */
const spoken = (message: ToWriter): string => JSON.stringify(message);

/** Resolves once the database is open; `onExit` is called when the thread ends after that. */
export const startWorker = (
  start: Start,
  hear: { readonly onDone: (done: Done) => void; readonly onExit: (cause: Error) => void },
): Promise<WriterWorker> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./writer.js", import.meta.url), { workerData: start });
    const nudging = setInterval(() => worker.postMessage(spoken({ kind: "nudge" })), nudgeMs);
    let opened = false;
    let cause: Error = new Error("the writer thread ended");
    worker.on("message", (text: string) => {
      const message = JSON.parse(text) as FromWriter;
      switch (message.kind) {
        case "opened":
          opened = true;
          clearInterval(nudging);
          return resolve({
            epoch: message.epoch,
            post: (order) => worker.postMessage(spoken(order)),
            async close() {
              worker.postMessage(spoken({ kind: "close" }));
              await once(worker, "exit");
            },
          });
        case "refused":
          cause = errorOf(message.failure);
          return;
        case "done":
          return hear.onDone(message);
      }
    });
    worker.on("error", (error) => {
      cause = error instanceof Error ? error : new Error(String(error));
    });
    worker.on("exit", () => {
      clearInterval(nudging);
      return opened ? hear.onExit(cause) : reject(cause);
    });
  });
