// What every server frame carries beside its own fields, and the two functions that make a frame's schema from it.
import * as z from "zod/mini";
import { Count, Id, Milliseconds } from "./primitive.ts";

export const Envelope = z.object({
  /** When it happened, in milliseconds since 1970. */
  at: Milliseconds,
  /** A fact's own number, dense in its session; on a live frame the number of the last fact. */
  seq: z.optional(Count),
  /** Changes when the store was restored or the session erased: numbers of another epoch mean nothing. */
  epoch: z.optional(Count),
  /** Where a live frame stands in the text of its turn, in characters. */
  offset: z.optional(Count),
  session_id: z.optional(Id),
  turn_id: z.optional(Id),
  conversation_id: z.optional(Id),
  /** The conversation's agent and pillar: they stay for the whole turn, also after a handoff. */
  agent_type: z.optional(z.string()),
  pillar: z.optional(z.string()),
  /** Who speaks. */
  agent: z.optional(z.string()),
});
export type Envelope = z.infer<typeof Envelope>;

const TurnEnvelope = z.extend(Envelope, { turn_id: Id, conversation_id: Id, agent_type: z.string() });

/** The schema of a frame with its `type`, the envelope, and fields of its own, which win over the envelope's. */
// @__NO_SIDE_EFFECTS__
export function frame<const Type extends string, Fields extends z.core.$ZodLooseShape>(type: Type, fields: Fields) {
  return z.extend(Envelope, { type: z.literal(type), ...fields });
}

/** The same for a frame that always belongs to a turn of a conversation. */
// @__NO_SIDE_EFFECTS__
export function turnFrame<const Type extends string, Fields extends z.core.$ZodLooseShape>(type: Type, fields: Fields) {
  return z.extend(TurnEnvelope, { type: z.literal(type), ...fields });
}
