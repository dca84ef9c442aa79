// What the decoder of client frames takes, and what it says about frames that it refuses.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeClientFrame } from "../src/client-frame.ts";

const decode = (value: unknown) => decodeClientFrame(JSON.stringify(value));

function faultOf(text: string) {
  const decoded = decodeClientFrame(text);
  if (decoded.ok) throw new Error(`was taken: ${text}`);
  return decoded.error;
}

const refusal = (value: unknown) => faultOf(JSON.stringify(value));

/** An array in an array …, `depth` of them in all. */
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

describe("a user message", () => {
  test("is a frame without type, and keeps every field of the document", () => {
    const message = {
      agent_type: "liaison",
      pillar: "content",
      message: "hello",
      conversation_id: "content_liaison_1",
      message_id: "m1",
      session_token: "secret",
      speak: true,
      metadata: { file_id: "f", content_id: "c", course_id: "k", page: 3 },
    };
    expect(decode(message)).toEqual({ ok: true, frame: message });
  });

  test.each(["cut\0off", "half \ud83d", "\udc00 half"])(
    "P3 is refused where a store could not keep its text as it came: %j",
    (text) => {
      const rule = "must not hold NUL or half a character.";
      expect(refusal({ message: text, message_id: "m1" })).toMatchObject({
        message: `message ${rule}`,
        message_id: "m1",
      });
      for (const field of ["message_id", "conversation_id"]) {
        expect(refusal({ message: "hi", [field]: text })).toMatchObject({ path: field, message: `${field} ${rule}` });
      }
      expect(decode({ message: "whole 👩‍👩‍👧" }).ok).toBe(true);
    },
  );

  test("takes null as left out, as clients of the documents send it", () => {
    const sent = {
      type: null,
      message: "hi",
      pillar: null,
      conversation_id: null,
      metadata: { file_id: null, page: 2 },
    };
    expect(decode(sent)).toEqual({ ok: true, frame: { message: "hi", metadata: { page: 2 } } });
    expect(decode({ message: "hi", metadata: null })).toEqual({ ok: true, frame: { message: "hi" } });
  });

  test("ignores fields that nobody knows", () => {
    expect(decode({ message: "hi", colour: "red" })).toEqual({ ok: true, frame: { message: "hi" } });
  });

  test("takes an unknown pillar, which the server answers with its own sentence", () => {
    expect(decode({ message: "hi", pillar: "gardening" }).ok).toBe(true);
  });

  test("must hold some text, of at most 32,000 characters", () => {
    expect(refusal({ message: " \n\t" })).toMatchObject({ path: "message", message: "message must hold some text." });
    expect(refusal({ message: null })).toMatchObject({ path: "message", message: "message is missing." });
    expect(decode({ message: "x".repeat(32_000) }).ok).toBe(true);
    expect(refusal({ message: "x".repeat(32_001) })).toMatchObject({
      path: "message",
      message: "message must be at most 32000 characters long.",
    });
  });

  test.each([
    ["message_id", 128],
    ["conversation_id", 256],
    ["agent_type", 64],
  ])("has a %s of at most %i characters", (field, limit) => {
    expect(decode({ message: "hi", [field]: "x".repeat(limit) }).ok).toBe(true);
    expect(refusal({ message: "hi", [field]: "x".repeat(limit + 1) }).path).toBe(field);
  });

  test("that is refused is named by its message_id, so that the client knows which", () => {
    expect(refusal({ message: 7, message_id: "m1" })).toEqual({
      code: "bad_request",
      message: "message must be a string.",
      path: "message",
      message_id: "m1",
    });
  });
});

describe("a fault", () => {
  test("in the JSON is a bad request without a path", () => {
    for (const text of ["", "{", "hello", '{"message":"hi"', "undefined"]) {
      expect(faultOf(text)).toEqual({ code: "bad_request", message: "The frame is not valid JSON." });
    }
  });

  test("is anything but an object", () => {
    for (const value of [null, 1, "hi", true, [], [{ message: "hi" }]]) {
      expect(refusal(value)).toEqual({ code: "bad_request", message: "The frame must be a JSON object." });
    }
  });

  test("is a type that does not exist, whatever JavaScript calls it", () => {
    for (const type of ["nope", "__proto__", "constructor", "toString", ""]) {
      expect(refusal({ type })).toEqual({ code: "bad_request", message: `Unknown type: ${type}`, path: "type" });
    }
    expect(refusal({ type: 5 })).toMatchObject({ message: "type must be a string.", path: "type" });
  });

  test.each([
    [{ type: "resume", session_id: "s", epoch: 1, last_seq: -1 }, "last_seq", "last_seq must be at least 0."],
    [{ type: "resume", session_id: "s", epoch: 1, last_seq: 1.5 }, "last_seq", "last_seq must be a whole number."],
    [{ type: "resume", epoch: 1, last_seq: 1 }, "session_id", "session_id is missing."],
    [{ message: "hi", metadata: { file_id: 9 } }, "metadata.file_id", "metadata.file_id must be a string."],
    [{ message: "hi", metadata: [] }, "metadata", "metadata must be an object."],
    [{ message: "hi", speak: "yes" }, "speak", "speak must be a boolean."],
    [
      { type: "audio_start", sample_rate: 16_000, encoding: "mp3", agent_type: "tutor" },
      "encoding",
      "encoding must be one of pcm_s16le, mulaw, opus.",
    ],
    [
      { type: "orchestrate", plan: { steps: [{ id: "a" }], fallbackPlan: { steps: [{ id: 5 }] } } },
      "plan.fallbackPlan.steps.0.id",
      "plan.fallbackPlan.steps.0.id must be a string.",
    ],
  ])("names the path of the first wrong field: %j", (value, path, message) => {
    expect(refusal(value)).toMatchObject({ code: "bad_request", path, message });
  });

  test("is a cancel that names nothing, or two things", () => {
    for (const named of [{}, { turn_id: "t", plan_id: "p" }]) {
      expect(refusal({ type: "cancel", ...named }).message).toBe(
        "cancel names exactly one of turn_id, plan_id and task_id.",
      );
    }
    expect(decode({ type: "cancel", task_id: "i" }).ok).toBe(true);
  });
});

describe("P14 depth", () => {
  test("of 32 is taken and of 33 refused, the frame's own object counted", () => {
    expect(decodeClientFrame(`{"message":"hi","deep":${nested(31)}}`).ok).toBe(true);
    expect(faultOf(`{"message":"hi","deep":${nested(32)}}`)).toEqual({
      code: "too_deep",
      message: "The frame is nested more than 32 deep.",
    });
  });

  test("counts no brackets inside strings, and no escaped quote as their end", () => {
    for (const message of ["[".repeat(100), `\\"${"{".repeat(100)}`, `\\\\"${"[".repeat(100)}`]) {
      expect(decode({ message })).toEqual({ ok: true, frame: { message } });
    }
  });

  test("counts what stands inside one another, not what stands side by side", () => {
    expect(decode({ message: "hi", wide: Array.from({ length: 1_000 }, () => [{}]) }).ok).toBe(true);
  });

  test("of 64 KiB of brackets is refused at once", () => {
    const began = performance.now();
    expect(faultOf("[".repeat(65_536)).code).toBe("too_deep");
    expect(performance.now() - began).toBeLessThan(100);
  });
});

describe("P14 no text from a client makes the decoder throw", () => {
  test("any string", () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void decodeClientFrame(text)));
  });

  test("any JSON under any known type", () => {
    const types = ["resume", "auth", "audio_start", "cancel", "decide", "orchestrate", "playback", undefined];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.dictionary(fc.string(), fc.jsonValue()), (type, fields) => {
        const decoded = decode({ ...fields, type });
        if (!decoded.ok) expect(decoded.error.message).toMatch(/\S\.?$/);
      }),
    );
  });

  test("and none reaches the prototype of objects", () => {
    const decoded = decodeClientFrame('{"message":"hi","__proto__":{"a":1},"metadata":{"__proto__":{"b":1}}}');
    expect(decoded).toEqual({ ok: true, frame: { message: "hi", metadata: {} } });
    expect(({} as Record<string, unknown>).b).toBeUndefined();
  });
});
