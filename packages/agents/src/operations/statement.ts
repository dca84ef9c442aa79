// A sentence of a procedure taken apart: what is done, on which condition, after or beside what, and where it leads.
import { sentences } from "@polylogue/core";
import { type Jump, leavingOf } from "./jump.ts";
import { type KnownRoles, rolesIn } from "./role.ts";
import { isImperative, isModal, isThirdPerson, isVerb, withoutOpening, wordsOf } from "./verb.ts";

export interface Action {
  /** Empty when it only leads elsewhere. */
  readonly text: string;
  readonly jump?: Jump;
}

/** What is said of when it happens. */
export interface Timing {
  /** Words for what must have happened. */
  readonly after?: string;
  /** Words for what must not have happened yet. */
  readonly before?: string;
  /** Beside the step before it, or beside what the words name. */
  readonly beside?: string | true;
}

export type Statement = Timing &
  (
    | { readonly type: "action"; readonly action: Action }
    | { readonly type: "condition"; readonly condition: string; readonly holds: Action; readonly otherwise?: Action }
    /** Belongs to the condition before it. */
    | { readonly type: "otherwise"; readonly action: Action }
    /** Goes back until something holds. */
    | { readonly type: "until"; readonly condition: string; readonly back: Jump; readonly action: Action }
  );

const outcome =
  /\b(?:approved|rejected|denied|declined|refused|accepted|fails?|failed|passes|passed|missing|incomplete|complete|unavailable|available|invalid|valid|not|no|exceeds?|over|under|above|below|more than|less than|at least|greater|damaged|wrong|incorrect|correct)\b/i;

/** What is longer is no step; reading it would take longer than anybody waits. */
const longestText = 2_000;
const longestSentence = 500;

/** The statements of a step's text, in order. */
export const statementsOf = (text: string, known: KnownRoles): Statement[] =>
  sentencesIn(text).flatMap((sentence) => told(sentence, known));

/** The same in pieces, for a long text takes its time. */
export function* statementsInPieces(text: string, known: KnownRoles): Generator<void, Statement[]> {
  const statements: Statement[] = [];
  for (const sentence of sentencesIn(text)) {
    yield;
    statements.push(...told(sentence, known));
  }
  return statements;
}

const sentencesIn = (text: string): string[] =>
  sentences(text.slice(0, longestText)).map((sentence) => sentence.slice(0, longestSentence));

const told = (sentence: string, known: KnownRoles): Statement[] =>
  parts(sentence, known).flatMap((part) => statementOf(part, known));

/** Cut where a sentence tells a second thing: "…; otherwise …", "…, then …", "…, but if …". */
const parts = (sentence: string, known: KnownRoles): string[] => {
  const pieces = sentence.split(
    /\s*;\s+|,\s+(?:but|and|or)\s+(?=if\b)|,\s+(?=if (?:over|under|above|below|more|less|it|they)\b)/i,
  );
  const joined: string[] = [];
  for (const piece of pieces) {
    const standsAlone = /^(?:if|otherwise|else|unless|when|once|after)\b/i.test(piece) || startsAction(piece, known);
    const last = joined.at(-1);
    if (last === undefined || standsAlone) joined.push(piece);
    else joined[joined.length - 1] = `${last}; ${piece}`;
  }
  return joined.map((piece) => piece.trim()).filter((piece) => piece !== "");
};

const statementOf = (sentence: string, known: KnownRoles): Statement[] => {
  const { timing, rest } = timed(sentence, known);
  const body = bodyOf(rest, known);
  return [{ ...timing, ...body }];
};

const besideFirst =
  /^(?:meanwhile|in the meantime|at the same time|in parallel|simultaneously|concurrently|parallel to this|in tandem)\b(?! (?:with|to|as)\b)[,:]?\s*/i;
const besideWords =
  /[\s,(]*\b(?:in parallel (?:with|to)|at the same time as|simultaneously with|concurrently with|alongside)\s+([^.,;)]+)\)?/i;
const besideLast = /[\s,(]+\b(?:in parallel|at the same time|simultaneously|concurrently)\b\)?(?=\s*[.;]?$)/i;
const afterFirst =
  /^(?:(?:only )?after|once|as soon as|following|upon|when|on(?= (?:approval|receipt|completion|confirmation)\b))\s+/i;
const beforeFirst = /^(?:before|prior to)\s+/i;
const timeWords =
  /^(?:the )?(?:noon|midnight|end|close|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+ \d|deadline)/i;

const timed = (sentence: string, known: KnownRoles): { timing: Timing; rest: string } => {
  const text = sentence
    .trim()
    .replace(/^(?:and|so|first|then|next|finally)\b,?\s+(?=(?:if|once|after|when|before|unless)\b)/i, "");
  if (besideFirst.test(text)) return { timing: { beside: true }, rest: text.replace(besideFirst, "") };
  const named = besideWords.exec(text);
  if (named?.[1]) {
    const rest = text.replace(besideWords, "").replace(/^[\s,]+/, "");
    if (rest.length > 3) return { timing: { beside: named[1].trim() }, rest };
  }
  if (besideLast.test(text) && !/\bsteps?\b/i.test(text))
    return { timing: { beside: true }, rest: text.replace(besideLast, "") };
  const leading = /^while\b/i.test(text) ? leadOf(text, /^while\s+/i, known) : undefined;
  if (leading) return { timing: { beside: leading.lead }, rest: leading.rest };
  const after = leadOf(text, afterFirst, known);
  if (after && !(/^when/i.test(text) && outcome.test(after.lead)))
    return { timing: { after: after.lead }, rest: after.rest };
  const before = leadOf(text, beforeFirst, known);
  if (before) return { timing: { before: before.lead }, rest: before.rest };
  const trailing =
    /^(.{8,}?)(?<!\b(?:days?|hours?|weeks?|minutes?|months?|right|immediately|shortly))[\s,(]+(?:only )?(after|once|as soon as|before)\s+([^,;()]{3,80}?)\)?\.?$/i.exec(
      text,
    );
  const [, main = "", joint = "", words = ""] = trailing ?? [];
  if (trailing && !/^(?:if|unless|when)\b/i.test(main) && !timeWords.test(words)) {
    return { timing: /^before$/i.test(joint) ? { before: words } : { after: words }, rest: main };
  }
  return { timing: {}, rest: text };
};

/** "After X, Y": cut at the first comma behind which something is done. */
const leadOf = (text: string, opening: RegExp, known: KnownRoles): { lead: string; rest: string } | undefined => {
  if (!opening.test(text)) return undefined;
  const cut = atAction(text.replace(opening, ""), known);
  return cut && !/^(?:that|this|which|it)$/i.test(cut.front) ? { lead: cut.front, rest: cut.back } : undefined;
};

const atAction = (text: string, known: KnownRoles): { front: string; back: string } | undefined => {
  const commas = [...text.matchAll(/,\s+(?:then\s+)?|\s+then\s+|:\s+|\s+(?:→|->|=>|–|—)\s+/g)];
  const good = commas.find((comma) => startsAction(text.slice(comma.index + comma[0].length), known)) ?? commas.at(-1);
  if (good) return { front: text.slice(0, good.index).trim(), back: text.slice(good.index + good[0].length).trim() };
  const words = text.split(/\s+/);
  for (let at = 1; at < Math.min(words.length - 1, 16); at += 1) {
    if (/^(?:the|a|an|to|is|are|not|of|and|or|its|their|your|this)$/i.test(words[at - 1] ?? "")) continue;
    const back = words.slice(at).join(" ");
    const surely =
      leavingOf(back).text === "" ||
      (isVerb(words[at] ?? "") && /^(?:the|a|an|it|them|this|to|all|your|their)$/i.test(words[at + 1] ?? ""));
    if (surely) return { front: words.slice(0, at).join(" "), back };
  }
  return undefined;
};

/** Whether something is done here: an instruction, somebody who acts, or a way out. */
export const startsAction = (text: string, known: KnownRoles): boolean => {
  const bare = withoutOpening(text);
  if (isImperative(bare)) return true;
  const { jump, text: rest } = leavingOf(bare);
  if (jump && rest === "") return true;
  if (rolesIn(bare, known).by !== "nothing") return true;
  const words = wordsOf(bare).slice(0, 9);
  return (
    /^(?:the|a|an|it|they|this|no|each|all|both)$/i.test(words[0] ?? "") &&
    words.some((word, at) => at > 0 && (isModal(word) || isThirdPerson(word)))
  );
};

const bodyOf = (text: string, known: KnownRoles): Exclude<Statement, Timing> | Statement => {
  const bare = text.replace(/^(?:then|next|and|however|but),?\s+(?=if\b|unless\b|otherwise\b)/i, "");
  const otherwise =
    /^(?:otherwise|else|if not|or else|in all other cases|in any other case|for all other[^,]*)\b[,:]?\s*(?:→|->)?\s*/i;
  if (otherwise.test(bare)) return { type: "otherwise", action: actionOf(bare.replace(otherwise, "")) };
  return untilOf(bare) ?? conditional(bare, known) ?? { type: "action", action: actionOf(bare) };
};

/** "Repeat steps 2 to 4 until the test passes". */
const untilOf = (text: string): Statement | undefined => {
  const [, main = "", condition = ""] = /^(.*?)[\s,]+until\s+(.+?)\.?$/i.exec(text) ?? [];
  if (condition !== "" && /^(?:repeat|continue|keep going|iterate|redo)(?: (?:this|it)(?: step)?)?$/i.test(main))
    return { type: "until", condition, back: { type: "here" }, action: { text: "" } };
  const { jump, text: rest } = leavingOf(main);
  return jump && jump.type !== "end" && condition !== ""
    ? { type: "until", condition, back: jump, action: { text: rest } }
    : undefined;
};

const opensCondition = /^(?:if|in case(?: of| that)?|should|provided(?: that)?|where|whenever|when)\s+/i;

const conditional = (text: string, known: KnownRoles): Statement | undefined => {
  const [, main = "", rest] =
    /^(.*?)(?:[,;.\s]+\b(?:otherwise|or else|else|if not)\b[,:]?\s*(.+))?$/is.exec(text) ?? [];
  const otherwise = rest === undefined ? {} : { otherwise: actionOf(rest) };
  if (/^unless\s+/i.test(main)) {
    const cut = atAction(main.replace(/^unless\s+/i, ""), known);
    return (
      cut && {
        type: "condition",
        condition: cut.front,
        holds: otherwise.otherwise ?? { text: "" },
        otherwise: actionOf(cut.back),
      }
    );
  }
  if (opensCondition.test(main) && (!/^(?:where|when)\b/i.test(main) || outcome.test(main))) {
    const cut = atAction(main.replace(opensCondition, ""), known);
    if (cut) return { type: "condition", condition: cut.front, holds: actionOf(cut.back), ...otherwise };
  }
  const [, action = "", joint = "", condition = ""] =
    /^(.{4,}?)[\s,(]+(?:but )?(?:only )?(if|unless|in case)\s+(.+?)\)?\.?$/i.exec(main) ?? [];
  if (
    condition === "" ||
    /\b(?:check|checks|see|sees|verify|verifies|decide|decides|determine|determines|ask|asks|confirm|confirms|whether|know|test|tests)$/i.test(
      action,
    )
  )
    return undefined;
  return /^unless$/i.test(joint)
    ? { type: "condition", condition, holds: { text: "" }, otherwise: actionOf(action) }
    : { type: "condition", condition, holds: actionOf(action), ...otherwise };
};

/** "It goes back to step 6" leaves "it", which is nothing to do. */
const onlyNames = /^(?:it|they|this|that|he|she|you|we|(?:the|our|this) \p{L}+(?: \p{L}+)?)$/iu;

/** What is done, and where it leads. */
export const actionOf = (text: string): Action => {
  const { text: rest, jump } = leavingOf(text.trim().replace(/^(?:then|and)\b,?\s*/i, ""));
  const told = rest.replace(/[\s,;.:]+$/, "");
  const done = jump ? told.replace(/^((?:the|our) \p{L}+(?: \p{L}+)?) and (?=\p{Ll}+s\b)/iu, "$1 ") : told;
  return { text: jump && onlyNames.test(done) ? "" : done, ...(jump && { jump }) };
};

const branchWord =
  /^(?:if\s+)?(no[- ]go|go|yes|no|true|false|ok|not ok|approved|not approved|rejected|denied|declined|accepted|passed|pass|failed|fail|complete|incomplete|valid|invalid|available|not available|unavailable|in stock|out of stock|otherwise|else|low|medium|high|minor|major|critical|urgent|not urgent|severity \d|option [a-c])\s*(?::|,|→|->|=>|–|—|-)+\s*(?:then\s+)?(.+)$/i;

/** "Under EUR 1,000: one quote". */
const amountBranch =
  /^((?:under|below|up to|less than|from|between|above|over|more than|at least)\s(?=[^:]*\d)[^:]{1,50}):\s+(.+)$/i;

/** A branch of a decision that stands on a line of its own: "Yes: go to step 4". */
export const branchOf = (text: string): { readonly label: string; readonly action: Action } | undefined => {
  const line = text.trim();
  const [, amount, done] = amountBranch.exec(line) ?? [];
  if (amount !== undefined && done !== undefined)
    return { label: amount.charAt(0).toLowerCase() + amount.slice(1), action: actionOf(done) };
  const sure = branchWord.exec(line);
  const [, label, words] = sure ?? namedBranch.exec(line) ?? [];
  if (label === undefined || words === undefined) return undefined;
  const action = actionOf(words);
  return sure || action.jump ? { label: label.toLowerCase(), action } : undefined;
};

/** The answers among the lines beneath a step: where one is for certain, "not in stock: order them" beside it is another. */
export const answersIn = (lines: readonly string[]): ReadonlyMap<string, NonNullable<ReturnType<typeof branchOf>>> => {
  const sure = new Map(
    lines.flatMap((line) => {
      const branch = branchOf(line);
      return branch ? [[line, branch] as const] : [];
    }),
  );
  if (sure.size === 0) return sure;
  return new Map(
    lines.flatMap((line) => {
      const [, label, words] = /^(?!(?:if|when|note)\b)([^:.,→]{2,30}?)\s*:\s+(.+)$/i.exec(line.trim()) ?? [];
      const branch =
        sure.get(line) ?? (label && words ? { label: label.toLowerCase(), action: actionOf(words) } : undefined);
      return branch ? [[line, branch] as const] : [];
    }),
  );
};

/** "Standard: proceed to step 5": any answer, when it leads elsewhere. */
const namedBranch = /^(?!(?:if|when|note|then|next)\b)([^:.,→]{2,30}?)\s*(?::|→|->|=>)\s*(.+)$/i;
