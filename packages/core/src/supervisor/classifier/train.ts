// Trains a classifier from labelled utterances: the same examples give the same classifier, to the last bit.
import { bestTemperature, type Verdict } from "./calibration.ts";
import { type Features, featuresOf } from "./features.ts";
import { type Classifier, pack } from "./model.ts";
import { type Regression, regress } from "./regression.ts";

export interface Example {
  readonly label: string;
  readonly text: string;
}

export interface Training {
  readonly steps?: number;
  /** Given where there are too few examples to hold some back for measuring it. */
  readonly temperature?: number;
}

const restraint = 3e-4;
const usualSteps = 150;
/** For calibration, each part in turn is judged by what the others taught. */
const parts = 5;

export const train = (examples: readonly Example[], { steps = usualSteps, temperature }: Training = {}): Classifier => {
  const names = [...new Set(examples.map(({ label }) => label))];
  const lessons: Lesson[] = examples.map(({ label, text }) => ({
    target: names.indexOf(label),
    seen: featuresOf(text),
  }));
  const measured = temperature ?? bestTemperature(verdictsOnUnseen(lessons, names.length, steps));
  return packed(names, taught(lessons, names.length, steps), measured);
};

interface Lesson {
  readonly target: number;
  readonly seen: Features;
}

const taught = (lessons: readonly Lesson[], labelCount: number, steps: number): Regression =>
  regress(
    { examples: lessons.map(({ seen }) => seen), targets: lessons.map(({ target }) => target), labelCount },
    { restraint, steps },
  );

/** Scores of each example by a classifier that has not seen it. */
const verdictsOnUnseen = (lessons: readonly Lesson[], labelCount: number, steps: number): Verdict[] =>
  Array.from({ length: parts }, (_, part) => {
    const held = lessons.filter((_, index) => index % parts === part);
    const { biases, weight } = taught(
      lessons.filter((_, index) => index % parts !== part),
      labelCount,
      steps,
    );
    return held.map(({ target, seen }) => ({
      target,
      scores: Array.from(biases, (bias, label) =>
        seen.buckets.reduce((sum, bucket, at) => sum + weight(bucket, label) * (seen.values[at] ?? 0), bias),
      ),
    }));
  }).flat();

const packed = (names: readonly string[], { biases, buckets, weight }: Regression, temperature: number): Classifier =>
  pack(
    names.map((name, label) => ({
      name,
      bias: biases[label] ?? 0,
      weights: new Map(buckets.map((bucket) => [bucket, weight(bucket, label)])),
    })),
    temperature,
  );
