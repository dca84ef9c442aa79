// Time and chance as inputs, so that a test can let an hour of waiting pass in a millisecond.
export interface Clock {
  /** Wall clock, ms since 1970. */
  now(): number;
  /** Runs `run` once after `ms`; the returned function calls it off. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A number in [0, 1). */
export type Random = () => number;

/** Not `Math.random`: message ids must not meet those of another tab that started in the same moment. */
export const systemRandom: Random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/** A new message id: 96 random bits behind its prefix. */
export const newMessageId = (random: Random): string =>
  `m_${Array.from({ length: 16 }, () => letters[Math.floor(random() * letters.length)]).join("")}`;
