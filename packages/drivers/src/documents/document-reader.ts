// The DocumentReader: one worker thread, started with the first file and ended when there was none for a while.
import { Worker } from "node:worker_threads";
import {
  type Clock,
  type Document,
  type DocumentReader,
  PolylogueError,
  systemClock,
  unreachable,
} from "@polylogue/core";
import type { DocumentJob, JobReport } from "./document-job.ts";
import type { UnreadFile } from "./read-document.ts";
import { unreadable } from "./unreadable.ts";

type Options = Parameters<DocumentReader["read"]>[1];

const idleMs = 30_000;
/** A hostile file must not take the server's memory with it. */
const heapMegabytes = 1_024;

export const documentReader = (clock: Clock = systemClock): DocumentReader => {
  let worker: Worker | undefined;
  let cancelIdle: (() => void) | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  const open = (): Worker => {
    const opened = new Worker(new URL("./document-worker.js", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    const forget = () => {
      if (worker === opened) worker = undefined;
    };
    opened.on("error", forget).once("exit", forget);
    return opened;
  };

  const end = async (): Promise<void> => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };

  const run = async (file: UnreadFile, options: Options): Promise<Document> => {
    options.signal.throwIfAborted();
    if (closed) throw new PolylogueError("unavailable", "The server is stopping. Upload the file again in a moment.");
    cancelIdle?.();
    worker ??= open();
    worker.ref();
    try {
      return await readIn(worker, file, options);
    } finally {
      if (options.signal.aborted) await end();
      worker?.unref();
      cancelIdle = clock.after(idleMs, () => void end());
    }
  };

  return {
    read(file, options) {
      const reading = queue.then(() => run(file, options));
      queue = reading.catch(() => {});
      return reading;
    },
    async close() {
      closed = true;
      cancelIdle?.();
      await end();
    },
  };
};

/** One job from its start to its last report; settles too when it is aborted or the thread dies. */
const readIn = (worker: Worker, file: UnreadFile, { signal, progress }: Options): Promise<Document> =>
  new Promise((resolve, reject) => {
    const onMessage = (report: JobReport) => {
      switch (report.type) {
        case "progress":
          return progress?.(report.done);
        case "done":
          return settle(() => resolve(report.document));
        case "failed":
          return settle(() => reject(new PolylogueError(report.code, report.message)));
        default:
          return unreachable(report);
      }
    };
    const onError = (cause: unknown) =>
      settle(() => reject(unreadable("This file is too large or too tangled to read.", cause)));
    const onExit = () => settle(() => reject(unreadable("Reading this file was broken off. Upload it again.")));
    const onAbort = () => settle(() => reject(signal.reason));
    const settle = (finish: () => void) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      signal.removeEventListener("abort", onAbort);
      finish();
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    worker.postMessage({ file } satisfies DocumentJob);
  });
