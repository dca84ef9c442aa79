// Whether a text is a procedure at all: a chapter of a textbook may hold a numbered list, and is none.
import type { Item, Part } from "./outline.ts";
import type { StepItems } from "./step-items.ts";

/** Of a shorter text a person sees at a glance what it is. */
const shortText = 3_000;
const leastShare = 0.3;
/** A step is told in a few sentences; what is longer is a chapter. */
const longestStep = 1_200;

/** Why it may be none; undefined when it reads like one. */
export const doubtOf = (parts: readonly Part[], { phases, style }: StepItems): string | undefined => {
  const items = phases.flatMap((phase) => phase.items);
  const all = parts.reduce((sum, part) => sum + lengthOfPart(part), 0);
  const steps = items.reduce((sum, item) => sum + lengthOf(item), 0);
  if (all < shortText) return undefined;
  if (steps < all * leastShare)
    return `Only ${Math.max(1, Math.round((steps / all) * 100))} % of this text reads as steps, so it may not be a procedure at all.`;
  if (style === "headings" && steps / items.length > longestStep)
    return "What stands under each of its headings is as long as a chapter, so it may not be a procedure at all.";
  return undefined;
};

const lengthOf = ({ text, children }: Item): number =>
  children.reduce((sum, child) => sum + lengthOf(child), text.length);

const lengthOfPart = ({ items, rows, paragraphs }: Part): number =>
  [...rows, ...paragraphs].reduce((sum, { text }) => sum + text.length, 0) +
  items.reduce((sum, item) => sum + lengthOf(item), 0);
