// Bytes that no good client sends: each is answered by its rule, and the server goes on serving everybody else.
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, sleep, startServer, type TestServer } from "./server.ts";
import { typesOf } from "./talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ FRAMES_PER_SECOND: "100" });
});
afterAll(async () => {
  await server.stop();
  removeFolder(server.dataDir);
});

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
    [
      "a message of 32,001 characters",
      JSON.stringify({ message: long(32_001) }),
      { code: "bad_request", path: "message" },
    ],
    ["an empty agent_type", '{"message":"a","agent_type":""}', { code: "bad_request", path: "agent_type" }],
    [
      "an agent_type of 65 characters",
      JSON.stringify({ message: "a", agent_type: long(65) }),
      { code: "bad_request", path: "agent_type" },
    ],
    [
      "an agent_type of Object.prototype",
      '{"message":"a","agent_type":"__proto__"}',
      { code: "unknown_agent", message: "Unknown agent_type: __proto__" },
    ],
    [
      "a pillar that is no string",
      '{"message":"a","agent_type":"liaison","pillar":4}',
      { code: "bad_request", path: "pillar" },
    ],
    [
      "a pillar of Object.prototype",
      '{"message":"a","agent_type":"liaison","pillar":"constructor"}',
      { code: "unknown_pillar" },
    ],
    [
      "a conversation_id of 257 characters",
      JSON.stringify({ message: "a", conversation_id: long(257) }),
      { code: "bad_request", path: "conversation_id" },
    ],
    [
      "a message_id of 129 characters",
      JSON.stringify({ message: "a", message_id: long(129) }),
      { code: "bad_request", path: "message_id" },
    ],
    ["metadata that is a list", '{"message":"a","metadata":[]}', { code: "bad_request", path: "metadata" }],
    [
      "a file_id that is no string",
      '{"message":"a","message_id":"m1","metadata":{"file_id":3}}',
      {
        code: "bad_request",
        path: "metadata.file_id",
        message: "metadata.file_id must be a string.",
        message_id: "m1",
      },
    ],
    ["speak that is no boolean", '{"message":"a","speak":"yes"}', { code: "bad_request", path: "speak" }],
    [
      "a resume without its session",
      '{"type":"resume","epoch":1,"last_seq":0}',
      { code: "bad_request", path: "session_id" },
    ],
    [
      "a resume with a negative seq",
      '{"type":"resume","session_id":"s","epoch":1,"last_seq":-1}',
      { code: "bad_request", path: "last_seq" },
    ],
    [
      "a resume with half a seq",
      '{"type":"resume","session_id":"s","epoch":1,"last_seq":1.5}',
      { code: "bad_request", path: "last_seq" },
    ],
    ["an auth without token", '{"type":"auth"}', { code: "bad_request", path: "token" }],
    ["a cancel of nothing", '{"type":"cancel"}', { code: "bad_request" }],
    ["a cancel of two things", '{"type":"cancel","turn_id":"t","plan_id":"p"}', { code: "bad_request" }],
    ["a cancel of an unknown turn", '{"type":"cancel","turn_id":"t_nothing"}', { code: "not_found" }],
    [
      "a microphone",
      '{"type":"audio_start","sample_rate":16000,"encoding":"pcm_s16le","agent_type":"guide"}',
      { code: "voice_unavailable", retryable: true },
    ],
    [
      "a microphone too slow",
      '{"type":"audio_start","sample_rate":7999,"encoding":"pcm_s16le","agent_type":"guide"}',
      { code: "bad_request", path: "sample_rate" },
    ],
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
  const cases: readonly (readonly [
    what: string,
    frame: string | Uint8Array,
    close: number,
    code: string | undefined,
  ])[] = [
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
    const { conversations } = (await (await server.call("GET", "/api/conversations", talk.token)).json()) as {
      conversations?: unknown[];
    };
    expect(conversations ?? []).toEqual([]);
  });
});
