// Chance from a seed: the same seed gives the same ids, secrets and numbers in the same order. For tests only.
import { type Chance, chanceFrom } from "../chance.ts";

export const seededChance = (seed: number): Chance => {
  const next = mulberry32(seed);
  return chanceFrom((count) => Uint8Array.from({ length: count }, () => next() & 0xff));
};

/** Tommy Ettinger's mulberry32: 32 bits of state, 32 bits out, in the public domain. */
const mulberry32 = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
};
