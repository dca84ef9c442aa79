// The real server as a process of its own: started on a data folder, killed, started again on the same port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../packages/server/dist/main.js", import.meta.url));
/** A server that is not ready by then hangs. */
const startLimitMs = 15_000;

/** A port of this machine that nobody listens on. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** Resolves when the server says that it is ready (then it has `readyMs`), has ended before that, or takes too long. */
export async function startServer({ port, dataDir, settings = {}, preload }) {
  const begun = performance.now();
  const child = spawn(process.execPath, [...(preload ? ["--import", preload] : []), main], {
    env: { PORT: String(port), DATA_DIR: dataDir, WEB: "off", LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const server = {
    pid: child.pid,
    output: "",
    /** How the process ended: `{ code, signal, at }`. */
    ended: undefined,
    readyMs: undefined,
    kill: (signal = "SIGKILL") => child.kill(signal),
    exit: undefined,
  };
  server.exit = once(child, "exit").then(([code, signal]) => {
    server.ended = { code, signal, at: Date.now() };
    return server.ended;
  });
  const ready = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        server.output = (server.output + text).slice(-200_000);
        if (server.readyMs === undefined && server.output.includes("Polylogue is ready")) {
          server.readyMs = performance.now() - begun;
          resolve();
        }
      });
    }
  });
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, startLimitMs);
  });
  await Promise.race([ready, server.exit, late]);
  clearTimeout(timer);
  return server;
}
