// Conditions on numbers and times: "more than 100 horsepower", "price under 50", "8 cylinders", "before 2004", "between 2000 and 2003".
import { type Draft, numericOf, oneOf, take } from "./draft.ts";
import { type Comparator, isMark, type Mark, type MarkOf } from "./mark.ts";
import { onlyMeasure } from "./measuring.ts";
import { type Period, yearSpan } from "./period.ts";
import type { Filter } from "./plan.ts";
import { type Field, isNumeric, timeOf } from "./subject.ts";

/** Takes every condition out of the draft's marks. */
export const takeConditions = (draft: Draft) => {
  for (let place = 0; place < draft.marks.length; ) {
    const taken =
      takeRange(draft, place) || takeComparison(draft, place) || takeBeyond(draft, place) || takeEquality(draft, place);
    place = taken ? 0 : place + 1;
  }
};

/** The span of a time that was said, if the mark is one. */
export const spanOf = (draft: Draft, mark: Mark | undefined): Extract<Period, { type: "span" }> | undefined => {
  const period = isMark(mark, "period")
    ? mark.meaning.period
    : isMark(mark, "number") && mark.meaning.year
      ? yearSpan(mark.meaning.value)
      : undefined;
  if (period?.type === "last") return lastSpan(draft, period.unit);
  return period?.type === "span" ? period : undefined;
};

const lastSpan = (draft: Draft, unit: "year" | "month"): Extract<Period, { type: "span" }> | undefined => {
  const max = String(timeOf(draft.subject)?.max ?? "");
  if (!/^\d{4}/.test(max)) return undefined;
  const [year = 0, month = 1] = max.split("-").map(Number);
  const span = unit === "year" ? yearSpan(year) : undefined;
  const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
  draft.notes.push(`The last ${unit} in the table is ${unit === "year" ? year : max.slice(0, 7)}.`);
  return span?.type === "span" ? span : { type: "span", from: `${max.slice(0, 7)}-01`, until: next };
};

const timeColumn = (draft: Draft, beside: Mark | undefined): Field | undefined => {
  const named = isMark(beside, "column") ? beside.meaning.fields.filter(({ role }) => role === "time") : [];
  const time = named[0] ?? timeOf(draft.subject);
  if (!time) draft.troubles.push("this table has no dates");
  return time;
};

const hasNumbers = (mark: Mark | undefined): mark is MarkOf<"column"> =>
  isMark(mark, "column") && mark.meaning.fields.some(isNumeric);

/** A column of time that belongs to the time after it, and is not what "per" groups by. */
const tellsOf = (draft: Draft, place: number): boolean =>
  isTimeColumn(draft.marks[place]) && !isMark(draft.marks[place - 1], "each");

const isTimeColumn = (mark: Mark | undefined): boolean =>
  isMark(mark, "column") && mark.meaning.fields[0]?.role === "time";

/** The place before `place`, over an "is". */
export const before = (draft: Draft, place: number): number =>
  isMark(draft.marks[place - 1], "is") ? place - 2 : place - 1;

/** "Which ages had more than 1000 people" bounds the people. */
const isAsked = (draft: Draft, place: number): boolean => isMark(draft.marks[place - 1], "which");

/** "between a and b", "from a to b", "a to b". */
const takeRange = (draft: Draft, place: number): boolean => {
  const opened = isMark(draft.marks[place], "between");
  const first = opened ? place + 1 : place;
  const [low, joint, high] = draft.marks.slice(first, first + 3);
  if (!isMark(joint, "joint") || !(joint.meaning.word === "to" || (opened && joint.meaning.word === "and")))
    return false;
  const ends = opened ? [place, first, first + 1, first + 2] : [first, first + 1, first + 2];
  const [from, until] = [spanOf(draft, low), spanOf(draft, high)];
  const column = [before(draft, place), first + 3].find((at) => mayLieBetween(draft.marks[at], low, high));
  const ofNumbers = isMark(low, "number") && isMark(high, "number") && column !== undefined;
  if (from && until && (!ofNumbers || measured(draft, column) || isInTime(draft, from.from, until.from))) {
    const beside = before(draft, place);
    const time = timeColumn(draft, draft.marks[beside]);
    if (!time) return false;
    draft.filters.push({ op: "during", column: time.name, from: from.from, until: until.until });
    take(draft, ...ends, ...(tellsOf(draft, beside) ? [beside, place - 1] : []));
    return true;
  }
  if (!ofNumbers) return false;
  const mark = draft.marks[column];
  const field = hasNumbers(mark) ? numericOf(draft, mark.meaning.fields, mark.text) : undefined;
  if (!field) return false;
  draft.filters.push({ op: "between", column: field.name, from: low.meaning.value, to: high.meaning.value });
  take(draft, ...ends, ...(measured(draft, column) ? [] : [column]), ...(column < place ? [place - 1] : []));
  return true;
};

/** Years that the table has are years, even beside a column in which such numbers stand. */
const isInTime = ({ subject }: Draft, from: string, until: string): boolean => {
  const time = timeOf(subject);
  const [first, last] = [time?.min, time?.max].map((cell) => String(cell ?? "").slice(0, 4));
  return time !== undefined && from.slice(0, 4) >= (first ?? "") && until.slice(0, 4) <= (last ?? "");
};

/** Whether the column has any values between the two; years beside a column of prices are years. */
const mayLieBetween = (mark: Mark | undefined, low: Mark | undefined, high: Mark | undefined): boolean =>
  hasNumbers(mark) &&
  isMark(low, "number") &&
  isMark(high, "number") &&
  mark.meaning.fields.some(
    (field) => isNumeric(field) && Number(field.max) >= low.meaning.value && Number(field.min) <= high.meaning.value,
  );

/** Whether the column at `place` is asked for, and not only part of a condition: "average price", "highest price". */
const measured = (draft: Draft, place: number): boolean => {
  const mark = draft.marks[place - 1];
  return isMark(mark, "aggregation") || isMark(mark, "extreme");
};

const takeComparison = (draft: Draft, place: number): boolean => {
  const mark = draft.marks[place];
  if (!isMark(mark, "comparator")) return false;
  const value = draft.marks[place + 1];
  const { op, temporal } = mark.meaning;
  const [left, right] = [before(draft, place), place + 2];
  const numberColumn =
    hasNumbers(draft.marks[right]) && (!hasNumbers(draft.marks[left]) || measured(draft, left) || isAsked(draft, left))
      ? right
      : left;
  const ofNumber = isMark(value, "number") && hasNumbers(draft.marks[numberColumn]) && temporal === undefined;
  if (ofNumber) {
    if (numberColumn === left && isMark(draft.marks[left - 1], "aggregation")) {
      draft.troubles.push("I can leave out rows by their values, but not groups by a figure computed of them");
      return false;
    }
    if (!compare(draft, numberColumn, op, value.meaning.value)) return false;
    const named = measured(draft, numberColumn) ? [] : [numberColumn];
    take(draft, place, place + 1, ...named, ...(numberColumn === left ? between(left, place) : []));
    return true;
  }
  const span = spanOf(draft, value);
  if (!span) return temporal === undefined && compareOnly(draft, place);
  const time = timeColumn(draft, draft.marks[left]);
  if (!time) return false;
  draft.filters.push(timeFilter(time.name, op, span));
  take(draft, place, place + 1, ...(tellsOf(draft, left) ? [left, ...between(left, place)] : []));
  return true;
};

/** "Ever exceeded 500": a number beside no column is of the one column it can be of. */
const compareOnly = (draft: Draft, place: number): boolean => {
  const [mark, value, noun] = draft.marks.slice(place, place + 3);
  const only = onlyMeasure(draft.subject);
  if (!isMark(mark, "comparator") || !isMark(value, "number") || !only || isMark(noun, "unknown")) return false;
  if (isMark(noun, "rows") || isMark(noun, "bucket")) return false;
  draft.filters.push({ op: mark.meaning.op, column: only.name, value: value.meaning.value });
  take(draft, place, place + 1);
  return true;
};

const between = (left: number, right: number): number[] =>
  Array.from({ length: Math.max(0, right - left - 1) }, (_, step) => left + 1 + step);

const compare = (draft: Draft, place: number, op: Comparator, value: number): boolean => {
  const mark = draft.marks[place];
  const field = hasNumbers(mark) ? numericOf(draft, mark.meaning.fields, mark.text) : undefined;
  if (!field) return false;
  draft.filters.push({ op, column: field.name, value });
  return true;
};

const timeFilter = (column: string, op: Comparator, { from, until }: { from: string; until: string }): Filter => {
  switch (op) {
    case "above":
      return { op: "during", column, from: until };
    case "at_least":
      return { op: "during", column, from };
    case "below":
      return { op: "during", column, until: from };
    case "at_most":
      return { op: "during", column, until };
  }
};

/** "8 or more cylinders", "2004 or later". */
const takeBeyond = (draft: Draft, place: number): boolean => {
  const [value, beyond, after] = draft.marks.slice(place, place + 3);
  if (!isMark(value, "number") || !isMark(beyond, "orBeyond")) return false;
  const left = before(draft, place);
  const column = hasNumbers(after) ? place + 2 : left;
  if (hasNumbers(draft.marks[column])) {
    if (!compare(draft, column, beyond.meaning.op, value.meaning.value)) return false;
    take(draft, place, place + 1, column, ...(column === left ? between(left, place) : []));
    return true;
  }
  const span = spanOf(draft, value);
  const time = span && timeColumn(draft, draft.marks[left]);
  if (!span || !time) return false;
  draft.filters.push(timeFilter(time.name, beyond.meaning.op, span));
  take(draft, place, place + 1);
  return true;
};

/** "8 cylinders", "cylinders is 8", "year 2008", "not 8 cylinders". */
const takeEquality = (draft: Draft, place: number): boolean => {
  const value = draft.marks[place];
  if (!isMark(value, "number")) return false;
  const left = before(draft, place);
  const not = isMark(draft.marks[left], "not") || isMark(draft.marks[place - 1], "not");
  const beforeNot = not ? before(draft, isMark(draft.marks[place - 1], "not") ? place - 1 : left) : left;
  const column = hasNumbers(draft.marks[place + 1]) ? place + 1 : beforeNot;
  const mark = draft.marks[column];
  if (!hasNumbers(mark) || (value.meaning.year && timeOf(draft.subject))) return false;
  const field = oneOf(draft, mark.meaning.fields.filter(isNumeric), mark.text);
  if (!field) return false;
  const more = moreNumbers(draft, place);
  draft.filters.push({ op: not ? "is_not" : "is", column: field.name, values: [value.meaning.value, ...more.values] });
  const [from, to] = [Math.min(place, column), Math.max(place, column)];
  take(draft, place, column, ...between(from, to), ...more.places, ...(not ? [left, place - 1] : []));
  return true;
};

/** "cylinders is 4 or 6": the numbers that follow. */
const moreNumbers = (draft: Draft, place: number): { values: number[]; places: number[] } => {
  const [joint, next] = draft.marks.slice(place + 1, place + 3);
  return isMark(joint, "joint") && isMark(next, "number") && !next.meaning.year
    ? { values: [next.meaning.value], places: [place + 1, place + 2] }
    : { values: [], places: [] };
};
