// Whether something is put as a question: by its first word, or its mark.
import { withoutLeadIn } from "./lead-in.ts";

const asking =
  /^(?:what|why|how|when|who|whom|whose|which|where|is|are|was|were|do|does|did|can|could|will|would|should|define|name|tell me (?:what|why|who|when|where|which|how many|how much))\b/i;

/** By its first word alone: "could you explain that?" is a wish once its "could you" is gone. */
export const beginsAsQuestion = (text: string): boolean => asking.test(text);

export const isQuestion = (text: string): boolean =>
  /\?\s*$/.test(text) || beginsAsQuestion(text) || beginsAsQuestion(withoutLeadIn(text));
