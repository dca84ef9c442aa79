// What a learner may say in a quiz instead of an answer, and what belongs to another agent.
import { withoutLeadIn } from "../lead-in.ts";

export type QuizCommand = "stop" | "skip" | "hint" | "repeat" | "unsure" | "resume";

const commands: readonly (readonly [QuizCommand, RegExp])[] = [
  [
    "stop",
    /^(?:stop|quit|end|exit|cancel|finish|abort|leave|enough|no more|that'?s enough|i'?m done|i am done|(?:i )?(?:don'?t|do not) want)(?:(?: with| of)? ?(?:the|this|a|any more|more)?\s*(?:quiz(?:zing)?|test(?:ing)?|questions?|it|this|now|here|me|for (?:today|now)|any ?more))*$/,
  ],
  [
    "skip",
    /^(?:i'?ll )?(?:skip|pass)(?: (?:it|this|that|on)?\s*(?:one|question|this|that)?)?$|^(?:next|another)(?: question| one)?$|^move on$/,
  ],
  [
    "hint",
    /^(?:(?:give|get|need|have|may|show|just|i|me|a|an|another|some|one|little|small|bit of)\s*)*(?:hints?|clues?|help)(?: me)?$|^help me(?: with (?:it|this))?(?: out)?$/,
  ],
  [
    "repeat",
    /^(?:say|repeat|read|ask|show|tell)(?: me)?(?: (?:the |that |this )?(?:question|options|choices|answers|it|that))?(?: (?:again|once more|one more time|back))?$|^(?:again|pardon|come again|what was (?:the|that) question|what were the (?:options|choices)|the question again|sorry)$/,
  ],
  [
    "unsure",
    /^(?:(?:i|we) )?(?:really |honestly )*(?:don'?t|do not|dont|dunno) ?(?:really |even )*(?:know|remember|recall)?(?: (?:it|this|that|the answer|this one|that one))?$|^idk$|^(?:i have |i'?ve )?(?:got )?no (?:idea|clue)$|^not sure$|^i'?m not sure$|^(?:i )?(?:can'?t|cannot) (?:remember|say|tell)$|^(?:i )?give up$|^(?:tell|show|give) me (?:the|that) answer$|^what(?:'?s| is) the (?:right |correct )?answer$|^i forgot?t?e?n?$/,
  ],
  [
    "resume",
    /^(?:continue|resume|go on|carry on|keep going|proceed|go ahead|back)(?: (?:with|to))?(?: (?:the|my|our) (?:quiz|test|questions?))?$|^(?:i'?m )?ready$|^where were we$/,
  ],
];

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[.,!?"“”]+/g, " ")
    .replaceAll(/\b(?:um+|uh+|er+|hmm*|please|thanks|thank you|sorry but|well|honestly)\b/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Only when nothing else was said: "stop codons" is no command. */
export const quizCommand = (text: string): QuizCommand | undefined => {
  const said = bare(text);
  const meant = bare(withoutLeadIn(said));
  return commands.find(([, pattern]) => pattern.test(said) || (meant !== "" && pattern.test(meant)))?.[0];
};

const questioning =
  /^(?:what|why|how|who|whose|which|(?:when|where|do|does|did|is|are|was|were|will|can|could) (?:do|does|did|is|are|was|were|will|can|you|i|we|they|it|the|there|a|an)|what'?s|how come)\b/i;
const commanding =
  /^(?:explain|describe|define|teach|tell me|show|go (?:to|back)|take me|jump|open|back to|return to|previous|next (?:section|chapter|lesson|part)|continue (?:teaching|the lesson|with the (?:lesson|section))|outline|progress|my progress|table of contents|summari[sz]e|simplify|give (?:me )?(?:an? )?(?:example|summary|overview)|you lost me|i don'?t (?:get|understand)|i'?m (?:lost|confused))\b/i;

/** A question or a wish that is no answer: it is for another agent. */
export const isForAnother = (text: string): boolean => {
  const meant = withoutLeadIn(text);
  return questioning.test(text.trim()) || questioning.test(meant) || commanding.test(meant) || /\?\s*$/.test(text);
};
