// A conversation as a snapshot and the REST calls show it: its messages, and the answer that is under way.
import * as z from "zod/mini";
import { Count, Id, Milliseconds } from "./primitive.ts";

/** One message of a conversation's history. */
export const HistoryMessage = z.object({
  role: z.enum(["user", "assistant"]),
  text: z.string(),
  at: Milliseconds,
  turn_id: Id,
  /** The turn's place in the conversation, from 1. */
  ordinal: Count,
  /** `user_message`, or the kind of the answer. */
  type: z.string(),
  message_id: z.optional(z.string()),
  agent: z.optional(z.string()),
  partial: z.optional(z.boolean()),
  data: z.optional(z.unknown()),
  visualization: z.optional(z.unknown()),
});
export type HistoryMessage = z.infer<typeof HistoryMessage>;

/** A turn that is running now, with the text it has shown so far. */
export const RunningTurn = z.object({ turn_id: Id, text: z.string() });
export type RunningTurn = z.infer<typeof RunningTurn>;

/** Everything that a client needs to show a conversation without its facts. */
export const ConversationSnapshot = z.object({
  id: Id,
  agent_type: z.optional(z.string()),
  pillar: z.optional(z.string()),
  last_messages: z.array(HistoryMessage),
  running: z.optional(RunningTurn),
});
export type ConversationSnapshot = z.infer<typeof ConversationSnapshot>;
