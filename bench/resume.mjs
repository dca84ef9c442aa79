// Coming back to 100 missed events: ours replays facts from the Store, Socket.IO packets from its memory.
import { setTimeout as pause } from "node:timers/promises";
import { startChild } from "./lib/child.mjs";
import { newFolder } from "./lib/folder.mjs";
import { installPeers } from "./lib/peers.mjs";
import { interleave, median, ratioOf } from "./lib/rounds.mjs";

export const title = "ms from dialling to the last of 100 missed events";
export const goal = { gate: 1.5, moonshot: 1, of: "ratio" };

const events = 100;

export async function run({ short }) {
  installPeers();
  const [sessions, times, rounds] = short ? [2, 4, 1] : [10, 100, 7];
  const ours = await joinedPolylogue(sessions);
  const peer = await joinedSocketIo(sessions, ours.bytes);
  const pairs = { polylogue: ours, "Socket.IO": peer };
  for (const { load } of Object.values(pairs)) await load.ask("comeBack", { times });
  const measured = await interleave(Object.keys(pairs), rounds, (name) => measureReturns(pairs[name], times));
  for (const { server, load } of Object.values(pairs)) await Promise.all([server.stop(), load.stop()]);

  const of = (name, which) => measured[name].map((round) => round[which]);
  const rows = Object.keys(pairs).map((server) => ({
    server,
    ms: median(of(server, "ms")),
    "of Socket.IO": ratioOf(of(server, "ms"), of("Socket.IO", "ms")),
    "server CPU ms": median(of(server, "cpuMs")),
  }));
  return {
    rows,
    notes: [`an event has ${Math.round(ours.bytes)} bytes on the wire of both`],
    ours: median(of("polylogue", "ms")),
    peer: median(of("Socket.IO", "ms")),
    ratio: ratioOf(of("polylogue", "ms"), of("Socket.IO", "ms")),
  };
}

async function measureReturns({ server, load }, times) {
  const before = await server.ask("cpuMs");
  const took = await load.ask("comeBack", { times });
  return { ms: median(took), cpuMs: ((await server.ask("cpuMs")) - before) / times };
}

async function joinedPolylogue(sessions) {
  const server = await startChild("servers/polylogue.mjs", { dataDir: newFolder() });
  const load = await startChild("loads/returners.mjs");
  const bytes = await load.ask("joinPolylogue", { url: server.url + server.path, sessions, events });
  return { server, load, bytes };
}

/** Each client reads one event, whose offset it will name, and misses the others. */
async function joinedSocketIo(sessions, bytes) {
  const server = await startChild("servers/socket-io.mjs");
  const load = await startChild("loads/returners.mjs");
  const rooms = await load.ask("joinSocketIo", { url: server.url + server.path, sessions, events });
  for (const room of rooms) await server.ask("emit", { room, count: 1, bytes });
  await load.ask("leave");
  while ((await server.ask("connected")) > 0) await pause(10);
  for (const room of rooms) await server.ask("emit", { room, count: events, bytes });
  return { server, load };
}
