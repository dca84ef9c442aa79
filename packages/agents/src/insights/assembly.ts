// Decides what the pieces of a question ask for, and makes the plan of it; what is left over is not understood.
import { type Draft, note, take, type Understanding } from "./draft.ts";
import { groupAt, readableBucket } from "./grouping.ts";
import { isMark, type Mark, type Topic } from "./mark.ts";
import { addsUp, onlyMeasure, settled, takeLoneAggregation } from "./measuring.ts";
import { united } from "./membership.ts";
import type { Pieces } from "./pieces.ts";
import type { Measure, QueryPlan } from "./plan.ts";
import { rankedPlan } from "./ranked.ts";
import { type Field, fieldNamed, isNumeric, measuresOf, timeOf } from "./subject.ts";

/** Surest topic first: "how has the share changed" is a share. */
const topicOrder: readonly Topic[] = [
  "outliers",
  "correlate",
  "share",
  "compare",
  "distribution",
  "trend",
  "count",
  "list",
];

export const assembled = (pieces: Pieces): Understanding => {
  const { draft, ranking, topics } = pieces;
  const topic = topicOrder.find((one) => topics.includes(one) && !isIdle(one, pieces));
  takeBuckets(draft, ranking === undefined && topic === undefined);
  const plan =
    ranking && topic !== "outliers" && topic !== "share" ? rankedPlan(pieces, ranking) : topicPlan(pieces, topic);
  return finished(pieces, plan);
};

/** "Number of cylinders" beside an average counts nothing, "spread" beside it neither. */
const isIdle = (topic: Topic, { draft, topics }: Pieces): boolean =>
  topic === "count" && draft.measures.some(({ aggregation }) => aggregation !== "value") && !topics.includes("trend");

/** A unit of time that nothing else has used: "in a month" groups, "which days" speaks of rows. */
const takeBuckets = (draft: Draft, grouping: boolean) => {
  const place = draft.marks.findIndex((mark) => isMark(mark, "bucket"));
  const mark = draft.marks[place];
  if (!isMark(mark, "bucket")) return;
  const group = groupAt(draft, place)?.group;
  if (!group) return;
  if (isRowUnit(draft, group.column, mark.meaning.bucket)) take(draft, place);
  else if (grouping && draft.groups.length === 0) {
    take(draft, place);
    draft.groups.push(group);
  }
};

/** Days are the rows of a table with one row a day. */
const isRowUnit = ({ subject }: Draft, column: string, bucket: string): boolean => {
  const field = fieldNamed(subject, column);
  return bucket === "day" && field !== undefined && field.distinct > subject.rows * 0.95;
};

const topicPlan = (pieces: Pieces, topic: Topic | undefined): QueryPlan | undefined => {
  switch (topic) {
    case "outliers":
      return lookedAt("outliers", pieces, measuresOf(pieces.draft.subject));
    case "correlate":
      return correlation(pieces);
    case "share":
      return share(pieces);
    case "compare":
      return comparison(pieces);
    case "distribution":
      return distribution(pieces);
    case "trend":
      return trend(pieces);
    case "count":
      return count(pieces);
    case "list":
      return list(pieces);
    default:
      return plainPlan(pieces);
  }
};

const base = ({ draft, chart }: Pieces) => ({
  measures: [] as Measure[],
  groups: draft.groups,
  filters: [...draft.filters, ...united(draft)],
  ...(chart && { chart }),
});

const columnsLeft = (draft: Draft, fits: (field: Field) => boolean): Field[] => {
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

const named = (draft: Draft): Measure[] => [
  ...draft.measures,
  ...columnsLeft(draft, () => true).map((field): Measure => ({ aggregation: "value", column: field.name })),
];

const lookedAt = (kind: "outliers", pieces: Pieces, standard: readonly Field[]): QueryPlan => {
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

const correlation = (pieces: Pieces): QueryPlan | undefined => {
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

const share = (pieces: Pieces): QueryPlan | undefined => {
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

const comparison = (pieces: Pieces): QueryPlan | undefined => {
  const { draft, topics } = pieces;
  const counts = topics.includes("count");
  const standard = (): Measure[] => {
    const only = onlyMeasure(draft.subject);
    const all = only ? [only] : measuresOf(draft.subject).slice(0, 4);
    return all.length > 0 && !counts
      ? all.map(({ name }) => ({ aggregation: "average", column: name }))
      : [{ aggregation: "count" }];
  };
  const lone = takeLoneAggregation(draft);
  const measures =
    draft.measures.length > 0
      ? settled(draft.measures, "average")
      : standard().map((one) => (lone ? { ...one, aggregation: lone } : one));
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

const compareSides = ({ draft, chart }: Pieces, measures: readonly Measure[]): QueryPlan | undefined => {
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

const distribution = (pieces: Pieces): QueryPlan | undefined => {
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

const trend = (pieces: Pieces): QueryPlan | undefined => {
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

/** How rows of one time are combined when nobody said: amounts add up, the rest is averaged. */
const combined = ({ subject }: Draft, { column }: Measure): "sum" | "average" => {
  const field = fieldNamed(subject, column ?? "");
  return field && addsUp(field) ? "sum" : "average";
};

const count = (pieces: Pieces): QueryPlan | undefined => {
  const { draft } = pieces;
  const [field] = columnsLeft(draft, () => true);
  const plan = { ...base(pieces), kind: "count" as const };
  takeCountedNoun(draft);
  if (!field) return { ...plan, measures: [{ aggregation: "count" }] };
  if (field.role === "category" || field.role === "time" || field.role === "key")
    return {
      ...plan,
      measures: [isLabel(draft, field) ? { aggregation: "count" } : { aggregation: "distinct", column: field.name }],
    };
  return {
    ...plan,
    kind: "aggregate",
    measures: [{ aggregation: addsUp(field) ? "sum" : "value", column: field.name }],
  };
};

const isLabel = ({ subject }: Draft, { distinct }: Field): boolean => distinct > subject.rows * 0.9;

/** "How many films": a word for the rows that the table does not know. */
const takeCountedNoun = (draft: Draft) => {
  const place = draft.marks.findIndex((mark) => isMark(mark, "unknown"));
  const mark = draft.marks[place];
  if (!mark || place > 0 || draft.marks.some((other) => isMark(other, "rows"))) return;
  note(draft, `I took “${mark.text}” as the rows of the table.`);
  take(draft, place);
};

const list = (pieces: Pieces): QueryPlan | undefined => {
  const { draft } = pieces;
  const measures = named(draft);
  if (draft.groups.length > 0 && measures.length > 0)
    return { ...base(pieces), kind: "aggregate", measures: settled(measures, "average") };
  const [only] = measures;
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

const plainPlan = (pieces: Pieces): QueryPlan | undefined => {
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
  if (draft.sides.length >= 2) return compareSides(pieces, settled(draft.measures, "average"));
  const measures =
    groups.length > 0
      ? draft.measures.map(
          (one) =>
            settled([one], pieces.chart === "line" || pieces.chart === "bar" ? combined(draft, one) : "average")[0] ??
            one,
        )
      : draft.measures;
  return { ...base(pieces), kind: "aggregate", groups, measures };
};

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
  if (draft.filters.length + draft.sides.length > 0) return { ...base(pieces), kind: "list", measures: shown };
  const [only] = others;
  if (only && others.length === 1 && (pieces.chart || asksWhich))
    return { ...base(pieces), kind: "distribution", measures: shown };
  return undefined;
};

/** Marks that add nothing once the rest is understood. */
const idle = new Set<Mark["meaning"]["type"]>(["joint", "is", "which", "when", "rows", "each"]);

const finished = ({ draft }: Pieces, plan: QueryPlan | undefined): Understanding => {
  const pairs = plan?.kind === "correlate" || plan?.kind === "compare";
  const words = draft.marks
    .filter(({ meaning }) => !idle.has(meaning.type) && !(pairs && meaning.type === "between"))
    .map(({ text }) => text);
  const [trouble] = draft.troubles;
  if (!plan || trouble !== undefined || words.length > 0)
    return { type: "unclear", words, ...(trouble !== undefined && { trouble }) };
  return { type: "plan", plan, notes: draft.notes };
};
