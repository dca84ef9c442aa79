// A supervised turn that is on the disk before it is acknowledged: ours over a socket, LangGraph's within its process on PostgreSQL.
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "./lib/child.mjs";
import { newFolder } from "./lib/folder.mjs";
import { installPeers } from "./lib/peers.mjs";
import { howToInstall, startPostgres } from "./lib/postgres.mjs";
import { interleave, median, ratioOf } from "./lib/rounds.mjs";

export const title = "ms of a supervised turn, committed with fsync, first and 100th of a conversation";
export const goal = { gate: 0.1, moonshot: 0.03, of: "ratio" };

export async function run({ short }) {
  const [turns, fresh, rounds] = short ? [3, 2, 1] : [100, 10, 3];
  const server = await startChild("servers/polylogue.mjs", { dataDir: newFolder() });
  const client = await startChild("loads/conversation.mjs");
  await client.ask("connect", { url: server.url + server.path });
  const postgres = await startPostgres();
  if (postgres) installPeers();
  const peer = postgres && (await startChild("servers/langgraph-supervisor.mjs", { url: postgres.url }));
  const contestants = { polylogue: client, ...(peer && { "langgraph-supervisor on PostgreSQL": peer }) };

  const names = Object.keys(contestants);
  for (const name of names) await contestants[name].ask("converse", { turns: short ? 1 : 10 });
  const measured = await interleave(names, rounds, (name) => measureTurns(contestants[name], turns, fresh));

  for (const child of [server, client, ...(peer ? [peer] : [])]) await child.stop();
  postgres?.stop();
  return summary(measured, turns);
}

/** First turns of some conversations, and the last turns of a long one. */
async function measureTurns(contestant, turns, fresh) {
  const firsts = [];
  for (let count = 0; count < fresh; count++) firsts.push(await contestant.ask("converse", { turns: 1 }));
  const long = await contestant.ask("converse", { turns });
  return {
    first: median(firsts.map(({ turnMs }) => turnMs[0])),
    last: median(long.turnMs.slice(-3)),
    ack: long.ackMs && median(long.ackMs),
  };
}

function summary(measured, turns) {
  const [ours, peers] = Object.values(measured);
  const of = (rounds, which) => rounds.map((round) => round[which]);
  const ratios = peers && {
    first: ratioOf(of(ours, "first"), of(peers, "first")),
    last: ratioOf(of(ours, "last"), of(peers, "last")),
  };
  const worst = ratios && ratios.last > ratios.first ? "last" : "first";
  const rows = Object.entries(measured).map(([system, rounds]) => ({
    system,
    "turn 1": median(of(rounds, "first")),
    [`turn ${turns}`]: median(of(rounds, "last")),
    "of the peer": rounds === ours && ratios ? `${ratios.first.toFixed(4)} · ${ratios.last.toFixed(4)}` : "",
  }));
  return {
    rows,
    notes: [
      `polylogue acknowledges after ${median(of(ours, "ack")).toFixed(2)} ms, over the socket; one fdatasync takes ${syncMs().toFixed(2)} ms`,
      ...(peers ? [] : [howToInstall]),
    ],
    ours: median(of(ours, worst)),
    peer: peers ? median(of(peers, worst)) : undefined,
    ratio: ratios?.[worst],
  };
}

/** What the disk itself takes to keep 4 KB. */
function syncMs() {
  const file = openSync(join(newFolder(), "synced"), "w");
  const bytes = Buffer.alloc(4096);
  const took = Array.from({ length: 50 }, () => {
    const begun = performance.now();
    writeSync(file, bytes);
    fdatasyncSync(file);
    return performance.now() - begun;
  });
  closeSync(file);
  return median(took);
}
