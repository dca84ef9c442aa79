// Conditions that a text tells beside its list of steps: nothing is made of them, and that is said.
import { isAside } from "./heading.ts";
import type { Part } from "./outline.ts";
import type { KnownRoles } from "./role.ts";
import { statementsOf } from "./statement.ts";
import type { StepItems } from "./step-items.ts";
import type { Guess } from "./workflow.ts";

const mostTold = 3;
const longestQuote = 120;

/** Of running text and headings every sentence is looked at, so nothing is left out there. */
export const leftOut = (parts: readonly Part[], { style, known }: StepItems): Guess[] => {
  if (style !== "numbered" && style !== "bullets") return [];
  const sentences = parts
    .filter(({ path }) => !path.some(isAside))
    .flatMap(({ paragraphs }) => paragraphs)
    .filter(({ text }) => /^(?:if|unless|in case)\b/i.test(text) && tellsCondition(text, known));
  return sentences.slice(0, mostTold).map(({ text }) => ({
    text: `“${shortened(text)}” stands outside the list of steps; I could not tell where it belongs and left it out`,
    sureness: "unsure",
  }));
};

const tellsCondition = (text: string, known: KnownRoles): boolean => statementsOf(text, known)[0]?.type === "condition";

const shortened = (text: string): string =>
  text.length > longestQuote ? `${text.slice(0, longestQuote).replace(/\s+\S*$/, "")}…` : text.replace(/\.$/, "");
