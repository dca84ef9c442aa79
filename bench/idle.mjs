// Memory of a session that is signed in and says nothing, ten thousand of them, against a bare `ws` socket.
import { startChild } from "./lib/child.mjs";
import { newFolder } from "./lib/folder.mjs";
import { interleave, median, ratioOf } from "./lib/rounds.mjs";

export const title = "KB of server memory per session, signed in by JWT";
export const goal = { gate: 4, moonshot: 2, of: "ratio" };

const nodeArgs = ["--expose-gc"];
const servers = {
  polylogue: {
    start: () => startChild("servers/polylogue.mjs", { dataDir: newFolder(), signedIn: true }, { nodeArgs }),
    greeted: true,
  },
  ws: { start: () => startChild("servers/ws.mjs", {}, { nodeArgs }), greeted: false },
};
const loads = 4;

export async function run({ short }) {
  const [each, rounds, passes] = short ? [50, 1, 1] : [2_500, 3, 5];
  const measured = await interleave(Object.keys(servers), rounds, (name) => measureServer(servers[name], each, passes));
  const idle = Object.fromEntries(
    Object.entries(measured).map(([name, found]) => [name, found.map((one) => one.idle)]),
  );
  const talked = measured.polylogue.map((one) => one.talked);
  const sessions = each * loads;
  const row = (server, values) => ({ sessions, server, "KB each": median(values), "of ws": ratioOf(values, idle.ws) });
  return {
    rows: [row("polylogue", idle.polylogue), row("polylogue, after a turn each", talked), row("ws", idle.ws)],
    ours: median(idle.polylogue),
    peer: median(idle.ws),
    ratio: ratioOf(idle.polylogue, idle.ws),
  };
}

/** KB for each session: before it said anything, and after one turn. A fresh server each time, as memory is not given back. */
async function measureServer({ start, greeted }, each, passes) {
  const server = await start();
  const url = server.url + server.path;
  await warmUp(url, greeted);
  const empty = await server.ask("restingKb", { passes });
  const crowds = await Promise.all(Array.from({ length: loads }, () => startChild("loads/crowd.mjs")));
  await Promise.all(
    crowds.map((crowd, group) => crowd.ask("come", { url, count: each, group, signedIn: true, greeted })),
  );
  const idle = ((await server.ask("restingKb", { passes })) - empty) / (each * loads);
  let talked;
  if (greeted) {
    await Promise.all(crowds.map((crowd) => crowd.ask("say", {})));
    talked = ((await server.ask("restingKb", { passes })) - empty) / (each * loads);
  }
  await Promise.all([server, ...crowds].map((child) => child.stop()));
  return { idle, talked };
}

/** Code that runs for the first time takes memory that belongs to no session. */
async function warmUp(url, greeted) {
  const crowd = await startChild("loads/crowd.mjs");
  await crowd.ask("come", { url, count: 100, group: "warm", signedIn: true, greeted });
  await crowd.ask("say", {});
  await crowd.stop();
}
