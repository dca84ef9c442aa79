// Questions that change the one before: "and for 2005?", "by year?", "as a bar chart", "only for MSFT", "what about the median?".
import type { Understanding } from "./draft.ts";
import { groupAt } from "./grouping.ts";
import { isMark, type Mark } from "./mark.ts";
import { takeLoneAggregation } from "./measuring.ts";
import { united } from "./membership.ts";
import { type Pieces, piecesOf } from "./pieces.ts";
import type { Filter, Group, Measure, QueryPlan } from "./plan.ts";
import { fieldNamed, isNumeric, type Subject } from "./subject.ts";

const opening =
  /^\W*(?:and|or|but|now|only|just|same|also|then|instead|what about|how about|what if|make (?:it|that)|show (?:it|that|this|me that)|draw (?:it|that)|plot (?:it|that)|as (?:a|an)?|for|in|by|per|without|not|except|with|excluding|group|split|break|sort|since|before|after|until|from|between|over the|more|less)\b/i;

/** What is a question of its own even where it opens like one that goes on. */
const ownQuestion =
  /\b(?:how many|which|who|list|rows?|average|mean|median|total|compare|correlat\w*|share|percent\w*|highest|lowest|most|top|trend|distribution|outliers?)\b/i;

/** Whether a question can only be understood from the one before. */
export const continues = (question: string): boolean =>
  opening.test(question) &&
  (!ownQuestion.test(question) ||
    /^\W*(?:and|what about|how about|same|now|as|instead|make|only|just|but)\b/i.test(question));

/** The plan before, changed as the question says; undefined when the question says nothing that could change it. */
export const changed = (question: string, subject: Subject, last: QueryPlan): Understanding | undefined => {
  const pieces = piecesOf(question, subject);
  const { draft, chart, ranking } = pieces;
  const groups = [...draft.groups, ...looseGroups(pieces)];
  const aggregation = takeLoneAggregation(draft);
  const filters = [
    ...draft.filters,
    ...(last.kind === "compare" && draft.sides.length < 2 ? [] : sidesAsFilters(pieces)),
  ];
  const counts = pieces.topics.includes("count");
  if (pieces.topics.some((topic) => topic !== "count" && topic !== "list")) return undefined;
  const words = draft.marks.filter(isTelling).map(({ text }) => text);
  const says =
    chart ||
    ranking ||
    groups.length > 0 ||
    aggregation ||
    filters.length > 0 ||
    draft.measures.length > 0 ||
    draft.sides.length > 0 ||
    counts;
  if (!says) return undefined;
  if (words.length > 0 || draft.troubles.length > 0)
    return { type: "unclear", words, ...(draft.troubles[0] !== undefined && { trouble: draft.troubles[0] }) };
  const measures =
    counts && draft.measures.length === 0
      ? [{ aggregation: "count" as const }]
      : measuresAfter(last, draft.measures, aggregation);
  const plan: QueryPlan = {
    ...last,
    ...shapeAfter(last, groups, measures, subject),
    filters: mergedFilters(last.filters, filters),
    ...(draft.sides.length >= 2 && last.kind === "compare" && { sides: draft.sides }),
    ...(chart && { chart }),
    ...(ranking && last.kind !== "compare" && { order: ranking.end, limit: ranking.limit ?? last.limit ?? 1 }),
  };
  return { type: "plan", plan: sidesChanged(plan, last, draft.filters), notes: draft.notes };
};

const telling = new Set<Mark["meaning"]["type"]>(["joint", "is", "which", "when", "rows", "each", "not"]);
const isTelling = ({ meaning }: Mark): boolean => !telling.has(meaning.type);

/** "By year" loses its "by" now and then: "and symbol?", "year instead". */
const looseGroups = ({ draft }: Pieces): Group[] => {
  const place = draft.marks.findIndex(
    (mark) =>
      isMark(mark, "bucket") ||
      (isMark(mark, "column") && mark.meaning.fields.some(({ role }) => role === "category" || role === "time")),
  );
  const found = place < 0 ? undefined : groupAt(draft, place);
  if (!found) return [];
  draft.marks = draft.marks.filter((_, at) => !found.places.includes(at));
  return [found.group];
};

const sidesAsFilters = ({ draft }: Pieces): Filter[] => (draft.sides.length > 0 ? united(draft) : []);

const measuresAfter = (
  last: QueryPlan,
  said: readonly Measure[],
  aggregation: Measure["aggregation"] | undefined,
): Measure[] => {
  const [before] = last.measures;
  if (said.length > 0)
    return said.map((measure) =>
      measure.aggregation === "value" && before && before.aggregation !== "count"
        ? { ...measure, aggregation: aggregation ?? before.aggregation }
        : measure,
    );
  return aggregation === undefined
    ? last.measures
    : last.measures.map((measure) => (measure.column === undefined ? measure : { ...measure, aggregation }));
};

/** New groups take the place of the old; what ranked single rows becomes a figure for each group. */
const shapeAfter = (
  last: QueryPlan,
  groups: readonly Group[],
  measures: Measure[],
  subject: Subject,
): Partial<QueryPlan> => {
  if (groups.length === 0) return { measures };
  const standard: Measure[] = measures.filter(
    ({ column, aggregation }) =>
      aggregation === "count" || isNumeric(fieldNamed(subject, column ?? "") ?? subject.fields[0] ?? never),
  );
  const combined = (aggregation: Measure["aggregation"]) =>
    standard.map((measure) => (measure.aggregation === "value" ? { ...measure, aggregation } : measure));
  switch (last.kind) {
    case "extreme":
      return {
        kind: "aggregate",
        groups: [...groups],
        measures: combined(last.order === "lowest" ? "min" : "max"),
        limit: undefined,
      };
    case "list":
    case "distribution":
    case "outliers":
    case "correlate":
      return standard.length > 0
        ? { kind: "aggregate", groups: [...groups], measures: combined("average"), limit: undefined }
        : { kind: "count", groups: [...groups], measures: [{ aggregation: "count" }], limit: undefined };
    case "share":
      return { groups: [...groups], part: undefined, measures };
    case "compare":
      return { kind: "aggregate", groups: [...groups], measures: combined("average"), sides: undefined };
    default:
      return { groups: [...groups], measures: combined("average"), limit: undefined };
  }
};

const never = { kind: "text" } as Subject["fields"][number];

/** A new condition on a column takes the place of the old one. */
const mergedFilters = (old: readonly Filter[], added: readonly Filter[]): Filter[] => [
  ...old.filter((filter) => !added.some((other) => other.column === filter.column)),
  ...added,
];

/** "And 2005?" after a comparison is one side more. */
const sidesChanged = (plan: QueryPlan, last: QueryPlan, added: readonly Filter[]): QueryPlan => {
  if (last.kind !== "compare" || plan.kind !== "compare" || !last.sides) return plan;
  const [side] = last.sides;
  const more = added.filter(({ op, column }) => op === side?.op && column === side.column);
  if (more.length === 0) return plan;
  return {
    ...plan,
    sides: [...(plan.sides ?? []), ...more].slice(0, 8),
    filters: plan.filters.filter((filter) => !more.includes(filter)),
  };
};
