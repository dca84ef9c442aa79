// How alike two short utterances are, by the words that carry meaning.
const stopWords = new Set(
  "a an the is are was were be am do does did can could would will shall should i me my we our you your it its this that these those to of in on at for and or please just so um uh well s".split(
    " ",
  ),
);

export const contentWords = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== "" && !stopWords.has(word))
      .map((word) => (word.length > 3 ? word.replace(/(?:ing|ies|es|ed|s)$/, "") : word)),
  );

/** Dice coefficient over content words, 0 to 1. */
export const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return (2 * shared) / (a.size + b.size);
};
