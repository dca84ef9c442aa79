// A trained classifier as plain JSON, small enough to be committed, and the form in which it is used.
// biome-ignore-all lint/style/noNonNullAssertion: every index here is in range by construction
import { bucketCount } from "./features.ts";

export interface Classifier {
  readonly labels: readonly {
    /** A member's name, or a label for what is meant for nobody. */
    readonly name: string;
    readonly bias: number;
    /** Three bytes a weight in base64: its bucket, low byte first, and the weight in steps, -127 to 127. */
    readonly weights: string;
  }[];
  /** What one step of a weight is worth. */
  readonly step: number;
  /** Scores are divided by it, so that a confidence of 0.8 is right eight times in ten. */
  readonly temperature: number;
}

/** The weights of all labels for one bucket lie together: `starts[bucket]` to `starts[bucket + 1]`. */
export interface Unpacked {
  readonly names: readonly string[];
  readonly biases: readonly number[];
  readonly starts: Uint32Array;
  readonly labels: Uint16Array;
  readonly weights: Float32Array;
}

const bytesPerWeight = 3;
const mostSteps = 127;
/** Weights of less than this are many, and decide nothing. */
const fewestSteps = 3;

export interface TrainedLabel {
  readonly name: string;
  readonly bias: number;
  readonly weights: ReadonlyMap<number, number>;
}

export const pack = (trained: readonly TrainedLabel[], temperature: number): Classifier => {
  let largest = 1e-9;
  for (const { weights } of trained)
    for (const weight of weights.values()) largest = Math.max(largest, Math.abs(weight));
  const step = largest / mostSteps;
  const labels = trained.map(({ name, bias, weights }) => ({
    name,
    bias: Number(bias.toPrecision(6)),
    weights: base64(weights, step),
  }));
  return { labels, step, temperature };
};

const base64 = (weights: ReadonlyMap<number, number>, step: number): string => {
  let bytes = "";
  for (const [bucket, weight] of [...weights].sort(([a], [b]) => a - b)) {
    const steps = Math.round(weight / step);
    if (Math.abs(steps) >= fewestSteps) bytes += String.fromCharCode(bucket & 0xff, bucket >> 8, steps & 0xff);
  }
  return btoa(bytes);
};

const unpackedOnce = new WeakMap<Classifier, Unpacked>();

/** Unpacked at the first use, and kept as long as the classifier is. */
export const unpacked = (classifier: Classifier): Unpacked => {
  const known = unpackedOnce.get(classifier);
  if (known) return known;
  const made = unpack(classifier);
  unpackedOnce.set(classifier, made);
  return made;
};

const unpack = ({ labels, step }: Classifier): Unpacked => {
  const packed = labels.map(({ weights }) => Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0)));
  const starts = new Uint32Array(bucketCount + 1);
  for (const bytes of packed)
    for (let at = 0; at < bytes.length; at += bytesPerWeight) starts[bucketAt(bytes, at) + 1]! += 1;
  for (let bucket = 0; bucket < bucketCount; bucket++) starts[bucket + 1]! += starts[bucket]!;
  const next = starts.slice();
  const of = new Uint16Array(starts[bucketCount]!);
  const weights = new Float32Array(of.length);
  packed.forEach((bytes, label) => {
    for (let at = 0; at < bytes.length; at += bytesPerWeight) {
      const place = next[bucketAt(bytes, at)]!++;
      of[place] = label;
      weights[place] = ((bytes[at + 2]! << 24) >> 24) * step;
    }
  });
  return { names: labels.map(({ name }) => name), biases: labels.map(({ bias }) => bias), starts, labels: of, weights };
};

const bucketAt = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8);
