// What is said to the guide itself: a pure grammar, the first pattern that fits decides.
export type TopicKind = "greeting" | "abilities" | "self" | "place" | "files" | "thanks" | "farewell" | "other";

const grammar: readonly (readonly [topic: TopicKind, pattern: RegExp])[] = [
  [
    "place",
    /\b(?:which|what) (?:pillar|page|area|section|part)\b|\bwhere am i\b|\bwho am i (?:talking|speaking) (?:to|with)\b|\bcurrent pillar\b/i,
  ],
  [
    "self",
    /\bwho (?:are|r) (?:you|u)\b|\bwhat are you\b|\bare you (?:an? )?(?:ai|bot|robot|human|person|real)\b|\byour name\b/i,
  ],
  [
    "abilities",
    /^(?:help|\?|menu|options)[\s!?.]*$|\b(?:what|how) can (?:you|i|we)\b.{0,20}\b(?:do|help|ask|here|start)\b|\bhow (?:does|do) (?:this|it|you) work\b|\bhelp me\W*$|\bwhat is (?:this|here|there|polylogue)\W*$|\bwho (?:else )?is (?:here|there)\b|\b(?:what|which) (?:agents|specialists|liaisons|pillars)\b|\bget started\b|\bi need help\W*$/i,
  ],
  [
    "files",
    /\b(?:upload|drop|add|attach|send)\b.{0,24}\b(?:files?|documents?|pdf|csv|data)\b|\bwhich (?:file )?(?:formats|types|kinds)\b/i,
  ],
  ["farewell", /^(?:ok(?:ay)?[\s,]*)?(?:(?:good ?)?bye|see you|farewell|good night|that'?s all)\b/i],
  ["thanks", /^(?:ok(?:ay)?|great|perfect|cool|nice|super|good)?[\s,!.]*(?:thanks?|thank you|thx|cheers|ta)\b/i],
  ["greeting", /^(?:hi|hello|hey|hiya|yo|good (?:morning|afternoon|evening|day)|greetings)\b[^?]{0,30}$/i],
];

export const topicOf = (text: string): TopicKind =>
  grammar.find(([, pattern]) => pattern.test(text.trim()))?.[0] ?? "other";
