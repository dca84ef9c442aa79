// A turn as its row keeps it, and as the port names it.
import type { TurnOrigin, TurnRef, TurnStatus } from "@polylogue/core";

/** Words that a row keeps as their position here: append only. */
export const sources = ["text", "voice"] as const;
export const origins: readonly TurnOrigin[] = ["user", "task", "timer", "agent"];
export const statuses: readonly TurnStatus[] = ["complete", "failed", "cancelled", "superseded"];

/** The word at a position that was written from the same list. */
export const wordAt = <Word>(words: readonly Word[], position: number): Word => {
  const word = words[position];
  if (word === undefined) throw new RangeError(`no word at position ${position}`);
  return word;
};

/** The columns that name a turn to the world. */
export interface TurnNames {
  readonly turn_id: string;
  readonly conversation_id: string;
  readonly agent_type: string;
  readonly pillar: string | null;
}

export const turnRef = ({ turn_id, conversation_id, agent_type, pillar }: TurnNames): TurnRef => ({
  turn_id,
  conversation_id,
  agent_type,
  ...(pillar !== null && { pillar }),
});
