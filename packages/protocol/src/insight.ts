// What an agent has noticed by itself, and that an agent has failed.
import * as z from "zod/mini";
import { frame } from "./envelope.ts";
import { Id } from "./primitive.ts";

export const Insight = frame("insight", { agent_id: Id, insight: z.unknown() });
export type Insight = z.infer<typeof Insight>;

export const AgentError = frame("agent_error", { agent_id: Id, error: z.string() });
export type AgentError = z.infer<typeof AgentError>;
