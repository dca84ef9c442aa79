// CPU of the server per turn of twenty deltas: the whole product against `ws` that sends its frames one by one.
import { startChild } from "./lib/child.mjs";
import { newFolder } from "./lib/folder.mjs";
import { interleave, median, ratioOf } from "./lib/rounds.mjs";

export const title = "server CPU per turn of 20 deltas, in ms";
export const goal = { gate: 1.2, moonshot: 0.6, of: "ratio" };

const servers = {
  polylogue: () => startChild("servers/polylogue.mjs", { dataDir: newFolder() }),
  ws: () => startChild("servers/ws.mjs"),
  "ws, a tick together": () => startChild("servers/ws.mjs", { together: true }),
  "raw TCP": () => startChild("servers/tcp.mjs"),
};
const names = Object.keys(servers);

/** Pacing shows what a model costs that takes its time: nothing can be written together. */
const cases = [
  { sockets: 100, turns: 20, rounds: 7, names },
  { sockets: 1_000, turns: 3, rounds: 7, names },
  { sockets: 100, turns: 3, rounds: 3, names: ["polylogue", "ws"], agent: "pacer", label: "100, a delta every 10 ms" },
];
const shortCases = cases.map((each) => ({ ...each, sockets: 10, turns: 2, rounds: 1 }));

export async function run({ short }) {
  const pairs = {};
  for (const name of names)
    pairs[name] = { server: await servers[name](), load: await startChild("loads/talkers.mjs") };
  const measured = [];
  for (const each of short ? shortCases : cases) measured.push(await measureCase(pairs, each));
  for (const { server, load } of Object.values(pairs)) await Promise.all([server.stop(), load.stop()]);
  const judged = measured.filter(({ agent }) => agent === undefined);
  const worst = judged.reduce((a, b) => (a.ratio >= b.ratio ? a : b));
  return {
    rows: measured.flatMap(({ rows }) => rows),
    notes: ["ours includes accepting, the agent loop, and committing every turn with fsync; the peers keep nothing"],
    ours: worst.ours,
    peer: worst.peer,
    ratio: worst.ratio,
  };
}

async function measureCase(pairs, { names, sockets, turns, rounds, agent, label = String(sockets) }) {
  for (const name of names) {
    const { server, load } = pairs[name];
    await load.ask("connect", { url: server.url + server.path, sockets });
    await load.ask("talk", { turns: Math.min(turns, 5), agent });
  }
  const cpu = await interleave(names, rounds, async (name) => {
    const { server, load } = pairs[name];
    const before = await server.ask("cpuMs");
    await load.ask("talk", { turns, agent });
    return ((await server.ask("cpuMs")) - before) / (sockets * turns);
  });
  const rows = names.map((name) => ({
    sockets: label,
    server: name,
    "CPU ms": median(cpu[name]),
    "of ws": ratioOf(cpu[name], cpu.ws),
  }));
  return { rows, agent, ours: median(cpu.polylogue), peer: median(cpu.ws), ratio: ratioOf(cpu.polylogue, cpu.ws) };
}
