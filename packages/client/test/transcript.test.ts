// The reducer from frames to conversations, as a page sees it, also when live frames and facts cross on their way.
import type { ServerFrame } from "@polylogue/protocol";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Conversations } from "../src/conversation.ts";
import { apply, type Said } from "../src/transcript.ts";

const turn = { turn_id: "t1", conversation_id: "guide_s1", agent_type: "guide" };
const asked: ServerFrame = {
  type: "user_message",
  at: 1,
  seq: 1,
  message_id: "m1",
  text: "why?",
  source: "text",
  ...turn,
};
const routed: ServerFrame = {
  type: "route",
  at: 2,
  seq: 2,
  agent: "guide",
  tier: "rules",
  confidence: 1,
  ms: 1,
  ...turn,
};
const handed: ServerFrame = { type: "handoff", at: 3, seq: 3, from: "guide", to: "content", reason: "a file", ...turn };
const piece = (text: string, offset: number, seq = 3): ServerFrame => ({
  type: "delta",
  at: 3,
  seq,
  text,
  offset,
  ...turn,
});
const answered: ServerFrame = {
  type: "message",
  at: 4,
  seq: 4,
  message: "because",
  text: "because",
  agent: "content",
  ...turn,
};
const ended: ServerFrame = {
  type: "turn_end",
  at: 5,
  seq: 5,
  status: "complete",
  origin: "user",
  latency: {},
  ...turn,
};
const said: Said = {
  type: "said",
  conversation_id: "guide_s1",
  agent_type: "guide",
  message_id: "m1",
  text: "why?",
  at: 0,
};

const after = (frames: readonly (ServerFrame | Said)[]): Conversations =>
  frames.reduce<Conversations>((state, frame) => apply(state, frame), new Map());

const messages = (state: Conversations) => state.get("guide_s1")?.messages ?? [];

it("a turn reads: question, who was chosen, who took over, answer", () => {
  const state = after([said, asked, routed, handed, piece("bec", 0), piece("ause", 3), answered, ended]);
  expect(messages(state)).toMatchObject([
    { role: "user", text: "why?", state: "sent", turn_id: "t1" },
    { role: "note", note: { type: "route", agent: "guide" } },
    { role: "note", note: { type: "handoff", to: "content", reason: "a file" } },
    { role: "assistant", text: "because", agent: "content", streaming: false, partial: false, status: "complete" },
  ]);
  expect(state.get("guide_s1")?.running).toBeUndefined();
});

it("with or without live frames, wherever they fall, the page ends up the same", () => {
  const facts = [asked, routed, handed, answered, ended];
  const [first, second] = [piece("bec", 0), piece("ause", 3)];
  const whole = after(facts);
  fc.assert(
    fc.property(fc.array(fc.nat(facts.length), { minLength: 2, maxLength: 2 }), (places) => {
      const mixed: ServerFrame[] = [...facts];
      const [later, earlier] = [...places].sort((one, other) => other - one) as [number, number];
      mixed.splice(later, 0, second);
      mixed.splice(earlier, 0, first);
      expect(after(mixed)).toEqual(whole);
    }),
  );
});

it("an answer that overtakes its question stands behind it all the same", () => {
  expect(messages(after([piece("bec", 0), asked, routed])).map(({ role }) => role)).toEqual([
    "user",
    "note",
    "assistant",
  ]);
});

it("a message that waits for its turn stays behind the answer before it", () => {
  const next: Said = { ...said, message_id: "m2", text: "and then?" };
  const state = after([asked, next, routed, piece("bec", 0), answered, ended]);
  expect(messages(state).map((entry) => ("text" in entry ? entry.text : "note"))).toEqual([
    "why?",
    "note",
    "because",
    "and then?",
  ]);
});

it("the question moves to the conversation that the server chose for it", () => {
  const state = after([{ ...said, conversation_id: "new" }, asked]);
  expect([...state.keys()]).toEqual(["guide_s1"]);
  expect(messages(state)).toHaveLength(1);
});

it("P6 a restarted turn shows nothing of its first attempt, also when a piece of it comes late", () => {
  const restarted: ServerFrame = { type: "turn_restarted", at: 4, seq: 4, attempt: 2, ...turn };
  const state = after([asked, routed, piece("first attempt", 0), restarted, piece("late", 0, 3)]);
  expect(messages(state)).toHaveLength(2);
  expect(messages(state)[1]).toMatchObject({ role: "assistant", text: "", streaming: true });
  expect(messages(apply(state, piece("anew", 0, 4)))[1]).toMatchObject({ text: "anew" });
});

it("what an agent is doing is shown until it says something", () => {
  const working = after([asked, { type: "status", at: 2, text: "Reading the file", ...turn }]);
  expect(messages(working)[1]).toMatchObject({ role: "assistant", activity: "Reading the file", text: "" });
  expect(messages(apply(working, piece("b", 0)))[1]).toMatchObject({ activity: undefined, text: "b" });
});

it("a state is never changed in place, and a frame that says nothing new leaves it as it is", () => {
  const before = after([asked, piece("bec", 0)]);
  const kept = structuredClone(before);
  const next = apply(before, piece("ause", 3));
  expect(before).toEqual(kept);
  expect(next.get("guide_s1")).not.toBe(before.get("guide_s1"));
  expect(apply(before, { type: "pong", at: 1 })).toBe(before);
  expect(apply(before, { type: "from_the_future", at: 1 } as unknown as ServerFrame)).toBe(before);
});

it("a snapshot keeps the messages that are still on their way", () => {
  const state = after([said, { type: "snapshot", at: 1, conversations: [] }]);
  expect(messages(state)).toMatchObject([{ text: "why?", state: "sending" }]);
});

it("a message that the snapshot shows already is not shown a second time when its ack is repeated", () => {
  const shown = { role: "user" as const, text: "why?", at: 1, turn_id: "t1", ordinal: 1, type: "user_message" };
  const snapshot: ServerFrame = {
    type: "snapshot",
    at: 1,
    conversations: [{ id: "guide_s1", last_messages: [shown] }],
  };
  const state = after([said, snapshot, { type: "ack", at: 2, message_id: "m1", ...turn }]);
  expect(messages(state)).toMatchObject([{ text: "why?", state: "sent", turn_id: "t1" }]);
});

it("a refused message that is said again stands there once, as sending", () => {
  const refused = apply(after([said]), {
    type: "error",
    at: 9,
    code: "unavailable",
    message: "Not now.",
    retryable: true,
    message_id: said.message_id,
  });
  const again = [...apply(refused, said).values()].flatMap(({ messages }) => messages);
  expect(again).toMatchObject([{ role: "user", message_id: said.message_id, state: "sending" }]);
});

const waits: readonly ServerFrame[] = [
  {
    type: "plan",
    at: 3,
    seq: 4,
    plan_id: "t1/1",
    plan: { id: "pay", steps: [{ id: "pay", agentId: "content", action: "pay", input: { euros: 12 } }] },
    ...turn,
  },
  { type: "plan_state", at: 3, seq: 5, plan_id: "t1/1", status: "waiting", fallback_used: false, ...turn },
];
const decided = (status: "running" | "complete" | "cancelled"): ServerFrame => ({
  type: "plan_state",
  at: 4,
  seq: 6,
  plan_id: "t1/1",
  status,
  fallback_used: false,
  ...turn,
});

it("a call that needs a decision stands before the answer, with what would be done and how far it is", () => {
  const call = { role: "plan", plan_id: "t1/1", agent: "content", plan: { steps: [{ input: { euros: 12 } }] } };
  const waiting = after([asked, piece("I will ", 0), ...waits]);
  expect(messages(waiting)).toMatchObject([{ role: "user" }, { ...call, status: "waiting" }, { role: "assistant" }]);
  const done = after([asked, ...waits, decided("running"), decided("complete"), answered, ended]);
  expect(messages(done)).toMatchObject([{ role: "user" }, { ...call, status: "complete" }, { text: "because" }]);
});

it("a turn that runs again asks the same call once, and a turn that ends leaves nothing waiting", () => {
  const again: ServerFrame = { type: "turn_restarted", at: 4, seq: 6, attempt: 2, ...turn };
  const state = after([asked, ...waits, again, ...waits]);
  expect(messages(state).filter(({ role }) => role === "plan")).toMatchObject([{ status: "waiting" }]);
  const stopped = after([asked, ...waits, { ...ended, status: "cancelled" }]);
  expect(messages(stopped)).toMatchObject([{}, { role: "plan", status: "cancelled" }, { status: "cancelled" }]);
});

it("a plan of no turn is no part of a conversation", () => {
  const [plan] = waits;
  const state = after([asked, { ...plan, turn_id: undefined } as ServerFrame]);
  expect(messages(state).map(({ role }) => role)).toEqual(["user"]);
  expect(apply(state, decided("complete"))).toBe(state);
});

it("an analysis and its chart are one entry, live and from a snapshot", () => {
  const analysis: ServerFrame = { ...answered, type: "analysis", data: { rows: [[1]] } } as ServerFrame;
  const chart: ServerFrame = {
    ...answered,
    seq: 5,
    type: "visualization",
    visualization: { mark: "bar" },
  } as ServerFrame;
  const live = messages(after([asked, analysis, chart, ended]));
  const both = {
    text: "because\n\nbecause",
    data: { rows: [[1]] },
    visualization: { mark: "bar" },
    status: "complete",
  };
  expect(live).toMatchObject([{ role: "user" }, { role: "assistant", ...both }]);
  const told = { role: "assistant" as const, text: "because", at: 4, turn_id: "t1", ordinal: 1 };
  const snapshot: ServerFrame = {
    type: "snapshot",
    at: 9,
    conversations: [
      {
        id: "guide_s1",
        last_messages: [
          { ...told, type: "analysis", data: { rows: [[1]] } },
          { ...told, type: "visualization", visualization: { mark: "bar" } },
        ],
      },
    ],
  };
  expect(messages(after([snapshot]))).toMatchObject([both]);
});

it("P6 a turn that runs again keeps no figures of its first attempt", () => {
  const chart: ServerFrame = { ...answered, type: "visualization", visualization: { mark: "bar" } } as ServerFrame;
  const again: ServerFrame = { type: "turn_restarted", at: 4, seq: 6, attempt: 2, ...turn };
  const state = after([asked, chart, again, { ...answered, seq: 7 }, ended]);
  expect(messages(state).at(-1)).toMatchObject({ text: "because", visualization: undefined });
});
