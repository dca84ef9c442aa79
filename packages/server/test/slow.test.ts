// Peers that do not read, do not answer, or have gone without a word: found in time, bounded, and nobody else's trouble.
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, sleep, startServer, type TestServer, until } from "./server.ts";
import { type Frame, typesOf } from "./talk.ts";

const heartbeatMs = 500;
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ HEARTBEAT_MS: String(heartbeatMs), FRAMES_PER_SECOND: "1000000" });
});
afterAll(async () => {
  await server.stop();
  removeFolder(server.dataDir);
});

const mask = Buffer.from([1, 2, 3, 4]);
/** A WebSocket frame of a client, written by hand. */
const frame = (opcode: number, payload: Buffer | string): Buffer => {
  const body = Buffer.from(payload);
  const length =
    body.length < 126
      ? Buffer.from([0x80 | body.length])
      : Buffer.from([0x80 | 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([
    Buffer.from([0x80 | opcode]),
    length,
    mask,
    body.map((byte, index) => byte ^ (mask[index % 4] ?? 0)),
  ]);
};

/** A bare TCP peer that has shaken hands; it answers no ping by itself. */
const peer = async (
  token?: string,
): Promise<{ tcp: Socket; received: () => Buffer; text: () => string; closed: Promise<number> }> => {
  const tcp = connect(server.port, "127.0.0.1");
  const chunks: Buffer[] = [];
  tcp.on("data", (chunk) => chunks.push(chunk));
  tcp.on("error", () => undefined);
  const closed = new Promise<number>((resolve) => tcp.once("close", () => resolve(Date.now())));
  tcp.write(
    `GET /api/ws/agent HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${token ? `Authorization: Bearer ${token}\r\n` : ""}\r\n`,
  );
  const received = () => Buffer.concat(chunks);
  await until(() => received().includes("welcome"), "the welcome");
  return { tcp, received, text: () => received().toString("latin1"), closed };
};

const sockets = async () =>
  Number(/^polylogue_sockets (\d+)/m.exec(await (await server.call("GET", "/metrics")).text())?.[1]);
/** Memory outside of the heap, where what waits for a socket lies, and the heap itself. */
const memory = async () => {
  const metrics = await (await server.call("GET", "/metrics")).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 2 ** 20;
};

describe("a peer that is gone", () => {
  it("P10 S3.15 is dropped after two heartbeats without an answer, and told why when it still listens", async () => {
    const silent = await peer();
    const begun = Date.now();
    expect((await silent.closed) - begun).toBeLessThan(4 * heartbeatMs);
    const end = silent.received().subarray(-30);
    expect(end.includes(Buffer.from([4408 >> 8, 4408 & 0xff]))).toBe(true);
  });

  it("P10 is dropped when it has stopped reading altogether", async () => {
    const before = await sockets();
    const dead = await peer();
    dead.tcp.pause();
    expect(await sockets()).toBe(before + 1);
    await until(async () => (await sockets()) === before, "the server to let go", 6 * heartbeatMs);
    dead.tcp.destroy();
  });

  it("P10 S3.15 is kept while it answers, by frames as well as by pongs", async () => {
    const answering = await server.dial();
    const talking = await peer();
    for (let n = 0; n < 8; n++) {
      talking.tcp.write(frame(1, '{"type":"ping"}'));
      await sleep(heartbeatMs / 2);
    }
    expect(talking.tcp.destroyed).toBe(false);
    expect(talking.text().match(/"type":"pong"/g)?.length).toBe(8);
    expect(answering.socket.readyState).toBe(answering.socket.OPEN);
    talking.tcp.destroy();
    await answering.close();
  });
});

describe("a peer that reads too slowly", () => {
  const floods: readonly (readonly [string, () => Buffer])[] = [
    ["frames that are answered", () => frame(1, '{"type":"fly"}')],
    ["WebSocket pings", () => frame(9, "x".repeat(125))],
  ];
  it.each(floods)(
    "P10 P14 asks with %s and does not read: it holds at most a megabyte, then it is let go, and others notice nothing",
    async (_what, one) => {
      const other = await server.dial();
      const before = await memory();
      const slow = await peer();
      slow.tcp.pause();
      const burst = Buffer.concat(Array.from({ length: 500 }, one));
      let written = 0;
      let most = 0;
      const gone = slow.closed.then(() => true);
      const flood = async () => {
        for (let n = 0; n < 600 && !slow.tcp.destroyed; n++) {
          if (slow.tcp.writableLength < 2 ** 20) {
            slow.tcp.write(burst);
            written += burst.length;
          }
          if (n % 20 === 0) most = Math.max(most, await memory());
          await sleep(2);
        }
      };
      await flood();
      const begun = performance.now();
      expect(typesOf(await other.say("Hello"))).toContain("turn_end");
      expect(performance.now() - begun).toBeLessThan(1_000);
      expect(written).toBeGreaterThan(2 ** 20);
      expect(most - before).toBeLessThan(60);
      slow.tcp.resume();
      await Promise.race([gone, sleep(8_000)]);
      expect(slow.tcp.destroyed).toBe(true);
      await other.close();
    },
  );

  it("P10 P3 misses nothing: what a slow reader could not take it gets when it resumes", async () => {
    const fast = await server.dial();
    const slow = await server.dial("/api/ws/agent", { token: fast.token });
    slow.socket.pause();
    for (let n = 0; n < 30; n++) fast.send({ message: `Hello ${"x".repeat(30_000)}`, message_id: `m${n}` });
    await until(() => fast.frames.filter(({ type }) => type === "turn_end").length === 30, "thirty turns");
    slow.socket.terminate();
    const back = await server.dial("/api/ws/agent", { token: fast.token });
    back.send({ type: "resume", session_id: fast.session_id, epoch: fast.welcome.epoch, last_seq: 0 });
    await until(() => back.frames.filter(({ type }) => type === "turn_end").length === 30, "all thirty again");
    const facts = (frames: Frame[]) => frames.filter(({ seq, type }) => seq !== undefined && type !== "delta");
    expect(facts(back.frames).slice(0, facts(fast.frames).length)).toEqual(facts(fast.frames));
    await fast.close();
    await back.close();
  });

  it("P10 P3 pauses for a reader and goes on from where it was when it reads again", async () => {
    const fast = await server.dial();
    const slow = await server.dial("/api/ws/agent", { token: fast.token });
    slow.socket.pause();
    for (let n = 0; n < 30; n++) fast.send({ message: `Hello ${"x".repeat(30_000)}`, message_id: `m${n}` });
    await sleep(heartbeatMs);
    slow.socket.resume();
    await until(() => slow.frames.filter(({ type }) => type === "turn_end").length === 30, "thirty turns");
    const numbers = slow.frames.filter(({ seq, type }) => seq !== undefined && type !== "delta").map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    await fast.close();
    await slow.close();
  });
});
