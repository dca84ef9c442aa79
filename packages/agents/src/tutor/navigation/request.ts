// What a learner asks about the way through a course: a pure grammar, the first pattern that fits decides.
import { withoutLeadIn } from "../lead-in.ts";
import { type NumberedPlace, numberedPlace } from "../place.ts";

export type NavigationRequest =
  | { readonly kind: "number"; readonly place: NumberedPlace }
  | { readonly kind: "title" | "find" | "course"; readonly wish: string }
  | { readonly kind: "outline" | "next" | "back" | "where" | "progress" | "left" | "advice" | "restart" | "courses" }
  | { readonly kind: "other" };

const restart =
  /^(?:re)?(?:start|begin) (?:(?:it|this|everything|the (?:whole )?(?:course|chapter)) )?(?:all )?(?:again|over|anew|from (?:the )?(?:very )?(?:start|beginning|scratch))|^restart\b|\b(?:reset|forget|clear|erase|delete|wipe) (?:all )?(?:of )?(?:my|the|everything) ?(?:progress|results|answers|learned)?\b/i;
const courses =
  /\b(?:which|what|list|show|see|view|other|all|available)\b.{0,20}\bcourses\b|\b(?:another|different|change|other) course\b\W*$/i;
const course =
  /^(?:switch|change|go|move|open|take me|start|select|choose|use)(?: over)?(?: to| with)? (?:(?:the|my) )?(?:course(?: on| about| called| number)? (?<after>.+)|(?<before>.+?) course)(?: instead)?\W*$/i;
const left =
  /\bwhat(?:'?s| is| have i| do i(?: still)? have| else)?\b.{0,12}\b(?:left|remain\w*|outstanding|not (?:done|finished|covered))\b|\bhow (?:much|many|long)\b.{0,30}\b(?:left|remain\w*|to go|more|the rest)\b|\b(?:still|yet) (?:have )?to (?:do|learn|study|cover)\b|\b(?:haven'?t|have not) i (?:done|finished|covered|studied)\b|\bis there (?:much|a lot) left\b/i;
const advice =
  /\b(?:what|which|where)\b.{0,30}\b(?:should|ought) i (?:to )?(?:study|learn|do|review|revise|go|read|take|work|focus|start|look|cover|practi[cs]e)\b|\bwhat (?:do|would) you (?:recommend|suggest|advise)\b|\bwhat(?:'?s| is| comes)? (?:next|coming up)\b|\bsuggest\b.{0,30}\b(?:next|study|learn|topic|section)\b|\brecommend\b|\bweak(?:est|er)? (?:spots?|points?|sections?|areas?)\b|\bmy weak\w*\b|\bsupposed to do\b|\bwhere to next\b|\bcomes next\b|\b(?:section|chapter|lesson|topic) to do next\b|\b(?:study )?plan\b/i;
const progress =
  /\bprogress\b|\bhow (?:far|much)\b.{0,30}\b(?:i|we|me|my|done|finished|completed|covered|along)\b|\bhow (?:am|'?m) i (?:doing|getting on)\b|\bhow (?:did|have) i (?:do|done|score|scored)\b|\bmy (?:scores?|results?|stats|statistics|percentage|status)\b|\bstatus\b|\bwhat (?:have|did) (?:i|we) (?:already )?(?:done|learn\w*|finish\w*|complet\w*|cover\w*|stud\w*)\b|\bwhat have (?:i|we) (?:been )?\w+ so far\b|\b(?:am i|are we) (?:nearly |almost |about |already )?(?:done|finished|through|half ?way|there)\b|\bi have (?:done|finished)\b|\bpercent(?:age)?\b/i;
const where =
  /\bwhere(?:abouts)? (?:am i|are we|was i|were we|did (?:we|i) (?:stop|leave off|end))\b|\bwhereabouts\b|\bwhere i was\b|\b(?:which|what) (?:page|bit|section|chapter|part|lesson|unit|module|course|topic)\b.{0,16}\b(?:am i|are we|is this|this is)\b|\bcurrent (?:section|chapter|lesson|part|place)\b|\bbookmark\b/i;
const outline =
  /\b(?:outline|tables? of contents?|contents|syllabus|curriculum|overview of the course|course structure|structure of the course|course map|menu|index)\b|\b(?:list|show|which|what|see|how many|enumerate)\b.{0,24}\b(?:sections|chapters|lessons|units|modules|topics|parts|segments)\b|\bwhat(?:'?s| is| does)?\b.{0,12}\b(?:in|covered in|part of)? ?(?:this|the) (?:course|chapter)\b(?: (?:about|cover|contain))?|\bwhat (?:else )?can i (?:study|learn)\b|\beverything in the course\b|\bhow long is\b/i;
const find =
  /\b(?:where (?:can|do) i find|is there|are there|do you have|have you got|where(?:'?s| is)|which (?:chapter|section|lesson|part|unit) (?:deals with|covers|is about|talks about|has)|what (?:chapter|section|lesson|part) (?:covers|is about))\b(?: (?:a|an|any|the|something|anything))?(?: (?:chapter|section|lesson|part|unit|bit|thing)s?)?(?: (?:about|on|with|of|called))?\s+(?<wish>.+?)(?: in (?:this|the) course)?[\s?.!]*$/i;
const unit = "(?:section|chapter|lesson|unit|module|topic|part)";
const next = new RegExp(
  String.raw`\b(?:next|following) ${unit}\b|\b(?:the next one|next up|on to the next|change (?:chapter|section|lesson|topic))\b|\bto the next\b|\bskip (?:this|it|ahead|forward|on|the rest)\b|^next\b.{0,12}$|^(?:skip|(?:go |move |skip )?forward(?: one| a (?:section|chapter|lesson))?)\W*$`,
  "i",
);
const back = new RegExp(
  String.raw`^previous\b.{0,12}$|\b(?:previous|prior|preceding|back to the last) ${unit}\b|\b${unit} before\b|^(?:(?:go|take me|move|step|jump|bring me) )?back(?:wards?)?(?: (?:one|a)(?: ${unit})?)?\W*$`,
  "i",
);
const title = new RegExp(
  String.raw`^(?:(?:go|jump|skip|move|take me|bring me|get me|navigate|switch|head|return|open|find|show me|back|go back|start|begin)\b(?: (?:ahead|over|straight|right|back))?)(?: (?:to|at|with|on))? (?:the )?(?:${unit} )?(?:on |about |called |named |titled |where it(?:'s| is) about )?(?<wish>.+?)(?: ${unit})?[\s.!?]*$`,
  "i",
);

export const navigationRequest = (said: string): NavigationRequest => {
  const text = withoutLeadIn(said);
  if (restart.test(text)) return { kind: "restart" };
  if (back.test(text)) return { kind: "back" };
  const place = numberedPlace(text);
  if (place) return { kind: "number", place };
  if (next.test(text)) return { kind: "next" };
  if (courses.test(text)) return { kind: "courses" };
  const named = course.exec(text)?.groups;
  if (named) return { kind: "course", wish: named.after ?? named.before ?? "" };
  if (left.test(text)) return { kind: "left" };
  if (advice.test(text)) return { kind: "advice" };
  if (progress.test(text)) return { kind: "progress" };
  if (where.test(text)) return { kind: "where" };
  if (outline.test(text)) return { kind: "outline" };
  const found = find.exec(text)?.groups?.wish;
  if (found !== undefined) return { kind: "find", wish: found };
  const wish = title.exec(text)?.groups?.wish;
  return wish === undefined ? { kind: "other" } : { kind: "title", wish };
};

/** What is said to "shall I forget it all?". */
export const consent = (said: string): "yes" | "no" | undefined => {
  if (
    /^\W*(?:yes|yeah|yep|yup|sure|ok(?:ay)?|do it|go ahead|please do|please|of course|definitely|i am sure|i'?m sure|forget it all|confirm)\b/i.test(
      said,
    )
  )
    return "yes";
  if (/^\W*(?:no|nope|nah|don'?t|do not|never ?mind|cancel|stop|keep|rather not|not)\b/i.test(said)) return "no";
  return undefined;
};
