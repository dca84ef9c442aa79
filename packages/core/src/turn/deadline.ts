// How long a turn may take; waiting for a person does not count.
import type { Clock } from "../clock.ts";

export interface Deadline {
  /** Each stop is undone by one start. */
  stop(): void;
  start(): void;
  end(): void;
}

export const deadline = (clock: Clock, ms: number, over: () => void): Deadline => {
  let left = ms;
  let stops = 0;
  let since = clock.monotonic();
  let callOff = clock.after(left, over);
  return {
    stop() {
      if (stops++ > 0) return;
      callOff();
      left -= clock.monotonic() - since;
    },
    start() {
      if (--stops > 0) return;
      since = clock.monotonic();
      callOff = clock.after(Math.max(0, left), over);
    },
    end: () => callOff(),
  };
};
