// What is said: the user's message, its acknowledgement, and the answer in pieces and as a whole.
import * as z from "zod/mini";
import { frame, turnFrame } from "./envelope.ts";
import { maxAgentTypeChars, maxConversationIdChars, maxMessageIdChars, maxTextChars } from "./limit.ts";
import { Count, Id, label, prose, Token } from "./primitive.ts";

/** What a message refers to; other fields are kept for the agent. */
export const Metadata = z.looseObject({
  file_id: z.optional(z.string()),
  content_id: z.optional(z.string()),
  course_id: z.optional(z.string()),
});
export type Metadata = z.infer<typeof Metadata>;

/** The one client frame without `type`, as the documents' `AgentMessage` has it. */
export const UserMessage = z.object({
  agent_type: z.optional(label(maxAgentTypeChars)),
  /** Any string here: the server answers an unknown pillar with a sentence of its own. */
  pillar: z.optional(z.string()),
  message: prose(maxTextChars),
  conversation_id: z.optional(label(maxConversationIdChars)),
  /** The client's own: sending it again never makes a second turn. */
  message_id: z.optional(label(maxMessageIdChars)),
  session_token: z.optional(Token),
  /** Asks for speech, or refuses it, for this turn. */
  speak: z.optional(z.boolean()),
  metadata: z.optional(Metadata),
});
export type UserMessage = z.infer<typeof UserMessage>;

/** The message is stored durably. A repeated one has no `seq`. */
export const Ack = frame("ack", { message_id: z.string(), turn_id: Id });
export type Ack = z.infer<typeof Ack>;

/** What the user said, for every socket of the session. */
export const UserMessageFact = turnFrame("user_message", {
  message_id: z.string(),
  text: z.string(),
  source: z.enum(["text", "voice"]),
});
export type UserMessageFact = z.infer<typeof UserMessageFact>;

/** A piece of the answer; `offset` is where it stands in the turn's text, in characters. */
export const Delta = turnFrame("delta", { text: z.string(), offset: Count });
export type Delta = z.infer<typeof Delta>;

const answer = {
  message: z.string(),
  /** Repeats `message`: the documents read the one or the other. */
  text: z.string(),
  /** The turn was cancelled or failed midway; this is what had been shown. */
  partial: z.optional(z.boolean()),
  data: z.optional(z.unknown()),
  visualization: z.optional(z.unknown()),
};

/** The whole answer, in words. */
export const Message = turnFrame("message", answer);
export type Message = z.infer<typeof Message>;

/** The whole answer, with a chart in `visualization`. */
export const Visualization = turnFrame("visualization", answer);
export type Visualization = z.infer<typeof Visualization>;

/** The whole answer, with figures in `data`. */
export const Analysis = turnFrame("analysis", answer);
export type Analysis = z.infer<typeof Analysis>;

/** The whole answer, going deeper into an earlier one. */
export const DrillDown = turnFrame("drill_down", answer);
export type DrillDown = z.infer<typeof DrillDown>;

/** Any whole answer: the documents' `AgentResponse`. */
export type Answer = Message | Visualization | Analysis | DrillDown;
export type AnswerType = Answer["type"];
