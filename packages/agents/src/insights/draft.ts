// A plan while it is being made from a question: what has been understood, what was assumed, and what is not understood.
import type { Mark } from "./mark.ts";
import type { Filter, Group, Measure, QueryPlan } from "./plan.ts";
import { type Field, isNumeric, type Subject } from "./subject.ts";

export interface Draft {
  readonly subject: Subject;
  readonly filters: Filter[];
  /** Periods and values of which each is to stand on its own. */
  readonly sides: Filter[];
  readonly groups: Group[];
  readonly measures: Measure[];
  /** What was taken for granted, in sentences for the user. */
  readonly notes: string[];
  /** What stands in the way, in words for the user. */
  readonly troubles: string[];
  /** What is left to be understood. */
  marks: Mark[];
}

export const draftOf = (subject: Subject, marks: readonly Mark[]): Draft => ({
  subject,
  filters: [],
  sides: [],
  groups: [],
  measures: [],
  notes: [],
  troubles: [],
  marks: marks.filter(({ meaning }) => meaning.type !== "filler"),
});

/** What the grammar makes of a question. */
export type Understanding =
  | { readonly type: "plan"; readonly plan: QueryPlan; readonly notes: readonly string[] }
  /** `words` were not understood, or `trouble` says what stands in the way. */
  | { readonly type: "unclear"; readonly words: readonly string[]; readonly trouble?: string };

const wholeWords = new Set(["worldwide", "total", "overall", "global", "all", "gross"]);

/** The likeliest of several columns; that there are others is said. */
export const oneOf = (draft: Draft, fields: readonly Field[], said: string): Field | undefined => {
  const whole = fields.find(({ words }) => words.some((word) => wholeWords.has(word) && word !== "gross"));
  const field = whole ?? fields[0];
  const others = fields.filter((other) => other !== field);
  if (field && others.length > 0)
    note(
      draft,
      `I took “${said}” as ${field.title}; there is also ${others
        .slice(0, 3)
        .map(({ title }) => title)
        .join(", ")}.`,
    );
  return field;
};

export const numericOf = (draft: Draft, fields: readonly Field[], said: string): Field | undefined =>
  oneOf(draft, fields.filter(isNumeric), said);

export const note = ({ notes }: Draft, text: string) => {
  if (!notes.includes(text)) notes.push(text);
};

/** Takes the marks at `places` out of what is left. */
export const take = (draft: Draft, ...places: readonly number[]) => {
  draft.marks = draft.marks.filter((_, place) => !places.includes(place));
};

/** A column that names each row. */
export const isLabel = ({ subject }: Draft, { distinct }: Field): boolean => distinct > subject.rows * 0.9;
