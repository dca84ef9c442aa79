// The life of a turn: how it is stopped, who was chosen for it, and how it ended.
import * as z from "zod/mini";
import { turnFrame } from "./envelope.ts";
import { Count, Id, Milliseconds, Share } from "./primitive.ts";

/** Client: stop speaking, now. */
export const Interrupt = z.object({ type: z.literal("interrupt"), conversation_id: z.optional(Id) });
export type Interrupt = z.infer<typeof Interrupt>;

/** Client: stop one turn, one plan or one inquiry. */
export const Cancel = /* @__PURE__ */ z
  .object({
    type: z.literal("cancel"),
    turn_id: z.optional(Id),
    plan_id: z.optional(Id),
    task_id: z.optional(Id),
  })
  .check(
    z.refine(({ turn_id, plan_id, task_id }) => [turn_id, plan_id, task_id].filter(Boolean).length === 1, {
      error: "cancel names exactly one of turn_id, plan_id and task_id.",
    }),
  );
export type Cancel = z.infer<typeof Cancel>;

/** The first tier that was sure. */
export const RouteTier = z.enum(["rules", "sticky", "classifier", "model", "abstain"]);
export type RouteTier = z.infer<typeof RouteTier>;

/** The supervisor or guide has chosen; `agent` is the one chosen. */
export const Route = turnFrame("route", {
  agent: z.string(),
  tier: RouteTier,
  confidence: Share,
  ms: Milliseconds,
});
export type Route = z.infer<typeof Route>;

/** Another agent answers, in the same conversation. */
export const Handoff = turnFrame("handoff", { from: z.string(), to: z.string(), reason: z.string() });
export type Handoff = z.infer<typeof Handoff>;

/** Drop the text of that turn: it runs again. */
export const TurnRestarted = turnFrame("turn_restarted", { attempt: Count });
export type TurnRestarted = z.infer<typeof TurnRestarted>;

/** Milliseconds since the turn's input, for each stage that the turn went through. */
export const Latency = z.object({
  transcript: z.optional(Milliseconds),
  route: z.optional(Milliseconds),
  agent: z.optional(Milliseconds),
  first_text: z.optional(Milliseconds),
  text: z.optional(Milliseconds),
  first_audio: z.optional(Milliseconds),
  audio: z.optional(Milliseconds),
});
export type Latency = z.infer<typeof Latency>;

export const TurnStatus = z.enum(["complete", "failed", "cancelled", "superseded"]);
export type TurnStatus = z.infer<typeof TurnStatus>;

/** What opened the turn. */
export const TurnOrigin = z.enum(["user", "task", "timer", "agent"]);
export type TurnOrigin = z.infer<typeof TurnOrigin>;

/** Exactly one for every turn. */
export const TurnEnd = turnFrame("turn_end", { status: TurnStatus, origin: TurnOrigin, latency: Latency });
export type TurnEnd = z.infer<typeof TurnEnd>;

/** What the agent is doing right now, shown while it lasts and not kept. */
export const Status = turnFrame("status", { text: z.string() });
export type Status = z.infer<typeof Status>;
