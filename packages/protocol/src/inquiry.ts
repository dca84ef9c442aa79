// One job of the resolver, seen from outside: its states, its progress, the clarifier's words and the refinement.
import * as z from "zod/mini";
import { frame } from "./envelope.ts";
import { maxTextChars } from "./limit.ts";
import { Id, prose } from "./primitive.ts";

/** Client: refine a finished report. */
export const Refine = z.object({
  type: z.literal("refine"),
  task_id: Id,
  message: prose(maxTextChars),
});
export type Refine = z.infer<typeof Refine>;

export const InquiryState = z.enum(["PLANNING", "EXECUTING", "AGGREGATING", "REFINEMENT_READY", "FAILED", "CANCELLED"]);
export type InquiryState = z.infer<typeof InquiryState>;

export const TaskState = frame("task_state", { task_id: Id, state: InquiryState });
export type TaskState = z.infer<typeof TaskState>;

/** Progress of an inquiry, not kept. */
export const AgentStream = frame("agent_stream", {
  agent: z.enum(["planner", "executor", "aggregator"]),
  text: z.string(),
  step_id: z.optional(Id),
});
export type AgentStream = z.infer<typeof AgentStream>;

/** The clarifier answers while the inquiry goes on. */
export const ChatResponse = frame("chat_response", { message: z.string() });
export type ChatResponse = z.infer<typeof ChatResponse>;
