// DuckDB behind the Tables port: what is kept at hand, and what is left on the disk.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
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
    tables = duckDbTables({ maxBytes: 20 * 1024 * 1024 });
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

  /** What DuckDB itself writes. */
  const parquet = async (select: string) => {
    const folder = mkdtempSync(join(tmpdir(), "polylogue-parquet-"));
    try {
      const connection = await (await DuckDBInstance.create(":memory:")).connect();
      await connection.run(`COPY (${select}) TO '${join(folder, "x.parquet")}' (FORMAT parquet)`);
      return { file_id: "p", name: "x.parquet", bytes: readFileSync(join(folder, "x.parquet")) };
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it("loads every type that Parquet has as one of its own", async () => {
    tables = duckDbTables();
    const set = await tables.open(
      await parquet(`SELECT 7::UTINYINT AS small, 1.25::DECIMAL(9, 2) AS "net price", DATE '2020-02-29' AS day,
        TIMESTAMPTZ '2020-01-01 12:00:00+02' AS at, true AS ok, [1, 2] AS list, {'a': 'x'} AS struct, TIME '10:30:00' AS clock,
        18446744073709551615::UBIGINT AS huge, NULL::VARCHAR AS nothing`),
      { signal },
    );
    expect(set.tables[0]?.columns).toContainEqual({ name: "net_price", title: "net price", type: "number" });
    expect(await set.query("SELECT * FROM x", [])).toMatchObject({
      rows: [
        [
          7,
          1.25,
          "2020-02-29",
          "2020-01-01T10:00:00",
          true,
          "[1,2]",
          '{"a":"x"}',
          "10:30:00",
          "18446744073709551615",
          null,
        ],
      ],
    });
  });

  it("P14 refuses a small file that would fill the memory", async () => {
    tables = duckDbTables();
    const bomb = await parquet("SELECT 'x' || (range % 2) || repeat('y', 4000) AS a FROM range(2000000)");
    expect(bomb.bytes.length).toBeLessThan(5_000_000);
    await expect(tables.open(bomb, { signal })).rejects.toMatchObject({
      code: "file_unreadable",
      message: expect.stringContaining("too large"),
    });
    const honest = await tables.open(source("a"), { signal });
    expect(await honest.query("SELECT count(*) FROM stocks", [])).toMatchObject({ rows: [[560]] });
  });

  it("P14 takes names for what they are: words, not SQL", async () => {
    tables = duckDbTables();
    const text = `"a""b",'); DROP TABLE x; --,select,SELECT,__proto__,名前,2020,\n1,2,3,4,5,6,7,8\n2,2,3,4,5,6,7,x'"y\n`;
    const set = await tables.open({ file_id: "n", name: `../x'"; DROP.csv`, bytes: Buffer.from(text) }, { signal });
    expect(set.tables[0]?.name).toBe("x_DROP");
    const names = set.tables[0]?.columns.map(({ name }) => name);
    expect(names).toEqual(["a_b", "DROP_TABLE_x", "select_", "SELECT__2", "proto", "column_6", "_2020", "column_8"]);
    expect(await set.query(`SELECT ${names?.join(", ")} FROM x_DROP LIMIT 1`, [])).toMatchObject({
      rows: [[1, 2, 3, 4, 5, 6, 7, "8"]],
    });
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
