// A million rows of CSV: the time to load them and to answer a grouped average, and how long the event loop is held up meanwhile.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { duckDbTables } from "@polylogue/drivers";
import { median } from "./lib/rounds.mjs";

export const title = "event loop delay (p99, ms) while 1,000,000 rows are loaded and asked for a grouped average";
export const goal = { gate: 20, moonshot: 12, of: "ours" };

const sql = "SELECT region, avg(amount), count(*) FROM sales GROUP BY region ORDER BY region";

export async function run({ short }) {
  const [count, rounds] = short ? [50_000, 1] : [1_000_000, 3];
  const source = { name: "sales.csv", bytes: csvOf(count) };
  const measured = [];
  for (let round = 0; round < rounds; round += 1)
    measured.push(await measure({ ...source, file_id: `f_${round}` }, count));
  const column = (name) => median(measured.map((one) => one[name]));
  return {
    rows: [
      {
        rows: count,
        "file MB": source.bytes.length / 1e6,
        "load ms": column("load"),
        "query ms": column("query"),
        "RSS MB more": column("memory"),
        "delay p50": column("p50"),
        "delay p99": column("p99"),
        "delay max": column("max"),
      },
    ],
    ours: column("p99"),
  };
}

async function measure(source, count) {
  const tables = duckDbTables();
  const before = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await pause(50);
  const [load, set] = await timed(() => tables.open(source, { signal: new AbortController().signal }));
  const [query, answer] = await timed(() => set.query(sql, []));
  await pause(50);
  delay.disable();
  const memory = (process.memoryUsage.rss() - before) / 1e6;
  await tables.close();
  const total = answer.rows.reduce((sum, [, , rows]) => sum + rows, 0);
  if (set.tables[0].rows !== count || total !== count) throw new Error("Rows were lost.");
  return { load, query, memory, p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) };
}

async function timed(run) {
  const started = performance.now();
  const result = await run();
  return [performance.now() - started, result];
}

/** A sample is late by what it took beyond its interval of 5 ms. */
const ms = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - 5);

/** About 23 bytes a row. */
function csvOf(count) {
  const regions = ["north", "south", "east", "west"];
  const lines = ["day,region,amount"];
  for (let row = 0; row < count; row += 1) {
    const day = new Date(Date.UTC(2015, 0, 1 + (row % 3_650))).toISOString().slice(0, 10);
    lines.push(`${day},${regions[row % 4]},${((row * 7_919) % 100_000) / 100}`);
  }
  return Buffer.from(lines.join("\n"));
}
