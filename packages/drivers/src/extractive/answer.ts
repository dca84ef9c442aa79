// The answer of the extractive model: chosen sentences, each run followed by its source, and an open word when there are none.
import { terms } from "@polylogue/core";
import { type Candidate, candidates } from "./candidate.ts";
import type { Reading } from "./prompt.ts";
import { type Question, readQuestion } from "./question.ts";
import { select } from "./selection.ts";

const noMaterial =
  "I am running offline, without a language model, so I can only quote from material such as your files or a course, and I have none for this. Add some, or set MODEL and its API key to talk freely.";
const nothingFits = "The material I have does not say.";

/** "And why?", "what about it?": too little of its own, so the question before it helps. */
const followsOn = (question: Question, text: string) =>
  question.kind !== "summary" &&
  (question.terms.length < 2 ||
    /^(?:and|but|so|what about|how about)\b|\b(?:it|they|them|this|that|these|those|its|their)\b/i.test(text));

const withSources = (chosen: readonly Candidate[]): string => {
  const runs: { source: string; text: string }[] = [];
  for (const { source, text } of chosen) {
    const last = runs.at(-1);
    if (last?.source === source) last.text += ` ${text}`;
    else runs.push({ source, text });
  }
  return runs.map(({ source, text }) => (source === "" ? text : `${text} (${source})`)).join(" ");
};

/** The same reading always gets the same answer. */
export const answer = ({ question: text, earlier, material }: Reading): string => {
  if (material.length === 0) return noMaterial;
  const question = readQuestion(text);
  const before = followsOn(question, text) ? terms(earlier) : [];
  const chosen = select(question, before, candidates(material));
  return chosen.length === 0 ? nothingFits : `From the material: ${withSources(chosen)}`;
};
