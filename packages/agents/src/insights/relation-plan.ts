// Plans that set things against one another: correlations, shares, comparisons.
import type { Draft } from "./draft.ts";
import { readableBucket } from "./grouping.ts";
import { combined, onlyMeasure, settled, takeLoneAggregation } from "./measuring.ts";
import type { Pieces } from "./pieces.ts";
import type { Measure, QueryPlan } from "./plan.ts";
import { base, columnsLeft, compareSides } from "./plan-parts.ts";
import { measuresOf } from "./subject.ts";

export const correlation = (pieces: Pieces): QueryPlan | undefined => {
  const { draft } = pieces;
  const categories = columnsLeft(
    draft,
    ({ role, kind }) => role === "category" || kind === "date" || kind === "timestamp",
  );
  const [category] = categories;
  if (category && draft.measures.length > 0 && draft.groups.length === 0) {
    const group =
      category.role === "time"
        ? { column: category.name, bucket: readableBucket(category) ?? "year" }
        : { column: category.name };
    return { ...base(pieces), kind: "aggregate", groups: [group], measures: settled(draft.measures, "average") };
  }
  if (measuresOf(draft.subject).length < 2 && draft.measures.length < 2)
    draft.troubles.push("this table has fewer than two columns of numbers, so nothing can correlate");
  return { ...base(pieces), kind: "correlate", measures: settled(draft.measures, "value").slice(0, 2) };
};

export const share = (pieces: Pieces): QueryPlan | undefined => {
  const { draft, part } = pieces;
  const plan = base(pieces);
  const measures = draft.measures
    .slice(0, 1)
    .map(({ column }): Measure => ({ aggregation: "sum", ...(column && { column }) }));
  if (part) return { ...plan, kind: "share", measures, groups: [], part: [...part] };
  const of = plan.filters.filter(({ op }) => op !== "during");
  if (draft.groups.length > 0 && of.length === 0) return { ...plan, kind: "share", measures };
  if (of.length > 0)
    return {
      ...plan,
      kind: "share",
      measures,
      groups: [],
      filters: plan.filters.filter(({ op }) => op === "during"),
      part: of,
    };
  const [category] = columnsLeft(draft, ({ role }) => role === "category");
  if (category) return { ...plan, kind: "share", measures, groups: [{ column: category.name }] };
  draft.troubles.push("I don't see what the share is of");
  return undefined;
};

/** Amounts are compared as they add up, and for each row, since one side may have more rows. */
export const bothWays = (draft: Draft, measure: Measure): Measure[] =>
  measure.aggregation === "value" && combined(draft, measure) === "sum"
    ? [
        { ...measure, aggregation: "sum" },
        { ...measure, aggregation: "average" },
      ]
    : settled([measure], "average");

export const comparison = (pieces: Pieces): QueryPlan | undefined => {
  const { draft, topics } = pieces;
  const counts = topics.includes("count");
  const standard = (lone: Measure["aggregation"] | undefined): Measure[] => {
    const only = onlyMeasure(draft.subject);
    const all = only ? [only] : measuresOf(draft.subject).slice(0, 4);
    if (lone && all.length > 0 && !counts) return all.map(({ name }) => ({ aggregation: lone, column: name }));
    return all.length > 0 && !counts
      ? all.flatMap(({ name }) => bothWays(draft, { aggregation: "value", column: name })).slice(0, 6)
      : [{ aggregation: "count" }];
  };
  const lone = takeLoneAggregation(draft);
  const measures =
    draft.measures.length > 0 ? draft.measures.flatMap((measure) => bothWays(draft, measure)) : standard(lone);
  if (draft.sides.length >= 2) return compareSides(pieces, measures);
  const groups =
    draft.groups.length > 0
      ? draft.groups
      : columnsLeft(draft, ({ role }) => role === "category" || role === "time")
          .slice(0, 1)
          .map(({ name }) => ({ column: name }));
  if (
    groups.length === 0 &&
    measures.length > 1 &&
    draft.measures.length > 1 &&
    /\b(?:vs|versus|against)\b/i.test(pieces.text)
  )
    return {
      ...base(pieces),
      kind: "correlate",
      measures: measures.slice(0, 2).map((one) => ({ ...one, aggregation: "value" })),
    };
  if (groups.length === 0 && draft.measures.length < 2) {
    draft.troubles.push("I need two things to compare, such as two values of a column or two years");
    return undefined;
  }
  return { ...base(pieces), kind: "aggregate", groups, measures };
};
