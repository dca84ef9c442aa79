// Questions that want more than an answer: whatever is tried, it is refused in time, and the next honest question is answered.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TableSet, Tables } from "@polylogue/core";
import { duckDbTables } from "@polylogue/drivers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostileSql } from "./suite/hostile-sql.ts";

const timeoutMs = 600;
/** Longer than any attempt may take: its limit, and the time an interrupt needs to be heard. */
const patienceMs = timeoutMs + 4_000;
const memoryBytes = 1024 ** 3;

describe("hostile SQL", () => {
  const folder = mkdtempSync(join(tmpdir(), "polylogue-hostile-"));
  const secret = join(folder, "secret.csv");
  let tables: Tables;
  let set: TableSet;

  beforeAll(async () => {
    writeFileSync(secret, "word\nmagpie-in-the-orchard\n");
    tables = duckDbTables();
    const bytes = readFileSync(new URL("../../../node_modules/vega-datasets/data/stocks.csv", import.meta.url));
    set = await tables.open({ file_id: "f", name: "stocks.csv", bytes }, { signal: new AbortController().signal });
  });
  afterAll(async () => {
    await tables.close();
    rmSync(folder, { recursive: true });
  });

  it("P16 200 attempts: none succeeds, each ends within its limits, and an honest question is answered after each", async () => {
    const attempts = hostileSql(secret);
    expect(new Set(attempts).size).toBe(attempts.length);
    expect(attempts.length).toBeGreaterThanOrEqual(200);
    const memoryBefore = process.memoryUsage.rss();
    const through: string[] = [];
    for (const sql of attempts) {
      const started = performance.now();
      const answer = await set.query(sql, [], { timeoutMs });
      const ms = performance.now() - started;
      const said = JSON.stringify(answer);
      if (!("refused" in answer)) through.push(`${sql.slice(0, 120)} → ${said.slice(0, 120)}`);
      if (ms > patienceMs) through.push(`${sql.slice(0, 120)} took ${Math.round(ms)} ms`);
      if (/magpie|polylogue-tables-|root:x:/.test(said))
        through.push(`${sql.slice(0, 120)} told ${said.slice(0, 200)}`);
      if (process.memoryUsage.rss() - memoryBefore > memoryBytes) through.push(`${sql.slice(0, 120)} took all memory`);
      const honest = await set.query("SELECT count(*), round(sum(price), 2) FROM stocks", []);
      if (JSON.stringify(honest).includes('"rows":[[560,') === false)
        through.push(`after ${sql.slice(0, 120)}: ${JSON.stringify(honest)}`);
    }
    expect(through).toEqual([]);
    expect(readdirSync(folder)).toEqual(["secret.csv"]);
  }, 180_000);

  it("P16 attempts all at once do not keep an honest question from its answer", async () => {
    const bomb = "SELECT count(*) FROM stocks a, stocks b, stocks c, stocks d WHERE a.price < b.price * c.price";
    const bombs = Array.from({ length: 8 }, () => set.query(bomb, [], { timeoutMs: 1_000 }));
    expect(await set.query("SELECT count(*) FROM stocks", [], { timeoutMs: 10_000 })).toMatchObject({ rows: [[560]] });
    for (const answer of await Promise.all(bombs)) expect(answer).toMatchObject({ refused: "timeout" });
  });

  it.each([
    "SELECT date_trunc('year', date) AS y, avg(price) FROM stocks GROUP BY ALL ORDER BY ALL",
    "WITH best AS (SELECT symbol, max(price) AS top FROM stocks GROUP BY symbol) SELECT * FROM best ORDER BY top DESC LIMIT 3",
    "SELECT symbol, price - lag(price) OVER (PARTITION BY symbol ORDER BY date) AS change FROM stocks QUALIFY change IS NOT NULL",
    "SELECT corr(a.price, b.price) FROM stocks a JOIN stocks b USING (date) WHERE a.symbol = 'AAPL' AND b.symbol = 'IBM'",
    "SELECT year(date) || '-Q' || quarter(date) || ' ' || symbol AS label, count(*) FROM stocks GROUP BY label HAVING count(*) > 1",
    "SELECT quantile_cont(price, 0.9), median(price), mode(symbol), stddev(price) FROM stocks",
    "SELECT strftime(date, '%Y-%m') m, sum(price) FILTER (WHERE symbol IN ('IBM', 'AAPL')) FROM stocks GROUP BY m",
    "SELECT CASE WHEN price > 100 THEN 'high' ELSE 'low' END AS band, count(DISTINCT symbol) FROM stocks GROUP BY 1",
    "SELECT * EXCLUDE (price), floor(price / 50) * 50 AS bin FROM stocks WHERE date >= DATE '2005-01-01' - INTERVAL 1 YEAR",
    "SELECT symbol, extract(month FROM date) AS month, round(avg(price), 2) FROM stocks GROUP BY ROLLUP (symbol, month)",
    "SELECT symbol FROM stocks WHERE symbol ILIKE 'a%' UNION SELECT upper(trim(symbol)) FROM stocks;",
    "SELECT arg_max(symbol, price), replace(symbol, 'A', '') FROM stocks GROUP BY symbol",
  ])("an honest question is no attempt: %s", async (sql) => {
    expect(await set.query(sql, [])).toMatchObject({ rows: expect.anything() });
  });
});
