// A classifier from very few examples, in a moment: a label is the mean of what is said for it (Rocchio), weighed by how much each feature tells labels apart.
import { type Features, featuresOf } from "./features.ts";
import { type Classifier, pack } from "./model.ts";
import type { Example } from "./train.ts";

export interface Expectation {
  /** How alike something must be to a label before the label is thought of at all, by label. */
  readonly biases: Readonly<Record<string, number>>;
  readonly temperature: number;
}

export const fromFewExamples = (examples: readonly Example[], { biases, temperature }: Expectation): Classifier => {
  const said = new Map<string, Features[]>();
  for (const { label, text } of examples) said.set(label, [...(said.get(label) ?? []), featuresOf(text)]);
  const tells = telling([...said.values()]);
  return pack(
    [...said].map(([name, features]) => ({ name, bias: biases[name] ?? 0, weights: mean(features, tells) })),
    temperature,
  );
};

/** 1 for what occurs under one label only, towards 0 for what occurs under all. */
const telling = (labels: readonly (readonly Features[])[]): ((bucket: number) => number) => {
  const labelsWith = new Map<number, number>();
  for (const features of labels)
    for (const bucket of new Set(features.flatMap(({ buckets }) => [...buckets])))
      labelsWith.set(bucket, (labelsWith.get(bucket) ?? 0) + 1);
  const most = Math.log(1 + labels.length);
  return (bucket) => (most - Math.log(labelsWith.get(bucket) ?? 1)) / most;
};

/** Of length 1, so that a label with many examples is no nearer than one with few. */
const mean = (said: readonly Features[], tells: (bucket: number) => number): Map<number, number> => {
  const sum = new Map<number, number>();
  for (const { buckets, values } of said)
    for (const [at, bucket] of buckets.entries())
      sum.set(bucket, (sum.get(bucket) ?? 0) + (values[at] ?? 0) * tells(bucket));
  const length = Math.sqrt([...sum.values()].reduce((total, weight) => total + weight * weight, 0)) || 1;
  for (const [bucket, weight] of sum) sum.set(bucket, weight / length);
  return sum;
};
