// What plans of several kinds share: their common parts, and the columns that a question leaves to be used.
import { type Draft, take } from "./draft.ts";
import { isMark } from "./mark.ts";
import { united } from "./membership.ts";
import type { Pieces } from "./pieces.ts";
import type { Measure, QueryPlan } from "./plan.ts";
import type { Field } from "./subject.ts";

export const base = ({ draft, chart }: Pieces) => ({
  measures: [] as Measure[],
  groups: draft.groups,
  filters: [...draft.filters, ...united(draft)],
  ...(chart && { chart }),
});

export const columnsLeft = (draft: Draft, fits: (field: Field) => boolean): Field[] => {
  const found: Field[] = [];
  for (const [place, mark] of [...draft.marks.entries()].reverse()) {
    const field = isMark(mark, "column") ? mark.meaning.fields.find(fits) : undefined;
    if (field) {
      found.unshift(field);
      take(draft, place);
    }
  }
  return found;
};

export const named = (draft: Draft): Measure[] => [
  ...draft.measures,
  ...columnsLeft(draft, () => true).map((field): Measure => ({ aggregation: "value", column: field.name })),
];

export const compareSides = ({ draft, chart }: Pieces, measures: readonly Measure[]): QueryPlan | undefined => {
  const [first] = draft.sides;
  if (draft.sides.some(({ column, op }) => column !== first?.column || op !== first.op)) {
    draft.troubles.push("I compare values of one column, or times, but not both at once");
    return undefined;
  }
  return {
    kind: "compare",
    measures: [...measures],
    groups: draft.groups,
    filters: draft.filters,
    sides: draft.sides.slice(0, 8),
    ...(chart && { chart }),
  };
};
