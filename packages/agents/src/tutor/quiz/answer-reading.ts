// Which option a learner means, however they say it: "b", "B)", "the second one", "mitocondria i think", "no that's false".
import { labelIn } from "./option-label.ts";
import { byWords } from "./option-words.ts";
import type { AnswerReading } from "./reading.ts";
import { truthIn } from "./truth-words.ts";

export const isTruth = (options: readonly string[]): boolean => options.join("/").toLowerCase() === "true/false";

const fillers =
  /\b(?:u+m+|u+h+|e+r+m*|hm+|well|ok(?:ay)?|oh|so|like|please|maybe|perhaps|probably|possibly|definitely|surely|actually|just|then|gonna|final answer|(?:i|we) (?:would |do )?(?:think|guess|believe|suppose|reckon|bet)|i(?:'d| would|'ll| will)? ?(?:say|go with|go for|choose|pick|take)|i'?m (?:going|gonna go) (?:with|for)|i want|going with|let me (?:think|see)|let'?s (?:say|go with)|is it|it(?:'s| is)|its|that(?:'s| is| would be)|they(?:'re| are)|must be|has to be|have to be|(?:it )?(?:would|could|should|might) be|(?:my|the|right|correct) (?:answer|choice|guess)(?: is)?|(?:not|pretty|quite|fairly|very) (?:sure|certain)(?: but)?|i'?m (?:sure|certain))\b/g;

/** What was said without courtesy, doubt and punctuation that means nothing. */
const bare = (text: string): string =>
  text
    .replaceAll(fillers, " ")
    .replaceAll(/[“”"!?*]/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/^[\s,.;:-]+|[\s,.;:-]+$/g, "")
    .replace(/^(?:yes|yeah|yep|no|nope|sure)[\s,]+(?=\S)/, "");

const oneSpelling = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replaceAll(/[’‘]/g, "'").replaceAll(/\s+/g, " ").trim();

/** After "no wait", "i mean", "actually" the learner says it anew. */
const correction =
  /\b(?:no,? wait|wait,? no|wait|i mean|or rather|no actually|actually,? no|actually|sorry|scratch that|(?<=[?,.] )no)\b[\s,.:-]*/;

const asksSomething =
  /^(?:(?:and|but|so|ok|okay|well|um|uh|hey|wait|hang on|hold on|sorry|please)[\s,]+)*(?:what|why|how|when|where|who|whose|which|can you|could you|would you|will you|tell me|explain|describe|define|teach me|show me|do i|does|did|are there|is there)\b/;

/** "number 4" may be an option that reads "4". */
const wholly = (said: string, options: readonly string[]): number => {
  const words = bare(said);
  const unnumbered = words.replace(/^(?:number|option) /, "");
  return options.map(oneSpelling).findIndex((option) => option === said || [words, unnumbered].includes(bare(option)));
};

const readOnce = (said: string, options: readonly string[]): AnswerReading => {
  const words = bare(said);
  const same = wholly(said, options);
  const label = labelIn(words, said, options);
  if (same >= 0) {
    // A bare "4" is the option that reads "4"; "number 4" may be that one or the fourth.
    return label !== undefined && label.type === "named" && label.index !== same
      ? { type: "ambiguous", indexes: [same, label.index] }
      : { type: "option", index: same };
  }
  if (label?.type === "several") return { type: "ambiguous", indexes: label.indexes };
  if (label) return { type: "option", index: label.index };
  return byWords(words, options);
};

/** A question is no answer, even where it holds an option's words. */
export const readAnswer = (text: string, options: readonly string[]): AnswerReading => {
  const said = oneSpelling(text);
  if (said === "" || asksSomething.test(said)) return { type: "none" };
  if (isTruth(options)) return truthIn(said, options) ?? readOnce(said, options);
  const parts = said.split(correction);
  const last = parts.length > 1 ? readOnce(parts.at(-1) ?? "", options) : undefined;
  return last?.type === "option" ? last : readOnce(said, options);
};
