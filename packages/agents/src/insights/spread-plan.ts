// Plans that look at a column as a whole: what stands out, how it is spread, how it went over time.
import type { Draft } from "./draft.ts";
import { readableBucket } from "./grouping.ts";
import { isMark } from "./mark.ts";
import { combined, onlyMeasure, settled, takeLoneAggregation } from "./measuring.ts";
import { united } from "./membership.ts";
import type { Pieces } from "./pieces.ts";
import type { Measure, QueryPlan } from "./plan.ts";
import { base, named } from "./plan-parts.ts";
import { type Field, fieldNamed, isNumeric, timeOf } from "./subject.ts";

export const lookedAt = (kind: "outliers", pieces: Pieces, standard: readonly Field[]): QueryPlan => {
  const chosen = named(pieces.draft).filter(({ column }) =>
    isNumeric(fieldNamed(pieces.draft.subject, column ?? "") ?? noField),
  );
  const measures =
    chosen.length > 0
      ? chosen
      : standard.slice(0, 8).map(({ name }): Measure => ({ aggregation: "value", column: name }));
  return { ...base(pieces), kind, measures };
};

const noField = { kind: "text" } as Field;

export const distribution = (pieces: Pieces): QueryPlan | undefined => {
  const { draft } = pieces;
  const group = draft.groups[0];
  const measures = named(draft);
  if (group && measures.length > 0) {
    const column = measures[0]?.column ?? "";
    const of = (aggregation: Measure["aggregation"]): Measure => ({ aggregation, column });
    return { ...base(pieces), kind: "aggregate", measures: [of("min"), of("median"), of("average"), of("max")] };
  }
  const only = onlyMeasure(draft.subject);
  const chosen = measures[0]?.column ?? group?.column ?? only?.name;
  if (chosen === undefined) {
    draft.troubles.push("I don't see which column's distribution is meant");
    return undefined;
  }
  return { ...base(pieces), kind: "distribution", groups: [], measures: [{ aggregation: "value", column: chosen }] };
};

export const trend = (pieces: Pieces): QueryPlan | undefined => {
  const { draft, topics } = pieces;
  const time = timeOf(draft.subject);
  if (!time) {
    draft.troubles.push("this table has no dates, so there is no change over time");
    return undefined;
  }
  const lone = takeLoneAggregation(draft);
  const only = onlyMeasure(draft.subject);
  const bare: Measure[] =
    draft.measures.length > 0
      ? draft.measures
      : topics.includes("count") || rowsAreMeant(draft)
        ? [{ aggregation: "count" }]
        : only
          ? [{ aggregation: "value", column: only.name }]
          : [];
  if (bare.length === 0) {
    draft.troubles.push("I don't see what is to be followed over time");
    return undefined;
  }
  const measures = bare
    .slice(0, 3)
    .map((measure) => settled([measure], lone ?? combined(draft, measure))[0] ?? measure);
  const grouped = draft.groups.find(({ column }) => fieldNamed(draft.subject, column)?.role === "time");
  const bucket = readableBucket(time);
  const along = grouped ?? { column: time.name, ...(bucket && { bucket }) };
  const others = draft.groups.filter((group) => group !== grouped).slice(0, 1);
  const sides = united(draft);
  const apart = sides[0]?.op === "is" && others.length === 0 ? [{ column: sides[0].column }] : [];
  return { ...base(pieces), kind: "trend", measures, groups: [along, ...others, ...apart] };
};

const rowsAreMeant = (draft: Draft): boolean => draft.marks.some((mark) => isMark(mark, "rows"));
