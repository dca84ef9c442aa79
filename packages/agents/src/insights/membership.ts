// Conditions of belonging: values ("from Japan", "not rain"), and times ("in 2008", "in march", "on weekends"), one or several.
import { spanOf } from "./condition.ts";
import { type Draft, note, take } from "./draft.ts";
import { isMark, type Mark, type MarkOf } from "./mark.ts";
import type { Filter } from "./plan.ts";
import { type Field, timeOf } from "./subject.ts";

/** Takes every value and time out of the marks. What is named side by side goes to `sides`, else to `filters`. */
export const takeMemberships = (draft: Draft) => {
  takeMissing(draft);
  takeValues(draft);
  takeTimes(draft);
};

const takeMissing = (draft: Draft) => {
  const place = draft.marks.findIndex((mark) => isMark(mark, "missing"));
  const mark = draft.marks[place];
  if (!isMark(mark, "missing")) return;
  const column = [place + 1, place - 1, place - 2].find((at) => isMark(draft.marks[at], "column"));
  const named = column === undefined ? undefined : draft.marks[column];
  const field = isMark(named, "column") ? named.meaning.fields[0] : undefined;
  if (!field || column === undefined) return;
  draft.filters.push({ op: mark.meaning.present ? "present" : "missing", column: field.name });
  take(draft, place, column);
};

interface Said {
  readonly field: Field;
  readonly values: string[];
  readonly not: boolean;
  joint: string | undefined;
}

const takeValues = (draft: Draft) => {
  const groups: Said[] = [];
  let place = draft.marks.findIndex((mark) => isMark(mark, "value"));
  while (place >= 0) {
    const mark = draft.marks[place];
    if (!isMark(mark, "value")) break;
    const around = columnAround(draft, place);
    const field =
      around && [mark.meaning.field, ...mark.meaning.also].includes(around.field) ? around.field : mark.meaning.field;
    if (!around && mark.meaning.also.length > 0) noteOther(draft, mark);
    const before = draft.marks[place - 1];
    const last = groups.at(-1);
    const joins = last?.field === field && isMark(before, "joint");
    const not = isMark(before, "not") || (isMark(before, "is") && isMark(draft.marks[place - 2], "not"));
    if (joins && last) {
      last.values.push(mark.meaning.value);
      last.joint = before.meaning.word === "," ? last.joint : before.meaning.word;
    } else groups.push({ field, values: [mark.meaning.value], not, joint: undefined });
    const own = around && around.field === field ? around.places : [];
    take(draft, place, ...own, ...(joins || isMark(before, "not") ? [place - 1] : []));
    place = draft.marks.findIndex((other) => isMark(other, "value"));
  }
  for (const said of merged(groups)) addValues(draft, said);
};

const noteOther = (draft: Draft, { meaning: { field, value, also } }: MarkOf<"value">) =>
  note(draft, `I took “${value}” as ${field.title}; it stands in ${also.map(({ title }) => title).join(", ")}, too.`);

/** Two mentions of one column mean both of its values. */
const merged = (groups: readonly Said[]): Said[] => {
  const result: Said[] = [];
  for (const group of groups) {
    const same = result.find(({ field, not }) => field === group.field && not === group.not);
    if (same) {
      same.values.push(...group.values);
      same.joint ??= group.joint ?? "and";
    } else result.push({ ...group, values: [...group.values] });
  }
  return result;
};

const addValues = (draft: Draft, { field, values, not, joint }: Said) => {
  const distinct = [...new Set(values)];
  const apart = distinct.length > 1 && joint !== "or" && !not;
  if (!apart) draft.filters.push({ op: not ? "is_not" : "is", column: field.name, values: distinct });
  else for (const value of distinct) draft.sides.push({ op: "is", column: field.name, values: [value] });
};

/** The column that a value is said to be of: "origin is Japan", "Comedy genre". */
const columnAround = (draft: Draft, place: number): { field: Field; places: number[] } | undefined => {
  const value = draft.marks[place];
  if (!isMark(value, "value")) return undefined;
  const own = (mark: Mark | undefined) =>
    isMark(mark, "column")
      ? mark.meaning.fields.find((field) => field === value.meaning.field || value.meaning.also.includes(field))
      : undefined;
  for (const steps of [[-1], [-2, -1], [-3, -2, -1], [1]]) {
    const at = place + (steps[0] ?? 0);
    const field = own(draft.marks[at]);
    const linked = steps.slice(1).every((step) => {
      const mark = draft.marks[place + step];
      return isMark(mark, "is") || isMark(mark, "not");
    });
    const grouped = isMark(draft.marks[at - 1], "each") || isMark(draft.marks[at - 1], "which");
    if (field && linked && !grouped)
      return {
        field,
        places: [
          at,
          ...steps
            .slice(1)
            .filter((step) => isMark(draft.marks[place + step], "is"))
            .map((step) => place + step),
        ],
      };
  }
  return undefined;
};

const takeTimes = (draft: Draft) => {
  const spans: { from: string; until: string; not: boolean }[] = [];
  let alternatives = false;
  for (let place = 0; place < draft.marks.length; ) {
    const mark = draft.marks[place];
    const before = draft.marks[place - 1];
    const not = isMark(before, "not");
    const span = spanOf(draft, mark);
    const recurring = isMark(mark, "period") ? recurringFilter(draft, mark.meaning.period) : undefined;
    if (!span && !recurring) {
      place += 1;
      continue;
    }
    if (span) spans.push({ from: span.from, until: span.until, not });
    if (recurring) draft.filters.push(recurring);
    const joined = isMark(before, "joint") && spans.length > 1;
    alternatives ||= joined && before.meaning.word === "or";
    const named =
      isMark(before, "column") && before.meaning.fields[0]?.role === "time" && !isMark(draft.marks[place - 2], "each");
    take(draft, place, ...(not || joined || named ? [place - 1] : []));
    place = 0;
  }
  addSpans(draft, spans, alternatives);
};

const addSpans = (
  draft: Draft,
  spans: readonly { from: string; until: string; not: boolean }[],
  alternatives: boolean,
) => {
  if (spans.length === 0) return;
  const time = timeOf(draft.subject);
  if (!time) {
    draft.troubles.push("this table has no dates");
    return;
  }
  if (alternatives) {
    draft.troubles.push("I take one time, or several to compare, but not one or another");
    return;
  }
  const filters = spans.map(
    ({ from, until, not }): Filter => ({ op: not ? "not_during" : "during", column: time.name, from, until }),
  );
  if (filters.length > 1 && spans.every(({ not }) => !not)) draft.sides.push(...filters);
  else draft.filters.push(...filters);
};

type Recurring = Extract<Filter, { op: "month_of_year" | "weekday" }>;

const recurringFilter = (
  draft: Draft,
  period: { type: string; months?: readonly number[]; days?: readonly number[] },
): Recurring | undefined => {
  const values = period.months ?? period.days;
  const time = timeOf(draft.subject);
  if (!values || !time) return undefined;
  if (time.kind === "year") {
    draft.troubles.push("this table knows years, but no months or days");
    return undefined;
  }
  return { op: period.months ? "month_of_year" : "weekday", column: time.name, values: [...values] };
};

/** Sides that nobody compares are all meant. */
export const united = (draft: Draft): Filter[] => {
  const [first] = draft.sides;
  if (!first) return [];
  const same = draft.sides.every((side) => side.op === "is" && side.column === first.column);
  if (same)
    return [
      { op: "is", column: first.column, values: draft.sides.flatMap((side) => (side.op === "is" ? side.values : [])) },
    ];
  draft.troubles.push("I can look at several times only to compare them");
  return [];
};
