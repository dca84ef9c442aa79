// "True" and "false" as people say them: "yes", "nope", "that's not true", "i don't think so".
import type { AnswerReading } from "./reading.ts";

const negatedTrue =
  /\b(?:not|isn'?t|ain'?t|isnt) (?:at all |really |quite )?(?:true|right|correct)\b|\buntrue\b|\bincorrect\b/;
const negatedFalse = /\b(?:not|isn'?t|isnt) (?:false|wrong|incorrect|untrue)\b/;
const sayTrue = /\b(?:true|right|correct)\b|^t\b/;
const sayFalse = /\b(?:false|wrong)\b|^f\b/;
const agree =
  /^(?:(?:um|uh|well|oh|i think|i guess)[\s,]+)*(?:yes|yeah|yep|yup|sure|of course|indeed|i (?:think|believe|guess) so|it is|agreed?)\b/;
const disagree =
  /^(?:(?:um|uh|well|oh|i think|i guess)[\s,]+)*(?:no|nope|nah|i (?:don'?t|do not) (?:think|believe) so|it isn'?t|it is not|disagree)\b/;

/** The clearest sign decides; both at once are ambiguous. */
export const truthIn = (said: string, options: readonly string[]): AnswerReading | undefined => {
  const yes = options.findIndex((option) => option.toLowerCase() === "true");
  const no = 1 - yes;
  if (negatedFalse.test(said)) return { type: "option", index: yes };
  if (negatedTrue.test(said)) return { type: "option", index: no };
  // "right" and "sure" open many sentences; a plain "false" after them counts for more.
  const isTrue = sayTrue.test(said);
  const isFalse = sayFalse.test(said);
  if (isTrue && isFalse) return { type: "ambiguous", indexes: [yes, no] };
  if (isFalse) return { type: "option", index: no };
  if (isTrue) return { type: "option", index: yes };
  if (disagree.test(said)) return { type: "option", index: no };
  return agree.test(said) ? { type: "option", index: yes } : undefined;
};
