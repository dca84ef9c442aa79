// The text of a running turn so far: kept for whoever joins late, and encoded once for all who are equally far.
import type { Clock } from "../clock.ts";
import type { TurnRef } from "../ports/store/fact.ts";
import { encodeLive, type FrameOrigin } from "./frame.ts";

export interface LiveText {
  readonly turn: TurnRef;
  readonly text: string;
  /** The `delta` that takes a reader from `offset` to the end; `undefined` when there is nothing new. */
  deltaFrom(offset: number, seq: number): string | undefined;
  add(text: string, speaker: string): void;
}

export const liveText = (origin: FrameOrigin, turn: TurnRef, clock: Clock): LiveText => {
  let text = "";
  let speaker = "";
  let last: { from: number; to: number; seq: number; frame: string } | undefined;
  return {
    turn,
    get text() {
      return text;
    },
    add(piece, agent) {
      text += piece;
      speaker = agent;
    },
    deltaFrom(offset, seq) {
      if (offset >= text.length) return undefined;
      if (last?.from === offset && last.to === text.length && last.seq === seq) return last.frame;
      const frame = encodeLive(origin, {
        type: "delta",
        turn,
        seq,
        at: clock.now(),
        agent: speaker,
        text: text.slice(offset),
        offset,
      });
      last = { from: offset, to: text.length, seq, frame };
      return frame;
    },
  };
};
