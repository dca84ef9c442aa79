// From starting the process to the first answer over the socket: the server as `npm start` runs it, on an empty folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import WebSocket from "ws";
import { plainEnvironment } from "./lib/environment.mjs";
import { newFolder } from "./lib/folder.mjs";
import { installPeers } from "./lib/peers.mjs";
import { interleave, median, ratioOf } from "./lib/rounds.mjs";

export const title = "ms from the start of the process to the end of the first turn";
export const goal = { gate: 300, moonshot: 150, of: "ours" };

const bench = fileURLToPath(new URL(".", import.meta.url));
const main = fileURLToPath(new URL("../packages/server/bundle/main.js", import.meta.url));
const langgraph = 'await import("@langchain/langgraph-supervisor"); await import("@langchain/langgraph/prebuilt");';

export async function run({ short }) {
  installPeers();
  const used = newFolder();
  await firstTurn(used);
  const contestants = {
    polylogue: () => firstTurn(newFolder()),
    "polylogue, again on the same folder": () => firstTurn(used),
    "Node that does nothing": () => untilExit([]),
    "Node that imports LangGraph": () => untilExit([langgraph]),
  };
  const names = Object.keys(contestants);
  const measured = await interleave(names, short ? 1 : 9, (name) => contestants[name]());
  const [ours, , empty] = names.map((name) => measured[name]);
  return {
    rows: names.map((process) => ({
      process,
      ms: median(measured[process]),
      "of empty Node": ratioOf(measured[process], empty),
    })),
    ours: median(ours),
    peer: median(empty),
    ratio: ratioOf(ours, empty),
  };
}

async function firstTurn(dataDir) {
  const begun = performance.now();
  const env = { ...plainEnvironment, PORT: "0", DATA_DIR: dataDir };
  const server = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
  await turnEnds(await addressOf(server));
  const took = performance.now() - begun;
  server.kill("SIGKILL");
  await once(server, "exit");
  return took;
}

const addressOf = (server) =>
  new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (text) => {
      said += text;
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port) resolve(`ws://127.0.0.1:${port}/api/ws/agent`);
    });
    server.on("exit", (code) => reject(new Error(`The server ended with code ${code} before it was ready`)));
  });

async function turnEnds(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on("open", () => socket.send(JSON.stringify({ agent_type: "guide", message: "hello" })));
  await new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => JSON.parse(data).type === "turn_end" && resolve());
  });
  socket.terminate();
}

async function untilExit(lines) {
  const begun = performance.now();
  const child = spawn(process.execPath, ["--input-type=module", "-e", lines.join("")], {
    cwd: bench,
    stdio: "inherit",
  });
  await once(child, "exit");
  return performance.now() - begun;
}
