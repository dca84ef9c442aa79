// Whether two words are the same but for a slip of the finger or of the recogniser.

/** Letters that may be wrong in a word of this length. */
const slipsIn = (length: number): number => {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
};

/** Insertions, deletions, replacements and swapped neighbours between two words (optimal string alignment). */
const distance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
};

/** "mitocondria" is "mitochondria"; short words and words with digits must be exact. */
export const alike = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (/\d/.test(a) || /\d/.test(b)) return false;
  const slips = slipsIn(Math.min(a.length, b.length));
  return Math.abs(a.length - b.length) <= slips && distance(a, b) <= slips;
};

/** The first of `words` that is alike, an exact one before any other. */
export const likeIn = (word: string, words: readonly string[]): string | undefined =>
  words.includes(word) ? word : words.find((other) => alike(word, other));
