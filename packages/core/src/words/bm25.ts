// An index of texts by their words, ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
import { terms } from "./term.ts";

/** How fast a repeated word stops counting, and how much a long text is held back. */
const saturation = 1.2;
const lengthWeight = 0.75;

/** A text must hold this share of what a question asks for, rare words counting more, or it does not fit. */
const leastShare = 0.2;
/** A longer question tells a story around what it asks, so less of it need be there. */
const fewWords = 8;

export interface Hit {
  /** The position of the text in what was indexed. */
  readonly position: number;
  readonly score: number;
}

export interface WordIndex {
  /** The texts that fit, best first; texts that fit equally stay in their order. */
  search(query: string, limit: number): Hit[];
}

interface Posting {
  readonly position: number;
  readonly count: number;
}

const counted = (words: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** The rarer a word in `total` texts, the more it says. */
export const rarity = (total: number, holding: number): number =>
  Math.log(1 + (total - holding + 0.5) / (holding + 0.5));

export const wordIndex = (texts: Iterable<string>): WordIndex => {
  const postings = new Map<string, Posting[]>();
  const lengths: number[] = [];
  for (const text of texts) {
    const words = terms(text);
    const position = lengths.push(words.length) - 1;
    for (const [word, count] of counted(words)) {
      const list = postings.get(word);
      if (list) list.push({ position, count });
      else postings.set(word, [{ position, count }]);
    }
  }
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;

  const gain = ({ position, count }: Posting) => {
    const lengthRatio = (lengths[position] ?? averageLength) / averageLength;
    return (count * (saturation + 1)) / (count + saturation * (1 - lengthWeight + lengthWeight * lengthRatio));
  };

  return {
    search(query, limit) {
      const scores = new Map<number, number>();
      const shares = new Map<number, number>();
      let asked = 0;
      const words = new Set(terms(query));
      const least = leastShare * Math.min(1, fewWords / words.size);
      for (const word of words) {
        const list = postings.get(word) ?? [];
        // A word that is nowhere says no more than the rarest that is there: people ask in words of their own.
        const weight = rarity(lengths.length, Math.max(1, list.length));
        asked += weight;
        for (const posting of list) {
          scores.set(posting.position, (scores.get(posting.position) ?? 0) + weight * gain(posting));
          shares.set(posting.position, (shares.get(posting.position) ?? 0) + weight);
        }
      }
      return [...scores]
        .map(([position, score]) => ({ position, score }))
        .filter(({ position }) => (shares.get(position) ?? 0) >= asked * least)
        .sort((a, b) => b.score - a.score || a.position - b.position)
        .slice(0, limit);
    },
  };
};
