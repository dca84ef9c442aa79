// What a sentence asks of a file: a pure grammar, the first pattern that fits decides.
import { mentionedColumns, wordsBeyond } from "../files/mention.ts";

export type IntentKind =
  | "greeting"
  | "thanks"
  | "help"
  | "upload"
  | "files"
  | "find"
  | "compare"
  | "chart"
  | "join"
  | "change"
  | "statistics"
  | "lookup"
  | "sample"
  | "gaps"
  | "odd"
  | "duplicates"
  | "types"
  | "span"
  | "range"
  | "values"
  | "rows"
  | "columns"
  | "outline"
  | "summary"
  | "overview"
  | "column"
  | "question";

export interface Intent {
  readonly kind: IntentKind;
  /** The file's own columns that are named, in the order of the sentence. */
  readonly columns: readonly string[];
  /** How many rows to show. */
  readonly count?: number;
  /** Which end of a range. */
  readonly side?: "min" | "max";
}

const smallest = "min(?:imum)?|lowest|smallest|least|earliest|oldest|cheapest|first date|start date";
const largest = "max(?:imum)?|highest|largest|biggest|greatest|latest|newest|most expensive|last date|end date";
const thing = "(?:the |this |that |my |our |these |those |it|them|all |of |an? |uploaded |new |last |latest |newest )*";
const file =
  "(?:files?|data ?sets?|data|tables?|documents?|docs?|uploads?|csv|tsv|json|pdf|text|chapter|sheet|report|it|this|that|here|inside|there)";

const grammar: readonly (readonly [kind: IntentKind, pattern: RegExp])[] = [
  ["greeting", /^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day))(?: there| content)?[\s!.,]*$/i],
  [
    "thanks",
    /^(?:(?:ok(?:ay)?|great|perfect|cool|nice|super)[\s,!.]*)?(?:thanks?(?: you)?|thx|cheers|bye|goodbye)\b[^?]*$/i,
  ],
  ["help", /^(?:help|what can (?:you|i) (?:do|ask)|who are you|how does this work|what do you do)\b/i],
  [
    "upload",
    /\b(?:how (?:do|can|should) i|can i|where (?:do|can) i|may i)\b.{0,20}\b(?:upload|add|drop|give you|send)\b/i,
  ],
  [
    "find",
    /\b(?:which|what|any|in which)(?: of (?:my|the|these))? (?:files?|documents?|uploads?)\b.{0,40}\b(?:about|has|have|contains?|mentions?|says?|talks?|with|covers?)\b(?=\s+(?!i\b)\w)/i,
  ],
  [
    "files",
    /\b(?:which|what|list|show)(?: me)?\b.{0,20}\b(?:files|documents|uploads)\b(?!.{0,40}\b(?:say|says|about|mention|columns?|common)\b)|^(?:my )?files\??$/i,
  ],
  [
    "compare",
    /\b(?:compare|comparison|(?:columns?|fields?).{0,30}\b(?:in common|both|shared)|in common|differ(?:s|ence|ences|ent)? between .{0,40}\b(?:files?|tables?|data ?sets?|\.\w{2,4}))\b/i,
  ],
  ["chart", /\b(?:charts?|graphs?|plots?|histograms?|scatter|visuali[sz]e|visuali[sz]ation|draw|diagram of)\b/i],
  [
    "join",
    /\b(?:join|merge|combine|vlookup|link)\b.{0,40}\b(?:files?|tables?|data ?sets?|columns?|both|them|with|on)\b/i,
  ],
  [
    "change",
    /^(?:please |can you |could you )*(?:delete|remove|rename|edit|change|clean|fill|replace|convert|drop)\b/i,
  ],
  ["gaps", /\b(?:gaps?|missing|empty|blanks?|nulls?|incomplete|complete(?:ness)?|not filled|n\/a)\b/i],
  [
    "odd",
    /\b(?:odd|strange|weird|unusual|wrong|suspicious|invalid|bad (?:cells?|values?|data)|problems?|issues?|errors?|anomal\w+|outliers?|clean|quality|warnings?|inconsisten\w+|typos?|trustworthy|reliable|usable|any good|good enough|in order)\b/i,
  ],
  ["duplicates", /\bduplicat\w*|\b(?:same|identical|repeated) rows\b|\bprimary key\b|\bunique (?:id|key)\b/i],
  [
    "span",
    /\btime ?(?:span|frame|range)\b|\bdate range\b|\b(?:what|which) (?:dates|period|years|time)\b|\bfrom when\b|\buntil when\b|\bhow (?:recent|far back|old)\b|\bwhen (?:does|do|did) .{0,30}\b(?:start|begin|end|stop)\b|\bperiod\b/i,
  ],
  [
    "statistics",
    /\b(?:average|avg|mean|median|sum|totals?|std|standard deviation|variance|correlat\w*|trends?|per (?:month|year|day|week|group)|group(?:ed)? by|by (?:month|year|day|week)|growth|percentile|forecast|predict)\b/i,
  ],
  ["lookup", /\b(?:last|final|random|tail|bottom)\b.{0,12}\b(?:rows?|lines?|records?|entries)\b/i],
  [
    "sample",
    /\b(?:first|top|head|sample|preview|example)\b.{0,20}\b(?:\d+ )?(?:rows?|lines?|records?|entries)\b|\bshow(?: me)?\b.{0,12}\b(?:rows?|lines?|records?|data|table|sample)\b|^(?:preview|head|sample)\b/i,
  ],
  [
    "lookup",
    /\b(?:rows?|records?|lines?|entries)\b.{0,20}\b(?:where|with|when|for|of|that)\b|\b(?:filter|sort|order(?:ed)? by|look ?up|(?:top|bottom) \d+)\b/i,
  ],
  ["types", /\b(?:types?|formats?|data ?types?|schema|dtypes?)\b(?! of (?!(?:the )?(?:columns?|data|fields?|file)))/i],
  ["range", new RegExp(String.raw`\b(?:${smallest}|${largest}|range|extremes?|span|between which)\b`, "i")],
  [
    "values",
    /\b(?:values?|distinct|unique|different|categories|options|possible)\b|^which (?!columns?|fields?|files?|rows?|sections?|headings?|chapters?|parts?)[\w ]+ (?:are|is) (?:there|in)\b/i,
  ],
  [
    "rows",
    /\bhow (?:many|long|big|large|much data)\b|\b(?:number|count) of\b|\b(?:row|word|page|record) count\b|\bsize of\b/i,
  ],
  ["columns", /\b(?:columns?|fields?|headers?|variables?|attributes)\b/i],
  [
    "outline",
    /\b(?:outline|sections|headings|chapters|table of contents|toc)\b|\bhow is (?:it|this|this file|the \w+) (?:structured|organi[sz]ed)\b|\bstructure of (?:it|this file|the (?:file|document|text))\b/i,
  ],
  [
    "summary",
    /\b(?:summar(?:y|i[sz]e)|sum (?:it|this|that) up|overview|gist|key points?|main (?:points?|ideas?)|tl;?dr|in short)\b/i,
  ],
  [
    "overview",
    new RegExp(
      String.raw`\bwhat(?:'?s| is| are|s| do(?:es)?)? (?:${thing} ?)?(?:${file} )?(?:about|contains?|hold|in|inside)\b ?${thing}${file}?\W*$|^(?:what(?:'?s| is)?|tell me (?:more )?about|describe|explain|read|open|look at|analy[sz]e|show(?: me)?) (?:${thing})(?:${file})?\W*$|\bwhat (?:did i|have i|i) (?:just )?(?:upload|drop|sen[dt])`,
      "i",
    ),
  ],
];

/** Nobody asks at greater length; the grammar need not read more. */
export const questionLength = 1_000;

/** `columns` are those of the file that is meant; without one, none can be named. */
export const intentOf = (text: string, columns: readonly string[] = []): Intent => {
  const named = mentionedColumns(text, columns);
  const kind = refined(grammar.find(([, pattern]) => pattern.test(text))?.[0] ?? "question", text, named);
  const count = Number(/\b(\d{1,3})\b/.exec(text)?.[1] ?? 5);
  const side = sideOf(text);
  return { kind, columns: named, ...(kind === "sample" && { count }), ...(kind === "range" && side && { side }) };
};

/** Words around the name of a column that ask for no more than the column itself. */
const fillers = new Set(
  "a about also and are can columns column describe do does explain field fields file for give hold in is it its kind kinds mean me my of or please s say show table tell that the there these they this what what's which you".split(
    " ",
  ),
);

/** What a sentence means once it is known that it names columns. */
const refined = (kind: IntentKind, text: string, named: readonly string[]): IntentKind => {
  if (named.length === 0) return kind;
  switch (kind) {
    case "range":
      return named.length > 1 && sideOf(text) && /^(?:which|who|what|when|where)\b/i.test(text) ? "lookup" : kind;
    case "rows":
      return /\b(?:rows?|records?|lines?|entries|columns?)\b/i.test(text) ? kind : "values";
    case "columns":
    case "overview":
    case "summary":
      return "column";
    case "question":
      return wordsBeyond(text, named).every((word) => fillers.has(word)) ? "column" : "lookup";
    default:
      return kind;
  }
};

const sideOf = (text: string): "min" | "max" | undefined => {
  if (/\b(?:range|span|extremes?)\b/i.test(text)) return undefined;
  const min = new RegExp(String.raw`\b(?:${smallest})\b`, "i").test(text);
  const max = new RegExp(String.raw`\b(?:${largest})\b`, "i").test(text);
  if (min === max) return undefined;
  return min ? "min" : "max";
};

/** "and wind?", "what about price": the same question of another column. */
export const followsOn = (text: string): boolean =>
  /^(?:and|or|what about|how about|same for|also)\b/i.test(text.trim());
