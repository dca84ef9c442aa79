// Which step words mean: "the review", "approval", "the form has been checked".
import { terms } from "@polylogue/core";
import type { WorkflowStep } from "./workflow.ts";

const leastShare = 0.6;
const emptyStems = new Set(["step", "done", "complet", "finish", "been", "process", "ready", "happen"]);

const tellingTerms = (text: string): string[] => [...new Set(terms(text))].filter((term) => !emptyStems.has(term));

/** The one step that the words fit; undefined when none does, or several do equally. */
export const stepMeant = (words: string, steps: readonly WorkflowStep[]): WorkflowStep | undefined => {
  const wanted = tellingTerms(words);
  if (wanted.length === 0) return undefined;
  const ranked = steps
    .map((step) => ({ step, share: shareOf(wanted, step) }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share);
  const [best, second] = ranked;
  return best && (second === undefined || second.share < best.share) ? best.step : undefined;
};

/** What must have happened before is not what is done here: "who approves the trip" is not whoever books it then. */
const waitsFor = /\((?:when|before): [^()]*\)/g;

/** What stands in the title says more than what stands in the text; a decision repeats the words of what it is about. */
const shareOf = (wanted: readonly string[], { kind, title, text }: WorkflowStep): number => {
  const inTitle = new Set(terms(title));
  const inText = new Set(terms(text.replace(waitsFor, "")));
  const found = wanted.reduce((sum, term) => sum + (inTitle.has(term) ? 1 : inText.has(term) ? 0.8 : 0), 0);
  return found / wanted.length - (kind === "decision" ? 0.05 : 0);
};
