// Peers that mean no good: bytes before there is a socket, pages of foreign origins, frames by the thousand.
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, sleep, startServer, type TestServer, until } from "./server.ts";
import { upgradeStatus } from "./talk.ts";

let server: TestServer;
let slowHeaders: Promise<{ ms: number; answer: string }>;
beforeAll(async () => {
  server = await startServer();
  slowHeaders = dribbleHeaders();
});
afterAll(async () => {
  await server.stop();
  removeFolder(server.dataDir);
});

const raw = (): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(server.port, "127.0.0.1", () => resolve(socket));
    socket.on("error", () => undefined);
  });

const handshake = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;

/** Headers that never end; how long the server bears it, and what it says. */
const dribbleHeaders = async () => {
  const socket = await raw();
  const begun = Date.now();
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`);
  const dribble = setInterval(() => socket.write("X-A: b\r\n"), 1_000);
  await new Promise((resolve) => socket.once("close", resolve));
  clearInterval(dribble);
  return { ms: Date.now() - begun, answer };
};

const alive = async () => {
  const { status } = await server.call("GET", "/healthz");
  return status;
};

const long = (length: number) => "x".repeat(length);

describe("bytes before there is a socket", () => {
  it.each([
    "//",
    "///api",
    "/\\",
    "http://[",
    "/%",
    "/api/ws/agent?%",
    "/ws/",
    `/ws/${long(300)}`,
    "/api/ws/liaison/%00",
    "*",
  ])("P14 an upgrade to %s crashes nothing", async (path) => {
    const socket = await raw();
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    socket.write(handshake(path));
    await until(() => answer !== "", "an answer");
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 (101|400|404)/);
    expect(await alive()).toBe(200);
  });

  it("P14 a client that goes away in the middle of an upgrade, wherever to, crashes nothing", async () => {
    for (let n = 0; n < 40; n++) {
      const socket = await raw();
      socket.write(
        handshake(n % 2 ? "/nowhere" : "/api/ws/agent") + (n % 4 > 1 ? randomBytes(50).toString("latin1") : ""),
      );
      if (n % 3) await sleep(1);
      socket.resetAndDestroy();
    }
    await sleep(100);
    expect(await alive()).toBe(200);
  });

  it("P14 bytes that are no HTTP, and frames that are no WebSocket's, crash nothing", async () => {
    const noHttp = await raw();
    noHttp.write(randomBytes(4_000));
    const badHandshake = await raw();
    badHandshake.write(handshake("/api/ws/agent").replace("Version: 13", "Version: 99"));
    const unmasked = await raw();
    unmasked.resume();
    unmasked.write(handshake("/api/ws/agent"));
    await until(() => unmasked.bytesRead > 300, "the welcome");
    unmasked.removeAllListeners("data");
    unmasked.write(Buffer.from([0x81, 0x02, 0x7b, 0x7d]));
    const closing = new Promise<Buffer>((resolve) => unmasked.once("data", resolve));
    expect((await closing).readUInt16BE(2)).toBe(1002);
    for (const socket of [noHttp, badHandshake, unmasked]) socket.destroy();
    expect(await alive()).toBe(200);
  });

  it("P14 5,000 mutated frames neither crash the server nor stall it for 100 ms", async () => {
    const fast = await startServer();
    const watcher = await fast.dial();
    const talk = await fast.dial();
    const seeds = [
      '{"type":"resume","session_id":"s","epoch":1,"last_seq":3}',
      '{"type":"cancel","turn_id":"t"}',
      '{"type":"ping"}',
      '{"agent_type":"liaison","pillar":"content","metadata":{"file_id":"f"}}',
    ];
    const lag = async () =>
      Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(await (await fast.call("GET", "/metrics")).text())?.[1]);
    await lag();
    let chance = 12_345;
    const random = (below: number) => {
      chance = (chance * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((chance / 2_147_483_648) * below);
    };
    for (let n = 0; n < 5_000; n++) {
      const bytes = Buffer.from(seeds[n % seeds.length] ?? "");
      for (let change = 0; change <= random(4); change++) bytes[random(bytes.length)] = 32 + random(95);
      talk.send(bytes.toString("latin1"));
      if (n % 50 === 0) await sleep(40);
    }
    const last = await talk.refused({ type: "nothing_like_it" });
    expect(last.code).toBe("bad_request");
    expect(await lag()).toBeLessThan(0.1);
    expect(talk.texts.join("")).not.toContain(watcher.token);
    await fast.stop();
    removeFolder(fast.dataDir);
  });

  it("P14 headers that do not come to an end are cut off after ten seconds", async () => {
    const { ms, answer } = await slowHeaders;
    expect(ms).toBeGreaterThan(8_000);
    expect(ms).toBeLessThan(14_000);
    expect(answer === "" || answer.includes("408")).toBe(true);
  });
});

describe("who may connect from where", () => {
  it("P15 refuses pages of foreign origins and foreign host names, on the socket and over REST", async () => {
    const address = `ws://127.0.0.1:${server.port}/api/ws/agent`;
    expect(await upgradeStatus(address, { origin: "https://evil.example" })).toBe(403);
    expect(await upgradeStatus(address, { origin: "null" })).toBe(403);
    expect(await upgradeStatus(address, { origin: server.url })).toBe(101);
    expect(await upgradeStatus(address, { host: "evil.example" })).toBe(403);
    expect(await upgradeStatus(address, { host: "evil.example", origin: "http://evil.example" })).toBe(403);
    expect((await fetch(`${server.url}/api/agents`, { headers: { origin: "https://evil.example" } })).status).toBe(403);
  });
});
