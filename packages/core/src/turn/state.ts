// How a turn goes, decided purely: what an agent yields, a cancel, a deadline or a lost lease, and what follows from each.
import type { AgentEvent, AnswerEvent, HandoffEvent, RouteEvent } from "../agent/event.ts";
import type { JsonObject } from "../json.ts";
import type { NewFact } from "../ports/store/fact.ts";
import type { TurnOrigin, TurnStatus } from "../ports/store/turn.ts";
import { checkedVisualization } from "../visualization.ts";
import { type PlanChange, planFacts } from "./approvals.ts";

/** Why a turn failed, as its user is told. */
export interface TurnProblem {
  readonly code: "turn_failed" | "turn_timeout" | "model_failed" | "model_refused";
  readonly message: string;
  readonly retryable: boolean;
  readonly error_id?: string;
}

export interface RunningTurn {
  readonly phase: "running";
  /** All deltas so far. */
  readonly text: string;
  /** Who speaks. */
  readonly speaker: string;
  /** An answer of a kind of its own was given: no text is needed. */
  readonly answered: boolean;
}

export type TurnState =
  | RunningTurn
  /** Its last facts are on their way to the Store. */
  | { readonly phase: "closing"; readonly status: TurnStatus }
  | { readonly phase: "closed"; readonly status: TurnStatus | "lost" };

export type TurnInput =
  | { readonly type: "yielded"; readonly event: AgentEvent }
  | { readonly type: "returned" }
  | { readonly type: "threw"; readonly problem: TurnProblem }
  | { readonly type: "stopped"; readonly status: "cancelled" | "superseded" }
  | { readonly type: "timed_out"; readonly problem: TurnProblem }
  /** A call that needs the user's agreement has been asked for, decided, or done. */
  | { readonly type: "plan"; readonly change: PlanChange }
  | { readonly type: "stored" }
  | { readonly type: "lost" };

export type TurnEffect =
  /** Show this piece, which begins at `offset`. */
  | { readonly do: "show"; readonly text: string; readonly offset: number }
  | { readonly do: "note"; readonly text: string }
  | { readonly do: "append"; readonly facts: readonly NewFact[] }
  /** The turn waits for a person, or waits no more: its deadline stands still meanwhile. */
  | { readonly do: "stop_clock" | "start_clock" }
  /** Tell the agent to stop. */
  | { readonly do: "abort" }
  /** Write the end; `turn_end` itself is added by the runner, which knows the time. */
  | { readonly do: "finish"; readonly status: TurnStatus; readonly facts: readonly NewFact[] }
  /** Another holds the conversation: leave without a word. */
  | { readonly do: "let_go" };

export type TurnStep = readonly [TurnState, readonly TurnEffect[]];

type Handler<Phase extends TurnState["phase"], Type extends TurnInput["type"]> = (
  state: Extract<TurnState, { phase: Phase }>,
  input: Extract<TurnInput, { type: Type }>,
) => TurnStep;

type Table = { [Phase in TurnState["phase"]]: { [Type in TurnInput["type"]]: Handler<Phase, Type> } };

const ignore = (state: TurnState): TurnStep => [state, []];
const letGo = (): TurnStep => [{ phase: "closed", status: "lost" }, [{ do: "abort" }, { do: "let_go" }]];

const table: Table = {
  running: {
    yielded: (state, { event }) => yielded(state, event),
    returned: (state) =>
      state.text.trim() === "" && !state.answered ? close(state, "failed", silence) : close(state, "complete"),
    threw: (state, { problem }) => close(state, "failed", problem),
    timed_out: (state, { problem }) => aborting(close(state, "failed", problem)),
    stopped: (state, { status }) => aborting(close(state, status)),
    plan: (state, { change }) => planned(state, change),
    stored: ignore,
    lost: letGo,
  },
  closing: {
    yielded: ignore,
    returned: ignore,
    threw: ignore,
    timed_out: ignore,
    stopped: ignore,
    plan: ignore,
    stored: ({ status }) => [{ phase: "closed", status }, []],
    lost: letGo,
  },
  closed: {
    yielded: ignore,
    returned: ignore,
    threw: ignore,
    timed_out: ignore,
    stopped: ignore,
    plan: ignore,
    stored: ignore,
    lost: ignore,
  },
};

export const startTurn = (speaker: string): RunningTurn => ({ phase: "running", text: "", speaker, answered: false });

/** The next state of the turn, and what is to be done. */
export const transition = (state: TurnState, input: TurnInput): TurnStep => {
  const handler = table[state.phase][input.type] as (state: TurnState, input: TurnInput) => TurnStep;
  return handler(state, input);
};

const yielded = (state: RunningTurn, event: AgentEvent): TurnStep => {
  if (typeof event === "string") {
    return event === ""
      ? ignore(state)
      : [{ ...state, text: state.text + event }, [{ do: "show", text: event, offset: state.text.length }]];
  }
  switch (event.type) {
    case "pass":
      return ignore(state);
    case "status":
      return [state, [{ do: "note", text: event.text }]];
    case "route":
      return [{ ...state, speaker: event.agent }, [append(event)]];
    case "handoff":
      return [{ ...state, speaker: event.to }, [append({ ...event, from: event.from ?? state.speaker })]];
    case "insight":
      return [state, [append({ type: "insight", agent_id: state.speaker, insight: event.insight })]];
    case "message":
    case "analysis":
    case "visualization":
    case "drill_down":
      return [{ ...state, answered: true }, [append({ ...shown(event), agent: state.speaker } as AnswerEvent)]];
  }
};

const planned = (state: RunningTurn, change: PlanChange): TurnStep => {
  const told: TurnEffect = { do: "append", facts: planFacts(change, state.speaker) };
  switch (change.to) {
    case "asked":
      return [state, [told, { do: "stop_clock" }]];
    case "approved":
    case "refused":
      return [state, [told, { do: "start_clock" }]];
    case "done":
    case "failed":
      return [state, [told]];
  }
};

/** A picture that is not on the allow-list is left out, and the answer says so. */
const shown = ({ visualization, ...answer }: AnswerEvent): AnswerEvent => {
  if (visualization === undefined) return answer;
  const checked = checkedVisualization(visualization);
  if (checked.ok) return { ...answer, visualization: checked.spec };
  return {
    ...answer,
    message: `${answer.message}\n\n(The picture was left out: it holds something that is not allowed.)`,
  };
};

interface InsightFact {
  readonly type: "insight";
  readonly agent_id: string;
  readonly insight: JsonObject;
}

const append = ({ type, ...body }: RouteEvent | HandoffEvent | AnswerEvent | InsightFact): TurnEffect => ({
  do: "append",
  facts: [{ type, body: body as JsonObject }],
});

const silence: TurnProblem = {
  code: "turn_failed",
  message: "The agent had no answer. Please ask again in other words.",
  retryable: true,
};

/** What was shown is kept, marked as partial where it did not come to its end. */
const close = (state: RunningTurn, status: TurnStatus, problem?: TurnProblem): TurnStep => {
  const facts: NewFact[] = [];
  if (state.text.trim() !== "") {
    facts.push({
      type: "message",
      body: { message: state.text, agent: state.speaker, ...(status !== "complete" && { partial: true }) },
    });
  }
  if (problem) facts.push({ type: "error", body: { ...problem } });
  return [{ phase: "closing", status }, [{ do: "finish", status, facts }]];
};

const aborting = ([state, effects]: TurnStep): TurnStep => [state, [{ do: "abort" }, ...effects]];

/** Milliseconds since the turn began to run; what did not happen is absent. */
export interface TurnLatency {
  readonly route?: number;
  readonly agent?: number;
  readonly first_text?: number;
  readonly text?: number;
}

export const turnEnd = (status: TurnStatus, origin: TurnOrigin, latency: TurnLatency): NewFact => ({
  type: "turn_end",
  body: { status, origin, latency: { ...latency } },
});
