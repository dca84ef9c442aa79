// The published packages: packed, installed in an empty folder with nothing of ours around, and used as the README says.
import { type ExecFileException, execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Running, runNode } from "../examples/process.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const tarballs = join(repository, ".reports", "packages");

let place = "";
let installation = "";
const running: Running[] = [];

interface Ended {
  readonly code: number;
  readonly output: string;
}

const run = (command: string, args: readonly string[], cwd: string): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(command, args, { cwd, env: surroundings() }, (error: ExecFileException | null, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, output: `${out}${err}` }),
    );
  });

/** `npm test` hands its settings to what it starts: here they are npm's own defaults again. */
const surroundings = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?:config|package|lifecycle)_/.test(name)));

const start = (args: readonly string[], env: Record<string, string> = {}): Running => {
  const process = runNode(args, { cwd: place, env });
  running.push(process);
  return process;
};

beforeAll(async () => {
  const packed = await run(process.execPath, ["tools/pack.mjs"], repository);
  if (packed.code !== 0) throw new Error(packed.output);
  place = await mkdtemp(join(tmpdir(), "polylogue-installed-"));
  await writeFile(join(place, "package.json"), JSON.stringify({ name: "program", private: true, type: "module" }));
  const files = (await readdir(tarballs)).filter((name) => name.endsWith(".tgz")).map((name) => join(tarballs, name));
  const installed = await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", "--engine-strict", ...files],
    place,
  );
  if (installed.code !== 0) throw new Error(installed.output);
  installation = installed.output;
  await cp(join(repository, "examples"), place, {
    recursive: true,
    filter: (path) => !path.includes("node_modules") && !path.endsWith("package.json"),
  });
}, 180_000);

afterAll(async () => {
  for (const process of running) process.child.kill("SIGKILL");
  await Promise.all(running.map(({ ended }) => ended));
  await rm(place, { recursive: true, force: true });
});

it("installs two packages of ours, with nothing that refuses this Node, and no workspace among their dependencies", async () => {
  expect(installation).not.toContain("EBADENGINE");
  expect(await readdir(join(place, "node_modules", "@polylogue"))).toEqual(["client"]);
  for (const name of ["polylogue", "@polylogue/client"]) {
    const folder = join(place, "node_modules", name);
    const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    expect(Object.keys(manifest.dependencies).filter((one) => one.startsWith("@polylogue/"))).toEqual([]);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(["LICENSE", "README.md", "dist"]));
  }
  const listed = await run("npm", ["ls", "--all"], place);
  expect(listed.output).not.toMatch(/invalid|missing:|UNMET DEPENDENCY/);
});

it("the README's agents are rehearsed, served, and asked by a client", async () => {
  const rehearsal = start(["rehearse.mjs"]);
  expect(await rehearsal.ended, rehearsal.printed()).toBe(0);
  expect(rehearsal.printed()).toContain("billing explains charges, sales knows the prices");

  const desk = start(["desk.mjs"], { PORT: "0", DATA_DIR: join(place, "desk") });
  const [, , socket] = await desk.until(/page is at (\S+), the socket at (\S+)/);
  const client = start(["client.mjs", socket!, "What does the team plan cost?"]);
  expect(await client.ended).toBe(0);
  expect(client.printed()).toMatch(/29 euros[\s\S]*\[complete\]/);
  desk.child.kill("SIGTERM");
  expect(await desk.ended).toBe(0);
});

it("the command starts the server with its page, reads an uploaded file in its own thread, and chats", async () => {
  const cli = join("node_modules", "polylogue", "dist", "cli.js");
  expect((await run("npx", ["--no-install", "polylogue", "--help"], place)).output).toMatch(
    /start.*[\s\S]*chat.*[\s\S]*doctor/,
  );
  const server = start([cli, "start"], { PORT: "0", DATA_DIR: join(place, "data") });
  const [, url] = await server.until(/ready at (\S+)/);

  const page = await (await fetch(url!)).text();
  const [, script] = /src="([^"]+\.js)"/.exec(page)!;
  expect((await fetch(new URL(script!, url))).status).toBe(200);
  expect((await fetch(new URL("/docs/", url))).status).toBe(200);

  const { session_token } = (await (await fetch(new URL("/api/sessions", url), { method: "POST" })).json()) as {
    session_token: string;
  };
  const form = new FormData();
  form.append("file", new Blob(["town,people\nOslo,700000\nBergen,\n"]), "towns.csv");
  const headers = { authorization: `Bearer ${session_token}` };
  expect((await fetch(new URL("/api/files", url), { method: "POST", body: form, headers })).status).toBe(201);
  await expect
    .poll(async () => (await fetch(new URL("/api/files", url), { headers })).text(), { timeout: 10_000 })
    .toContain('"ready"');

  const chat = start([
    cli,
    "chat",
    "--url",
    url!,
    "--token",
    session_token,
    "--agent",
    "content",
    "--message",
    "Which columns have gaps?",
  ]);
  expect(await chat.ended).toBe(0);
  expect(chat.printed()).toContain("people");
}, 40_000);

it("a program in strict TypeScript finds every type in the packages", async () => {
  await writeFile(join(place, "program.ts"), program);
  const modules = join(repository, "node_modules");
  for (const name of ["node", "ws"])
    await cp(join(modules, "@types", name), join(place, "node_modules", "@types", name), { recursive: true });
  await cp(join(modules, "undici-types"), join(place, "node_modules", "undici-types"), { recursive: true });
  const flags = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--module",
    "nodenext",
    "--moduleResolution",
    "nodenext",
    "--target",
    "es2023",
  ];
  const checked = await run(
    process.execPath,
    [join(modules, "typescript", "bin", "tsc"), ...flags, "--skipLibCheck", "program.ts"],
    place,
  );
  expect(checked.output).toBe("");
}, 40_000);

/** Each `@ts-expect-error` fails the check if the types below it have come out as `any`. */
const program = `
import { AgentClient, type TurnOutcome } from "@polylogue/client";
import { agent, type Serving, serve, supervisor, tool, type Turn } from "polylogue";
import { type Reply, rehearse, script } from "polylogue/testing";
import { WebSocket } from "ws";
import * as z from "zod";

const find = tool({
  name: "find",
  description: "An invoice",
  input: z.object({ month: z.optional(z.string()) }),
  run: ({ month }, { user }) => ({ month: month?.toUpperCase(), user: user.user_id }),
});
const billing = agent({
  name: "billing",
  description: "Invoices",
  instructions: (turn: Turn) => \`Help \${turn.user.name ?? "them"}\`,
  tools: [find],
  async *respond(turn) {
    const found = await turn.use(find, { month: "2026-03" });
    // @ts-expect-error
    found.nothing;
    yield found.user;
    yield { type: "handoff", to: "sales", reason: "Prices" };
  },
});
// @ts-expect-error
agent({ name: 1, description: "no" });
const desk = supervisor({ name: "desk", members: [billing], fallback: "billing" });
const serving: Serving = await serve({ agents: [desk], authenticate: () => ({ id: "ada" }), settings: { port: 0 } });
const reply: Reply = await (await rehearse(desk, { model: script(["Hello."]) })).say("hi");
const client = new AgentClient({ url: serving.socketUrl ?? "", webSocket: (url) => new WebSocket(url) });
const turn = client.say("hi");
for await (const frame of turn) {
  if (frame.type === "delta") frame.text.trim();
  // @ts-expect-error
  if (frame.type === "delta") frame.reason;
}
const outcome: TurnOutcome = await turn.done;
console.log(reply.route.agent, outcome.text);
`;
