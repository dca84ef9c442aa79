// What a learner asks of the teacher: a pure grammar, the first pattern that fits decides.
import { withoutLeadIn } from "../lead-in.ts";

export type TeachingRequest =
  | { readonly kind: "topic"; readonly subject: string }
  | { readonly kind: "simpler" | "example" | "deeper"; readonly subject?: string }
  | { readonly kind: "continue" | "repeat" | "lost" | "source" }
  /** Not for the teacher, unless a section bears this name. */
  | { readonly kind: "other"; readonly subject: string };

const source =
  /\bwhere (?:does|did|do|is) (?:that|this|it|you)\b.{0,30}\b(?:from|get|stand|say|written)\b|\b(?:what(?:'s| is) (?:your|the) source|cite|citations?|sources? for (?:that|this)|who says (?:so|that))\b/i;
const lost =
  /\blost me\b|\bi(?:'?m| am)(?: \w+)? (?:lost|confused|not following)\b|\b(?:do not|don'?t|did not|didn'?t|can'?t|not) (?:really |quite )?(?:understand|follow|get (?:it|that|this|you))\b|\btoo (?:fast|complicated|hard|difficult|much)\b|\bno sense\b|\bover my head\b|\bwhat do you mean\b|^(?:huh|what)\W*$/i;
const lostAt = /\b(?:understand|follow|confused (?:by|about)|lost (?:at|on|with|in))\s+(?<subject>.+)$/i;
const simpler =
  /\b(?:simpl(?:er|ify|y)|easier|in (?:simple|plain|easy|basic|other)\w* (?:words|terms|english|language)|other words|layman|like i(?:'?m| am) (?:five|5|a )|eli5|dumb (?:it|that|this) down|slow(?:er| down))/i;
const example = /\bexamples?\b|\bfor instance\b|\b(?:in|from) (?:real|everyday|daily) life\b|\ba case of\b/i;
const again =
  /\b(?:repeat|once more|one more time|come again|(?:say|explain|read|tell me|go over|teach me|hear|show me) (?:it|that|this|the last (?:part|bit|one))(?: to me)? (?:again|once more)|what did you (?:just )?say|(?:did not|didn'?t) (?:hear|catch) (?:that|it|you)|^again\W*$)/i;
const deeper =
  /\b(?:deeper|more (?:details?|depth|on (?:this|that|it)|about (?:this|that|it))|in (?:more )?(?:depth|detail)|elaborate|further|(?:tell|teach) me more|expand on|dig in)\b/i;
const goOn =
  /^(?:continue|go on|go ahead|carry on|keep (?:going|teaching)|move on|proceed|resume|onwards?|teach(?: me)?|(?:start|begin)|(?:the )?next(?: (?:part|one|bit|segment|paragraph|step|page|piece))?|what(?:'s| is| comes) next|and then|then what|where (?:were we|was i)|(?:pick up |go on )?where (?:we|i) (?:left off|stopped|were))(?: (?:with|from|at|on|to))?(?: (?:teaching|learning|the (?:lesson|course|teaching|class)|(?:my|a|our) lesson|where (?:we|i) (?:left off|stopped|were)|there|here|me|it|this|that|the next (?:part|one|bit)))*\W*$/i;
const topics: readonly RegExp[] = [
  /^(?:teach|tutor|educate|instruct|walk|take|guide|show|tell|introduce|give)(?: me| us)\b(?: (?:something|more|all|everything|a (?:bit|little)))?(?: (?:a |an |the )?(?:lesson|lecture|class|introduction|intro|explanation|overview))?(?: (?:about|on|in|to|through|of))?\s+(?<subject>.+)$/i,
  /^(?:explain|describe|cover|discuss|learn|study|do|start with|begin with|start on|start at|go over|go through|talk about|hear about|know about|understand)(?: to me| me)?(?: (?:more|something|all|everything))?(?: about| with)?\s+(?<subject>.+)$/i,
  /^(?:a |the )?(?:lesson|lecture|introduction|intro) (?:about|on|to)\s+(?<subject>.+)$/i,
];
const startOver = /^(?:start|begin) (?:again|over|from (?:the )?(?:start|beginning|scratch))/i;
const pronoun =
  /^(?:it|this|that|these|those|them|the last (?:part|bit|one)|what you (?:just )?said|you|me|again)?\W*$/i;

const subjectAfter = (text: string, pattern: RegExp): { readonly subject?: string } => {
  const subject = pattern
    .exec(text)
    ?.groups?.subject?.replace(/[?.!\s]+$/, "")
    .replace(/^an? /i, "");
  return subject === undefined || pronoun.test(subject) ? {} : { subject };
};

export const teachingRequest = (said: string): TeachingRequest => {
  const text = withoutLeadIn(said);
  if (text === "") return { kind: "continue" };
  if (source.test(text)) return { kind: "source" };
  if (lost.test(text)) {
    const at = subjectAfter(text, lostAt);
    return at.subject === undefined ? { kind: "lost" } : { kind: "simpler", ...at };
  }
  if (simpler.test(text))
    return { kind: "simpler", ...subjectAfter(text, /\bexplain (?<subject>.+?) (?:more |in |to me |like )/i) };
  if (example.test(text))
    return { kind: "example", ...subjectAfter(text, /\b(?:of|for|about|on|with)\s+(?<subject>.+)$/i) };
  if (again.test(text)) return { kind: "repeat" };
  if (deeper.test(text)) return { kind: "deeper", ...subjectAfter(text, /\b(?:about|on|into)\s+(?<subject>.+)$/i) };
  if (goOn.test(text)) return { kind: "continue" };
  if (startOver.test(text)) return { kind: "other", subject: "" };
  for (const pattern of topics) {
    const { subject } = subjectAfter(text, pattern);
    if (subject !== undefined) return { kind: "topic", subject: subject.replace(/^(?:what|how|why) /i, "") };
  }
  return { kind: "other", subject: text };
};
