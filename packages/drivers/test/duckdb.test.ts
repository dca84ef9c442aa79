// DuckDB behind the Tables port: what is kept at hand, and what is left on the disk.
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Tables } from "@polylogue/core";
import { virtualClock } from "@polylogue/core/testing";
import { duckDbTables } from "@polylogue/drivers";
import { afterEach, describe, expect, it } from "vitest";
import { tablesSuite } from "./suite/tables.ts";

tablesSuite("DuckDB", () => duckDbTables());

describe("duckDbTables", () => {
  const signal = new AbortController().signal;
  const bytes = readFileSync(new URL("../../../node_modules/vega-datasets/data/stocks.csv", import.meta.url));
  const source = (file_id: string) => ({ file_id, name: "stocks.csv", bytes });
  let tables: Tables | undefined;
  afterEach(() => tables?.close());

  it("forgets the file that was not used for longest when there are too many", async () => {
    tables = duckDbTables({ maxBytes: 10 * 1024 * 1024 });
    for (const file_id of ["a", "b"]) await tables.open(source(file_id), { signal });
    expect(tables.peek("a")).toBeDefined();
    await tables.open(source("c"), { signal });
    expect(tables.peek("b")).toBeUndefined();
    expect(tables.peek("c")).toBeDefined();
  });

  it("forgets a file that nobody asked for in ten minutes, and loads it again when asked", async () => {
    const clock = virtualClock();
    tables = duckDbTables({ clock });
    await tables.open(source("a"), { signal });
    await clock.advance(9 * 60_000);
    expect(tables.peek("a")).toBeDefined();
    await clock.advance(9 * 60_000);
    expect(tables.peek("a")).toBeDefined();
    await clock.advance(10 * 60_000);
    expect(tables.peek("a")).toBeUndefined();
    const again = await tables.open(source("a"), { signal });
    expect(await again.query("SELECT count(*) FROM stocks", [])).toMatchObject({ rows: [[560]] });
  });

  it("loads a file once for all who ask at the same time", async () => {
    tables = duckDbTables();
    const asked = [1, 2, 3].map(() => tables?.open(source("a"), { signal }));
    const [first, ...others] = await Promise.all(asked);
    for (const other of others) expect(other).toBe(first);
  });

  it("leaves no file behind", async () => {
    tables = duckDbTables();
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("polylogue-tables-"));
    const before = left();
    await tables.open(source("a"), { signal });
    await expect(tables.open({ ...source("b"), bytes: Buffer.from("PAR1xxPAR1") }, { signal })).rejects.toThrow();
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });

  it("lets go of who no longer waits for a load", async () => {
    tables = duckDbTables();
    const stop = new AbortController();
    const opening = tables.open(source("a"), { signal: stop.signal });
    stop.abort();
    await expect(opening).rejects.toThrow();
  });

  it("takes nothing after it was closed", async () => {
    tables = duckDbTables();
    const set = await tables.open(source("a"), { signal });
    await tables.close();
    await expect(set.query("SELECT 1 FROM stocks", [])).rejects.toMatchObject({ code: "unavailable" });
    await expect(tables.open(source("a"), { signal })).rejects.toMatchObject({ code: "unavailable" });
  });
});
