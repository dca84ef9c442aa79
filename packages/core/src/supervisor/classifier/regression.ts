// Multinomial logistic regression over sparse features: the whole data at each step, Nesterov's momentum, no chance involved.
// biome-ignore-all lint/style/noNonNullAssertion: every index here is in range by construction
import { bucketCount, type Features } from "./features.ts";

/** The feature that every example has. Were it as large as the others together, it would slow them all down. */
const constant = 0.3;

/** Examples side by side; buckets are renumbered to those that occur. */
export interface Lessons {
  readonly examples: readonly Features[];
  /** For each example the number of its label. */
  readonly targets: readonly number[];
  readonly labelCount: number;
}

export interface Effort {
  /** How strongly weights are held near zero. */
  readonly restraint: number;
  readonly steps: number;
}

export interface Regression {
  readonly biases: Float64Array;
  /** The weight of a label for a bucket; 0 for what was never seen. */
  weight(bucket: number, label: number): number;
  readonly buckets: readonly number[];
}

export const regress = (lessons: Lessons, { restraint, steps }: Effort): Regression => {
  const { examples, targets, labelCount } = lessons;
  const { buckets, columnOf } = columnsOf(examples);
  /** Every label counts the same, however many examples it has. */
  const importance = balanced(targets, labelCount);
  const rows = examples.map((example) => Uint32Array.from(example.buckets, (bucket) => columnOf[bucket]! * labelCount));
  const size = (buckets.length + 1) * labelCount;
  const biasAt = buckets.length * labelCount;
  const rate = 1 / (steepness(lessons, importance, columnOf, buckets.length) + restraint);
  const gradient = new Float64Array(size);
  const odds = new Float64Array(labelCount);
  let weights = new Float64Array(size);
  const ahead = new Float64Array(size);

  const addSlope = (row: Uint32Array, values: Float32Array, target: number) => {
    for (let label = 0; label < labelCount; label++) odds[label] = ahead[biasAt + label]! * constant;
    for (let at = 0; at < row.length; at++)
      for (let label = 0; label < labelCount; label++) odds[label]! += ahead[row[at]! + label]! * values[at]!;
    toProbabilities(odds);
    odds[target]! -= 1;
    for (let label = 0; label < labelCount; label++) odds[label]! *= importance[target]!;
    for (let label = 0; label < labelCount; label++) gradient[biasAt + label]! += odds[label]! * constant;
    for (let at = 0; at < row.length; at++)
      for (let label = 0; label < labelCount; label++) gradient[row[at]! + label]! += odds[label]! * values[at]!;
  };

  for (let step = 0; step < steps; step++) {
    gradient.fill(0);
    for (const [index, row] of rows.entries()) addSlope(row, examples[index]!.values, targets[index]!);
    const momentum = step / (step + 3);
    const next = new Float64Array(size);
    for (let at = 0; at < size; at++) {
      next[at] = ahead[at]! - rate * (gradient[at]! / rows.length + restraint * ahead[at]!);
      ahead[at] = next[at]! + momentum * (next[at]! - weights[at]!);
    }
    weights = next;
  }
  return {
    biases: weights.slice(biasAt).map((weight) => weight * constant),
    weight: (bucket, label) => (columnOf[bucket]! < 0 ? 0 : weights[columnOf[bucket]! * labelCount + label]!),
    buckets,
  };
};

const balanced = (targets: readonly number[], labelCount: number): Float64Array => {
  const counts = new Float64Array(labelCount);
  for (const target of targets) counts[target]! += 1;
  return counts.map((count) => targets.length / (labelCount * count));
};

const columnsOf = (examples: readonly Features[]) => {
  const columnOf = new Int32Array(bucketCount).fill(-1);
  const buckets: number[] = [];
  for (const { buckets: seen } of examples)
    for (const bucket of seen) if (columnOf[bucket]! < 0) columnOf[bucket] = buckets.push(bucket) - 1;
  return { buckets, columnOf };
};

const roundsOfPower = 8;
const safety = 1.3;

/** How fast the slope can change: half the largest eigenvalue of what the examples have in common, by power iteration. */
const steepness = ({ examples, targets }: Lessons, importance: Float64Array, columnOf: Int32Array, columns: number) => {
  let direction = new Float64Array(columns + 1).fill(1 / Math.sqrt(columns + 1));
  let eigenvalue = 1;
  for (let round = 0; round < roundsOfPower; round++) {
    const next = new Float64Array(columns + 1);
    for (const [index, { buckets, values }] of examples.entries()) {
      let along = direction[columns]! * constant;
      for (let at = 0; at < buckets.length; at++) along += direction[columnOf[buckets[at]!]!]! * values[at]!;
      along *= importance[targets[index]!]! / examples.length;
      next[columns]! += along * constant;
      for (let at = 0; at < buckets.length; at++) next[columnOf[buckets[at]!]!]! += along * values[at]!;
    }
    eigenvalue = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    direction = next.map((value) => value / eigenvalue);
  }
  return (safety * eigenvalue) / 2;
};

const toProbabilities = (scores: Float64Array): void => {
  let most = scores[0]!;
  for (const score of scores) most = Math.max(most, score);
  let total = 0;
  for (let label = 0; label < scores.length; label++) total += scores[label] = Math.exp(scores[label]! - most);
  for (let label = 0; label < scores.length; label++) scores[label]! /= total;
};
