// The fuzz campaign: strangers send what no client would, while a victim goes on with its turns and a probe feels the pulse.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chanceOf, pause } from "../chance.mjs";
import { judge, judgeDatabase } from "../kill/verdict.mjs";
import { newPerson } from "../person.mjs";
import { scriptedModel } from "../scripted-model.mjs";
import { freePort, startServer } from "../server-process.mjs";
import { hurry } from "./haste.mjs";
import { probe } from "./probe.mjs";
import { askTwins } from "./twin-questions.mjs";
import { victimAt } from "./victim.mjs";

const lanes = 24;
/** P14: so long may the main thread be busy without coming back to its loop. */
const busyLimitMs = 100;
/** Where it neither ran nor was ready to run it waited for a disk or a thread, which others on the machine may have held up. */
const stallLimitMs = 1_000;
/** What a probe feels also holds what the machine gave to others. */
const feltLimitMs = 1_500;
const growthLimitMb = 350;
const keptLimitMb = 150;
const calmMs = 5_000;
const warmUpFrames = 1_500;
const secret = "PRIVATE-harbour-words ";

export const name = "fuzz";
export const means = "sends random and mutated frames and raw bytes; nothing may crash, stall, grow or leak";
export const options = { frames: 200_000, seed: 1 };

const attack = async (order, victim) => {
  const child = fork(fileURLToPath(new URL("./attacker.mjs", import.meta.url)), { env: {} });
  child.send(order);
  victim.onTurn((turn_id) => child.connected && child.send({ turn_id }));
  const answer = await Promise.race([
    once(child, "message").then(([message]) => message),
    once(child, "exit").then(([code]) => ({
      faults: [`the attacker itself ended with ${code}`],
      counts: {},
      seen: {},
    })),
  ]);
  victim.onTurn(() => undefined);
  return answer;
};

const metric = async (base, wanted) => {
  const text = await (await fetch(`${base}/metrics`)).text();
  return Number(new RegExp(`^${wanted} (\\S+)`, "m").exec(text)?.[1]);
};

/** A server with one victim and its model, from its start to the judgement of what it left. */
const withServer = async ({ settings, seed, report }, during) => {
  const chance = chanceOf(seed);
  const dataDir = await mkdtemp(join(tmpdir(), "polylogue-fuzz-"));
  const model = await scriptedModel({ chance, secret, words: 8 });
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const pulseFile = join(dataDir, "pulse");
  const server = await startServer({
    port,
    dataDir,
    settings: { ...settings, ...model.settings },
    preload: innerPulse(pulseFile),
  });
  if (server.readyMs === undefined) throw new Error(`The server could not be started: ${server.output}`);
  const victim = await victimAt({ base, chance, report, name: "victim" });
  const figures = await during({ base, port, server, victim, chance, pulseFile }).catch((error) => {
    report(`The campaign could not go on: ${error.cause ?? error}`);
    return {};
  });
  if (server.ended)
    report(`The server ended with ${server.ended.signal ?? server.ended.code}: ${server.output.slice(-2_000)}`);
  else {
    Object.assign(figures, { victim: await victim.rest() });
    await judge({ base, talk: { sessions: [victim.session] }, model, kills: [], report });
  }
  victim.stop();
  server.kill("SIGTERM");
  await server.exit;
  judgeDatabase(dataDir, report);
  model.close();
  await rm(dataDir, { recursive: true });
  return figures;
};

const innerPulse = (file) => {
  const url = new URL("./inner-pulse.mjs", import.meta.url);
  url.searchParams.set("file", file);
  return url.href;
};

/** Late ticks that the server's main thread has noted since it was started. */
const lateTicks = async (file) => {
  const lines = (await readFile(file, "utf8").catch(() => "")).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
};

const most = (ticks, figure) => Math.max(0, ...ticks.map((tick) => tick[figure]));

const fuzzed = async ({ base, port, server, victim, chance, pulseFile, seed, frames, report }) => {
  const order = {
    base,
    port,
    seed,
    lanes,
    victim: { ...victim.person, secret: secret.trim(), turn_ids: victim.turnIds() },
  };
  const stranger = await newPerson(base);
  await attack({ ...order, from: 0, frames: warmUpFrames }, victim);
  await metric(base, "nodejs_eventloop_lag_max_seconds");
  const before = (await lateTicks(pulseFile)).length;
  const pulse = probe({ base, pid: server.pid, headers: victim.person.headers });
  const warmMb = pulse.rssMb();
  let attacking = true;
  const living = {
    ...victim.person,
    get turn_ids() {
      return victim.turnIds();
    },
  };
  const twins = askTwins({ base, stranger, victim: living, chance, goesOn: () => attacking && !server.ended, report });
  const { counts, seen, faults } = await attack(
    { ...order, from: warmUpFrames, frames, victim: { ...order.victim, turn_ids: victim.turnIds() } },
    victim,
  );
  attacking = false;
  for (const fault of faults) report(fault);
  const pairs = await twins;
  const felt = pulse.stop();
  if (server.ended) return { ...counts, ...felt };
  const insideMs = Math.round((await metric(base, "nodejs_eventloop_lag_max_seconds")) * 1000);
  const calm = probe({ base, pid: server.pid, headers: victim.person.headers });
  await pause(calmMs);
  const calmMb = calm.rssMb();
  calm.stop();
  const ticks = (await lateTicks(pulseFile)).slice(before);
  const stalls = ticks.filter(({ busy_ms, stall_ms }) => busy_ms > busyLimitMs || stall_ms > stallLimitMs);
  if (stalls.length > 0) report(`the server was stalled ${stalls.length} times: ${JSON.stringify(stalls.slice(0, 5))}`);
  if (felt.felt_ms > feltLimitMs) report(`a probe was kept waiting for ${felt.felt_ms} ms`);
  if (felt.failures + felt.unanswered > 2) report(`${felt.failures} probes failed, ${felt.unanswered} had no answer`);
  if (felt.most_rss_mb - warmMb > growthLimitMb) report(`memory grew from ${warmMb} to ${felt.most_rss_mb} MB`);
  if (calmMb - warmMb > keptLimitMb) report(`memory stayed at ${calmMb} MB; it was ${warmMb} MB before`);
  return {
    ...counts,
    answers: seen,
    twin_questions: pairs,
    ...felt,
    busy_ms: most(ticks, "busy_ms"),
    stall_ms: most(ticks, "stall_ms"),
    late_ticks: ticks.length,
    inside_lag_ms: insideMs,
    warm_mb: warmMb,
    calm_mb: calmMb,
  };
};

const hurried = async ({ base, server, victim, pulseFile, report }) => {
  const before = (await lateTicks(pulseFile)).length;
  const pulse = probe({ base, pid: server.pid, headers: victim.person.headers });
  const seen = [];
  for (let times = 0; times < 3; times += 1) seen.push(await hurry(base, report));
  pulse.stop();
  const busy_ms = most((await lateTicks(pulseFile)).slice(before), "busy_ms");
  if (busy_ms > busyLimitMs) report(`a socket in a hurry kept the server busy for ${busy_ms} ms`);
  return { busy_ms, hasty: seen[0] };
};

export async function run({ frames, seed }) {
  const faults = [];
  const report = (sentence) => void faults.push(sentence);
  console.log(`seed ${seed}`);
  const wide = { FRAMES_PER_SECOND: "1000000", REQUESTS_PER_MINUTE: "1000000", QUEUE_LIMIT: "1000" };
  const main = await withServer({ settings: wide, seed, report }, (parts) =>
    fuzzed({ ...parts, seed, frames, report }),
  );
  const usual = await withServer({ settings: {}, seed, report }, (parts) => hurried({ ...parts, report }));
  const { answers, victim, ...figures } = main;
  return {
    faults,
    table: tableOf({ answers, victim, hasty: usual.hasty }),
    figures: { ...figures, victim_turns: victim?.turns, usual_limit_busy_ms: usual.busy_ms },
  };
}

const tableOf = (groups) =>
  Object.entries(groups).flatMap(([group, figures]) =>
    Object.entries(figures ?? {}).map(([what, figure]) => ({ group, what, figure })),
  );
