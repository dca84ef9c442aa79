// The frame with a given number of a given seed: a valid one of any type, mutated in its fields, its text or its bytes.
import { chanceOf } from "../chance.mjs";
import { longText, oddText, oddValue, Verbatim, writeJson } from "./odd-values.mjs";

/** Ids to speak of: one's own, the victim's, and such as there are none. */
const idOf = (chance, ids) =>
  chance.one([
    ids.own.session_id,
    ids.victim.session_id,
    ...ids.victim.turn_ids.slice(-3),
    "t_unknownunknown",
    "c_nobody",
    oddText(chance),
  ]);

const step = (chance) => ({
  id: `s${chance.whole(1, 3)}`,
  action: "find",
  input: {},
  dependencies: ["s1"],
  timeout: 1000,
  retryPolicy: { maxRetries: 1 },
});

const makers = {
  message: (chance, ids) => ({
    agent_type: chance.one(["guide", "guide", "liaison", "tutor", "resolver"]),
    pillar: chance.one([undefined, "content", "insights", "operations", "nothing"]),
    message: chance.one(["hello", "what can you do", "which files do I have", "go to insights", "stop"]),
    conversation_id: chance.one([undefined, undefined, "new", `guide_${ids.victim.session_id}`, idOf(chance, ids)]),
    message_id: `fuzz-${chance.whole(1, 500)}`,
    speak: chance.one([undefined, true, false]),
    metadata: chance.one([undefined, {}, { file_id: ids.victim.file_id }, { course_id: "x", other: [1, { a: 2 }] }]),
  }),
  resume: (chance, ids) => ({
    type: "resume",
    session_id: idOf(chance, ids),
    epoch: ids.own.epoch,
    last_seq: chance.one([0, 1, 5, 10_000_000]),
  }),
  auth: (chance) => ({ type: "auth", token: chance.one(["a.b.c", "eyJhbGciOiJub25lIn0.e30.", oddText(chance)]) }),
  audio_start: (chance) => ({
    type: "audio_start",
    sample_rate: chance.one([16_000, 48_000, 1]),
    encoding: chance.one(["pcm_s16le", "mulaw", "opus", "mp3"]),
    agent_type: "guide",
  }),
  audio_stop: () => ({ type: "audio_stop" }),
  playback: (chance) => ({
    type: "playback",
    speech_no: chance.whole(0, 9),
    played_ms: chance.whole(0, 9_999),
    finished: true,
  }),
  interrupt: (chance, ids) => ({ type: "interrupt", conversation_id: chance.one([undefined, idOf(chance, ids)]) }),
  cancel: (chance, ids) => ({
    type: "cancel",
    [chance.one(["turn_id", "turn_id", "plan_id", "task_id"])]: idOf(chance, ids),
  }),
  decide: (chance, ids) => ({
    type: "decide",
    plan_id: idOf(chance, ids),
    step_id: "s1",
    approved: true,
    change: { a: 1 },
  }),
  refine: (chance, ids) => ({ type: "refine", task_id: idOf(chance, ids), message: "shorter" }),
  orchestrate: (chance) => ({
    type: "orchestrate",
    plan: { id: "p", steps: [step(chance), step(chance)], parallel: true, fallbackPlan: { steps: [step(chance)] } },
  }),
  ping: () => ({ type: "ping" }),
  unknown: (chance) => ({
    type: chance.one(["welcome", "ack", "turn_end", "__proto__", "constructor", "toString", oddText(chance)]),
    seq: 1,
  }),
};
const kinds = Object.keys(makers);

/** Changes one field, here or deeper inside. */
const mutateField = (frame, chance) => {
  const keys = Object.keys(frame);
  const key = keys.length > 0 ? chance.one(keys) : "message";
  const value = frame[key];
  if (value !== null && typeof value === "object" && !(value instanceof Verbatim) && chance.happens(0.5))
    return mutateField(value, chance);
  switch (chance.whole(0, 5)) {
    case 0:
      delete frame[key];
      return;
    case 1:
      frame[oddText(chance).slice(0, 100)] = oddValue(chance);
      return;
    case 2:
      frame[key] = [value, value];
      return;
    case 3:
      frame[key] = { [key]: value };
      return;
    default:
      frame[key] = oddValue(chance);
  }
};

const deepText = (chance, inner) => {
  const depth = chance.one([30, 31, 32, 33, 100, 5_000]);
  const [open, close] = chance.one([
    ['{"a":', "}"],
    ["[", "]"],
  ]);
  return `{"message":"deep","metadata":{"a":${open.repeat(depth)}${inner}${chance.happens(0.8) ? close.repeat(depth) : ""}}}`;
};

const mutateText = (text, chance) => {
  const at = chance.whole(0, text.length);
  switch (chance.whole(0, 4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + chance.one(['"', "\\", "{", "]", "\u0000", ",", "\ud800", "é"]) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(chance.whole(0, at));
    case 3:
      return `${text.slice(0, -1)},"type":"ping","message":"twice"}`;
    default:
      return chance.one([
        "null",
        "[]",
        "1",
        '"text"',
        "",
        " ",
        "\ufeff{}",
        "{}",
        "true",
        '{"type":null}',
        '{"a":1}{"b":2}',
      ]);
  }
};

const noise = (chance, length) => Buffer.from(Array.from({ length }, () => chance.whole(0, 255)));

/** `{ data, binary, closes }`; `closes` where a socket may well be closed for it. */
export function frameAt(seed, number, ids) {
  const chance = chanceOf(seed * 1_000_003 + number);
  const shape = chance.next();
  if (shape < 0.05) return { data: noise(chance, chance.one([0, 1, 3, 4, 320, 4_000])), binary: true };
  if (shape < 0.053) return { data: deepText(chance, 1), binary: false };
  if (shape < 0.055)
    return { data: longText(chance, chance.one([65_536, 65_537, 70_000, 131_073])), binary: chance.happens(0.3) };
  const kind = chance.one(kinds);
  const frame = makers[kind](chance, ids);
  if (kind === "message" && chance.happens(0.05)) frame.message = longText(chance, chance.one([500, 31_990, 32_100]));
  for (let times = chance.one([0, 1, 1, 1, 2, 4]); times > 0; times -= 1) mutateField(frame, chance);
  const text = writeJson(frame);
  return { data: chance.happens(0.15) ? mutateText(text, chance) : text, binary: false };
}
