// Plans that list rows, or compute something of all of them.
import { type Draft, isLabel, note } from "./draft.ts";
import { isMark } from "./mark.ts";
import { combined, onlyMeasure, settledEach, takeLoneAggregation } from "./measuring.ts";
import type { Pieces } from "./pieces.ts";
import type { Filter, Measure, QueryPlan } from "./plan.ts";
import { base, columnsLeft, compareSides, named } from "./plan-parts.ts";
import { bothWays, comparison } from "./relation-plan.ts";
import { type Field, fieldNamed, titleOf } from "./subject.ts";

export const list = (pieces: Pieces): QueryPlan | undefined => {
  const { draft } = pieces;
  const measures = named(draft);
  if (draft.groups.length > 0 && measures.length > 0)
    return { ...base(pieces), kind: "aggregate", measures: settledEach(draft, measures) };
  const [only] = measures;
  const held =
    only && measures.length === 1
      ? namesThatFit(
          pieces,
          draft.subject.fields.filter(({ name }) => name === only.column),
        )
      : undefined;
  if (held) return held;
  const field = fieldNamed(draft.subject, only?.column ?? "");
  if (
    measures.length === 1 &&
    field?.role === "category" &&
    draft.filters.length === 0 &&
    field.distinct < draft.subject.rows * 0.5
  )
    return { ...base(pieces), kind: "distribution", measures };
  return { ...base(pieces), kind: "list", measures };
};

export const plainPlan = (pieces: Pieces): QueryPlan | undefined => {
  const { draft } = pieces;
  const asksWhich = draft.marks.some((mark) => isMark(mark, "which"));
  const lone = draft.measures.length === 0 ? takeLoneAggregation(draft) : undefined;
  const others = columnsLeft(draft, ({ role }) => role !== "measure");
  if (lone && draft.measures.length === 0) return loneAggregation(pieces, lone, others);
  if (draft.measures.length === 0) return withoutMeasure(pieces, others, asksWhich);
  const groups =
    draft.groups.length > 0
      ? draft.groups
      : others
          .filter(({ distinct }) => distinct < draft.subject.rows * 0.5)
          .slice(0, 2)
          .map((field) => ({ column: field.name }));
  const identified = draft.filters.some(
    (filter) => filter.op === "is" && isLabel(draft, fieldNamed(draft.subject, filter.column) ?? noCount),
  );
  if (
    draft.measures.every(({ aggregation }) => aggregation === "value") &&
    ((asksWhich && others.length > 0 && groups.length === 0) || (identified && others.length > 0))
  )
    return {
      ...base(pieces),
      kind: "list",
      measures: [...others.map(({ name }): Measure => ({ aggregation: "value", column: name })), ...draft.measures],
    };
  const bounded = draft.filters.some(({ op }) => bounds.has(op));
  const bare = draft.measures.every(({ aggregation }) => aggregation === "value");
  if (/\bwhich\b/i.test(pieces.text) && bounded && bare && groups.length === 0)
    return { ...base(pieces), kind: "list", measures: draft.measures };
  if (draft.sides.length >= 2)
    return compareSides(
      pieces,
      draft.measures.flatMap((measure) => bothWays(draft, measure)),
    );
  const measures = draft.measures.map((measure) => ofManyRows(draft, measure, groups.length > 0));
  return { ...base(pieces), kind: "aggregate", groups, measures };
};

/** What is named bare: amounts add up, and that is said; other figures are averaged in groups, and told as they are in one. */
const ofManyRows = (draft: Draft, measure: Measure, grouped: boolean): Measure => {
  if (measure.aggregation !== "value") return measure;
  const how = combined(draft, measure);
  if (how === "average" && !grouped) return measure;
  note(draft, `I ${how === "sum" ? "added up" : "averaged"} ${titleOf(draft.subject, measure.column ?? "")}.`);
  return { ...measure, aggregation: how };
};

/** "Which ages had more than 1000 people" asks for rows, though an age is a number. */
const bounds = new Set<Filter["op"]>(["above", "at_least", "below", "at_most"]);

const noCount = { distinct: 0 } as Field;

const loneAggregation = (
  pieces: Pieces,
  aggregation: Measure["aggregation"],
  others: readonly Field[],
): QueryPlan | undefined => {
  const { draft } = pieces;
  const [other] = others;
  if ((aggregation === "distinct" || aggregation === "count") && other)
    return { ...base(pieces), kind: "count", measures: [{ aggregation: "distinct", column: other.name }] };
  const only = onlyMeasure(draft.subject);
  if (!only) {
    draft.troubles.push("I don't see which column is to be computed");
    return undefined;
  }
  if (draft.sides.length >= 2) return compareSides(pieces, [{ aggregation, column: only.name }]);
  return { ...base(pieces), kind: "aggregate", measures: [{ aggregation, column: only.name }] };
};

const withoutMeasure = (pieces: Pieces, others: readonly Field[], asksWhich: boolean): QueryPlan | undefined => {
  const { draft } = pieces;
  const shown = others.map(({ name }): Measure => ({ aggregation: "value", column: name }));
  if (draft.groups.length > 0) return { ...base(pieces), kind: "count", measures: [{ aggregation: "count" }] };
  if (draft.sides.length >= 2 && !asksWhich) return comparison(pieces);
  const held = asksWhich ? namesThatFit(pieces, others) : undefined;
  if (held) return held;
  if (draft.filters.length + draft.sides.length > 0) return { ...base(pieces), kind: "list", measures: shown };
  const [only] = others;
  if (only && others.length === 1 && (pieces.chart || asksWhich))
    return { ...base(pieces), kind: "distribution", measures: shown };
  return undefined;
};

/** "Which series ever had a rate above 20": each name once, with the number of its rows that do. */
const namesThatFit = (pieces: Pieces, others: readonly Field[]): QueryPlan | undefined => {
  const { draft } = pieces;
  const ever = /\bever\b|\bin (?:a|any|one|some)(?: single)? (?:year|month|week|day)\b/i.test(pieces.text);
  const [only, ...more] = ever ? others.filter(({ role }) => role !== "time") : others;
  const repeated = only?.role === "category" && only.distinct < draft.subject.rows * 0.5;
  if (!only || more.length > 0 || !repeated || draft.filters.length + draft.sides.length === 0) return undefined;
  const limited = [...draft.filters, ...draft.sides].map(({ column }) => fieldNamed(draft.subject, column) ?? noCount);
  if (limited.some((field) => field === only || (field.kind === "text" && isLabel(draft, field)))) return undefined;
  return {
    ...base(pieces),
    kind: "count",
    groups: [{ column: only.name }],
    measures: [{ aggregation: "count" }],
    having: { op: "at_least", value: 1 },
    order: "highest",
  };
};
