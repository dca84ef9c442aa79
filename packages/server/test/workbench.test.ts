// The workbench on a real store, disk and DuckDB: whose file it is decides, every time.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store, Tables, UserContext, Workbench } from "@polylogue/core";
import { virtualClock } from "@polylogue/core/testing";
import { diskFiles, duckDbTables, embeddedStore } from "@polylogue/drivers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { originalKey } from "../src/files/shelf.ts";
import { fileWorkbench } from "../src/files/workbench.ts";

const user = (user_id: string): UserContext => ({
  user_id,
  tenant_id: "t",
  session_id: `s-${user_id}`,
  roles: ["user"],
});
const options = { signal: new AbortController().signal };

let folder: string;
let store: Store;
let tables: Tables;
let workbench: Workbench;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "polylogue-workbench-"));
  store = await embeddedStore({ path: ":memory:", clock: virtualClock() });
  tables = duckDbTables();
  const files = diskFiles(folder);
  workbench = fileWorkbench({ store, files, tables });
  const bytes = await readFile(new URL("../../../node_modules/vega-datasets/data/stocks.csv", import.meta.url));
  await files.write(originalKey("f-ann"), bytes);
  await store.openSession({ user: user("ann"), token_hash: "h" });
  await store.addFile({
    file_id: "f-ann",
    user_id: "ann",
    name: "stocks.csv",
    mediaType: "text/csv",
    bytes: bytes.length,
    state: "reading",
    uploadedAt: 1,
  });
});

afterEach(async () => {
  await tables.close();
  await store.close();
  await rm(folder, { recursive: true });
});

it("S2.12 loads a user's own file once it has been read, and keeps it at hand", async () => {
  expect(await workbench.tables(user("ann"), "f-ann", options)).toBeUndefined();
  await store.markFile("f-ann", { state: "ready" });
  const set = await workbench.tables(user("ann"), "f-ann", options);
  expect(await set?.query("SELECT count(*) FROM stocks", [])).toMatchObject({ rows: [[560]] });
  expect(await workbench.tables(user("ann"), "f-ann", options)).toBe(set);
});

it("P15 another user's file is as absent as one that never was, loaded or not", async () => {
  await store.markFile("f-ann", { state: "ready" });
  expect(await workbench.tables(user("bob"), "f-ann", options)).toBeUndefined();
  await workbench.tables(user("ann"), "f-ann", options);
  expect(await workbench.tables(user("bob"), "f-ann", options)).toBeUndefined();
  expect(await workbench.tables(user("ann"), "f-none", options)).toBeUndefined();
});

it("P18 a file that was removed is absent although its tables are still at hand", async () => {
  await store.markFile("f-ann", { state: "ready" });
  await workbench.tables(user("ann"), "f-ann", options);
  await store.removeFile("ann", "f-ann");
  expect(await workbench.tables(user("ann"), "f-ann", options)).toBeUndefined();
});
