// What an agent yields while it answers: text as it comes, and events.
import type { Json, JsonObject } from "../json.ts";

export type RouteTier = "rules" | "sticky" | "classifier" | "model" | "abstain";

/** A whole answer of a kind of its own; plain text needs none, it is made from the deltas. */
export interface AnswerEvent {
  readonly type: "message" | "visualization" | "analysis" | "drill_down";
  readonly message: string;
  readonly data?: Json;
  readonly visualization?: JsonObject;
}

export interface RouteEvent {
  readonly type: "route";
  readonly agent: string;
  readonly tier: RouteTier;
  readonly confidence: number;
  readonly ms: number;
}

export interface HandoffEvent {
  readonly type: "handoff";
  readonly to: string;
  /** For the user: "You asked about your own file". */
  readonly reason: string;
  /** Set by the supervisor. */
  readonly from?: string;
}

export type AgentEvent =
  /** A delta: the next piece of the answer. */
  | string
  | AnswerEvent
  | RouteEvent
  | HandoffEvent
  /** As the first event only: not mine, ask the next tier. */
  | { readonly type: "pass" }
  /** Shown while it lasts, not kept. */
  | { readonly type: "status"; readonly text: string }
  | { readonly type: "insight"; readonly insight: JsonObject };
