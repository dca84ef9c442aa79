// The Store in one SQLite file: a writer thread of its own, reads on the calling thread; or all of it in memory.
import type { Clock, Store } from "@polylogue/core";
import { PolylogueError, systemClock } from "@polylogue/core";
import { operationNamed, type Read, type Write } from "../sql/operations.ts";
import { sqlStore } from "../sql/sql-store.ts";
import type { Moment } from "../sql/statement.ts";
import { type Connection, openConnection } from "./connection.ts";
import { commitTogether, errorOf, failureOf } from "./group-commit.ts";
import { lockFolderOf } from "./lock.ts";
import { openForWriting, type Place } from "./opening.ts";
import { startWriter, type Watch } from "./writer-thread.ts";

export interface EmbeddedStoreOptions extends Place, Watch {
  /** Wall time for what is written; leases live by its monotonic time, which nobody can set. */
  readonly clock?: Pick<Clock, "now" | "monotonic">;
}

/** What reads from a connection; `refuse` throws once the Store is closed. */
const reader = (connection: Connection, moment: () => Moment, refuse: () => void): Read =>
  (async (name: string, input: unknown) => {
    refuse();
    try {
      return connection.run(operationNamed(name, input, moment()));
    } catch (error) {
      throw errorOf(failureOf(error));
    }
  }) as Read;

const gate = () => {
  let closed = false;
  return {
    refuse() {
      if (closed) throw new PolylogueError("store.closed", "The store is closed. Open it again to use it.");
    },
    shut() {
      closed = true;
    },
  };
};

const memoryStore = (place: Place, moment: () => Moment, { onCommit }: Watch): Store => {
  const { connection, epoch } = openForWriting(place, moment().now);
  const { refuse, shut } = gate();
  const write = async (name: string, input: unknown): Promise<unknown> => {
    refuse();
    const { outcomes, commits } = commitTogether(connection, [{ id: 0, name, input }], moment());
    onCommit?.(outcomes.length, commits);
    const [outcome] = outcomes;
    if (outcome?.ok === false) throw errorOf(outcome.failure);
    return outcome?.answer;
  };
  const close = async (): Promise<void> => {
    shut();
    connection.close();
  };
  return sqlStore({ epoch, read: reader(connection, moment, refuse), write: write as Write, close });
};

const fileStore = async (place: Place, moment: () => Moment, watch: Watch): Promise<Store> => {
  const unlock = await lockFolderOf(place.path);
  try {
    const writer = await startWriter(place, moment, watch);
    await writer.write("releaseAll", undefined);
    const connection = openConnection(place.path, { kind: "read" });
    const { refuse, shut } = gate();
    const close = async (): Promise<void> => {
      shut();
      connection.close();
      await writer.close();
      await unlock();
    };
    return sqlStore({ epoch: writer.epoch, read: reader(connection, moment, refuse), write: writer.write, close });
  } catch (error) {
    await unlock();
    throw error;
  }
};

/**
 * Opens the Store, and takes it over from whoever held leases in it before. Rejects with `store.locked` where a living
 * process owns the folder, and with `store.newer` where a newer version wrote it.
 */
export const embeddedStore = async ({
  path,
  maxBytes,
  clock = systemClock,
  ...watch
}: EmbeddedStoreOptions): Promise<Store> => {
  const moment = (): Moment => ({ now: Math.floor(clock.now()), leaseNow: Math.floor(clock.monotonic()) });
  return path === ":memory:"
    ? memoryStore({ path, maxBytes }, moment, watch)
    : fileStore({ path, maxBytes }, moment, watch);
};
