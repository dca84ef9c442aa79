// Decides what the pieces of a question ask for, and makes the plan of it; what is left over is not understood.
import { count } from "./count-plan.ts";
import { type Draft, take, type Understanding } from "./draft.ts";
import { groupAt } from "./grouping.ts";
import { groupConditionPlan } from "./kept-groups-plan.ts";
import { isMark, type Mark, type Topic } from "./mark.ts";
import type { Pieces } from "./pieces.ts";
import type { QueryPlan } from "./plan.ts";
import { rankedPlan } from "./ranked.ts";
import { comparison, correlation, share } from "./relation-plan.ts";
import { list, plainPlan } from "./row-plan.ts";
import { distribution, lookedAt, trend } from "./spread-plan.ts";
import { fieldNamed, measuresOf } from "./subject.ts";

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
  const { draft, ranking, topics, groupCondition } = pieces;
  const topic = topicOrder.find((one) => topics.includes(one) && !isIdle(one, pieces));
  takeBuckets(draft, ranking === undefined && topic === undefined && !groupCondition);
  const plan = groupCondition
    ? groupConditionPlan(pieces, groupCondition)
    : isComparative(pieces)
      ? comparison(pieces)
      : ranking && topic !== "outliers" && (topic !== "share" || topics.includes("trend"))
        ? rankedPlan(pieces, ranking)
        : topicPlan(pieces, topic);
  return finished(pieces, plan);
};

/** "How much higher is GOOG than IBM", "which is lower, tea or coffee": two are set side by side. */
const isComparative = ({ draft, ranking }: Pieces): boolean => {
  if (!ranking || !/^(?:higher|lower|larger|smaller|bigger|greater)$/i.test(ranking.said)) return false;
  const place = draft.filters.findIndex((filter) => filter.op === "is" && filter.values.length > 1);
  const either = draft.filters[place];
  if (draft.sides.length === 0 && either?.op === "is") {
    draft.filters.splice(place, 1);
    draft.sides.push(...either.values.map((value) => ({ ...either, values: [value] })));
  }
  return draft.sides.length > 1;
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
