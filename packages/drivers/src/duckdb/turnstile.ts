// Lets so many through at a time, in the order in which they came.
export type Turnstile = <T>(run: () => Promise<T>) => Promise<T>;

export const turnstile = (places: number): Turnstile => {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (run) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};
