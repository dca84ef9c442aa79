// A word without its English ending, so that "refunds", "refunded" and "refunding" meet; light on purpose, not a dictionary.

const hasVowel = (text: string) => /[aeiouy]/.test(text);

/** Endings from the longest, with what replaces them and how many letters must remain in front. */
const endings: readonly (readonly [ending: string, replacement: string, remaining: number])[] = [
  ["ization", "", 4],
  ["isation", "", 4],
  ["ational", "", 4],
  ["fulness", "", 4],
  ["ations", "", 4],
  ["ation", "", 4],
  ["ingly", "", 4],
  ["ments", "", 4],
  ["ment", "", 4],
  ["ness", "", 4],
  ["ions", "", 4],
  ["ion", "", 4],
  ["ates", "", 4],
  ["ated", "", 4],
  ["ating", "", 4],
  ["ate", "", 4],
  ["izes", "", 4],
  ["ized", "", 4],
  ["izing", "", 4],
  ["ize", "", 4],
  ["ises", "", 4],
  ["ised", "", 4],
  ["ise", "", 4],
  ["edly", "", 4],
  ["ies", "y", 2],
  ["ied", "y", 2],
  ["sses", "ss", 2],
  ["ing", "", 3],
  ["ally", "", 4],
  ["ly", "", 4],
  ["ed", "", 3],
  ["es", "", 3],
  ["ium", "", 5],
  ["ial", "", 5],
  ["ia", "", 5],
  ["al", "", 4],
];

const keepsItsS = (word: string) => word.endsWith("ss") || word.endsWith("us") || word.endsWith("is");

const withoutEnding = (word: string): string => {
  for (const [ending, replacement, remaining] of endings) {
    if (!word.endsWith(ending)) continue;
    const front = word.slice(0, -ending.length);
    if (front.length >= remaining && hasVowel(front)) return front + replacement;
  }
  return word.endsWith("s") && !keepsItsS(word) ? word.slice(0, -1) : word;
};

/** "stopp" → "stop", but "cell" and "less" stay. */
const undoubled = (word: string) => (/([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word);

/** `word` in lower case; anything with a digit, and anything of three letters or fewer, comes back as it is. */
export const stem = (word: string): string => {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const front = undoubled(withoutEnding(word));
  return front.length > 3 && front.endsWith("e") ? front.slice(0, -1) : front;
};
