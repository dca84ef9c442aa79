// Killed with ten thousand sessions connected, some in the middle of a turn: how long until the next process serves them again.
import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";
import { startChild } from "./lib/child.mjs";
import { newFolder } from "./lib/folder.mjs";
import { freePort } from "./lib/port.mjs";
import { median } from "./lib/rounds.mjs";

export const title = "ms from starting the process again to the first session resumed, after kill -9";
export const goal = { gate: 3_000, moonshot: 1_000, of: "ours" };

const loads = 4;

export async function run({ short }) {
  const [each, interrupted, rounds] = short ? [25, 2, 1] : [2_500, 25, 3];
  const dataDir = newFolder();
  const port = await freePort();
  const first = await startChild("servers/polylogue.mjs", { dataDir, port });
  const url = first.url + first.path;
  const crowds = await Promise.all(Array.from({ length: loads }, () => startChild("loads/crowd.mjs")));
  await Promise.all(crowds.map((crowd, group) => crowd.ask("come", { url, count: each, group })));
  await Promise.all(crowds.map((crowd) => crowd.ask("say", {})));
  await Promise.all(crowds.map((crowd) => crowd.ask("say", { agent: "thinker", count: interrupted, last: "delta" })));
  await first.stop();
  // Being dropped is work for ten thousand clients, and no part of the server's start.
  await pause(short ? 0 : 2_000);

  const session = await crowds[0].ask("first");
  const measured = [];
  for (let round = 1; round < rounds; round++) {
    const { server, ...found } = await startAgain({ dataDir, port }, url, session);
    measured.push(found);
    await server.stop();
  }
  const { server, begun, ...found } = await startAgain({ dataDir, port, endless: false }, url, session);
  measured.push(found);
  const recovered = await Promise.all(crowds.map((crowd) => crowd.ask("comeBack", { url })));
  const allBackMs = performance.now() - begun;
  await Promise.all([server, ...crowds].map((child) => child.stop()));

  const of = (which) => median(measured.map((one) => one[which]));
  const sessions = each * loads;
  return {
    rows: [
      { event: "GET /readyz answers 200", ms: of("readyMs") },
      { event: "the first session has resumed", ms: of("resumedMs") },
      { event: `all ${sessions} sockets are back (4 clients' processes on the same cores)`, ms: allBackMs },
    ],
    notes: [
      `${recovered.reduce((a, b) => a + b)} of ${sessions} resumed where they were; ${interrupted * loads} were killed in a turn`,
    ],
    ours: of("resumedMs"),
  };
}

/** Ms since the process was asked for: until it is ready, and until a session has resumed. */
async function startAgain(input, url, session) {
  const begun = performance.now();
  const starting = startChild("servers/polylogue.mjs", input);
  await persist(() => isReady(`${url.replace("ws", "http").replace("/api/ws/agent", "")}/readyz`));
  const readyMs = performance.now() - begun;
  await persist(() => resumed(url, session));
  const resumedMs = performance.now() - begun;
  return { server: await starting, begun, readyMs, resumedMs };
}

async function persist(attempt) {
  while (!(await attempt())) await pause(2);
}

const isReady = (address) =>
  fetch(address).then(
    ({ status }) => status === 200,
    () => false,
  );

const resumed = (url, { token, ...session }) =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    const end = (came) => {
      socket.terminate();
      resolve(came);
    };
    socket.on("open", () => socket.send(JSON.stringify({ type: "resume", ...session })));
    socket.on("message", (data) => JSON.parse(data).type === "resumed" && end(true));
    socket.on("error", () => end(false));
  });
