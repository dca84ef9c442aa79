// Marks an answer: an option is right or wrong; words of the learner's own are compared with a model answer, and never surely.
import { terms } from "@polylogue/core";
import type { FreeQuestion } from "./quiz-question.ts";
import { likeIn } from "./spelling.ts";

export interface FreeMark {
  readonly outcome: "right" | "partly" | "wrong";
  /** Of the model answer's key words, 0 to 1. */
  readonly share: number;
  /** Words of the model answer that are missing, as they stand there; at most four. */
  readonly missing: readonly string[];
}

const enough = 0.5;
const some = 0.2;
const mostMissing = 4;

/** Words with their stems, in order; what the question says already proves nothing. */
const keyWords = ({ answer, prompt }: Pick<FreeQuestion, "answer" | "prompt">): Map<string, string> => {
  const asked = new Set(terms(prompt));
  const found = new Map<string, string>();
  for (const word of answer.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [])
    for (const stem of terms(word)) if (!asked.has(stem) && !found.has(stem)) found.set(stem, word);
  // A model answer that only repeats the question's words is all there is to go by.
  return found.size > 0 ? found : new Map(terms(answer).map((stem) => [stem, stem]));
};

export const markFree = (said: string, question: Pick<FreeQuestion, "answer" | "prompt">): FreeMark => {
  const key = keyWords(question);
  const own = terms(said);
  const missing = [...key].filter(([stem]) => likeIn(stem, own) === undefined).map(([, word]) => word);
  const share = key.size === 0 ? 0 : (key.size - missing.length) / key.size;
  const outcome = share >= enough ? "right" : share >= some ? "partly" : "wrong";
  return { outcome, share, missing: missing.slice(0, mostMissing) };
};
