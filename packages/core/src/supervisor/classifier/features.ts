// What the classifier sees of an utterance: its words, pairs of neighbours and pieces of words, each hashed to a bucket.

/** Buckets that features share; a bucket fits two bytes. */
export const bucketCount = 2 ** 15;

/** Of a longer text only the beginning is looked at: what is wanted is said there. */
const maxChars = 400;

/** A piece of a word says less than the word, and there are many of them. */
const share = { word: 1, pair: 1, piece: 0.3 } as const;
const pieceLengths = [3, 4, 5] as const;

/** Sounds that people make while they think. */
const fillers = /\b(?:u+m+|u+h+|e+r+m*|h+m+|mm+)\b/g;

/** A vector of length 1. The same bucket may come twice. */
export interface Features {
  readonly buckets: Uint16Array;
  readonly values: Float32Array;
}

/** One spelling for what sounds the same: lower case, no marks, any digit a zero. A lone filler stays what it is. */
export const spoken = (text: string): string => {
  const plain = text
    .slice(0, maxChars)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/\p{Nd}/gu, "0")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return plain.replace(fillers, "").replace(/ {2,}/g, " ").trim() || plain;
};

export const featuresOf = (text: string): Features => {
  const said = spoken(text);
  const padded = said && ` ${said} `;
  const buckets: number[] = [];
  const values: number[] = [];
  const add = (from: number, to: number, kind: keyof typeof share) => {
    buckets.push(bucketOf(padded, from, to, kind));
    values.push(share[kind]);
  };
  let before = 0;
  for (let start = 0, end = padded.indexOf(" ", 1); end > 0; start = end, end = padded.indexOf(" ", start + 1)) {
    add(start, end + 1, "word");
    add(before, end + 1, "pair");
    for (const length of pieceLengths)
      for (let from = start; from + length <= end + 1; from++) add(from, from + length, "piece");
    before = start;
  }
  if (padded.length > 2) add(before, padded.length, "pair");
  return { buckets: Uint16Array.from(buckets), values: ofLengthOne(values) };
};

const seeds: Record<keyof typeof share, number> = { word: 0x811c9dc5, pair: 0x2f0b4c47, piece: 0x6b43a9b5 };

/** FNV-1a over the letters, folded to a bucket. */
const bucketOf = (text: string, from: number, to: number, kind: keyof typeof share): number => {
  let hash = seeds[kind];
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (bucketCount - 1);
};

const ofLengthOne = (values: readonly number[]): Float32Array => {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return Float32Array.from(values, (value) => value / length);
};
