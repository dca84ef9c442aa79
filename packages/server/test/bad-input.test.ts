// Bytes that no good client sends: each is answered by its rule, and the server goes on serving everybody else.
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, sleep, startServer, type TestServer, until } from "./server.ts";
import { typesOf, upgradeStatus } from "./talk.ts";

let server: TestServer;
let slowHeaders: Promise<{ ms: number; answer: string }>;
beforeAll(async () => {
  server = await startServer({ FRAMES_PER_SECOND: "100" });
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

describe("a frame that does not fit", () => {
  const cases: readonly (readonly [what: string, frame: string, fault: Record<string, unknown>])[] = [
    ["no JSON", "hello", { code: "bad_request", message: "The frame is not valid JSON." }],
    ["empty", "", { code: "bad_request" }],
    ["a list", "[]", { code: "bad_request", message: "The frame must be a JSON object." }],
    ["null", "null", { code: "bad_request" }],
    ["an empty object", "{}", { code: "bad_request", path: "message" }],
    ["an unknown type", '{"type":"fly"}', { code: "bad_request", path: "type" }],
    ["a type of Object.prototype", '{"type":"constructor"}', { code: "bad_request", path: "type" }],
    ["a type that is no string", '{"type":7}', { code: "bad_request", path: "type" }],
    ["a message that is no string", '{"message":7}', { code: "bad_request", path: "message" }],
    ["a blank message", '{"message":" \\n "}', { code: "bad_request", path: "message" }],
    ["a message of 32,001 characters", JSON.stringify({ message: long(32_001) }), { code: "bad_request", path: "message" }],
    ["an empty agent_type", '{"message":"a","agent_type":""}', { code: "bad_request", path: "agent_type" }],
    ["an agent_type of 65 characters", JSON.stringify({ message: "a", agent_type: long(65) }), { code: "bad_request", path: "agent_type" }],
    ["an agent_type of Object.prototype", '{"message":"a","agent_type":"__proto__"}', { code: "unknown_agent", message: "Unknown agent_type: __proto__" }],
    ["a pillar that is no string", '{"message":"a","agent_type":"liaison","pillar":4}', { code: "bad_request", path: "pillar" }],
    ["a pillar of Object.prototype", '{"message":"a","agent_type":"liaison","pillar":"constructor"}', { code: "unknown_pillar" }],
    ["a conversation_id of 257 characters", JSON.stringify({ message: "a", conversation_id: long(257) }), { code: "bad_request", path: "conversation_id" }],
    ["a message_id of 129 characters", JSON.stringify({ message: "a", message_id: long(129) }), { code: "bad_request", path: "message_id" }],
    ["metadata that is a list", '{"message":"a","metadata":[]}', { code: "bad_request", path: "metadata" }],
    ["a file_id that is no string", '{"message":"a","message_id":"m1","metadata":{"file_id":3}}', { code: "bad_request", path: "metadata.file_id", message: "metadata.file_id must be a string.", message_id: "m1" }],
    ["speak that is no boolean", '{"message":"a","speak":"yes"}', { code: "bad_request", path: "speak" }],
    ["a resume without its session", '{"type":"resume","epoch":1,"last_seq":0}', { code: "bad_request", path: "session_id" }],
    ["a resume with a negative seq", '{"type":"resume","session_id":"s","epoch":1,"last_seq":-1}', { code: "bad_request", path: "last_seq" }],
    ["a resume with half a seq", '{"type":"resume","session_id":"s","epoch":1,"last_seq":1.5}', { code: "bad_request", path: "last_seq" }],
    ["an auth without token", '{"type":"auth"}', { code: "bad_request", path: "token" }],
    ["a cancel of nothing", '{"type":"cancel"}', { code: "bad_request" }],
    ["a cancel of two things", '{"type":"cancel","turn_id":"t","plan_id":"p"}', { code: "bad_request" }],
    ["a cancel of an unknown turn", '{"type":"cancel","turn_id":"t_nothing"}', { code: "not_found" }],
    ["a microphone", '{"type":"audio_start","sample_rate":16000,"encoding":"pcm_s16le","agent_type":"guide"}', { code: "voice_unavailable", retryable: true }],
    ["a microphone too slow", '{"type":"audio_start","sample_rate":7999,"encoding":"pcm_s16le","agent_type":"guide"}', { code: "bad_request", path: "sample_rate" }],
    ["a plan with a hole", '{"type":"orchestrate","plan":{"id":"p"}}', { code: "bad_request" }],
  ];

  it("P14 S1.16 S2.10 gets an error with the path of its first fault, and the socket stays open", async () => {
    const talk = await server.dial();
    for (const [what, frame, fault] of cases) {
      const error = await talk.refused(frame);
      expect(error, what).toMatchObject({ type: "error", retryable: false, ...fault });
      expect(error.message, what).toMatch(/\S/);
      expect(error, what).not.toHaveProperty("seq");
      await sleep(10);
    }
    expect(typesOf(await talk.say("Hello"))).toContain("turn_end");
    await talk.close();
  });

  it("P14 names the first fault of the conversation's own frames without echoing what was sent", async () => {
    const talk = await server.dial();
    const error = await talk.refused({ message: 7, session_token: "pst_very_secret" });
    expect(JSON.stringify(error)).not.toContain("pst_very_secret");
    await talk.close();
  });
});

describe("a frame beyond a limit", () => {
  const cases: readonly (readonly [what: string, frame: string | Uint8Array, close: number, code: string | undefined])[] = [
    ["larger than 64 KiB", JSON.stringify({ message: "a", metadata: { pad: long(65_536) } }), 1009, "too_large"],
    ["larger than twice that", long(200_000), 1009, undefined],
    ["33 deep", `{"message":"a","metadata":${"[".repeat(32)}${"]".repeat(32)}}`, 4400, "too_deep"],
    ["deep without an end", "[".repeat(60_000), 4400, "too_deep"],
  ];
  it.each(cases)("P14 closes the socket when a frame is %s", async (_what, frame, close, code) => {
    const talk = await server.dial();
    talk.send(frame);
    if (code) expect(await talk.next(({ type }) => type === "error")).toMatchObject({ code, retryable: false });
    expect(await talk.closed).toBe(close);
    expect(await alive()).toBe(200);
  });

  it("P14 takes a frame that is exactly 64 KiB and one that is exactly 32 deep", async () => {
    const talk = await server.dial();
    const frame = (pad: number) => JSON.stringify({ message: "Hello", metadata: { pad: long(pad) } });
    talk.send(frame(65_536 - frame(0).length));
    await talk.next(({ type }) => type === "turn_end");
    await talk.say("Hello", { metadata: { deep: JSON.parse(`${"[".repeat(30)}${"]".repeat(30)}`) } });
    await talk.close();
  });

  it("P14 closes on 65 fragments, and on text that is not UTF-8", async () => {
    const many = await server.dial();
    for (let n = 0; n < 70; n++) many.socket.send("a", { fin: false });
    expect(await many.closed).toBe(1008);
    const garbled = await server.dial();
    garbled.socket.send(Buffer.from([0xc3, 0x28]), { binary: false });
    expect(await garbled.closed).toBe(1007);
  });

  it("P14 answers sound without a microphone with an error", async () => {
    const talk = await server.dial();
    expect(await talk.refused(randomBytes(320))).toMatchObject({ code: "voice_unavailable" });
    await talk.close();
  });

  it("P14 refuses haste first and closes what does not stop, and nothing of it is taken twice", async () => {
    const talk = await server.dial();
    for (let n = 0; n < 1_000; n++) talk.send({ type: "ping" });
    expect(await talk.closed).toBe(4429);
    const refusals = talk.frames.filter(({ code }) => code === "rate_limited");
    expect(refusals).toHaveLength(200);
    expect(refusals[0]).toMatchObject({ retryable: true, retry_after_ms: expect.any(Number) });
    expect(talk.frames.filter(({ type }) => type === "pong").length).toBeLessThan(300);
  });

  it("P14 acts on nothing that comes after it has closed the socket", async () => {
    const talk = await server.dial();
    talk.send("[".repeat(40));
    talk.send({ message: "Too late", message_id: "late" });
    expect(await talk.closed).toBe(4400);
    const { conversations } = (await (await server.call("GET", "/api/conversations", talk.token)).json()) as { conversations?: unknown[] };
    expect(conversations ?? []).toEqual([]);
  });
});

describe("bytes before there is a socket", () => {
  it.each(["//", "///api", "/\\", "http://[", "/%", "/api/ws/agent?%", "/ws/", `/ws/${long(300)}`, "/api/ws/liaison/%00", "*"])(
    "P14 an upgrade to %s crashes nothing",
    async (path) => {
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
    },
  );

  it("P14 a client that goes away in the middle of an upgrade, wherever to, crashes nothing", async () => {
    for (let n = 0; n < 40; n++) {
      const socket = await raw();
      socket.write(handshake(n % 2 ? "/nowhere" : "/api/ws/agent") + (n % 4 > 1 ? randomBytes(50).toString("latin1") : ""));
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
    const seeds = ['{"type":"resume","session_id":"s","epoch":1,"last_seq":3}', '{"type":"cancel","turn_id":"t"}', '{"type":"ping"}', '{"agent_type":"liaison","pillar":"content","metadata":{"file_id":"f"}}'];
    const lag = async () => Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(await (await fast.call("GET", "/metrics")).text())?.[1]);
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
