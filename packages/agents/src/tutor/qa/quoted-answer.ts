// The offline answer: for each of the best passages the sentences that speak of what is asked, with what explains them, and the place.
import { type CoursePassage, rarity, sentences, terms } from "@polylogue/core";

/** How much is quoted: from how many places, and how many sentences of each. */
export interface Breadth {
  readonly places: number;
  readonly sentences: number;
}

/** A further place must speak of what is asked at least half as much as the best. */
const leastOfBest = 0.5;
/** What was found further down must say it better. */
const rankDiscount = 0.05;
/** The answer with its places must hold so much of what is asked, or the course does not say. */
const leastShare = 0.5;

const leaning =
  /^(?:this|these|those|that|it|its|they|their|such|however|therefore|thus|hence|consequently|moreover|furthermore|in addition|also|instead|but|and|so|for example|for instance|as a result|then|both|another|in (?:this|these|turn|contrast))\b/i;
const cues: readonly (readonly [asked: RegExp, said: RegExp])[] = [
  [
    /\bwhy\b|\breasons?\b/i,
    /\b(?:because|since|so that|therefore|thus|due to|as a result|in order to|allows?|enables?|leads? to)\b/i,
  ],
  [
    /\bdiffer|\bcompar|\bsimilar|\bversus\b|\bvs\b/i,
    /\b(?:whereas|while|unlike|like|in contrast|however|both|similar|differ\w*|than)\b/i,
  ],
  [/\bhow (?:many|much|long|big|large|fast)\b/i, /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b/i],
  [/\bhow\b/i, /\b(?:by|through|using|when|first|then)\b/i],
  [/\bwhere\b/i, /\b(?:takes? place|located|occurs?|happens?|found (?:in|on|at)|inside|within|sites? of|contains?)\b/i],
  [/\bwho\b/i, /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u],
  [/\bstands? for\b|\babbreviat/i, /\([\p{Lu}\d]{2,}\)/u],
  [
    /\bwhat(?:'?s| is| are| was| were)\b|\bdefin|\bmean/i,
    /\b(?:is|are) (?:an?|the|one)\b|\bcalled\b|\brefers? to\b|\bknown as\b|\bdefined\b/i,
  ],
];

interface Quote {
  readonly source: string;
  readonly text: string;
  readonly score: number;
}

const weigher = (passages: readonly CoursePassage[]): ((term: string) => number) => {
  const pool = passages.flatMap(({ text }) => sentences(text).map((sentence) => new Set(terms(sentence))));
  return (term) => rarity(pool.length, pool.filter((held) => held.has(term)).length);
};

/** The sentence that speaks most of it, what it leans on, and what follows it. */
const quoteFrom = (
  { source, text }: CoursePassage,
  question: string,
  asked: readonly string[],
  weigh: (term: string) => number,
  length: number,
): Quote => {
  const all = sentences(text);
  const cue = cues.find(([pattern]) => pattern.test(question))?.[1];
  const scores = all.map((sentence) => {
    const held = new Set(terms(sentence));
    const about = asked.filter((term) => held.has(term)).reduce((sum, term) => sum + weigh(term), 0);
    return about * (cue?.test(sentence) ? 1.35 : 1);
  });
  const score = Math.max(0, ...scores);
  const best = scores.indexOf(score);
  const from = Math.max(0, leaning.test(all[best] ?? "") ? best - 1 : best);
  const start = Math.max(0, Math.min(from, all.length - length));
  return { source, text: all.slice(start, start + length).join(" "), score };
};

/** What asks for reasons, ways or differences is rarely said in one place. */
const asksToExplain =
  /\b(?:why|how(?! (?:many|much|long|big|large|fast))|differ\w*|compar\w*|similar\w*|explain|describe|discuss|advantages?|roles?)\b/i;

export const breadthFor = (question: string): Breadth =>
  asksToExplain.test(question) ? { places: 3, sentences: 4 } : { places: 2, sentences: 2 };

/** None when even the best passages do not speak of what is asked. */
export const quotedAnswer = (
  passages: readonly CoursePassage[],
  question: string,
  asked: readonly string[],
  { places, sentences: length }: Breadth,
): string | undefined => {
  const weigh = weigher(passages);
  const quotes = passages.map((passage, rank) => {
    const quote = quoteFrom(passage, question, asked, weigh, length);
    return { ...quote, score: quote.score * (1 - rankDiscount * rank) };
  });
  const best = Math.max(0, ...quotes.map(({ score }) => score));
  const chosen = quotes
    .filter(({ score }) => score > 0 && score >= leastOfBest * best)
    .sort((a, b) => b.score - a.score)
    .slice(0, places);
  const held = new Set(chosen.flatMap(({ source, text }) => terms(`${source} ${text}`)));
  const share = asked.filter((term) => held.has(term)).length / Math.max(1, asked.length);
  if (chosen.length === 0 || share < leastShare) return undefined;
  return chosen.map(({ source, text }) => `${text} (${source})`).join("\n\n");
};
