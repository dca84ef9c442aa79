// What is asked of a procedure: a pure grammar, the first pattern that fits decides.

export type OperationsIntent =
  | "help"
  | "owners"
  | "unowned"
  | "after"
  | "before"
  | "plan"
  | "loops"
  | "parallel"
  | "time"
  | "review"
  | "decisions"
  | "needs"
  | "propose"
  | "overview"
  | "step"
  | "role"
  | "question";

const grammar: readonly (readonly [OperationsIntent, RegExp])[] = [
  ["help", /^(?:help|\?|what can you do|hi|hello|hey|good (?:morning|afternoon|evening))\b[^?]{0,20}\??$/i],
  ["propose", /\b(?:propose|suggest|recommend)\b/i],
  [
    "unowned",
    /\b(?:no|without|missing|lacks?|lacking|unclear|don[’']t have|do not have|has no|have no)\b.{0,14}\b(?:owners?|roles?|responsib\w+)\b|\bun(?:assigned|owned)\b|\bnobody\b|\bno ?one (?:is )?(?:responsible|owns)\b|\b(?:owners?|roles?) (?:is |are )?(?:missing|unclear)\b/i,
  ],
  ["parallel", /\b(?:parallel|same time|simultaneous(?:ly)?|concurrent(?:ly)?|side by side)\b/i],
  [
    "time",
    /\bhow (?:long|much time|many (?:days|hours|weeks))\b|\b(?:critical path|duration|deadlines?|lead time|time ?line|how fast)\b/i,
  ],
  ["loops", /\b(?:loops?|circles?|cycles?|cyclic|goes? (?:round|back)|go(?:es)? in circles)\b/i],
  [
    "after",
    /\b(?:what|which|who)\b.{0,24}\b(?:after|next|follows?|following|once)\b|\bwhat if\b|\bwhat happens (?:when|if)\b/i,
  ],
  ["before", /\bwhat\b.{0,30}\b(?:before|precedes?|first|needed for|prerequisites?)\b/i],
  [
    "plan",
    /\b(?:as|into|to|make|create|draft|show|give me|turn .{0,20}) (?:a |an |the |me )?(?:a )?plan\b|\bplan draft\b|^plan\W*$/i,
  ],
  [
    "review",
    /\b(?:problems?|issues?|wrong|gaps?|check|review|contradict\w*|inconsisten\w*|dead ends?|unreachable|duplicates?|weak(?:ness(?:es)?)?|improve(?:d|ments?)?|errors?|missing steps?|findings?|quality)\b|\b(?:any|some)thing (?:is )?(?:missing|open|unclear|left out|forgotten|off)\b|\bwhat(?:[’']s| is) (?:missing|open|unclear)\b/i,
  ],
  [
    "owners",
    /\bwho (?:does|is|are|has|owns|handles)\b.{0,20}\b(?:what|which|responsible|involved|owners?|roles?|in charge)\b|\b(?:owners?|roles?|responsibilities|raci|people)\b/i,
  ],
  ["decisions", /\b(?:decisions?|branch(?:es)?|conditions?|choices?)\b/i],
  [
    "needs",
    /\b(?:inputs?|outputs?|documents?|forms?|materials?|tools?) (?:are |is |do |does )?.{0,20}\b(?:needed?|required?|used?|have|there)\b|\bwhat (?:do i|do we|is|are) need(?:ed)?\b|\b(?:inputs|outputs)\b/i,
  ],
  [
    "overview",
    /\b(?:show|list|draw|give|display|see|read|turn|make|map|extract|create|describe|explain|summari[sz]e|visuali[sz]e|analy[sz]e|what are)\b.{0,40}\b(?:steps?|workflow|process|procedure|flow ?chart|diagram|picture|flow|sop|it|this|file|document)\b|^(?:the )?(?:steps|workflow|picture|diagram|flow ?chart|overview)\W*$|\bhow many steps\b|\bwhat is (?:in )?(?:this|it|the (?:file|document|procedure|process))\b/i,
  ],
  ["step", /\bstep\s+#?\d/i],
  ["role", /\bwhat (?:does|do|must|should|has|is)\b.{0,40}\b(?:do|doing|to do|responsible for|in charge of|handle)\b/i],
];

export const intentOf = (text: string): OperationsIntent =>
  grammar.find(([, pattern]) => pattern.test(text))?.[0] ?? "question";
