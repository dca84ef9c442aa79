// Trains a classifier from labelled utterances: the same examples give the same classifier, to the last bit.
import { bestTemperature, type Verdict } from "./calibration.ts";
import { type Features, featuresOf } from "./features.ts";
import { type Classifier, pack } from "./model.ts";
import { type Regression, regress } from "./regression.ts";

export interface Example {
  readonly label: string;
  readonly text: string;
  /** The pattern that it was made from: it teaches, but what people really say is judged without it. */
  readonly pattern?: string;
}

export interface Training {
  /** Given where there are too few examples to hold some back for measuring it. */
  readonly temperature?: number;
}

const restraint = 1e-5;
const steps = 150;
/** Of what people really say, one in so many is held back to find how far the classifier is to be believed. */
const heldBack = 4;

export const train = (examples: readonly Example[], { temperature }: Training = {}): Classifier => {
  const names = [...new Set(examples.map(({ label }) => label))];
  const lessons: Lesson[] = examples.map(({ label, text, pattern }) => ({
    target: names.indexOf(label),
    seen: featuresOf(text),
    isMade: pattern !== undefined,
  }));
  const measured = temperature ?? bestTemperature(verdictsOnUnseen(lessons, names.length));
  return packed(names, taught(lessons, names.length), measured);
};

interface Lesson {
  readonly target: number;
  readonly seen: Features;
  readonly isMade: boolean;
}

const taught = (lessons: readonly Lesson[], labelCount: number): Regression =>
  regress(
    { examples: lessons.map(({ seen }) => seen), targets: lessons.map(({ target }) => target), labelCount },
    { restraint, steps },
  );

/** Scores of what was held back, by a classifier that has not seen it. */
const verdictsOnUnseen = (lessons: readonly Lesson[], labelCount: number): Verdict[] => {
  const held = new Set(lessons.filter(({ isMade }) => !isMade).filter((_, index) => index % heldBack === 0));
  const { biases, weight } = taught(
    lessons.filter((lesson) => !held.has(lesson)),
    labelCount,
  );
  return [...held].map(({ target, seen }) => ({
    target,
    scores: Array.from(biases, (bias, label) =>
      seen.buckets.reduce((sum, bucket, at) => sum + weight(bucket, label) * (seen.values[at] ?? 0), bias),
    ),
  }));
};

const packed = (names: readonly string[], { biases, buckets, weight }: Regression, temperature: number): Classifier =>
  pack(
    names.map((name, label) => ({
      name,
      bias: biases[label] ?? 0,
      weights: new Map(buckets.map((bucket) => [bucket, weight(bucket, label)])),
    })),
    temperature,
  );
