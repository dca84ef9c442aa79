// Chance from a seed: the same seed makes the same choices in the same order (mulberry32).

/** Answers numbers from 0 to 1, and a few ways to choose with them. */
export function chanceOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from, to) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    /** A whole number between both, which are included. */
    whole,
    one: (list) => list[whole(0, list.length - 1)],
    happens: (share) => next() < share,
  };
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the condition holds; false when the time runs out first. */
export async function until(holds, limitMs, stepMs = 25) {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) return false;
    await pause(stepMs);
  }
  return true;
}
