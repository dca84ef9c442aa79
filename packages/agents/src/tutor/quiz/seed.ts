// Variety without chance: the same words always give the same numbers, so that a turn that is run again asks the same.

/** FNV-1a, 32 bits (Fowler, Noll and Vo), with the mixing of MurmurHash3 at its end so that near words lie far apart. */
export const seedOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

export const shortId = (text: string): string => seedOf(text).toString(36);

/** Another order, the same for the same seed. */
export const shuffled = <Item>(items: readonly Item[], seed: string): Item[] =>
  items
    .map((item, at) => ({ item, key: seedOf(`${seed}/${at}`) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
