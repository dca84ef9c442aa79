// Every JavaScript block of the README and the guides runs as it stands, and prints what stands below it.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Block, blocksOf, markdownFiles, root, textOf } from "./markdown.ts";

const documented = "127.0.0.1:8787";
const documents = markdownFiles().filter((path) => path === "README.md" || path.startsWith("docs/guides/"));

/** A block to run, and what the block right after it says that it prints. */
interface Snippet {
  readonly name: string;
  readonly code: string;
  readonly prints: string | undefined;
}

const snippetsOf = (path: string): Snippet[] => {
  const blocks: Block[] = blocksOf(textOf(path));
  return blocks.flatMap(({ language, text, line }, at) => {
    const next = blocks[at + 1];
    const prints = next?.language === "text" ? next.text : undefined;
    return language === "js" ? [{ name: `${path}:${line}`, code: text, prints }] : [];
  });
};

const scratch = mkdtempSync(join(tmpdir(), "polylogue-docs-"));
/** Inside the repository, so that packages are found by their names. */
const workshop = join(root, ".cache", `docs-${process.pid}`);

/** Only what a program needs to start. */
const environment = (name: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  PORT: "0",
  DATA_DIR: join(scratch, name),
  LOG_LEVEL: "error",
});

let server: ChildProcess;
let address: string;

const started = (process: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    process.stdout?.on("data", (bytes) => {
      const found = /ready at http:\/\/(\S+)/.exec(String(bytes));
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    let trouble = "";
    process.stderr?.on("data", (bytes) => {
      trouble += String(bytes);
    });
    process.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${trouble}`)));
  });

beforeAll(async () => {
  mkdirSync(workshop, { recursive: true });
  cpSync(join(root, "examples"), workshop, { recursive: true, filter: (path) => !path.includes("node_modules") });
  cpSync(join(root, "node_modules/vega-datasets/data/stocks.csv"), join(workshop, "stocks.csv"));
  server = spawn(process.execPath, [join(root, "packages/server/bundle/main.js")], { env: environment("server") });
  address = await started(server);
});

afterAll(async () => {
  if (server.exitCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  }
  for (const folder of [workshop, scratch]) rmSync(folder, { recursive: true, force: true });
});

/** Ports differ from run to run. */
const withDocumentedPort = (text: string): string => text.replace(/127\.0\.0\.1:\d+/g, documented);

/** Runs a snippet to its end; one that goes on serving is told to end once it has printed all that it should. */
const run = (file: string, prints: string | undefined): Promise<{ stdout: string; trouble: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [file], { cwd: workshop, env: environment(basename(file)), timeout: 15_000 });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (bytes) => {
      stdout += withDocumentedPort(String(bytes));
      if (stdout === prints && prints.includes("http://")) child.kill("SIGTERM");
    });
    child.stderr.on("data", (bytes) => {
      stderr += String(bytes);
    });
    child.on("close", (code) => resolve({ stdout, trouble: code === 0 ? stderr : `${stderr}ended with ${code}` }));
  });

describe("a snippet runs as it stands", () => {
  it.each(documents.flatMap(snippetsOf))("$name", async ({ name, code, prints }) => {
    const file = join(workshop, `snippet-${name.replace(/\W+/g, "-")}.mjs`);
    writeFileSync(file, code.replaceAll(documented, address));
    const ran = await run(file, prints);
    expect(ran).toEqual({ stdout: prints ?? ran.stdout, trouble: "" });
  });

  it("is looked for in every guide", () => {
    for (const path of documents) expect(snippetsOf(path).length, path).toBeGreaterThan(0);
  });
});

describe("the README's code", () => {
  const files = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".mjs"));
  const examples = new Map(files.map((name) => [textOf(`examples/${name}`), name]));
  const shown = blocksOf(textOf("README.md")).filter(({ language }) => language === "js");

  it("is that of the examples, word for word", () => {
    expect(shown.map(({ text }) => examples.get(text))).toEqual(["desk-agents.mjs", "desk.mjs", "rehearse.mjs"]);
  });
});
