// Every program in examples/ runs as its reader would run it, and prints what it promises.
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { type Running, runNode } from "./process.ts";

const examples = fileURLToPath(new URL("../../examples", import.meta.url));
const opened: { running: Running; data: string }[] = [];

afterEach(async () => {
  for (const { running, data } of opened.splice(0)) {
    running.child.kill("SIGKILL");
    await running.ended;
    await rm(data, { recursive: true });
  }
});

const server = async (...file: string[]): Promise<Running> => {
  const data = await mkdtemp(join(tmpdir(), "polylogue-example-"));
  const running = runNode(file, { cwd: examples, env: { PORT: "0", DATA_DIR: data } });
  opened.push({ running, data });
  return running;
};

const asked = async (url: string, question: string): Promise<string> => {
  const client = runNode(["client.mjs", url, question], { cwd: examples });
  await client.ended;
  return client.printed();
};

it("a desk is served with its page, answers a client that names nobody, and leaves when told to", async () => {
  const desk = await server("desk.mjs");
  const [, page, socket] = await desk.until(/page is at (\S+), the socket at (\S+)/);
  expect(await (await fetch(page!)).text()).toContain("<html");
  expect(await asked(socket!, "What does the team plan cost?")).toMatch(/29 euros[\s\S]*\[complete\]/);
  const moved = await asked(socket!, "Why was I charged twice?");
  expect(moved).toContain("[sales → billing");
  expect(moved).toMatch(/plan was changed[\s\S]*\[complete\]/);
  desk.child.kill("SIGTERM");
  expect(await desk.ended).toBe(0);
});

it("a desk on a server of the program's own lets in whom the program knows, and leaves the site alone", async () => {
  const site = await server("mount.mjs", "0");
  const [, address] = await site.until(/site is at (\S+),/);
  const socket = address!.replace("http", "ws");
  expect(await (await fetch(address!)).text()).toBe("The site itself.");
  expect(await asked(`${socket}/desk?key=secret-of-ada`, "Can I change my plan?")).toContain("[complete]");
  const upgrade = {
    connection: "upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
  };
  expect(await upgradeStatus(`${address}/desk?key=guessed`, upgrade)).toBe(401);
  expect(await upgradeStatus(`${address}/elsewhere`, upgrade)).toBe(404);
  site.child.kill("SIGTERM");
  expect(await site.ended).toBe(0);
});

it("an agent is rehearsed without a server", async () => {
  const rehearsal = runNode(["rehearse.mjs"], { cwd: examples });
  expect(await rehearsal.ended).toBe(0);
  expect(rehearsal.printed()).toContain("billing explains charges, sales knows the prices");
});

const upgradeStatus = (url: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => resolve(answer.resume().statusCode))
      .on("error", reject)
      .end();
  });
