// The way to the Tables worker: jobs go out under a number, answers come back under it.
import { Worker } from "node:worker_threads";
import {
  type Cell,
  PolylogueError,
  type QueryRefusal,
  type QueryResult,
  type TableSource,
  unreachable,
} from "@polylogue/core";
import type { LoadedFile, QueryLimits, TablesJob, TablesReport } from "./tables-job.ts";

/** A hostile file must not take the server's memory with it. */
const heapMegabytes = 1_024;
const endMs = 2_000;

export interface TablesThread {
  load(source: TableSource, progress: (done: number) => void): Promise<LoadedFile>;
  query(
    question: { readonly file_id: string; readonly sql: string; readonly parameters: readonly Cell[] },
    limits: QueryLimits,
    signal: AbortSignal | undefined,
  ): Promise<QueryResult | QueryRefusal>;
  drop(file_id: string): void;
  end(): Promise<void>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
  progress?(done: number): void;
}

/** `onExit` is called once, however the thread came to its end. */
export const startTablesThread = (onExit: () => void): TablesThread => {
  const waiting = new Map<number, Waiting>();
  const worker = new Worker(new URL("./tables-worker.js", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  let lastId = 0;
  let trouble: unknown;
  worker.unref();

  const settle = (id: number, finish: (asked: Waiting) => void): void => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (asked) finish(asked);
  };

  worker.on("message", (report: TablesReport) => {
    switch (report.type) {
      case "progress":
        return waiting.get(report.id)?.progress?.(report.done);
      case "loaded":
        return settle(report.id, ({ resolve }) => resolve(report.file));
      case "answered":
        return settle(report.id, ({ resolve }) => resolve(report.answer));
      case "failed":
        return settle(report.id, ({ reject }) => reject(new PolylogueError(report.code, report.message)));
      default:
        return unreachable(report);
    }
  });
  worker.on("error", (error) => {
    trouble = error;
  });
  const exited = new Promise<void>((resolve) => {
    worker.once("exit", () => {
      const error = new PolylogueError("file_unreadable", "Working on this table was broken off. Try again.", {
        cause: trouble,
      });
      for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(error));
      onExit();
      resolve();
    });
  });

  const post = (job: TablesJob) => worker.postMessage(job);

  const ask = <T>(jobOf: (id: number) => TablesJob, progress?: (done: number) => void) => {
    lastId += 1;
    const id = lastId;
    const answer = new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as Waiting["resolve"], reject, ...(progress && { progress }) });
    });
    worker.ref();
    post(jobOf(id));
    return { id, answer };
  };

  return {
    load: (source, progress) => ask<LoadedFile>((id) => ({ type: "load", id, source }), progress).answer,
    async query(question, limits, signal) {
      const { id, answer } = ask<QueryResult | QueryRefusal>((of) => ({ type: "query", id: of, ...question, limits }));
      const cancel = () => post({ type: "cancel", id });
      if (signal?.aborted) cancel();
      signal?.addEventListener("abort", cancel, { once: true });
      return answer.finally(() => signal?.removeEventListener("abort", cancel));
    },
    drop: (file_id) => post({ type: "drop", file_id }),
    async end() {
      post({ type: "end" });
      const impatience = setTimeout(() => void worker.terminate(), endMs);
      await exited;
      clearTimeout(impatience);
    },
  };
};
