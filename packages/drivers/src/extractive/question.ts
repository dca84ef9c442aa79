// What kind of answer a question asks for, and how much a sentence looks like one.
import { terms } from "@polylogue/core";

export type QuestionKind =
  | "reason"
  | "time"
  | "quantity"
  | "definition"
  | "list"
  | "comparison"
  | "manner"
  | "person"
  | "summary"
  | "other";

export interface Question {
  readonly kind: QuestionKind;
  /** What it is about; each term once. */
  readonly terms: readonly string[];
  /** "What is X": the terms of X; none for other kinds. */
  readonly subject: readonly string[];
  readonly negative: boolean;
}

/** The first that fits decides. */
const kinds: readonly (readonly [kind: QuestionKind, pattern: RegExp])[] = [
  [
    "summary",
    /\b(?:summar(?:y|i[sz]e)|overview|sum up|main (?:points?|ideas?)|key (?:points?|ideas?)|what (?:is|does) (?:this|it|that|the (?:file|document|text|chapter|material)) (?:about|say)\s*\??$)/i,
  ],
  [
    "comparison",
    /\b(?:differ(?:s|ed|ence|ences|ent)?|compare[ds]?|comparison|contrast|versus|vs|similar(?:ity|ities)?)\b/i,
  ],
  [
    "quantity",
    /\bhow (?:many|much|long|often|far|big|large|small|old|fast|high|deep|tall|wide|hot|cold)\b|\b(?:number|amount|percentage|price|cost) of\b|\bhow (?:much )?(?:does|do|did) .{1,200} cost\b/i,
  ],
  ["time", /\b(?:when|since when|what (?:date|day|year|time)|which (?:date|day|year)|deadline|until when|by when)\b/i],
  [
    "list",
    /\b(?:list|name (?:the|all|some|two|three|four|five)|which (?:of|are|two|three|four)|what (?:are|were) (?:the|some|all)|(?:types|kinds|parts|steps|stages|examples|functions|roles|components) of)\b/i,
  ],
  ["reason", /\b(?:why|what (?:causes|caused|accounts)|how come|reasons?|because of what)\b/i],
  ["person", /\b(?:who|whom|whose)\b/i],
  [
    "definition",
    /\b(?:what (?:is|are|was|were)|what'?s|define|definition|meaning of|what does .{1,200} (?:mean|stand for)|what do (?:you|we) mean by|tell me about)\b/i,
  ],
  ["manner", /\bhow\b/i],
];

/** What a summary asks with, and what says nothing about the subject itself. */
const askingWords = new Set(
  terms(
    "difference different differ compare comparison contrast similarity similar versus vs list name type kind example definition meaning reason summary summarise overview number amount question answer stand make made call information file document text chapter material thing way situation opinion case advantageous important",
  ),
);

const negation = /\b(?:not|no|never|none|without|cannot|can['’]?t|won['’]?t|n['’]t|except|unlike|neither|nor)\b/i;
export const isNegative = (text: string): boolean => negation.test(text);

/** "How big" asks for a number, which need not stand beside the word "big". */
const askedMeasure = /\bhow (?:many|much|long|often|far|big|large|small|old|fast|high|deep|tall|wide|hot|cold)\b/gi;

/** What "when does it arrive" and "how long does it take" ask with: the answer is a date or a number, whatever its verb. */
const timingWords = new Set(terms("take arrive come happen last get receive need reach"));
const isTiming = (kind: QuestionKind): boolean => kind === "time" || kind === "quantity";

export const readQuestion = (text: string): Question => {
  const negative = isNegative(text);
  const found = kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
  // "What is not refunded" asks for no definition.
  const kind = found === "definition" && negative ? "other" : found;
  const all = [...new Set(terms(text.replaceAll(askedMeasure, "")))];
  const about = all.filter((term) => !askingWords.has(term) && !(isTiming(kind) && timingWords.has(term)));
  const kept = about.length > 0 || kind === "summary" ? about : all;
  return { kind, terms: kept, subject: kind === "definition" ? kept : [], negative };
};

const month =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const cues: Record<Exclude<QuestionKind, "definition" | "summary" | "other">, RegExp> = {
  reason:
    /\b(?:because|since|so that|therefore|thus|hence|due to|as a result|this is why|in order to|the reason|allows?|consequently|leads? to|results? in|enables?)\b/i,
  time: new RegExp(
    `\\b(?:1[0-9]{3}|20[0-9]{2})s?\\b|\\b(?:${month})\\b(?=[ .]+\\d)|\\b\\d+\\s*(?:days?|hours?|weeks?|months?|years?|minutes?)\\b|\\b(?:after|before (?!\\w+ing)|during|until|within|once)\\b`,
    "i",
  ),
  quantity:
    /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|hundred|thousand|million|half|twice|double|several)\b/i,
  list: /,[^,]+,|\b(?:include|includes|including|such as|consists? of|namely)\b|\b1\)|;[^;]+;/i,
  comparison:
    /\b(?:whereas|while|unlike|in contrast|however|but|both|similar(?:ly)?|differ(?:s|ent|ence)?|than|compared|on the other hand|alike|instead)\b/i,
  manner: /\b(?:by|through|via|using|first|then|when|process|in this way)\b/i,
  person: /(?<!^)\b\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|\b(?:scientist|author|doctor|manager|team|department)\b/u,
};

const naming = /^(.{2,80}?)(: | (?:means?|refers? to|describes|is called|are called|is|are|was|were) )(.*)$/i;
/** "is a …", "is money that …". */
const sayingWhat = /^(?:an?|the|any|one|when|that|where) |^(?:\S+ ){1,5}(?:that|which|who|of|used)\b/i;

/** "X is a …" and "X: …" say what X is; "X is …" may only say something of it. Nothing but X may stand in front. */
const defining = (subject: readonly string[], sentence: string): "defines" | "describes" | undefined => {
  const [, front = "", verb = "", rest = ""] = naming.exec(sentence) ?? [];
  const named = terms(front.replace(/\([^)]*\)/, ""));
  if (subject.length === 0 || named.length !== subject.length) return undefined;
  if (!subject.every((term) => named.includes(term))) return undefined;
  const isOnly = /^ (?:is|are|was|were) $/i.test(verb);
  return !isOnly || sayingWhat.test(rest) ? "defines" : "describes";
};

/** "adenosine triphosphate (ATP)". */
const spellsOut = (subject: readonly string[], sentence: string): boolean => {
  const abbreviation = /\((\p{Lu}[\p{Lu}\p{N}-]{1,7})\)/u.exec(sentence)?.[1];
  return abbreviation !== undefined && terms(abbreviation).join() === subject.join();
};

/** What a sentence of the asked kind is worth: a date or a number is a surer sign than a "because". */
const worth = {
  reason: 1.4,
  time: 1.8,
  quantity: 1.6,
  list: 1.4,
  comparison: 1.4,
  manner: 1.3,
  person: 1.5,
  defines: 2,
  describes: 1.4,
  spells: 1.8,
};

/** 1 for a sentence that could answer anything, more for one of the asked kind. */
export const fitsKind = ({ kind, subject, negative }: Question, sentence: string): number => {
  const negated = negative && isNegative(sentence) ? 1.35 : 1;
  if (kind === "other" || kind === "summary") return negated;
  if (kind !== "definition") return cues[kind].test(sentence) ? negated * worth[kind] : negated;
  const said = spellsOut(subject, sentence) ? "spells" : defining(subject, sentence);
  return said ? negated * worth[said] : negated;
};
