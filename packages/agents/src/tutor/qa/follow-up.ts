// What is kept of the last question, so that "and why?" is understood, and which words lean on it.
import { type Turn, terms } from "@polylogue/core";
import * as z from "zod";

export const qaName = "qa_agent";

const Kept = z.object({ question: z.string() });

export const lastQuestion = ({ state }: Pick<Turn, "state">): string => {
  const kept = Kept.safeParse(state.get(qaName));
  return kept.success ? kept.data.question : "";
};

const longest = 500;

export const keepQuestion = ({ state }: Pick<Turn, "state">, question: string): void =>
  state.set(qaName, { question: question.slice(0, longest) });

const opens =
  /^(?:(?:ok(?:ay)?|so|um+|uh+|hm+|well|right)[\s,]+)*(?:and|but|also|what about|how about|why|how come|how so|really|for example|such as|like what|what else|tell me more|go on|more|what do you mean)\b/i;
const points = /\b(?:it|its|they|them|their|that|this|these|those|he|she|one|ones|there)\b/i;

/** Too little of its own, or it points at what was said: the question before it belongs to it. */
export const followsOn = (text: string): boolean => {
  const own = terms(text).length;
  return own === 0 || (own < 3 && opens.test(text)) || (own < 5 && points.test(text));
};
