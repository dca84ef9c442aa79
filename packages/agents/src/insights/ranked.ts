// Plans for what is ranked: the row with the highest value, the top five, the group with the most, the worst month.
import { changePlan } from "./change-plan.ts";
import { type Draft, note, take } from "./draft.ts";
import { groupAt } from "./grouping.ts";
import { isBareRows, isMark } from "./mark.ts";
import { combined, onlyMeasure, takeLoneAggregation } from "./measuring.ts";
import { united } from "./membership.ts";
import type { Pieces } from "./pieces.ts";
import type { Aggregation, Group, Measure, QueryPlan } from "./plan.ts";
import type { Ranking } from "./ranking.ts";
import { type Field, fieldNamed, labelsOf, measuresOf, tallyOf, titleOf } from "./subject.ts";

export const rankedPlan = (pieces: Pieces, ranking: Ranking): QueryPlan | undefined => {
  const { draft, chart } = pieces;
  if (pieces.topics.includes("trend")) return changePlan(pieces, ranking);
  const group = askedGroup(draft);
  const filters = [...draft.filters, ...united(draft)];
  const groups = group ? [group, ...draft.groups].slice(0, 2) : draft.groups;
  const plan = { filters, groups, ...(chart && { chart }), order: ranking.end };
  const single = ranking.limit ?? (ranking.sense === "top" ? 10 : 1);
  if (ranking.byTime && ranking.field) return latest(draft, ranking, ranking.field, plan, ranking.limit ?? 1);
  const opposite = draft.marks.findIndex((mark) => isMark(mark, "extreme"));
  if (opposite >= 0 && group) {
    draft.troubles.push("I rank from one end at a time; ask for the highest, then for the lowest");
    return undefined;
  }
  if (opposite >= 0) return bothEnds(draft, ranking, opposite, plan);
  if (countsRows(pieces, ranking)) {
    if (groups.length === 0) {
      draft.troubles.push("I don't see of what the most is meant");
      return undefined;
    }
    const tally = draft.marks.some(isBareRows) ? undefined : tallyOf(draft.subject);
    if (tally) note(draft, `I added up ${tally.title}, which tells how many each row stands for.`);
    const measures: Measure[] = [tally ? { aggregation: "sum", column: tally.name } : { aggregation: "count" }];
    return { ...plan, kind: tally ? "aggregate" : "count", measures, limit: single };
  }
  const measure = rankedMeasure(draft, ranking);
  if (!measure) return undefined;
  if (groups.length === 0) {
    const others = draft.measures.filter((other) => other !== measure && other.column !== measure.column);
    if (!oneRowTells.has(measure.aggregation)) {
      draft.troubles.push(`I don't see between which groups the ${ranking.said} is meant`);
      return undefined;
    }
    return {
      ...plan,
      kind: "extreme",
      measures: [{ ...measure, aggregation: "value" as const }, ...others].slice(0, 8),
      limit: single,
    };
  }
  const settled =
    measure.aggregation === "value"
      ? { ...measure, aggregation: howCombined(draft, ranking, measure, group) }
      : measure;
  // "the highest price by symbol" asks for each symbol, "which symbol has the highest price" for one.
  const all = !group && ranking.limit === undefined && ranking.sense !== "top";
  if (all && ranking.sense === "literal" && measure.aggregation === "value")
    return {
      ...plan,
      kind: "aggregate",
      measures: [{ ...measure, aggregation: ranking.end === "highest" ? "max" : "min" }],
    };
  return { ...plan, kind: "aggregate", measures: [settled], limit: all ? 1 : single };
};

/** "The highest and lowest price". */
const bothEnds = (
  draft: Draft,
  ranking: Ranking,
  opposite: number,
  { order: _, ...plan }: Pick<QueryPlan, "filters" | "groups" | "order">,
): QueryPlan | undefined => {
  take(draft, opposite);
  const column = rankedMeasure(draft, ranking)?.column;
  if (column === undefined) return undefined;
  const measures: Measure[] = [
    { aggregation: "max", column: counterpart(draft, column, "max") },
    { aggregation: "min", column: counterpart(draft, column, "min") },
  ];
  return { ...plan, kind: "aggregate", measures };
};

/** The highest is looked for in temp_max, the lowest in temp_min, where there are both. */
const counterpart = ({ subject }: Draft, column: string, end: "max" | "min"): string => {
  const words = fieldNamed(subject, column)?.words.map((word) => (word === "max" || word === "min" ? end : word));
  return subject.fields.find((field) => field.words.join(" ") === words?.join(" "))?.name ?? column;
};

/** What the row with the highest or lowest value answers. */
const oneRowTells = new Set<Aggregation>(["value", "max", "min"]);

/** "which origin", "top 5 genres": the group that is asked for; none when each row is one of its own. */
const askedGroup = (draft: Draft): Group | undefined => {
  for (const [place, mark] of draft.marks.entries()) {
    const named =
      isMark(mark, "bucket") || (isMark(mark, "column") && mark.meaning.fields.some(({ role }) => role !== "measure"));
    const found = named ? groupAt(draft, place, true) : undefined;
    if (!found) continue;
    const field = fieldNamed(draft.subject, found.group.column);
    take(draft, ...found.places);
    if (field && (field.role === "time" ? isRowOfTime(draft, field, found.group) : isRow(draft, field)))
      return undefined;
    return found.group;
  }
  return undefined;
};

const isRow = ({ subject }: Draft, field: Field): boolean =>
  field.distinct > subject.rows * 0.9 || (labelsOf(subject)[0] === field && field.distinct > subject.rows * 0.6);

/** Days of a table with one row a day; a year or a month is a group of them. */
const isRowOfTime = ({ subject }: Draft, { distinct }: Field, { bucket }: Group): boolean =>
  (bucket === undefined || bucket === "day") && distinct > subject.rows * 0.9;

const countsRows = ({ draft, topics }: Pieces, { sense, field }: Ranking): boolean =>
  field === undefined &&
  (topics.includes("count") || sense === "amount" || sense === "top") &&
  draft.measures.length === 0 &&
  !draft.marks.some((mark) => isMark(mark, "aggregation"));

/** What decides the ranking: what the word speaks of, what was named, or the one measure there is. */
const rankedMeasure = (draft: Draft, ranking: Ranking): Measure | undefined => {
  const lone = takeLoneAggregation(draft);
  if (ranking.field) {
    draft.measures.splice(
      0,
      draft.measures.length,
      ...draft.measures.filter(({ column }) => column !== ranking.field?.name),
    );
    return { aggregation: lone ?? "value", column: ranking.field.name };
  }
  const [first] = draft.measures;
  if (first && ranking.sense === "judged")
    note(draft, `I took “${ranking.said}” as the ${ranking.end} ${titleOf(draft.subject, first.column ?? "")}.`);
  if (first) return lone ? { ...first, aggregation: lone } : first;
  const only = onlyMeasure(draft.subject);
  if (!only) {
    const columns = measuresOf(draft.subject).slice(0, 4);
    draft.troubles.push(
      columns.length > 0
        ? `“${ranking.said}” by what? It could be by ${columns.map(({ title }) => title).join(", ")}`
        : "this table has no numbers to rank by",
    );
    return undefined;
  }
  if (!lone) note(draft, `I took “${ranking.said}” as the ${ranking.end} ${only.title}.`);
  return { aggregation: lone ?? "value", column: only.name };
};

const howCombined = (draft: Draft, ranking: Ranking, { column }: Measure, group: Group | undefined): Aggregation => {
  const sums = combined(draft, { aggregation: "value", ...(column && { column }) }) === "sum";
  const how: Aggregation =
    sums && ranking.sense !== "literal"
      ? "sum"
      : ranking.sense === "literal" && group?.bucket === undefined && !ranking.field
        ? ranking.end === "highest"
          ? "max"
          : "min"
        : sums
          ? "sum"
          : "average";
  const words = {
    sum: "the total",
    average: "the average",
    max: "the highest single value",
    min: "the lowest single value",
  };
  note(draft, `I went by ${words[how as keyof typeof words]} of ${titleOf(draft.subject, column ?? "")}.`);
  return how;
};

/** "latest price of AAPL": the rows of the last or first time, with what was asked of them. */
const latest = (
  draft: Draft,
  _: Ranking,
  time: Field,
  plan: Pick<QueryPlan, "filters" | "groups" | "order">,
  limit: number,
): QueryPlan => ({
  ...plan,
  kind: "extreme",
  groups: [],
  measures: [{ aggregation: "value" as const, column: time.name }, ...draft.measures].slice(0, 8),
  limit: plan.groups[0] ? Math.max(limit, 1) : limit,
});
