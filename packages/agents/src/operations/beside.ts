// Which steps a text puts side by side: by their numbers, or by a heading above all of them.
import { stepsSpokenOf } from "./jump.ts";
import type { Part } from "./outline.ts";
import type { StepItems } from "./step-items.ts";

const besideWords = /\b(?:in parallel|at the same time|simultaneously|concurrently|side by side|in any order)\b/i;

export const saysBeside = (text: string): boolean => besideWords.test(text);

/** "Tests (these run in parallel)" speaks of what stands beneath it; "in parallel with step 2" does not. */
export const isBesideTitle = (title: string): boolean => saysBeside(title) && stepsSpokenOf(title).length === 0;

/** "Steps 3 and 4 can be done in parallel", wherever it stands; "in parallel with step 5" within step 4. */
export const besideOnes = (parts: readonly Part[], { phases }: StepItems): ReadonlySet<string>[] => {
  const texts = parts.flatMap(({ paragraphs, items }) => [...paragraphs, ...items].map(({ text }) => text));
  const told = texts
    .flatMap((text) => text.split(/(?<=[.!])\s/))
    .filter((sentence) => /\bsteps\b/i.test(sentence) && saysBeside(sentence))
    .map((sentence) => new Set(stepsSpokenOf(sentence)));
  const pairs = phases
    .flatMap(({ items }) => items)
    .flatMap(({ label, text }) => {
      const [, other] =
        /\b(?:in parallel (?:with|to)|at the same time as|simultaneously with|alongside) (step \d+(?:\.\d+)*)/i.exec(
          text,
        ) ?? [];
      return label === undefined || other === undefined ? [] : [new Set([label, ...stepsSpokenOf(other)])];
    });
  return [...told, ...pairs];
};
