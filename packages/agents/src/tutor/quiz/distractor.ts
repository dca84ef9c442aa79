// The wrong options of a question: terms of the same kind as the right one that surely do not fit.
import { terms } from "@polylogue/core";
import { type GlossaryEntry, mayAlsoFit, nearness, sameKind } from "./glossary-entry.ts";
import { shuffled } from "./seed.ts";

const wanted = 3;
/** Fewer make no question. */
const fewest = 2;
/** Of so many that are nearest, some are taken, so that not all questions look alike. */
const nearest = 5;

export interface DistractorWish {
  readonly target: GlossaryEntry;
  readonly entries: readonly GlossaryEntry[];
  /** A term with a word of it would give itself away, or fit. */
  readonly prompt: string;
  /** Fits though it is another: known from the course's sentences. */
  fits?(entry: GlossaryEntry): boolean;
  readonly seed: string;
}

/** None when there are too few. They are also pairwise unlike, so that no option is part of another. */
export const distractorsFor = ({
  target,
  entries,
  prompt,
  fits,
  seed,
}: DistractorWish): GlossaryEntry[] | undefined => {
  const said = new Set(terms(prompt));
  const open = entries
    .filter((entry) => entry !== target && !entry.isClass && sameKind(target, entry))
    .filter((entry) => !entry.words.some((word) => said.has(word)) && !mayAlsoFit(target, entry))
    .map((entry) => ({ entry, near: nearness(target, entry) }))
    .sort((a, b) => b.near - a.near);
  const chosen: GlossaryEntry[] = [];
  for (const { entry } of open) {
    if (chosen.length === nearest) break;
    const unlike = chosen.every(({ words }) => !words.some((word) => entry.words.includes(word)));
    if (unlike && !fits?.(entry)) chosen.push(entry);
  }
  return chosen.length < fewest ? undefined : shuffled(chosen, seed).slice(0, wanted);
};

/** The options in an order that tells nothing, and where the right one stands. */
export const mixed = (right: string, wrong: readonly string[], seed: string): { options: string[]; right: number } => {
  const options = shuffled([right, ...wrong], seed);
  return { options, right: options.indexOf(right) };
};
