// The thread of the Tables port: a database for each file, at most two queries at a time.
import { parentPort } from "node:worker_threads";
import { hasCode } from "@polylogue/core";
import { closeDatabase, type Database, lockDatabase, openDatabase } from "./database.ts";
import { loadTables, longestCell } from "./load-tables.ts";
import { type QueryRun, startQuery } from "./run-query.ts";
import type { Question } from "./statement-guard.ts";
import type { TablesJob, TablesReport } from "./tables-job.ts";
import { turnstile } from "./turnstile.ts";

type LoadJob = Extract<TablesJob, { type: "load" }>;
type QueryJob = Extract<TablesJob, { type: "query" }>;

/** Each query waits on one of Node's four pool threads, which the rest of the server needs too. */
const queriesAtOnce = 2;
const loadTimeoutMs = 60_000;
const progressEveryMs = 100;

interface OpenFile {
  readonly database: Database;
  readonly scope: Pick<Question, "tables" | "longestCell">;
  running: number;
  dropped: boolean;
}

const open = new Map<string, OpenFile>();
const runs = new Map<number, QueryRun>();
const cancelled = new Set<number>();
const loads = turnstile(1);
const queries = turnstile(queriesAtOnce);

const report = (message: TablesReport) => parentPort?.postMessage(message);

const load = async ({ id, source }: LoadJob): Promise<void> => {
  const database = await openDatabase();
  const deadline = setTimeout(() => database.connection.interrupt(), loadTimeoutMs);
  try {
    const { connection } = database;
    const tables = await loadTables(connection, source, throttled(id));
    const scope = {
      tables: new Set(tables.map(({ name }) => name)),
      longestCell: await longestCell(connection, tables),
    };
    const bytes = await lockDatabase(database);
    release(source.file_id);
    open.set(source.file_id, { database, scope, running: 0, dropped: false });
    report({ type: "loaded", id, file: { tables, bytes } });
  } catch (error) {
    closeDatabase(database);
    report({ type: "failed", id, ...failure(error) });
  } finally {
    clearTimeout(deadline);
  }
};

const throttled = (id: number) => {
  let last = performance.now();
  return (done: number) => {
    if (performance.now() - last < progressEveryMs && done < 1) return;
    last = performance.now();
    report({ type: "progress", id, done });
  };
};

const failure = (error: unknown) => {
  const message = error instanceof Error ? error.message : "";
  if (hasCode(error, "file_unsupported")) return { code: "file_unsupported" as const, message };
  if (hasCode(error, "file_unreadable")) return { code: "file_unreadable" as const, message };
  const tooLarge = /^(?:Out of Memory|INTERRUPT)/.test(message);
  return {
    code: "file_unreadable" as const,
    message: tooLarge
      ? "This table is too large to work with here. Upload a part of it."
      : "I could not read this file as a table; it seems to be damaged. Save it again as CSV, then upload that.",
  };
};

const query = async ({ id, file_id, sql, parameters, limits }: QueryJob, waitedSince: number): Promise<void> => {
  const file = open.get(file_id);
  if (!file) return report({ type: "failed", id, code: "unavailable", message: "This table was put away. Ask again." });
  if (cancelled.delete(id))
    return report({ type: "answered", id, answer: { refused: "cancelled", message: "The query was called off." } });
  const timeoutMs = Math.max(1, limits.timeoutMs - (performance.now() - waitedSince));
  const run = startQuery(file.database.instance, { sql, parameters, ...file.scope }, { ...limits, timeoutMs });
  runs.set(id, run);
  file.running += 1;
  try {
    report({ type: "answered", id, answer: await run.answer });
  } finally {
    runs.delete(id);
    file.running -= 1;
    if (file.dropped && file.running === 0) closeDatabase(file.database);
  }
};

const cancel = (id: number): void => {
  const run = runs.get(id);
  if (run) run.cancel();
  else cancelled.add(id);
};

/** What is asked at this moment is answered first. */
const release = (file_id: string): void => {
  const file = open.get(file_id);
  open.delete(file_id);
  if (!file) return;
  file.dropped = true;
  if (file.running === 0) closeDatabase(file.database);
};

const end = async (): Promise<void> => {
  for (const run of runs.values()) run.cancel();
  await Promise.allSettled([...runs.values()].map(({ answer }) => answer));
  parentPort?.close();
};

parentPort?.on("message", (job: TablesJob) => {
  switch (job.type) {
    case "load":
      return void loads(() => load(job));
    case "query": {
      const now = performance.now();
      return void queries(() => query(job, now)).finally(() => cancelled.delete(job.id));
    }
    case "cancel":
      return cancel(job.id);
    case "drop":
      return release(job.file_id);
    case "end":
      return void end();
  }
});
