// Pins every name and code of the wire: a change here is a change for programs that others have written.
import { expect, test } from "vitest";
import { answerFrameTypes } from "../src/answers.ts";
import { clientFrames } from "../src/client-frame.ts";
import { closeCodes } from "../src/close-code.ts";
import { Envelope } from "../src/envelope.ts";
import { ErrorCode } from "../src/error.ts";
import { errorCodes } from "../src/error-code.ts";
import * as limits from "../src/limit.ts";
import { UserMessage } from "../src/message.ts";
import { frameKind, type ServerFrameType, serverFrames } from "../src/server-frame.ts";

const envelopeFields = [
  "at",
  "seq",
  "epoch",
  "offset",
  "session_id",
  "turn_id",
  "conversation_id",
  "agent_type",
  "pillar",
  "agent",
];

const serverFields = {
  welcome: "protocol session_id session_token user epoch head_seq heartbeat_ms agents",
  resumed: "recovered from_seq",
  snapshot: "conversations",
  pong: "",
  degraded: "part since",
  restored: "part since",
  ack: "message_id turn_id",
  user_message: "message_id turn_id text source",
  speech_started: "",
  speech_stopped: "",
  transcript: "text final",
  route: "agent tier confidence ms",
  handoff: "from to reason",
  status: "text",
  delta: "text offset",
  message: "message text partial data visualization",
  visualization: "message text partial data visualization",
  analysis: "message text partial data visualization",
  drill_down: "message text partial data visualization",
  audio_start: "turn_id speech_no from_ms sample_rate encoding",
  audio_chunk: "speech_no audio",
  audio_end: "speech_no",
  audio_duck: "speech_no gain",
  audio_cancelled: "speech_no turn_id heard_ms reason",
  task_state: "task_id state",
  agent_stream: "agent text step_id",
  chat_response: "message",
  plan: "plan_id plan",
  step: "plan_id step_id status attempt ms output error",
  plan_state: "plan_id status fallback_used result",
  insight: "agent_id insight",
  agent_error: "agent_id error",
  file_state: "file_id name state progress message",
  turn_restarted: "turn_id attempt",
  error: "code message retryable error_id message_id path retry_after_ms",
  turn_end: "status origin latency",
};

const clientFields = {
  resume: "session_id session_token epoch last_seq",
  auth: "token",
  audio_start: "sample_rate encoding agent_type pillar conversation_id partials audio_out",
  audio_stop: "",
  playback: "speech_no played_ms finished",
  interrupt: "conversation_id",
  cancel: "turn_id plan_id task_id",
  decide: "plan_id step_id approved change",
  refine: "task_id message",
  orchestrate: "plan",
  ping: "",
};

const words = (line: string) => line.split(" ").filter(Boolean);

test("the envelope has the fields that every frame may carry", () => {
  expect(Object.keys(Envelope.shape)).toEqual(envelopeFields);
});

test("every server frame has its name and its fields beside the envelope", () => {
  expect(Object.keys(serverFrames)).toEqual(Object.keys(serverFields));
  for (const [type, line] of Object.entries(serverFields)) {
    const { shape } = serverFrames[type as ServerFrameType];
    expect(shape.type.def.values, type).toEqual([type]);
    expect(new Set(Object.keys(shape)), type).toEqual(new Set([...envelopeFields, "type", ...words(line)]));
  }
});

test("every client frame has its name and its fields", () => {
  expect(Object.keys(clientFrames)).toEqual(Object.keys(clientFields));
  for (const [type, line] of Object.entries(clientFields)) {
    const { shape } = clientFrames[type as keyof typeof clientFrames];
    expect(shape.type.def.values, type).toEqual([type]);
    expect(Object.keys(shape), type).toEqual(["type", ...words(line)]);
  }
});

test("a user message has the fields of the documents", () => {
  expect(Object.keys(UserMessage.shape)).toEqual(
    words("agent_type pillar message conversation_id message_id session_token speak metadata"),
  );
});

test("error codes are a closed list, and say whether trying again helps", () => {
  const retryable = words(
    "rate_limited too_many_turns unavailable overloaded turn_failed turn_timeout model_failed voice_unavailable draining internal",
  );
  const final = words(
    `bad_request unknown_agent pillar_required unknown_pillar not_found unauthenticated forbidden too_large too_deep
    model_refused voice_taken credential_expired file_unsupported file_unreadable`.replace(/\s+/g, " "),
  );
  expect(new Set(ErrorCode.options)).toEqual(new Set([...retryable, ...final]));
  expect(Object.keys(errorCodes)).toEqual(ErrorCode.options);
  for (const code of ErrorCode.options) expect(errorCodes[code].retryable, code).toBe(retryable.includes(code));
});

test("close codes keep their numbers and what a client does after them", () => {
  expect(Object.entries(closeCodes).map(([name, { code, action }]) => [code, name, action])).toEqual([
    [1000, "normal", "stop"],
    [1001, "goingAway", "resume"],
    [1002, "protocolError", "stop"],
    [1007, "notUtf8", "stop"],
    [1008, "tooManyFragments", "stop"],
    [1009, "tooLarge", "stop"],
    [1011, "internal", "resume"],
    [1012, "restarting", "resume"],
    [4400, "tooDeep", "stop"],
    [4401, "credentialEnded", "authenticate"],
    [4408, "noHeartbeat", "resume"],
    [4429, "tooFast", "resume"],
    [4430, "tooSlow", "resume"],
  ]);
});

test("P14 the limits of the wire stay where they are", () => {
  expect({ ...limits }).toEqual({
    protocolVersion: 1,
    maxMessageBytes: 65_536,
    maxJsonDepth: 32,
    maxFragments: 64,
    maxTextChars: 32_000,
    maxMessageIdChars: 128,
    maxConversationIdChars: 256,
    maxAgentTypeChars: 64,
    maxIdChars: 256,
    maxTokenChars: 8_192,
    maxUploadBytes: 26_214_400,
    maxResumedFacts: 10_000,
  });
});

test("each frame is a fact, live, or about one socket", () => {
  const live = words("delta status agent_stream transcript");
  const socket = words(
    `welcome resumed snapshot pong degraded restored error
    audio_start audio_chunk audio_end audio_duck audio_cancelled`.replace(/\s+/g, " "),
  );
  for (const type of Object.keys(serverFields) as ServerFrameType[]) {
    const kind = live.includes(type) ? "live" : socket.includes(type) ? "socket" : "fact";
    expect(frameKind(type), type).toBe(kind);
  }
  expect(frameKind("transcript", { final: true })).toBe("fact");
  expect(frameKind("error", { turn_id: "trn_1" })).toBe("fact");
  expect(frameKind("file_state", { state: "reading" })).toBe("live");
  expect(frameKind("file_state", { state: "failed" })).toBe("fact");
});

test("?frames=answers leaves whole answers, errors and audio", () => {
  expect([...answerFrameTypes]).toEqual(
    words(
      "message visualization analysis drill_down error audio_start audio_chunk audio_end audio_duck audio_cancelled",
    ),
  );
});
