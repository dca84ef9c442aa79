// How a client reads the server's frames, text and binary, and what it does after a close.
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeSpeechAudio, encodeSpeechAudio } from "../src/audio.ts";
import { afterClose } from "../src/close-code.ts";
import { decodeServerFrame } from "../src/server-frame.ts";

const ack = { type: "ack", at: 1, seq: 1, epoch: 1, message_id: "m", turn_id: "t" };

test("a frame that is known is read, without the fields that are not", () => {
  expect(decodeServerFrame(JSON.stringify({ ...ack, mood: "good" }))).toEqual(ack);
});

test("a frame that is unknown, broken or of another shape is ignored", () => {
  for (const text of ["", "{", "null", "[]", '{"type":"tomorrow","at":1}', '{"type":"toString"}', '{"type":3}', "{}"]) {
    expect(decodeServerFrame(text), text).toBeUndefined();
  }
  expect(decodeServerFrame(JSON.stringify({ ...ack, turn_id: undefined }))).toBeUndefined();
});

test("an answer needs its turn, its conversation and its agent, as the documents' AgentResponse does", () => {
  const message = {
    type: "message",
    at: 1,
    turn_id: "t",
    conversation_id: "c",
    agent_type: "guide",
    message: "x",
    text: "x",
  };
  expect(decodeServerFrame(JSON.stringify(message))).toEqual(message);
  for (const field of ["turn_id", "conversation_id", "agent_type", "message", "text"]) {
    expect(decodeServerFrame(JSON.stringify({ ...message, [field]: undefined })), field).toBeUndefined();
  }
});

test("an error of a code that this client does not know is still an error", () => {
  const error = { type: "error", at: 1, code: "from_the_future", message: "Wait.", retryable: true };
  expect(decodeServerFrame(JSON.stringify(error))).toEqual({ ...error, code: "internal" });
});

test("binary audio carries its speech and its samples there and back", () => {
  const speech = fc.record({ speechNo: fc.integer({ min: 0, max: 0xffff_ffff }), samples: fc.uint8Array() });
  fc.assert(
    fc.property(speech, fc.nat(7), (sent, shift) => {
      const bytes = encodeSpeechAudio(sent);
      // Sockets hand out views on larger buffers.
      const buffer = new Uint8Array(bytes.length + shift);
      buffer.set(bytes, shift);
      expect(decodeSpeechAudio(buffer.subarray(shift))).toEqual(sent);
    }),
  );
});

test("binary audio begins with the speech's number in four bytes, big-endian", () => {
  const bytes = encodeSpeechAudio({ speechNo: 0x01020304, samples: Uint8Array.of(9, 8) });
  expect([...bytes]).toEqual([1, 2, 3, 4, 9, 8]);
  expect(decodeSpeechAudio(Uint8Array.of(1, 2, 3))).toBeUndefined();
});

test("a close code that nobody has listed is a lost connection", () => {
  expect(afterClose(1006)).toBe("resume");
  expect(afterClose(1012)).toBe("resume");
  expect(afterClose(4401)).toBe("authenticate");
  expect(afterClose(1009)).toBe("stop");
});
