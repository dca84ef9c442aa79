// The lock file of a data folder: one process owns it, and what a dead one left behind is taken over.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PolylogueError } from "@polylogue/core";

interface Owner {
  readonly pid: number;
  /** Distinguishes a process from a later one with the same number; empty where the system does not tell. */
  readonly started: string;
}

/** The start time of a process in clock ticks since boot: the 22nd field, counted past the name in parentheses. */
const startedAt = async (pid: number): Promise<string> => {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

const isAlive = async ({ pid, started }: Owner): Promise<boolean> =>
  isRunning(pid) && (await startedAt(pid)) === started;

/** What stands in the lock; nothing where it is gone, or was cut off while it was written. */
const ownerIn = async (path: string): Promise<Owner | undefined> => {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Owner;
  } catch {
    return undefined;
  }
};

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "EEXIST";

const refusal = (folder: string, { pid }: Owner): PolylogueError =>
  new PolylogueError(
    "store.locked",
    `Process ${pid} is using the data in ${folder}. Stop it, or choose another DATA_DIR.`,
  );

/** Moves a dead owner's lock aside; if a living process took it over meanwhile, that one keeps it. */
const takeAside = async (path: string, folder: string): Promise<void> => {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => {});
  const moved = await ownerIn(aside);
  if (moved && (await isAlive(moved))) {
    await rename(aside, path);
    throw refusal(folder, moved);
  }
  await rm(aside, { force: true });
};

/** Takes the lock of the folder that holds `file`; answers how to give it back. */
export const lockFolderOf = async (file: string): Promise<() => Promise<void>> => {
  const folder = dirname(file);
  const path = join(folder, "lock");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mine = JSON.stringify({ pid: process.pid, started: await startedAt(process.pid) } satisfies Owner);
  for (;;) {
    try {
      await writeFile(path, mine, { flag: "wx", mode: 0o600 });
      return () => rm(path, { force: true });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
    const owner = await ownerIn(path);
    if (owner && (await isAlive(owner))) throw refusal(folder, owner);
    await takeAside(path, folder);
  }
};
