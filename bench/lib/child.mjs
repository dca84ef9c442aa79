// A process of a bench: allowed as many open files as ten thousand sockets need, asked by name, ended by its own pid.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { plainEnvironment } from "./environment.mjs";

/** Whoever does not answer for this long never will. */
const longestAnswerMs = 300_000;
const withManyFiles = 'ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"; exec "$0" "$@"';

/** Starts `file` (from the bench folder) and resolves when it says that it is ready, with what it says of itself. */
export async function startChild(file, input = {}, { nodeArgs = [] } = {}) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const args = ["-c", withManyFiles, process.execPath, ...nodeArgs, path, JSON.stringify(input)];
  const stdio = ["ignore", "inherit", "inherit", "ipc"];
  const child = spawn("/bin/sh", args, { stdio, env: plainEnvironment });
  const exit = once(child, "exit");
  const asked = new Map();
  let lastId = 0;
  let stopped = false;
  const ready = new Promise((resolve, reject) => {
    child.on("message", ({ ready, id, answer, error }) => {
      if (ready) return resolve(ready);
      const { answered, failed } = asked.get(id);
      asked.delete(id);
      if (error === undefined) answered(answer);
      else failed(new Error(`${file}: ${error}`));
    });
    exit.then(([code, signal]) => {
      const ended = new Error(`${file} has ended (${signal ?? code})`);
      reject(ended);
      for (const { failed } of asked.values()) failed(ended);
      if (!stopped) throw ended;
    });
  });
  return {
    ...(await ready),
    ask: (name, question) =>
      new Promise((answered, failed) => {
        lastId += 1;
        asked.set(lastId, { answered, failed });
        child.send({ id: lastId, name, question });
        setTimeout(failed, longestAnswerMs, new Error(`${file} did not answer "${name}" in time`)).unref();
      }),
    async stop() {
      stopped = true;
      child.kill("SIGKILL");
      await exit;
    },
  };
}
