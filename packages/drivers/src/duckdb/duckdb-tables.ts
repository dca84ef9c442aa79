// The Tables port on DuckDB: a thread with a database for each file, the longest unused forgotten first.
import {
  type Clock,
  PolylogueError,
  type QueryOptions,
  systemClock,
  type TableSet,
  type TableSource,
  type Tables,
} from "@polylogue/core";
import { startTablesThread, type TablesThread } from "./tables-thread.ts";

export interface DuckDbTablesOptions {
  /** What all loaded tables may take; 256 MB unless given. */
  readonly maxBytes?: number;
  /** Tables that nobody asked for so long are forgotten; 10 minutes unless given. */
  readonly idleMs?: number;
  readonly clock?: Clock;
}

interface AtHand {
  readonly set: TableSet;
  readonly bytes: number;
  cancelIdle: () => void;
}

const rowLimits = { usual: 1_000, most: 50_000 };
const timeLimits = { usualMs: 10_000, mostMs: 60_000 };

export const duckDbTables = ({
  maxBytes = 256 * 1024 * 1024,
  idleMs = 10 * 60_000,
  clock = systemClock,
}: DuckDbTablesOptions = {}): Tables => {
  /** In the order of their last use. */
  const atHand = new Map<string, AtHand>();
  const loading = new Map<string, Loading>();
  let thread: TablesThread | undefined;
  let closed = false;

  const started = (): TablesThread => {
    if (closed) throw new PolylogueError("unavailable", "The server is stopping. Ask again in a moment.");
    if (thread) return thread;
    const opened = startTablesThread(() => {
      if (thread === opened) forgetAll();
    });
    thread = opened;
    return opened;
  };

  const forgetAll = (): void => {
    thread = undefined;
    for (const { cancelIdle } of atHand.values()) cancelIdle();
    atHand.clear();
  };

  const forget = async (file_id: string): Promise<void> => {
    const file = atHand.get(file_id);
    file?.cancelIdle();
    if (atHand.delete(file_id)) thread?.drop(file_id);
    if (atHand.size > 0 || loading.size > 0) return;
    const idle = thread;
    thread = undefined;
    await idle?.end();
  };

  const use = (file_id: string): TableSet | undefined => {
    const file = atHand.get(file_id);
    if (!file) return undefined;
    file.cancelIdle();
    file.cancelIdle = clock.after(idleMs, () => void forget(file_id));
    atHand.delete(file_id);
    atHand.set(file_id, file);
    return file.set;
  };

  const makeRoom = (): void => {
    let bytes = [...atHand.values()].reduce((sum, file) => sum + file.bytes, 0);
    for (const [file_id, file] of [...atHand].slice(0, -1)) {
      if (bytes <= maxBytes) return;
      bytes -= file.bytes;
      void forget(file_id);
    }
  };

  const load = async (source: TableSource, progress: (done: number) => void): Promise<TableSet> => {
    const own = started();
    const { tables, bytes } = await own.load(source, progress);
    const set: TableSet = {
      tables,
      async query(sql, parameters, options = {}) {
        if (thread !== own || !use(source.file_id)) throw putAway();
        return own.query({ file_id: source.file_id, sql, parameters }, limitsOf(options), options.signal);
      },
    };
    atHand.set(source.file_id, { set, bytes, cancelIdle: () => undefined });
    use(source.file_id);
    makeRoom();
    return set;
  };

  const loadOnce = (source: TableSource): Loading => {
    const listeners = new Set<(done: number) => void>();
    const set = load(source, (done) => {
      for (const listener of listeners) listener(done);
    }).finally(() => loading.delete(source.file_id));
    const begun: Loading = { set, listeners };
    loading.set(source.file_id, begun);
    return begun;
  };

  return {
    async open(source, { signal, progress }) {
      signal.throwIfAborted();
      const known = use(source.file_id);
      if (known) return known;
      const { set, listeners } = loading.get(source.file_id) ?? loadOnce(source);
      if (progress) listeners.add(progress);
      return unlessAborted(set, signal).finally(() => progress && listeners.delete(progress));
    },
    peek: use,
    drop: forget,
    async close() {
      closed = true;
      const ending = thread;
      forgetAll();
      await ending?.end();
    },
  };
};

/** One load for all who ask for the file meanwhile; it goes on when one of them leaves. */
interface Loading {
  readonly set: Promise<TableSet>;
  readonly listeners: Set<(done: number) => void>;
}

const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });

const putAway = (): PolylogueError => new PolylogueError("unavailable", "This table was put away. Open it again.");

const limitsOf = ({ maxRows = rowLimits.usual, timeoutMs = timeLimits.usualMs }: QueryOptions) => ({
  maxRows: Math.max(1, Math.min(Math.floor(maxRows), rowLimits.most)),
  timeoutMs: Math.max(1, Math.min(timeoutMs, timeLimits.mostMs)),
});
