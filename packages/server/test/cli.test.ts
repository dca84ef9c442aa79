// The command as its user runs it: real processes, their exit codes, and a chat whose keys the test presses.
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { agent, serve, type Turn } from "polylogue";
import { afterEach, describe, expect, it } from "vitest";
import { chatInTerminal } from "../src/cli/terminal-chat.ts";
import { removeFolder, startServer, type TestServer, temporaryFolder } from "./server.ts";

const command = fileURLToPath(new URL("../bundle/cli.js", import.meta.url));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const polylogue = (
  args: readonly string[],
  { env = {}, input }: { env?: Record<string, string>; input?: string } = {},
) =>
  new Promise<Ended>((resolve) => {
    const surroundings = { PATH: process.env.PATH ?? "", NO_COLOR: "1", ...env };
    const child = execFile(process.execPath, [command, ...args], { env: surroundings }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
    child.stdin?.end(input ?? "");
  });

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const served = async (env: Record<string, string> = {}): Promise<TestServer> => {
  const server = await startServer(env);
  closing.push(async () => {
    await server.stop("SIGKILL");
    removeFolder(server.dataDir);
  });
  return server;
};

/** A server whose only agent answers like this. */
const servedAgent = async (respond: (turn: Turn) => AsyncIterable<string>): Promise<string> => {
  const settings = { mode: "embedded", dataDir: folder(), port: 0, logLevel: "silent", drainMs: 200 } as const;
  const serving = await serve({ agents: [agent({ name: "one", description: "Answers", respond })], settings });
  closing.push(() => serving.close());
  return serving.url ?? "";
};

const folder = (): string => {
  const path = temporaryFolder();
  closing.push(() => removeFolder(path));
  return path;
};

it("help names the commands", async () => {
  const { code, out } = await polylogue(["--help"]);
  expect(code).toBe(0);
  expect(out).toMatch(/start[\s\S]*chat[\s\S]*doctor/);
});

describe("chat with one message", () => {
  it("prints the answer and leaves with 0, whether it was given as an option or piped in", async () => {
    const { url } = await served();
    const told = await polylogue(["chat", "--url", url, "--message", "What can you do?"]);
    expect(told).toMatchObject({ code: 0, err: "" });
    expect(told.out).toContain("Content");
    const piped = await polylogue(["chat", "--url", url.replace("http", "ws"), "--agent", "content"], {
      input: "What is in my file?\n",
    });
    expect(piped).toMatchObject({ code: 0, err: "" });
    expect(piped.out).toContain("no files");
  });

  it("leaves with 1 and the reason when the turn fails", async () => {
    const url = await servedAgent(async function* () {
      yield "I was about to";
      throw new Error("the agent broke");
    });
    const { code, out, err } = await polylogue(["chat", "--url", url, "--message", "hello"]);
    expect(code).toBe(1);
    expect(out).toBe("I was about to\n");
    expect(err).toContain("The agent failed while answering");
  });

  it("leaves with 2 and says what to do when nobody answers, the agent is unknown, or there is nothing to say", async () => {
    const { url } = await served();
    const [nobody, stranger, silent, nowhere] = await Promise.all([
      polylogue(["chat", "--url", "ws://127.0.0.1:9", "--message", "hello"]),
      polylogue(["chat", "--url", url, "--agent", "nobody", "--message", "hello"]),
      polylogue(["chat", "--url", url]),
      polylogue(["chat", "--url", "here", "--message", "hello"]),
    ]);
    expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining("polylogue start") });
    expect(stranger).toMatchObject({ code: 2, err: expect.stringContaining("There are: guide, content") });
    expect(silent).toMatchObject({ code: 2, err: expect.stringContaining("--message") });
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining("ws://127.0.0.1:8787") });
  });
});

const openChat = (url: string) => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = "";
  output.on("data", (bytes: Buffer) => {
    shown += bytes.toString();
  });
  const left = chatInTerminal({ url }, { input, output });
  closing.push(() => input.end());
  return {
    left,
    type: (keys: string) => input.write(keys),
    /** Looks at what was shown since the last look. */
    async shows(text: string) {
      await expect.poll(() => shown, { timeout: 10_000 }).toContain(text);
      shown = shown.slice(shown.indexOf(text) + text.length);
    },
  };
};
const ctrlC = "\u0003";

describe("chat in a terminal", () => {
  it("shows who takes over and the answer, switches agents, and uploads a file that can then be asked about", async () => {
    const { url } = await served();
    const chat = openChat(url);
    await chat.shows("You are talking to Guide");
    chat.type("go to content\r");
    await chat.shows("Guide → Content");
    const file = join(folder(), "towns.csv");
    writeFileSync(file, "town,people\nOslo,700000\nBergen,\n");
    chat.type(`/file ${file}\r`);
    await chat.shows("towns.csv has been read");
    chat.type("/agent content\r");
    await chat.shows("You are talking to Content");
    chat.type("Which columns have gaps?\r");
    await chat.shows("people");
    chat.type("/agent nobody\r");
    await chat.shows('There is no agent "nobody"');
    chat.type("/file nowhere.csv\r");
    await chat.shows("nowhere.csv cannot be read");
    chat.type("/quit\r");
    expect(await chat.left).toBe(0);
  });

  it("Ctrl-C stops the answer first and then leaves; so does /stop, typed unseen", async () => {
    const url = await servedAgent(async function* ({ signal }) {
      yield "To begin with";
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
    const chat = openChat(url);
    await chat.shows("You are talking to one");
    chat.type("tell me\r");
    await chat.shows("To begin with");
    chat.type(ctrlC);
    await chat.shows("(cancelled)");
    chat.type("again\r");
    await chat.shows("To begin with");
    chat.type("/stop\r");
    await chat.shows("(cancelled)");
    chat.type(ctrlC);
    expect(await chat.left).toBe(0);
  });

  it("says when the connection is lost, and Ctrl-C leaves", async () => {
    const server = await served();
    const chat = openChat(server.url);
    await chat.shows("You are talking to Guide");
    await server.stop("SIGKILL");
    await chat.shows("The connection is lost");
    chat.type(ctrlC);
    expect(await chat.left).toBe(0);
  });
});

describe("doctor", () => {
  const examined = (env: Record<string, string>) => polylogue(["doctor"], { env });

  it("finds all well where a server can run, and where one runs", async () => {
    const before = await examined({ PORT: "0", DATA_DIR: folder() });
    expect(before.out).toMatch(/Data: .* gets its database[\s\S]*All is well/);
    expect(before.code).toBe(0);
    const { port, dataDir } = await served();
    const during = await examined({ PORT: String(port), DATA_DIR: dataDir });
    expect(during.out).toMatch(/a Polylogue server answers[\s\S]*in use by a running server[\s\S]*All is well/);
    expect(during.code).toBe(0);
  });

  it("says what is wrong with the settings, the port, the data and the model, and leaves with 1", async () => {
    const stranger = createServer((socket) => socket.end("no\n"));
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    closing.push(() => stranger.close());
    const { port } = stranger.address() as { port: number };
    const broken = folder();
    writeFileSync(join(broken, "polylogue.db"), "this is no database ".repeat(500));
    const ill = await examined({ PORT: String(port), DATA_DIR: broken, MODEL: "openai:some-model" });
    expect(ill.out).toMatch(/another program uses 127\.0\.0\.1:\d+: stop it, or set PORT/);
    expect(ill.out).toMatch(/■.*Data:/);
    expect(ill.out).toMatch(/Model: .*no API key/);
    expect(ill.out).toContain("To be mended: 3");
    expect(ill.code).toBe(1);
    const misset = await examined({ PORT: "many" });
    expect(misset.out).toContain("PORT must be a whole number");
    expect(misset.code).toBe(1);
  });
});
