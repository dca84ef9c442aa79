// A short name for a text: the same text has the same one wherever and whenever it is read.

const seeds = [0x811c9dc5, 0x9e3779b9] as const;

/** FNV-1a, with a last stirring so that texts which differ at their end alone lie far apart too. */
const hashed = (text: string, seed: number): number => {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** Twelve letters and digits; not a secret, and not proof against somebody who wants two texts to collide. */
export const fingerprint = (text: string): string =>
  seeds.map((seed) => hashed(text, seed).toString(36).padStart(7, "0").slice(-6)).join("");

/** Hands out names, and never the same one twice: a second text of the same words gets a number. */
export const distinct = (): ((name: string) => string) => {
  const given = new Map<string, number>();
  return (name) => {
    const count = (given.get(name) ?? 0) + 1;
    given.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  };
};
