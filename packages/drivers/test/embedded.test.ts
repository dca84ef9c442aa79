// What the embedded store promises beyond the port: one owner, one writer, commits that are shared and survive.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Worker } from "node:worker_threads";
import type { Store } from "@polylogue/core";
import { type EmbeddedStoreOptions, embeddedStore } from "@polylogue/drivers";
import LibSql from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { message, session } from "./suite/store-stage.ts";

let path: string;
const open: Store[] = [];

const opened = async (options: Partial<EmbeddedStoreOptions> = {}): Promise<Store> => {
  const store = await embeddedStore({ path, ...options });
  open.push(store);
  return store;
};

/** The same file, seen and changed as no part of ours would. */
const behindItsBack = <Answer>(work: (database: LibSql.Database) => Answer): Answer => {
  const database = new LibSql(path, { timeout: 5_000 });
  try {
    return work(database);
  } finally {
    database.close();
  }
};

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "polylogue-embedded-")), "data", "polylogue.db");
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  await rm(dirname(dirname(path)), { recursive: true });
});

describe("one owner", () => {
  it("a folder that a living process owns is refused, with its number", async () => {
    await opened();
    await expect(embeddedStore({ path })).rejects.toMatchObject({
      code: "store.locked",
      message: expect.stringContaining(`Process ${process.pid} `),
    });
  });

  it("a closed store gives its folder back, and leaves nothing but the database in it", async () => {
    await (await opened()).close();
    expect(await readdir(dirname(path))).toEqual(["polylogue.db"]);
    await opened();
  });

  it("P6 the lock of a dead process is taken over, and so is one whose number another process has now", async () => {
    await (await opened()).close();
    for (const owner of [
      { pid: 2 ** 22 + 1, started: "1" },
      { pid: process.pid, started: "1" },
    ]) {
      await writeFile(join(dirname(path), "lock"), JSON.stringify(owner));
      await (await opened()).close();
    }
    await writeFile(join(dirname(path), "lock"), "");
    await opened();
  });

  it("a file that is no database is refused, with a sentence that says which", async () => {
    await (await opened()).close();
    await writeFile(path, "this is no database, but a text that is long enough to look like one");
    await expect(embeddedStore({ path })).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining(path),
    });
  });

  it("P6 whoever opens the store next runs what its former owner left running, at once", async () => {
    const first = await opened();
    await first.accept(message("a"));
    await first.close();
    const second = await opened();
    const { turns } = await second.claim({ owner: "next", lease_ms: 10_000, limit: 10 });
    expect(turns).toMatchObject([{ turn: { turn_id: "t-a" }, attempt: 2 }]);
  });
});

describe("the schema", () => {
  it("P13 a store written by a newer version is refused, and its folder is not kept locked", async () => {
    await (await opened()).close();
    behindItsBack((database) => database.exec("update meta set schema_version = 99"));
    await expect(embeddedStore({ path })).rejects.toMatchObject({
      code: "store.newer",
      message: expect.stringContaining("newer version"),
    });
    behindItsBack((database) => database.exec("update meta set schema_version = 1"));
    await opened();
  });

  it("keeps its epoch from opening to opening", async () => {
    const first = await opened();
    await first.close();
    expect((await opened()).epoch).toBe(first.epoch);
  });

  it("P18 the audit trail refuses to be changed", async () => {
    const store = await opened();
    await store.audit({ action: "erase", subject: "abc", user_id: "ann" });
    await store.close();
    for (const change of ["update audit set subject = 'x'", "delete from audit"]) {
      expect(() => behindItsBack((database) => database.exec(change))).toThrow("audit only grows");
    }
  });

  it("P18 what was erased is not in the file any more", async () => {
    const store = await opened();
    await store.accept(message("a", { text: "a word to be forgotten" }));
    await store.eraseUser("ann");
    await store.close();
    expect((await readFile(path)).includes("a word to be forgotten")).toBe(false);
  });
});

describe("the writer", () => {
  const conversation = (n: number) => ({ conversation: { id: `c-${n}`, agent_type: "guide", create: true } });

  it("P1 what arrives together shares commits", async () => {
    const commits: number[] = [];
    const store = await opened({ onCommit: (operations) => commits.push(operations) });
    commits.length = 0;
    await Promise.all(Array.from({ length: 300 }, (_, n) => store.accept(message(`${n}`, conversation(n)))));
    expect(commits.reduce((sum, operations) => sum + operations)).toBe(300);
    expect(commits.length).toBeLessThanOrEqual(3);
    expect(await store.head("s-ann")).toBe(600);
  });

  it("P1 what arrives during a commit shares the next one", async () => {
    const commits: number[] = [];
    const store = await opened({ onCommit: (operations) => commits.push(operations) });
    const accepting: Promise<unknown>[] = [];
    for (let n = 0; n < 200; n += 1) {
      accepting.push(store.accept(message(`${n}`, conversation(n))));
      await new Promise((next) => setImmediate(next));
    }
    await Promise.all(accepting);
    expect(commits.length).toBeLessThan(150);
  });

  it("leaves nothing in its log when it is closed, also when it was read from", async () => {
    const store = await opened();
    for (const number of ["1", "2", "3"]) await store.accept(message(number, conversation(1)));
    await store.facts("s-ann", 0, 10);
    await store.close();
    const log = await readFile(`${path}-wal`).catch(() => Buffer.alloc(0));
    expect(log.length).toBe(0);
  });

  it("an operation that fails undoes none of those beside it", async () => {
    const store = await opened();
    const entry = { scope: "t-1", key: "1", name: "tool", input_hash: "ab", result: 1 };
    const results = await Promise.allSettled([
      store.accept(message("1", conversation(1))),
      store.record(entry, { turn_id: "t-none", fence: 1 }),
      store.accept(message("2", { ...conversation(2), turn_id: "t-1" })),
      store.remember("ann", "lesson", (() => 1) as never),
      store.accept(message("3", conversation(3))),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "rejected", "fulfilled"]);
    expect(results[2]).toMatchObject({
      reason: {
        code: "unavailable",
        message: expect.not.stringContaining("turns"),
        cause: expect.stringContaining("turns"),
      },
    });
    const ids = (await store.facts("s-ann", 0, 10)).map(({ seq, turn }) => `${seq} ${turn?.turn_id}`);
    expect(ids).toEqual(["1 t-1", "2 t-1", "3 t-3", "4 t-3"]);
  });

  it("P1 a full disk refuses what may be tried again, keeps what it had, and goes on when there is room", async () => {
    const store = await opened({ maxBytes: 300_000 });
    const long = "word ".repeat(4_000);
    const kept: string[] = [];
    let refused: unknown;
    for (let n = 0; refused === undefined && n < 100; n += 1) {
      await store.accept(message(`${n}`, { ...conversation(n), text: long })).then(
        () => kept.push(`t-${n}`),
        (error: unknown) => {
          refused = error;
        },
      );
    }
    expect(refused).toMatchObject({ code: "store.full" });
    expect(kept.length).toBeGreaterThan(3);
    expect(await store.head("s-ann")).toBe(2 * kept.length);
    expect(
      (await store.facts("s-ann", 0, 500)).filter(({ type }) => type === "ack").map(({ turn }) => turn?.turn_id),
    ).toEqual(kept);

    await store.eraseUser("ann");
    expect(
      await store.accept(message("after", { session: session("bob"), ...conversation(1_000), text: long })),
    ).toMatchObject({ kind: "accepted" });
  });

  it("P1 a writer thread that dies fails what waits, is started again once, and tells of it", async () => {
    const writers: Worker[] = [];
    const remember = (worker: Worker) => writers.push(worker);
    process.on("worker", remember);
    const troubles: Error[] = [];
    const store = await opened({ onTrouble: (cause) => troubles.push(cause) });

    await store.accept(message("a"));
    const ending = writers[0]?.terminate();
    await expect(store.accept(message("b"))).rejects.toMatchObject({ code: "unavailable" });
    await ending;
    expect(troubles).toHaveLength(1);
    expect(await store.accept(message("b"))).toMatchObject({ kind: "accepted" });
    expect(await store.head("s-ann")).toBe(4);

    await writers[1]?.terminate();
    process.off("worker", remember);
    expect(troubles).toHaveLength(2);
    await expect(store.accept(message("c"))).rejects.toMatchObject({ code: "unavailable" });
    expect(await store.head("s-ann")).toBe(4);
  });

  it("P1 what was accepted before a kill -9 is there when the store is opened again", async () => {
    const script = join(dirname(dirname(path)), "accepting.mjs");
    await writeFile(
      script,
      `import { embeddedStore } from ${JSON.stringify(import.meta.resolve("@polylogue/drivers"))};
       process.once("message", async ({ path, request }) => {
         const store = await embeddedStore({ path });
         for (let n = 0; ; n += 1) {
           await store.accept({ ...request, turn_id: "t-" + n, message_id: "m-" + n, queue_limit: 1e6 });
           process.send(n);
         }
       });`,
    );
    const child = fork(script);
    let last = -1;
    child.send({ path, request: message("a") });
    child.on("message", (n) => {
      last = Number(n);
      if (last === 50) child.kill("SIGKILL");
    });
    await once(child, "exit");
    expect(last).toBeGreaterThanOrEqual(50);

    const store = await opened();
    const facts = await store.facts("s-ann", 0, 100_000);
    const acks = facts.filter(({ type }) => type === "ack").map(({ body }) => body.message_id);
    expect(acks.slice(0, last + 1)).toEqual(Array.from({ length: last + 1 }, (_, n) => `m-${n}`));
    expect(facts).toHaveLength(2 * acks.length);
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => index + 1));
  });
});

describe("reading", () => {
  it("P3 ten thousand facts are paged in order without a hole", async () => {
    const store = await opened();
    await store.openSession(session());
    const thousand = Array.from({ length: 1_000 }, (_, n) => ({ type: "degraded", body: { part: "redis", since: n } }));
    for (let n = 0; n < 10; n += 1) await store.report("s-ann", thousand);
    let after = 0;
    for (let page = 1; page <= 10; page += 1) {
      const facts = await store.facts("s-ann", after, 1_000);
      expect(facts.map(({ seq }) => seq)).toEqual(thousand.map((_, index) => after + index + 1));
      expect(facts[999]?.body).toEqual({ part: "redis", since: 999 });
      after += facts.length;
    }
    expect(after).toBe(10_000);
    expect(await store.facts("s-ann", after, 1_000)).toEqual([]);
  });
});
