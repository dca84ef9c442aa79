// The real server with the built page, on a free port, with a folder of its own; it can be killed and started again.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../../packages/server/bundle/main.js", import.meta.url));

export interface PageServer {
  readonly url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Kills it and removes its folder. */
  remove(): Promise<void>;
}

export async function servePage(): Promise<PageServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "polylogue-page-"));
  let child: ChildProcess | undefined;
  const kill = async () => {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  const start = async () => {
    const env = { PATH: process.env.PATH ?? "", PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "warn" };
    const started = spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] });
    child = started;
    // It prints one line when it is ready.
    await once(started.stdout, "data");
  };
  const remove = async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  await start();
  return { url: `http://127.0.0.1:${port}/`, kill, start, remove };
}

/** The same port is needed again after a restart, so it cannot be left to the server to choose one. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address !== "object" || address === null) throw new Error("The system gave no port.");
  return address.port;
}
