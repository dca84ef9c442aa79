// Facts and live frames as they are written on the wire; a fact is encoded once for all sockets of its session.
import type { Fact, TurnRef } from "../ports/store/fact.ts";

/** An encoded frame, with what a cursor must know of it. */
export interface EncodedFact {
  readonly seq: number;
  readonly type: string;
  readonly turn_id: string | undefined;
  readonly text: string;
}

/** Whole answers, whose `text` repeats their `message`; stored once. */
const answerTypes: ReadonlySet<string> = new Set(["message", "visualization", "analysis", "drill_down"]);

export interface FrameOrigin {
  readonly epoch: number;
  readonly session_id: string;
}

export const encodeFact = ({ epoch, session_id }: FrameOrigin, { type, seq, at, turn, body }: Fact): EncodedFact => ({
  seq,
  type,
  turn_id: turn?.turn_id,
  text: JSON.stringify({
    type,
    seq,
    epoch,
    session_id,
    ...turn,
    at,
    ...body,
    ...(answerTypes.has(type) && { text: body.message }),
  }),
});

/** A live frame: it carries the last fact's `seq` and is never kept. */
export const encodeLive = (
  { epoch, session_id }: FrameOrigin,
  frame: { type: string; turn?: TurnRef; seq: number; at: number } & Record<string, unknown>,
): string => {
  const { type, turn, seq, at, ...body } = frame;
  return JSON.stringify({ type, seq, epoch, session_id, ...turn, at, ...body });
};
