// How the tutor's agents say something: as it is written, or as it is read aloud.
import type { AgentEvent, Turn } from "@polylogue/core";
import { said } from "../files/answer.ts";

/** A path of titles is read with pauses. */
export const heard = (text: string): string => text.replaceAll(" › ", ", ");

/** In natural pieces. */
export const utter = (turn: Turn, text: string): Generator<AgentEvent> =>
  said({ text: turn.source === "voice" ? heard(text) : text }, turn);
