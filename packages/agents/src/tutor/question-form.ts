// Whether something is put as a question: by its first word, or its mark.
import { withoutLeadIn } from "./lead-in.ts";

const asking =
  /\?\s*$|^(?:what|why|how|when|who|whom|whose|which|where|is|are|was|were|do|does|did|can|could|will|would|should|define|name)\b/i;

export const isQuestion = (text: string): boolean => asking.test(text) || asking.test(withoutLeadIn(text));
