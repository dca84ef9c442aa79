// The kill campaign: a server is killed again and again at named points of a turn, while people talk through it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chanceOf, pause, until } from "../chance.mjs";
import { scriptedModel } from "../scripted-model.mjs";
import { freePort, startServer } from "../server-process.mjs";
import { points } from "./points.mjs";
import { talkAt } from "./talk.mjs";
import { judge, judgeDatabase } from "./verdict.mjs";

const pointLimitMs = 10_000;
const backLimitMs = 15_000;
const settleLimitMs = 30_000;

export const name = "kill";
export const means = "kills the server at named points of a turn; nothing acknowledged may be lost or doubled";
export const options = { kills: 100, seed: 1 };

const preloadFor = ({ name, passings = 12 }, chance) => {
  if (name === "random") return undefined;
  const url = new URL("./failpoints.mjs", import.meta.url);
  url.searchParams.set("point", name);
  url.searchParams.set("passing", String(name.startsWith("claim") ? 1 : chance.whole(1, passings)));
  return url.href;
};

/** Every point equally often, in an order by chance. */
const planOf = (kills, chance) => {
  const plan = Array.from({ length: kills }, (_, at) => points[at % points.length]);
  for (let at = plan.length - 1; at > 0; at -= 1) {
    const other = chance.whole(0, at);
    [plan[at], plan[other]] = [plan[other], plan[at]];
  }
  return plan;
};

export async function run({ kills: count, seed }) {
  const chance = chanceOf(seed);
  const faults = [];
  const report = (sentence) => void faults.push(sentence);
  const dataDir = await mkdtemp(join(tmpdir(), "polylogue-kill-"));
  const model = await scriptedModel({ chance });
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const start = async (preload) => {
    const started = await startServer({ port, dataDir, preload, settings: { LEASE_MS: "1000", ...model.settings } });
    if (started.readyMs === undefined && !started.ended)
      report(`Process ${started.pid} was started and was not ready in time`);
    return started;
  };
  const kills = [];

  let server = await start();
  const talk = await talkAt(base, chance, report);
  await until(() => talk.inStep, backLimitMs);
  server.kill();
  await server.exit;

  /** Waits for the death that was ordered, or orders one. */
  const death = async (point) => {
    const reached = point.name !== "random" && (await until(() => server.ended, pointLimitMs, 5));
    if (point.name === "random") await pause(chance.whole(0, 900));
    server.kill();
    const { signal, code, at } = await server.exit;
    if (signal !== "SIGKILL") report(`The server ended by itself with ${signal ?? code}: ${server.output.slice(-500)}`);
    return { point: point.name, reached: reached || point.name === "random", at, running: talk.running() };
  };

  /** How long after a kill all sockets follow their sessions again, unless the next kill comes before that. */
  const comeBack = async (after) => {
    const back = await until(() => talk.inStep || server.ended, backLimitMs, 5);
    if (!back) report(`Not all sockets were back ${backLimitMs} ms after a kill`);
    if (after && talk.inStep) after.back_ms = Date.now() - after.at;
  };

  for (const point of planOf(count, chance)) {
    server = await start(preloadFor(point, chance));
    await comeBack(kills.at(-1));
    kills.push(await death(point));
  }
  server = await start();
  await comeBack(kills.at(-1));

  talk.fallSilent();
  if (!(await until(() => talk.settled, settleLimitMs, 50)))
    report("Not every message was acknowledged and ended after the last kill");
  await pause(200);
  const figures = await judge({ base, talk, model, kills, report });
  talk.stop();
  server.kill("SIGTERM");
  await server.exit;
  const integrity = judgeDatabase(dataDir, report);
  model.close();
  if (faults.length === 0) await rm(dataDir, { recursive: true });
  const reached = kills.filter((kill) => kill.reached).length;
  return {
    faults,
    table: tableOf(kills),
    figures: { killed: kills.length, reached, ...figures, integrity },
    kept: dataDir,
  };
}

const median = (sorted) => sorted[Math.floor(sorted.length / 2)];

const tableOf = (kills) =>
  points.map(({ name, means }) => {
    const own = kills.filter(({ point }) => point === name);
    const back = own
      .map(({ back_ms }) => back_ms)
      .filter((ms) => ms !== undefined)
      .sort((a, b) => a - b);
    return {
      point: name,
      means,
      kills: own.length,
      reached: own.filter(({ reached }) => reached).length,
      "turns heard then": own.reduce((sum, { running }) => sum + running.length, 0),
      "back ms (median)": median(back),
      "back ms (most)": back.at(-1),
    };
  });
