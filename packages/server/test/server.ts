// A real server process for tests: started with its own folder on a free port, stopped by its pid, its output kept.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DialOptions, dial, type Talk } from "./talk.ts";

const program = fileURLToPath(new URL("../bundle/main.js", import.meta.url));
const startMs = 20_000;

export interface TestServer {
  readonly pid: number;
  readonly port: number;
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly dataDir: string;
  /** Everything that the process has written so far. */
  output(): string;
  /** Opens a socket; at "/api/ws/agent" unless said otherwise. */
  dial(path?: string, options?: DialOptions): Promise<Talk>;
  /** A REST call; the token as bearer. */
  call(method: string, path: string, token?: string, body?: BodyInit): Promise<Response>;
  /** Answers the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code when the process has ended. */
  readonly ended: Promise<number | null>;
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), "polylogue-test-"));

/** A test that fails half way leaves no server behind. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

const launch = (dataDir: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH ?? "", PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "warn", WEB: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString("utf8");
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  running.add(child);
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, ended, output: () => output };
};

/** For a server that is meant to refuse: its exit code and what it said. */
export const refusalOf = async (
  env: Record<string, string>,
  dataDir = temporaryFolder(),
): Promise<{ code: number | null; output: string }> => {
  const { ended, output } = launch(dataDir, env);
  return { code: await ended, output: output() };
};

export const startServer = async (
  env: Record<string, string> = {},
  dataDir = temporaryFolder(),
): Promise<TestServer> => {
  const { child, ended, output } = launch(dataDir, env);
  const port = await readyPort(child, ended, output);
  const url = `http://127.0.0.1:${port}`;
  return {
    pid: child.pid ?? 0,
    port,
    url,
    dataDir,
    output,
    ended,
    dial: (path = "/api/ws/agent", options) => dial(`ws://127.0.0.1:${port}${path}`, options),
    call: (method, path, token, body) =>
      fetch(url + path, {
        method,
        ...(body !== undefined && { body }),
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
};

const readyPort = async (child: ChildProcess, ended: Promise<number | null>, output: () => string): Promise<number> => {
  const deadline = Date.now() + startMs;
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  for (;;) {
    const found = /is ready at http:\/\/\S+:(\d+)/.exec(output())?.[1];
    if (found) return Number(found);
    if (gone || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`the server did not start:\n${output()}`);
    }
    await sleep(10);
  }
};

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `check` answers something. */
export const until = async <Found>(
  check: () => Found | undefined | false | Promise<Found | undefined | false>,
  what: string,
  withinMs = 10_000,
): Promise<Found> => {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms for ${what}`);
    await sleep(20);
  }
};

/** Uploads a text and waits until it has been read. */
export const upload = async (
  server: TestServer,
  token: string,
  name: string,
  content: string,
  type = "text/markdown",
): Promise<string> => {
  const form = new FormData();
  form.append("file", new Blob([content], { type }), name);
  const answer = await server.call("POST", "/api/files", token, form);
  if (answer.status !== 201) throw new Error(`the upload was refused: ${answer.status} ${await answer.text()}`);
  const { file_id } = (await answer.json()) as { file_id: string };
  const state = async () => {
    const { files } = (await (await server.call("GET", "/api/files", token)).json()) as {
      files: { file_id: string; state: string }[];
    };
    return files.find((file) => file.file_id === file_id)?.state;
  };
  await until(async () => (await state()) === "ready", `${name} to be read`);
  return file_id;
};

/** Whether these bytes stand in any file under the folder. */
export const holds = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
