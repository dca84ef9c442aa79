// What a question ranks: "top 5", "highest temperature", "which origin has the most", "best month".
import { type Draft, numericOf, take } from "./draft.ts";
import { fieldsOfIdea } from "./field-match.ts";
import { isMark, type MarkOf } from "./mark.ts";
import { type Field, isNumeric, measuresOf, timeOf } from "./subject.ts";

export interface Ranking {
  readonly end: "highest" | "lowest";
  readonly sense: "literal" | "judged" | "amount" | "top";
  readonly limit?: number;
  /** As it was said. */
  readonly said: string;
  /** The column that the word itself speaks of: "cheapest" of price. */
  readonly field?: Field;
  /** It ranks by time: "latest price". */
  readonly byTime?: boolean;
}

/** "The three regions with the highest …": the number stands before what is ranked. */
const countBefore = ({ marks }: Draft, end: number): number | undefined => {
  const place = marks.findIndex((mark, at) => {
    const [before, next] = [marks[at - 1], marks[at + 1]];
    if (at >= end || !isMark(mark, "number") || mark.meaning.year || mark.meaning.value > 100) return false;
    if (isMark(before, "comparator") || isMark(before, "joint") || isMark(before, "between")) return false;
    if (isMark(before, "column") || isMark(before, "is")) return false;
    return isMark(next, "rows") || (isMark(next, "column") && !next.meaning.fields.some(isNumeric));
  });
  return place < 0 ? undefined : place;
};

/** Takes "top 5", "5 highest" and the like out of the marks; the first that stands there decides. */
export const takeRanking = (draft: Draft): Ranking | undefined => {
  const place = draft.marks.findIndex((mark) => isMark(mark, "extreme"));
  const mark = draft.marks[place];
  if (!isMark(mark, "extreme")) return undefined;
  const [before, after] = [draft.marks[place - 1], draft.marks[place + 1]];
  const count = isCount(after) ? place + 1 : isCount(before) ? place - 1 : countBefore(draft, place);
  const number = count === undefined ? undefined : draft.marks[count];
  const limit = isMark(number, "number") ? number.meaning.value : undefined;
  const { end, sense, ideas } = mark.meaning;
  take(draft, place, ...(count === undefined ? [] : [count]));
  const field = ideas && ideaField(draft, mark, ideas);
  // "top 5 highest", "the best and the worst": a second word of the same end adds nothing.
  const again = draft.marks.findIndex((other) => isMark(other, "extreme") && other.meaning.end === end);
  const second = draft.marks[again];
  const more = isMark(second, "extreme") ? second.meaning.ideas : undefined;
  const secondField = isMark(second, "extreme") && more ? ideaField(draft, second, more) : undefined;
  if (again >= 0) take(draft, again);
  const chosen = field ?? secondField;
  const bad = sense === "judged" && isBad(draft);
  return {
    end: bad ? (end === "highest" ? "lowest" : "highest") : end,
    sense: sense === "top" && again >= 0 ? "literal" : sense,
    said: mark.text,
    ...(limit !== undefined && Number.isInteger(limit) && limit > 0 && { limit: Math.min(limit, 1000) }),
    ...(chosen && { field: chosen }),
    ...(chosen?.role === "time" && { byTime: true }),
  };
};

const badWords =
  /^(?:delays?|late|deaths?|fatalit|casualt|injur|killed|unemploy|jobless|errors?$|defect|fail|faults?$|crimes?$|losse?s?$|damage|complaint|mortality|debt|pollut|emission|poverty|obes|diseas|infect|waiting)/;

/** The worst delay is the longest: less is better of what nobody wants. */
const isBad = ({ marks, subject }: Draft): boolean => {
  const named = marks.flatMap((mark) => (isMark(mark, "column") ? mark.meaning.fields.filter(isNumeric) : []));
  const [field, ...others] = named.length > 0 ? named : measuresOf(subject);
  return field !== undefined && others.length === 0 && field.words.some((word) => badWords.test(word));
};

const isCount = (mark: Parameters<typeof isMark>[0]): boolean => isMark(mark, "number") && !mark.meaning.year;

const ideaField = (draft: Draft, { meaning, text }: MarkOf<"extreme">, ideas: readonly string[]): Field | undefined => {
  if (ideas.includes("date")) {
    const time = timeOf(draft.subject);
    if (!time) draft.troubles.push(`this table has no dates to tell the ${text}`);
    return time;
  }
  const next = draft.marks.find((mark) => isMark(mark, "column") && mark.meaning.fields.some(isNumeric));
  const fields = fieldsOfIdea(draft.subject, ideas).filter(isNumeric);
  const named = isMark(next, "column") ? fields.filter((field) => next.meaning.fields.includes(field)) : [];
  const field = numericOf(draft, sideOf(named.length > 0 ? named : fields, meaning.end), text);
  if (!field) draft.troubles.push(`no column of this table tells me what is “${text}”`);
  return field;
};

/** Of several columns of one name, the one that is of this end: the highest temperature is looked for in temp_max. */
export const sideOf = (fields: readonly Field[], end: "highest" | "lowest"): readonly Field[] => {
  const sided = fields.filter(({ words }) => words.includes(end === "highest" ? "max" : "min"));
  return sided.length > 0 ? sided : fields;
};
