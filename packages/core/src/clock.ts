// Time as an input, so that a test can let ten minutes pass in a millisecond.
export interface Clock {
  /** Wall clock, ms since 1970. Never decides order. */
  now(): number;
  /** Ms since some fixed moment; never goes back. */
  monotonic(): number;
  /** Runs `run` once after `ms`; the returned function calls it off. */
  after(ms: number, run: () => void): () => void;
  /** Runs `run` once all that is ready now has been handled, so that one pass serves a whole burst. */
  soon(run: () => void): void;
}

/** Node's own; elsewhere a timer of 0 ms stands in. */
const { setImmediate } = globalThis as { setImmediate?: (run: () => void) => unknown };

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  soon: (run) => void (setImmediate ? setImmediate(run) : setTimeout(run, 0)),
};

/** Resolves after `ms`, or at once when `signal` aborts. */
export const pause = (clock: Clock, ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      cancel();
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal?.addEventListener("abort", done, { once: true });
  });
