// Long work done in pieces, so that nobody else has to wait for the end of it.
import { type Clock, pause } from "@polylogue/core";

/** Well under what a listener or a typist would notice. */
const sliceMs = 10;

/** Runs `work` to its end, and lets others in at a `yield` of it once a slice of time is used up. */
export const inPieces = async <Result>(work: Generator<void, Result>, clock: Clock): Promise<Result> => {
  for (;;) {
    const until = clock.monotonic() + sliceMs;
    do {
      const piece = work.next();
      if (piece.done) return piece.value;
    } while (clock.monotonic() < until);
    await pause(clock, 0);
  }
};
