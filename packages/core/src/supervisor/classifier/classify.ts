// Asks a trained classifier who is meant, and how sure that is.
// biome-ignore-all lint/style/noNonNullAssertion: every index here is in range by construction
import { featuresOf } from "./features.ts";
import { type Classifier, unpacked } from "./model.ts";

export interface Classification {
  /** The label that fits best. */
  readonly agent: string;
  /** Its probability, 0 to 1, calibrated. */
  readonly confidence: number;
  /** How much more probable than the next label, 0 to 1. */
  readonly margin: number;
}

export const classify = (classifier: Classifier, text: string): Classification => {
  const { names, biases, starts, labels, weights } = unpacked(classifier);
  const { buckets, values } = featuresOf(text);
  const scores = Float64Array.from(biases);
  for (let at = 0; at < buckets.length; at++) {
    const end = starts[buckets[at]! + 1]!;
    for (let place = starts[buckets[at]!]!; place < end; place++)
      scores[labels[place]!]! += weights[place]! * values[at]!;
  }
  return judged(names, scores, classifier.temperature);
};

const judged = (names: readonly string[], scores: Float64Array, temperature: number): Classification => {
  let best = 0;
  for (let label = 1; label < scores.length; label++) if (scores[label]! > scores[best]!) best = label;
  let total = 0;
  let next = 0;
  for (let label = 0; label < scores.length; label++) {
    const odds = Math.exp((scores[label]! - scores[best]!) / temperature);
    total += odds;
    if (label !== best) next = Math.max(next, odds);
  }
  return { agent: names[best] ?? "", confidence: 1 / total, margin: (1 - next) / total };
};
