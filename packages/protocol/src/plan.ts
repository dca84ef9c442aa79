// A plan and its steps, in the spelling of the orchestrator's document, and the frames that tell how a run of it goes.
import * as z from "zod/mini";
import { frame } from "./envelope.ts";
import { Count, Id, Milliseconds } from "./primitive.ts";

export const RetryPolicy = z.object({ maxRetries: Count, backoffMs: z.optional(Milliseconds) });
export type RetryPolicy = z.infer<typeof RetryPolicy>;

/** One vertex of a plan: an action of an agent, started when its dependencies have ended. */
export const Step = z.object({
  id: Id,
  agentId: z.optional(z.string()),
  action: z.optional(z.string()),
  input: z.optional(z.unknown()),
  dependencies: z.optional(z.array(Id)),
  retryPolicy: z.optional(RetryPolicy),
  /** Milliseconds. */
  timeout: z.optional(Milliseconds),
});
export type Step = z.infer<typeof Step>;

/** Work as data. `id` is the caller's label; each run of it gets a `plan_id` from the server. */
export const Plan = z.object({
  id: z.optional(Id),
  steps: z.array(Step).check(z.minLength(1)),
  /** Steps without dependencies between them run side by side; `false` runs all of them in their order. */
  parallel: z.optional(z.boolean()),
  /** Milliseconds for the whole plan. */
  timeout: z.optional(Milliseconds),
  /** Runs when this plan has failed. */
  get fallbackPlan() {
    return z.optional(Plan);
  },
});
export type Plan = z.infer<typeof Plan>;

/** Client: run a plan; its events follow. */
export const Orchestrate = z.object({ type: z.literal("orchestrate"), plan: Plan });
export type Orchestrate = z.infer<typeof Orchestrate>;

/** Client: approve, refuse or change what a plan or one of its steps waits with. */
export const Decide = z.object({
  type: z.literal("decide"),
  plan_id: Id,
  step_id: z.optional(Id),
  approved: z.boolean(),
  change: z.optional(z.unknown()),
});
export type Decide = z.infer<typeof Decide>;

/** A plan has been taken and runs as `plan_id`. */
export const PlanFrame = frame("plan", { plan_id: Id, plan: Plan });
export type PlanFrame = z.infer<typeof PlanFrame>;

/** `unknown`: an interrupted step that must not be repeated; whether it took effect cannot be told. */
export const StepStatus = z.enum([
  "pending",
  "running",
  "waiting",
  "complete",
  "failed",
  "skipped",
  "cancelled",
  "unknown",
]);
export type StepStatus = z.infer<typeof StepStatus>;

/** A change of one step. */
export const StepFrame = frame("step", {
  plan_id: Id,
  step_id: Id,
  status: StepStatus,
  attempt: Count,
  ms: Milliseconds,
  output: z.optional(z.unknown()),
  error: z.optional(z.string()),
});
export type StepFrame = z.infer<typeof StepFrame>;

export const PlanStatus = z.enum(["running", "waiting", "complete", "failed", "cancelled"]);
export type PlanStatus = z.infer<typeof PlanStatus>;

/** A change of the whole plan. */
export const PlanState = frame("plan_state", {
  plan_id: Id,
  status: PlanStatus,
  fallback_used: z.boolean(),
  result: z.optional(z.unknown()),
});
export type PlanState = z.infer<typeof PlanState>;
