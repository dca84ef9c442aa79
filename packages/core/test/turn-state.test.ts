// How a turn goes: every cell of phase and input, and what holds for any sequence of inputs.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AgentEvent } from "../src/agent/event.ts";
import {
  startTurn,
  type TurnEffect,
  type TurnInput,
  type TurnProblem,
  type TurnState,
  transition,
  turnEnd,
} from "../src/turn/state.ts";

const problem: TurnProblem = { code: "turn_failed", message: "It broke.", retryable: true };
const silent = { code: "turn_failed", message: expect.stringContaining("no answer"), retryable: true };

const spoken: TurnState = { phase: "running", text: "Hi", speaker: "guide", answered: false };
const closing: TurnState = { phase: "closing", status: "complete" };
const closed: TurnState = { phase: "closed", status: "complete" };
const lost: TurnState = { phase: "closed", status: "lost" };

const message = (partial = false) => ({
  type: "message",
  body: { message: "Hi", agent: "guide", ...(partial && { partial: true }) },
});
const error = { type: "error", body: problem };
const finish = (status: string, facts: object[]) => ({ do: "finish", status, facts });
const letGo = [{ do: "abort" }, { do: "let_go" }];

type Cell = [state: TurnState, input: TurnInput, next: object, effects: object[]];

const cells: Cell[] = [
  [spoken, { type: "yielded", event: " you" }, { text: "Hi you" }, [{ do: "show", text: " you", offset: 2 }]],
  [spoken, { type: "returned" }, { phase: "closing", status: "complete" }, [finish("complete", [message()])]],
  [
    spoken,
    { type: "threw", problem },
    { phase: "closing", status: "failed" },
    [finish("failed", [message(true), error])],
  ],
  [
    spoken,
    { type: "timed_out", problem },
    { phase: "closing", status: "failed" },
    [{ do: "abort" }, finish("failed", [message(true), error])],
  ],
  [
    spoken,
    { type: "stopped", status: "cancelled" },
    { phase: "closing", status: "cancelled" },
    [{ do: "abort" }, finish("cancelled", [message(true)])],
  ],
  [
    spoken,
    { type: "stopped", status: "superseded" },
    { phase: "closing", status: "superseded" },
    [{ do: "abort" }, finish("superseded", [message(true)])],
  ],
  [spoken, { type: "stored" }, spoken, []],
  [spoken, { type: "lost" }, { phase: "closed", status: "lost" }, letGo],
  [closing, { type: "yielded", event: "late" }, closing, []],
  [closing, { type: "returned" }, closing, []],
  [closing, { type: "threw", problem }, closing, []],
  [closing, { type: "timed_out", problem }, closing, []],
  [closing, { type: "stopped", status: "cancelled" }, closing, []],
  [closing, { type: "stored" }, { phase: "closed", status: "complete" }, []],
  [closing, { type: "lost" }, { phase: "closed", status: "lost" }, letGo],
  ...[closed, lost].flatMap((state): Cell[] => [
    [state, { type: "yielded", event: "late" }, state, []],
    [state, { type: "returned" }, state, []],
    [state, { type: "threw", problem }, state, []],
    [state, { type: "timed_out", problem }, state, []],
    [state, { type: "stopped", status: "cancelled" }, state, []],
    [state, { type: "stored" }, state, []],
    [state, { type: "lost" }, state, []],
  ]),
];

const asking: TurnInput = {
  type: "plan",
  change: { to: "asked", question: { plan_id: "t/1", tool: "pay", input: { eur: 5 } } },
};
const planState = (status: string) => ({ type: "plan_state", body: { plan_id: "t/1", status, fallback_used: false } });
const decided = (to: "approved" | "refused" | "done" | "failed"): TurnInput => ({
  type: "plan",
  change: { to, plan_id: "t/1" },
});

cells.push(
  [
    spoken,
    asking,
    spoken,
    [
      {
        do: "append",
        facts: [
          {
            type: "plan",
            body: {
              plan_id: "t/1",
              plan: { id: "pay", steps: [{ id: "pay", agentId: "guide", action: "pay", input: { eur: 5 } }] },
            },
          },
          planState("waiting"),
        ],
      },
      { do: "stop_clock" },
    ],
  ],
  [spoken, decided("approved"), spoken, [{ do: "append", facts: [planState("running")] }, { do: "start_clock" }]],
  [spoken, decided("refused"), spoken, [{ do: "append", facts: [planState("cancelled")] }, { do: "start_clock" }]],
  [spoken, decided("done"), spoken, [{ do: "append", facts: [planState("complete")] }]],
  [spoken, decided("failed"), spoken, [{ do: "append", facts: [planState("failed")] }]],
  ...[closing, closed, lost].map((state): Cell => [state, decided("approved"), state, []]),
);

const name = (state: TurnState) => (state.phase === "running" ? state.phase : `${state.phase} (${state.status})`);

describe("every cell of phase and input", () => {
  for (const [state, input, next, effects] of cells) {
    it(`a turn that is ${name(state)} and is told ${input.type}${"status" in input ? ` (${input.status})` : ""}${"change" in input ? ` (${input.change.to})` : ""}`, () => {
      const [after, done] = transition(state, input);
      expect(after).toMatchObject(next);
      expect(done).toEqual(effects);
    });
  }
});

describe("what an agent yields", () => {
  const start = startTurn("guide");
  const append = (type: string, body: object) => [{ do: "append", facts: [{ type, body }] }];
  const route: AgentEvent = { type: "route", agent: "billing", tier: "rules", confidence: 1, ms: 0.1 };
  const table: [title: string, event: AgentEvent, next: object, effects: object[]][] = [
    ["an empty delta is nothing", "", start, []],
    ["a pass that nobody took up is nothing", { type: "pass" }, start, []],
    ["a status is shown and not kept", { type: "status", text: "Reading" }, start, [{ do: "note", text: "Reading" }]],
    [
      "a route is kept and names who speaks next",
      route,
      { speaker: "billing" },
      append("route", { agent: "billing", tier: "rules", confidence: 1, ms: 0.1 }),
    ],
    [
      "a handoff without `from` comes from who speaks",
      { type: "handoff", to: "sales", reason: "You want to buy." },
      { speaker: "sales" },
      append("handoff", { from: "guide", to: "sales", reason: "You want to buy." }),
    ],
    [
      "a supervisor's handoff keeps its `from`",
      { type: "handoff", from: "desk", to: "sales", reason: "You want to buy." },
      { speaker: "sales" },
      append("handoff", { from: "desk", to: "sales", reason: "You want to buy." }),
    ],
    [
      "an insight names who had it",
      { type: "insight", insight: { gaps: 3 } },
      start,
      append("insight", { agent_id: "guide", insight: { gaps: 3 } }),
    ],
    ...(["message", "analysis", "visualization", "drill_down"] as const).map(
      (type): [string, AgentEvent, object, object[]] => [
        `a whole ${type} is kept at once`,
        { type, message: "Here", data: [1] },
        { answered: true },
        append(type, { message: "Here", data: [1], agent: "guide" }),
      ],
    ),
  ];
  for (const [title, event, next, effects] of table) {
    it(title, () => {
      const [after, done] = transition(start, { type: "yielded", event });
      expect(after).toMatchObject(next);
      expect(done).toEqual(effects);
    });
  }

  it("an agent that returns without a word has failed, and the user is told", () => {
    const [, effects] = transition(start, { type: "returned" });
    expect(effects).toEqual([finish("failed", [{ type: "error", body: silent }])]);
    const [, blank] = transition({ ...start, text: " \n" }, { type: "returned" });
    expect(blank).toEqual([finish("failed", [{ type: "error", body: silent }])]);
  });

  it("an agent that gave a picture needs no words", () => {
    const [after] = transition(start, { type: "yielded", event: { type: "visualization", message: "Sales" } });
    expect(transition(after, { type: "returned" })[1]).toEqual([finish("complete", [])]);
  });

  it("the speaker of the kept message is who spoke last", () => {
    const [after] = transition(spoken, { type: "yielded", event: { type: "handoff", to: "sales", reason: "r" } });
    const [, [effect]] = transition(after, { type: "returned" });
    expect(effect).toMatchObject({ facts: [{ body: { agent: "sales" } }] });
  });

  it("turn_end says how it ended, whose turn it was and how long each stage took", () => {
    expect(turnEnd("complete", "user", { route: 1, text: 20 })).toEqual({
      type: "turn_end",
      body: { status: "complete", origin: "user", latency: { route: 1, text: 20 } },
    });
  });
});

const anyEvent: fc.Arbitrary<AgentEvent> = fc.oneof(
  fc.string(),
  fc.constantFrom<AgentEvent>(
    { type: "pass" },
    { type: "status", text: "…" },
    { type: "handoff", to: "sales", reason: "r" },
    { type: "route", agent: "sales", tier: "sticky", confidence: 1, ms: 0 },
    { type: "message", message: "whole" },
    { type: "insight", insight: {} },
  ),
);
const anyInput: fc.Arbitrary<TurnInput> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant("yielded" as const), event: anyEvent }) },
  fc.constantFrom<TurnInput>(
    { type: "returned" },
    { type: "threw", problem },
    { type: "timed_out", problem },
    { type: "stopped", status: "cancelled" },
    { type: "stopped", status: "superseded" },
    { type: "stored" },
    { type: "lost" },
  ),
);
const ending = new Set(["returned", "threw", "timed_out", "stopped"]);

describe("any sequence of inputs", () => {
  const play = (inputs: readonly TurnInput[]) => {
    let state: TurnState = startTurn("guide");
    const steps: { input: TurnInput; before: TurnState; effects: readonly TurnEffect[] }[] = [];
    for (const input of inputs) {
      const [next, effects] = transition(state, input);
      steps.push({ input, before: state, effects });
      state = next;
    }
    return { state, steps, effects: steps.flatMap(({ effects }) => effects) };
  };
  const sequences = fc.array(anyInput, { maxLength: 30 });

  it("P4 finishes exactly once when something ends it before it is lost, and otherwise never", () => {
    fc.assert(
      fc.property(sequences, (inputs) => {
        const { effects } = play(inputs);
        const end = inputs.findIndex(({ type }) => ending.has(type));
        const loss = inputs.findIndex(({ type }) => type === "lost");
        const ended = end >= 0 && (loss < 0 || end < loss);
        expect(effects.filter(({ do: what }) => what === "finish")).toHaveLength(ended ? 1 : 0);
      }),
    );
  });

  it("nothing is shown or kept once it is closing, and nothing at all once it is closed", () => {
    fc.assert(
      fc.property(sequences, (inputs) => {
        for (const { before, input, effects } of play(inputs).steps) {
          if (before.phase === "closed") expect(effects).toEqual([]);
          if (before.phase === "closing" && input.type !== "lost") expect(effects).toEqual([]);
        }
      }),
    );
  });

  it("what is kept as the message is what was shown, piece after piece without a gap", () => {
    fc.assert(
      fc.property(sequences, (inputs) => {
        const { effects } = play(inputs);
        let shown = "";
        for (const effect of effects) {
          if (effect.do === "show") {
            expect(effect.offset).toBe(shown.length);
            shown += effect.text;
          }
          const kept =
            effect.do === "finish" ? effect.facts.find(({ type }) => type === "message")?.body.message : undefined;
          if (effect.do === "finish") expect(kept ?? "").toBe(shown.trim() === "" ? "" : shown);
        }
      }),
    );
  });
});
