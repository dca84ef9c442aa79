// Which sentences answer a question: weighed by shared words, kind and place, then chosen one by one for what each adds
// (Carbonell and Goldstein, "The use of MMR", 1998).
import { isNumber, rarity, terms } from "@polylogue/core";
import type { Candidate } from "./candidate.ts";
import { fitsKind, type Question } from "./question.ts";

/** The best sentence with its surroundings must hold this share of the question's terms, or nothing is said. */
const leastShare = 0.51;
/** A longer question tells a story around what it asks, so less of it need be there. */
const fewTerms = 5;
/** Sentences in an answer, and what a further one must bring beside the first. */
const mostSentences = 4;
const leastGain = (kind: Question["kind"]): number => {
  if (kind === "definition") return 0.8;
  return kind === "list" || kind === "comparison" || kind === "manner" ? 0.45 : 0.68;
};

type Weights = ReadonlyMap<string, number>;

interface Weighed {
  readonly candidate: Candidate;
  readonly score: number;
}

/** Rare words weigh more, numbers weigh more still: "30 days" is not "60 days". */
const weigh = (question: Question, earlier: readonly string[], pool: readonly Candidate[]): Weights => {
  const sets = pool.map(({ terms: own }) => new Set(own));
  const weight = (term: string) =>
    rarity(pool.length, sets.filter((own) => own.has(term)).length) * (isNumber(term) ? 1.5 : 1);
  const weights = new Map(question.terms.map((term) => [term, weight(term)]));
  for (const term of earlier) if (!weights.has(term)) weights.set(term, weight(term) / 2);
  return weights;
};

const total = (weights: Iterable<number>) => [...weights].reduce((sum, weight) => sum + weight, 0);

const sharedWeight = (weights: Weights, own: Iterable<string>): number => {
  let sum = 0;
  for (const term of new Set(own)) sum += weights.get(term) ?? 0;
  return sum;
};

/** Words that follow one another in the question and in the sentence too. */
const pairs = (words: readonly string[]) => new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
const sharedPairs = (asked: ReadonlySet<string>, own: readonly string[]) =>
  [...pairs(own)].filter((pair) => asked.has(pair)).length;

/** A sentence that is much longer than people say is held back. */
const brevity = (words: number) => (words <= 28 ? 1 : Math.max(0.6, 28 / words));

const weighed = (question: Question, weights: Weights, pool: readonly Candidate[]): Weighed[] => {
  const askedPairs = pairs(question.terms);
  return pool.map((candidate) => {
    const { text, terms: own, block, leans, order } = candidate;
    const before = pool[order - 1];
    const context = before?.paragraph === candidate.paragraph ? before.terms : [];
    const near = sharedWeight(
      weights,
      [...context, ...terms(candidate.source)].filter((term) => !own.includes(term)),
    );
    const words = sharedWeight(weights, own) * (1 + 0.15 * sharedPairs(askedPairs, own)) + 0.3 * near;
    const place = (1 - Math.min(0.25, 0.04 * block)) * (leans ? 0.85 : 1);
    return { candidate, score: words * fitsKind(question, text) * brevity(own.length) * place };
  });
};

const overlap = (a: readonly string[], b: readonly string[]): number => {
  const first = new Set(a);
  const shared = new Set(b.filter((term) => first.has(term))).size;
  return shared / Math.max(1, Math.min(first.size, new Set(b).size));
};

/** What a sentence brings after those chosen: less if it repeats them, more if it holds what they lack. */
const gain = ({ candidate, score }: Weighed, chosen: readonly Candidate[], weights: Weights): number => {
  if (chosen.length === 0) return score;
  const repeated = Math.max(...chosen.map((other) => overlap(other.terms, candidate.terms)));
  const said = new Set(chosen.flatMap((other) => other.terms));
  const missing = [...weights].filter(([term]) => !said.has(term));
  const added = sharedWeight(new Map(missing), candidate.terms) / Math.max(total(weights.values()), 0.001);
  return repeated > 0.75 ? 0 : score * (1 - 0.6 * repeated) * (1 + added);
};

/**
 * Whether the best sentence, with its neighbours and its place's name, is about what was asked. Terms count alike, since
 * what was searched for is never rare in what was found. A comparison may hold its two sides in two places.
 */
const isAbout = (question: Question, chosen: readonly Candidate[], pool: readonly Candidate[]): boolean => {
  const best = chosen[0];
  if (!best) return false;
  const near = pool.filter(({ block, order }) => block === best.block && Math.abs(order - best.order) <= 2);
  const around = question.kind === "comparison" ? [...near, ...chosen] : near;
  const there = new Set([...around.flatMap((one) => one.terms), ...terms(best.source)]);
  const held = question.terms.filter((term) => there.has(term)).length;
  return held >= leastShare * Math.min(fewTerms + 0.25 * question.terms.length, question.terms.length);
};

const chooseBest = (question: Question, weights: Weights, pool: readonly Candidate[]): Candidate[] => {
  const open = weighed(question, weights, pool).filter(({ score }) => score > 0);
  const chosen: Candidate[] = [];
  let first = 0;
  while (chosen.length < mostSentences && open.length > 0) {
    const gains = open.map((one) => gain(one, chosen, weights));
    const at = gains.indexOf(Math.max(...gains));
    const best = gains[at] ?? 0;
    if (chosen.length === 0) first = best;
    else if (best < first * leastGain(question.kind)) break;
    chosen.push(...open.splice(at, 1).map(({ candidate }) => candidate));
  }
  return chosen;
};

/** A sentence that leans on the one before it brings that one along, while there is room. */
const withSupport = (chosen: readonly Candidate[], pool: readonly Candidate[]): Candidate[] => {
  const all = new Set(chosen);
  for (const one of chosen) {
    const before = pool[one.order - 1];
    if (one.leans && before?.paragraph === one.paragraph && all.size < mostSentences) all.add(before);
  }
  return [...all];
};

/** For a summary: the sentence that opens each piece of the material. */
const leads = (pool: readonly Candidate[]): Candidate[] =>
  pool
    .filter(({ block, leans }, at) => !leans && pool.findIndex((one) => one.block === block && !one.leans) === at)
    .slice(0, mostSentences);

/** The chosen sentences: places in order of their best, sentences of one place as they stand there. None when nothing fits. */
export const select = (question: Question, earlier: readonly string[], pool: readonly Candidate[]): Candidate[] => {
  if (question.kind === "summary" && question.terms.length === 0) return leads(pool);
  const weights = weigh(question, earlier, pool);
  const chosen = chooseBest(question, weights, pool);
  if (!isAbout(question, chosen, pool)) return [];
  const rank = new Map([...chosen].reverse().map(({ source }, at) => [source, chosen.length - at]));
  return withSupport(chosen, pool).sort(
    (a, b) => (rank.get(a.source) ?? 0) - (rank.get(b.source) ?? 0) || a.order - b.order,
  );
};
