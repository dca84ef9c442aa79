// Who does it: roles as a sentence names them, in front of its verb, behind "by", in brackets, or after "@".
import { abbreviations, departmentPhrases, departments, notPrefixes, notRoles, roleHeads } from "./role-words.ts";
import { isImperative, isModal, isParticiple, isThirdPerson, isVerb, withoutOpening, wordsOf } from "./verb.ts";

/** Roles that this text names as such: under "Roles", or as somebody's field. Keys are `roleKey`. */
export type KnownRoles = ReadonlySet<string>;

export interface FoundRoles {
  readonly roles: readonly string[];
  /** "pronoun": he, she or they, whoever was spoken of before. "name": it looks like somebody's name. */
  readonly by: "words" | "pronoun" | "name" | "nothing";
}

const nobody: FoundRoles = { roles: [], by: "nothing" };
const determiner = /^(?:the|a|an|our|your|each|every|any|this|that|their|its|his|her|one)$/i;
const innerWords = /^(?:of|the|&|and)$/i;
const longestRole = 5;

const singular = (word: string): string =>
  word.length > 3 && word.endsWith("s") && !word.endsWith("ss") && !/(?:us|is|ies)$/.test(word)
    ? word.slice(0, -1)
    : word;

/** One spelling for "The managers", "Manager" and "manager". */
export const roleKey = (role: string): string =>
  wordsOf(role.toLowerCase())
    .filter((word) => !determiner.test(word))
    .map((word) => (departments.has(word) ? word : singular(word)))
    .join(" ");

/** "finance manager" → "Finance manager"; an abbreviation stays. */
const display = (role: string): string => {
  const words = role
    .trim()
    .split(/\s+/)
    .filter((word, at) => at > 0 || !determiner.test(word));
  const text = words.join(" ").replace(/^@/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const isAgentNoun = (word: string): boolean =>
  /^\p{Ll}{3,}(?:er|or|ist|ian|eer|ee|man|men|person|people)$/u.test(word) && !notRoles.has(word) && !isVerb(word);

/** Whether these words name a role: by their last word, a department, an abbreviation, or because the text says so. */
export const isRole = (text: string, known: KnownRoles = new Set()): boolean => {
  const words = wordsOf(text).filter((word, at) => at > 0 || !determiner.test(word));
  if (words.length === 0 || words.length > longestRole) return false;
  if (words.some((word, at) => at > 0 && determiner.test(word) && words[at - 1]?.toLowerCase() !== "of")) return false;
  if (known.has(roleKey(words.join(" ")))) return true;
  const lower = words.map((word) => word.toLowerCase());
  const of = lower.indexOf("of");
  const head = (of > 0 ? lower.slice(0, of) : lower).at(-1) ?? "";
  if (/^(?:must|should|shall|will|may|can|might)$/.test(lower.at(-1) ?? "")) return false;
  if (
    lower.some(
      (word, at) =>
        at < lower.length - 1 && (isModal(word) || /^(?:to|in|on|by|for|with|from|at|and|or|is|not)$/.test(word)),
    )
  )
    return false;
  if (
    departmentPhrases.has(lower.map(singular).slice(-2).join("-")) ||
    departmentPhrases.has(lower.slice(-2).join("-"))
  )
    return true;
  const last = words.at(-1) ?? "";
  if (head === "it") return last === "IT";
  if (abbreviations.has(last) || (words.length === 1 && abbreviations.has(last.replace(/s$/, "")))) return true;
  if (words.length === 1 && departments.has(head)) return true;
  return (
    roleHeads.has(singular(head)) ||
    roleHeads.has(head) ||
    isAgentNoun(singular(head)) ||
    (departments.has(head) && words.length === 2)
  );
};

/** "HR and the line manager", "Finance / Legal" → its parts, when each is a role. */
export const rolesOf = (text: string, known?: KnownRoles): string[] => {
  const parts = partsOf(text);
  return parts.length > 0 && parts.every((part) => isRole(part, known)) ? parts.map(display) : [];
};

/** What stands after "Owner:": taken as it is, whoever it may be. */
export const statedRoles = (text: string): string[] =>
  /^(?:tbd|tba|n\/?a|none|unknown|\?+|-+|to be (?:decided|determined|defined|confirmed)|open|nobody|not assigned|unassigned)\.?$/i.test(
    text.trim(),
  )
    ? []
    : partsOf(text.replace(/\.$/, ""))
        .filter((part) => part.length <= 60)
        .map(display);

const partsOf = (text: string): string[] =>
  text
    .split(/\s*(?:,|;|\/|&(?!\w)|\band\/or\b|\band\b|\bor\b|\+)\s*/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** "Every month the …", "Within one working day the …". */
const timeInFront =
  /^(?:within|every|each|once (?:a|per|every)|at the (?:end|start|beginning) of|on|by|during|no later than)\s+(?:[\p{L}\p{N}-]+\s+){0,5}?(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?|morning|afternoon|evening|night|shift|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s+(?=(?:the|a|an|our|your)\s|\p{Lu})/iu;

/** Who does what `sentence` says. */
export const rolesIn = (sentence: string, known: KnownRoles = new Set()): FoundRoles => {
  const text = withoutOpening(sentence).replace(timeInFront, "");
  const marked = [...text.matchAll(/(?:^|[\s(])@([\p{L}][\p{L}\p{N}_-]+)/gu)].map((match) =>
    display((match[1] ?? "").replaceAll(/[_-]/g, " ")),
  );
  if (marked.length > 0) return { roles: marked, by: "words" };
  const bracketed = inBrackets(text, known) ?? beforeColon(text, known);
  if (bracketed) return { roles: bracketed, by: "words" };
  const subject = subjectOf(text, known);
  if (subject.by !== "nothing") return subject;
  const agent = behindBy(text, known);
  if (agent.length > 0) return { roles: agent, by: "words" };
  const told =
    /^[^.:–—]{3,50}(?::| [–—-]) (.+)$/.exec(text)?.[1] ??
    /^(?:everybody|everyone|all)\b.{3,60}? and (the .+)$/i.exec(text)?.[1];
  return told === undefined ? nobody : rolesIn(told, known);
};

/** "(Finance)" or "[HR]" at either end, "– Finance" at the end. */
const inBrackets = (text: string, known: KnownRoles): string[] | undefined => {
  for (const form of bracketForms) {
    const inner = (form.exec(text)?.[1] ?? "").replace(/^by /i, "");
    const roles = rolesOf(inner, known);
    const first = roles.length > 0 ? roles : rolesOf(inner.split(",")[0] ?? "", known);
    if (first.length > 0) return first;
  }
  return undefined;
};

const bracketForms = [
  /^[([]([^()[\]]{2,60})[)\]]/,
  /[([]([^()[\]]{2,60})[)\]][.:;]?$/,
  / [([]([^()[\]]{2,60})[)\]][.;,]/,
  / [–—-] ([^–—().,:]{2,40}?)(?: \([^()]*\))?\.?$/,
];

/** "Manager: approve the request", "HR – sends the contract". */
const beforeColon = (text: string, known: KnownRoles): string[] | undefined => {
  const found = /^([^:.,–—]{2,50}?)(?::| [–—-]) +\S/.exec(text)?.[1];
  if (found === undefined || notPrefixes.test(found) || isImperative(found)) return undefined;
  const roles = rolesOf(found, known);
  return roles.length > 0 ? roles : undefined;
};

/** "Manager: approve the request" → "approve the request"; the same where no role stands in front. */
export const withoutRoleInFront = (text: string, known: KnownRoles): string =>
  beforeColon(text, known) ? text.replace(/^[^:.,–—]{2,50}?(?::| [–—-]) +/, "") : text;

const adverb = /^(?:then|also|now|first|always|either|both|jointly|next|only|again|\p{L}+ly)$/iu;

/** The words in front of the verb, when they name a role; the longest such: "the team lead checks". */
const subjectOf = (text: string, known: KnownRoles): FoundRoles => {
  const words = text.split(/\s+/).slice(0, 14);
  const bare = words.map((word) => word.replaceAll(/[^\p{L}\p{N}&@/'’-]/gu, ""));
  if (/^(?:he|she|they)$/i.test(bare[0] ?? "")) return { roles: [], by: "pronoun" };
  if (/^you$/i.test(bare[0] ?? "") && actsAt(bare, 1)) return { roles: ["You"], by: "words" };
  const begins = [1, 2, 3].some((count) => known.has(roleKey(bare.slice(0, count).join(" "))));
  if (isImperative(text) && !begins && !departments.has((bare[0] ?? "").toLowerCase())) return nobody;
  let found: FoundRoles | undefined;
  for (let count = 1; count < bare.length && count <= longestRole * 2; count += 1) {
    if (count > 1 && /[.;:]$/.test(words[count - 2] ?? "")) break;
    let at = count;
    while (adverb.test(bare[at] ?? "")) at += 1;
    const roles = rolesOf(words.slice(0, count).join(" ").replace(/,$/, ""), known);
    if (!startsPredicate(bare, at) && !looksLikeVerb(bare, at)) continue;
    if (roles.length > 0) found = isPassive(bare, at) ? nobody : { roles, by: "words" };
  }
  return found ?? nameOf(bare);
};

/** "you ask", "you must ask"; "you are asked" and "you may" are none. */
const actsAt = (words: readonly string[], at: number): boolean => {
  const [first = "", second = ""] = words.slice(at).filter((word) => !adverb.test(word));
  return isVerb(first) || (/^(?:must|should|shall|will)$/i.test(first) && isVerb(second));
};

/** "Release captain cuts the branch": a role though its first word could be an instruction, for what follows is a verb with its object. */
export const actingRole = (text: string): string | undefined => {
  const [, role, verb = ""] = /^((?:[\p{L}-]+ ){1,2}[\p{L}-]+) (\p{Ll}{2,}s) (?:the|an?|its|their) /u.exec(text) ?? [];
  return role !== undefined && !verb.endsWith("ss") && isRole(role) ? role : undefined;
};

/** "requests are logged" has no verb at "requests". */
const startsPredicate = (words: readonly string[], at: number): boolean => {
  const word = words[at] ?? "";
  const after = words[at + 1] ?? "";
  if (isModal(word)) return true;
  if (/^(?:is|are|was|were|must|will|should|has|have)$/i.test(after)) return false;
  return isThirdPerson(word) || isVerb(word);
};

/** A verb that is in no list, behind a role: "the employee travels". */
const looksLikeVerb = (words: readonly string[], at: number): boolean =>
  /^\p{Ll}{3,}s$/u.test(words[at] ?? "") &&
  !/ss$/.test(words[at] ?? "") &&
  /^(?:|the|a|an|to|in|on|with|for|from|it|them|his|her|their|all|each|at|by|and)$/i.test(words[at + 1] ?? "");

/** "the customer is informed": something is done to the customer. */
const isPassive = (words: readonly string[], at: number): boolean => {
  const rest = words.slice(at).filter((word) => !adverb.test(word) && !/^(?:not|to)$/i.test(word));
  const [first = "", second = "", third = ""] = rest;
  if (/^(?:is|are|was|were)$/i.test(first)) return !/^(?:responsible|accountable|in|charge)$/i.test(second);
  return isModal(first) && /^(?:be|been)$/i.test(second) && isParticiple(third);
};

/** "Maria sends the contract": one or two capitalised words before a verb and its object. */
const nameOf = (words: readonly string[]): FoundRoles => {
  for (const count of [1, 2]) {
    const name = words.slice(0, count);
    const [verb = "", object = ""] = words.slice(count);
    const looks = name.every(
      (word) =>
        /^\p{Lu}\p{Ll}{2,}$/u.test(word) &&
        !determiner.test(word) &&
        !/(?:ment|tion|sion|ing|al|ity|ness|ance|ence|s)$/.test(word),
    );
    const acts =
      isThirdPerson(verb) && /^(?:the|a|an|it|them|all|this|these|her|his|their|each|every|both)$/i.test(object);
    if (
      looks &&
      acts &&
      !/^(?:this|that|it|there|here|then|which|who|what|he|she|they|we|you|everyone|nobody|somebody|form|procedure|process|document|policy|table|page|step)$/i.test(
        name[0] ?? "",
      )
    )
      return { roles: [name.join(" ")], by: "name" };
  }
  return nobody;
};

/** "is approved by the finance manager". */
const behindBy = (text: string, known: KnownRoles): string[] => {
  for (const found of text.matchAll(/\b(\p{L}+) by ((?:[\p{L}\p{N}&/’'-]+(?: |$|(?=[.,;)]))){1,9})/gu)) {
    if (!isParticiple(found[1] ?? "")) continue;
    const words = (found[2] ?? "").trim().split(/\s+/);
    for (let count = words.length; count > 0; count -= 1) {
      const phrase = words.slice(0, count);
      if (innerWords.test(phrase.at(-1) ?? "")) continue;
      const roles = rolesOf(phrase.join(" "), known);
      if (roles.length > 0) return roles;
    }
  }
  return [];
};
