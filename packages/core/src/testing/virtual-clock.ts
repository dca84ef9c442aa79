// A clock that stands still until a test moves it: ten minutes pass in a millisecond, timers run in order.
import { type Clock, systemClock } from "../clock.ts";

export interface VirtualClock extends Clock {
  /** Lets `ms` pass: what falls due runs in order, and promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock forwards or back, as an operator or NTP would; `monotonic` and timers do not notice. */
  jump(ms: number): void;
}

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

/** Turns of the event loop that a chain of promises and streams may take to settle. */
const roundsToSettle = 4;

/** `start` is the wall clock, ms since 1970. `soon` waits for a real turn of the event loop, which `advance` gives. */
export const virtualClock = (start = Date.UTC(2026, 0, 1)): VirtualClock => {
  let wall = start;
  let passed = 0;
  const timers = new Set<Timer>();

  const nextUntil = (end: number): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers) if (timer.due <= end && timer.due < (next?.due ?? Infinity)) next = timer;
    return next;
  };

  return {
    now: () => wall + passed,
    monotonic: () => passed,
    after(ms, run) {
      const timer = { due: passed + Math.max(0, ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    soon: systemClock.soon,
    async advance(ms) {
      const end = passed + ms;
      await settle();
      for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
        timers.delete(timer);
        passed = timer.due;
        timer.run();
        await settle();
      }
      passed = end;
    },
    jump(ms) {
      wall += ms;
    },
  };
};

const settle = async () => {
  for (let round = 0; round < roundsToSettle; round++) await new Promise<void>(systemClock.soon);
};
