// What a learner asks of the teacher: a pure grammar, the first pattern that fits decides.
import { isAssent, withoutLeadIn } from "../lead-in.ts";
import { beginsAsQuestion } from "../question-form.ts";

export type TeachingRequest =
  | { readonly kind: "topic"; readonly subject: string }
  | { readonly kind: "simpler" | "example" | "deeper"; readonly subject?: string }
  | { readonly kind: "continue" | "repeat" | "lost" | "source" | "recap" }
  /** Not for the teacher, unless a section bears this name. */
  | { readonly kind: "other"; readonly subject: string };

const source =
  /\bwhere (?:does|did|do|is) (?:that|this|it|you)\b.{0,30}\b(?:from|get|stand|say|written)\b|\b(?:what(?:'s| is) (?:your|the) source|cite|citations?|sources? for (?:that|this)|who says (?:so|that))\b/i;
const lost =
  /\blost me\b|\b(?:i(?:'?m| am)|kinda|a (?:bit|little)|still|getting)(?: \w+)? (?:lost|confused|puzzled|not following)\b|\b(?:do not|don'?t|did not|didn'?t|can'?t|not) (?:really |quite )?(?:understand|follow|get (?:it|that|this|you))\b|\btoo (?:fast|complicated|hard|difficult|much)\b|\bno sense\b|\bover my head\b|\bpast me\b|\bnot (?:quite |really )?(?:with you|clear)\b|\bwasn'?t clear\b|\b(?:foggy|hazy|unclear|stuck|struggling)\b|\bheads or tails\b|\bwhat do you mean\b|^(?:huh|what)\W*$/i;
const lostAt =
  /\b(?:understand|follow|confused (?:by|about)|lost (?:at|on|with|in)|struggling with|stuck on|hazy on)\s+(?<subject>.+)$/i;
const simpler =
  /\b(?:simpl(?:er|ify|y)|easier|clear(?:er|ly)|clarify|plain(?:er|ly)|rephrase|reword|restate|differently|in (?:simple|plain|easy|basic|other)\w* (?:words|terms|english|language)|other words|(?:another|different|other) (?:way|words|wording|angle)|step by step|one step at a time|break (?:it|that|this) down|boil (?:it|that|this) down|make heads|layman|like i(?:'?m| am) (?:five|ten|\d+|a )|eli5|dumb (?:it|that|this) down|slow(?:er|ing)?(?: it)? down|slower)\b/i;
const simplerAt =
  /\bexplain (?<subject>.+?) (?:more |in |to me |like )|\bclarify (?:the bit |the part )?(?:about )?(?<clarified>.+)$/i;
const example =
  /\bexamples?\b|\bfor instance\b|\b(?:in|from) (?:real|everyday|daily) life\b|\ba case of\b|\banalog(?:y|ies)\b|\billustrat\w+\b|\bpicture in words\b/i;
const recap =
  /\b(?:recap|refresher|summar\w+|sum (?:it |that |this )?up|key (?:ideas|points)|main (?:ideas|points)|the gist)\b/i;
const again =
  /\b(?:repeat|once more|one more time|come again|pardon|say what|(?:say|explain|read|tell me|go over|teach me|teach|hear|show me|run) (?:it|that|this|the last (?:part|bit|one))\b.{0,24}\b(?:again|once more)|what did you (?:just )?say|(?:did not|didn'?t) (?:hear|catch) (?:that|it|you)|(?:missed|redo) (?:that|it)|^again\W*$|go again)/i;
const deeper =
  /\b(?:deeper|more (?:details?|depth|background|on (?:this|that|it)|about (?:this|that|it))|in (?:more )?(?:depth|detail)|elaborate|further|(?:tell|teach) me more|say more|expand|flesh (?:it|that|this) out|unpack|what else is there|dig in)\b/i;
const goOn =
  /^(?:continue|go on|go ahead|carry on|keep (?:going|teaching)|move on|proceed|resume|onwards?|teach(?: me)?|(?:start|begin)|(?:the )?next(?: (?:part|one|bit|segment|paragraph|step|page|piece|idea))?|what(?:'s| is| comes| happens) (?:next|then|after(?: (?:that|this))?)|and then|then what|more|(?:introduce|present) (?:it|the (?:topic|subject|next idea))|where (?:were we|was i)|(?:pick up |go on )?where (?:we|i) (?:left off|stopped|were))(?: (?:with|from|at|on|to))?(?: (?:teaching|learning|the (?:lesson|course|teaching|class)|(?:my|a|our) lesson|where (?:we|i) (?:left off|stopped|were)|there|here|me|it|this|that|the next (?:part|one|bit)))*\W*$/i;
/** In the middle of a short sentence: "yeah i understand keep going". */
const goOnAnywhere =
  /\b(?:continue|proceed|go on|go ahead|carry on|crack on|get going|keep (?:going|teaching|talking|learning)|tell me|let'?s go|ready|with you|i understand|understood|following|left off|and then|comes? (?:next|then|after (?:that|this)|after)|next (?:part|bit|idea|page|paragraph|segment|step))\b/i;
const endsGoingOn =
  /\b(?:continue|proceed|go on|go ahead|carry on|keep (?:going|teaching|talking))(?: (?:explaining|teaching))?\W*$/i;
const wordsOfACommand = 9;
const topics: readonly RegExp[] = [
  /^(?:teach|tutor|educate|instruct|walk|take|guide|show|tell|introduce|give)(?: me| us)\b(?: (?:something|more|all|everything|a (?:bit|little)))?(?: (?:a |an |the )?(?:lesson|lecture|class|introduction|intro|explanation|overview))?(?: (?:about|on|in|to|through|of))?\s+(?<subject>.+)$/i,
  /^(?:explain|describe|cover|discuss|learn|study|do|start with|begin with|start on|start at|go over|go through|talk about|hear about|know about|understand)(?: to me| me)?(?: (?:more|something|all|everything))?(?: about| with)?\s+(?<subject>.+)$/i,
  /^(?:a |the )?(?:lesson|lecture|introduction|intro) (?:about|on|to)\s+(?<subject>.+)$/i,
  /\bnever heard of\s+(?<subject>\S+(?: \S+)?)/i,
  /\b(?:teach(?:ing)?(?: me)?|(?:keep )?learn(?:ing)?|lessons?|lecture(?: me)?|explain(?:ing)?|(?<!i )understand(?:ing)?|introduc\w+(?: me)?|talk me|walk me|going|go|get|dive|up to speed|school me|my head|know(?: more| nothing| zero)?|new|the chapter|the section)(?: (?:more|something|all|everything))? (?:(?:about|on|to|through|into|with|around|in)\s+)(?:how\s+)?(?<subject>.+)$/i,
  /\b(?:teach(?:ing)? me|learn|explain(?:ing)?|understand(?:ing)?|demonstrate)\s+(?:about\s+)?(?<subject>.+)$/i,
];
const aboutQuiz = /\b(?:quiz\w*|tests?|exams?|exercises?|questions?)\b/i;
const startOver = /^(?:start|begin) (?:again|over|from (?:the )?(?:start|beginning|scratch))/i;
const pronoun =
  /^(?:it|this|that|these|those|them|the last (?:part|bit|one)|the (?:topic|lesson|material|course)|what you (?:just )?said|you|me|again)?\W*$/i;

const subjectAfter = (text: string, pattern: RegExp): { readonly subject?: string } => {
  const { subject: first, clarified } = pattern.exec(text)?.groups ?? {};
  const subject = (first ?? clarified)
    ?.replace(/(?:[?.!\s]|\b(?:today|properly|from scratch|start from zero)\b)+$/, "")
    .replace(/^an? /i, "");
  return subject === undefined || pronoun.test(subject) ? {} : { subject };
};

const isShort = (text: string): boolean => text.split(/\s+/).length <= wordsOfACommand;

export const teachingRequest = (said: string): TeachingRequest => {
  const text = withoutLeadIn(said);
  if (isAssent(said)) return { kind: "continue" };
  if (aboutQuiz.test(text)) return { kind: "other", subject: "" };
  if (source.test(text)) return { kind: "source" };
  if (lost.test(text)) {
    const at = subjectAfter(text, lostAt);
    return at.subject === undefined ? { kind: "lost" } : { kind: "simpler", ...at };
  }
  if (recap.test(text)) return { kind: "recap" };
  if (simpler.test(text)) return { kind: "simpler", ...subjectAfter(text, simplerAt) };
  if (example.test(text))
    return { kind: "example", ...subjectAfter(text, /\b(?:of|for|about|on|with)\s+(?<subject>.+)$/i) };
  if (again.test(text)) return { kind: "repeat" };
  if (deeper.test(text)) return { kind: "deeper", ...subjectAfter(text, /\b(?:about|on|into|of)\s+(?<subject>.+)$/i) };
  if (goOn.test(text)) return { kind: "continue" };
  if (startOver.test(text)) return { kind: "other", subject: "" };
  if (isShort(said) && endsGoingOn.test(text)) return { kind: "continue" };
  const isAsking = beginsAsQuestion(text);
  const subject = subjectIn(text);
  if (subject !== undefined) return { kind: isAsking ? "other" : "topic", subject };
  if (isShort(said) && goOnAnywhere.test(said) && !isAsking) return { kind: "continue" };
  return { kind: "other", subject: text };
};

const subjectIn = (text: string): string | undefined => {
  for (const pattern of topics) {
    const { subject } = subjectAfter(text, pattern);
    if (subject !== undefined) return subject.replace(/^(?:what|how|why) /i, "");
  }
  return undefined;
};
