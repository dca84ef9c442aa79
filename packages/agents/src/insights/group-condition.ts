// Conditions on groups: "regions with an average income over 9000", "origins with more than 50 flights", "series whose average is below 4".
import { before } from "./condition.ts";
import { type Draft, isLabel, numericOf, oneOf, take } from "./draft.ts";
import { groupAt } from "./grouping.ts";
import { isEvent, isMark, type Mark, type MarkOf } from "./mark.ts";
import { onlyMeasure } from "./measuring.ts";
import type { Group, Having, Measure } from "./plan.ts";
import { isNumeric } from "./subject.ts";

/** What the groups are held against, and the places of the words that say it. */
interface Figure {
  readonly measure: Measure;
  readonly from: number;
  readonly to: number;
}

export interface GroupCondition {
  readonly group: Group;
  readonly measure: Measure;
  readonly having: Having;
}

/** Takes a condition on a figure of groups out of the draft's marks; one that names no groups stays. */
export const takeGroupCondition = (draft: Draft): GroupCondition | undefined => {
  for (const [place, mark] of draft.marks.entries()) {
    const bound = boundAt(draft, mark, place);
    const figure = bound && (combinedFigure(draft, place, bound.to) ?? countedFigure(draft, bound.from, bound.to));
    const group = figure && groupBefore(draft, figure.from);
    if (!group) continue;
    const used = Array.from({ length: figure.to - figure.from + 1 }, (_, step) => figure.from + step);
    take(draft, ...group.places, ...used);
    return { group: group.group, measure: figure.measure, having: bound.having };
  }
  return undefined;
};

/** "over 9000", "50 or more". */
const boundAt = (draft: Draft, mark: Mark, place: number): { having: Having; from: number; to: number } | undefined => {
  const next = draft.marks[place + 1];
  if (isMark(mark, "comparator") && mark.meaning.temporal === undefined && isMark(next, "number"))
    return { having: { op: mark.meaning.op, value: next.meaning.value }, from: place, to: place + 1 };
  if (isMark(mark, "number") && isMark(next, "orBeyond"))
    return { having: { op: next.meaning.op, value: mark.meaning.value }, from: place, to: place + 1 };
  return undefined;
};

/** "average income", "average" alone where only one column can be meant. */
const combinedFigure = (draft: Draft, place: number, to: number): Figure | undefined => {
  const left = before(draft, place);
  const [said, mark] = [draft.marks[left - 1], draft.marks[left]];
  if (isMark(mark, "column") && isMark(said, "aggregation")) {
    const { aggregation } = said.meaning;
    const field =
      aggregation === "distinct"
        ? oneOf(draft, mark.meaning.fields, mark.text)
        : numericOf(draft, mark.meaning.fields, mark.text);
    return field && { measure: { aggregation, column: field.name }, from: left - 1, to };
  }
  const only = onlyMeasure(draft.subject);
  return isMark(mark, "aggregation") && only
    ? { measure: { aggregation: mark.meaning.aggregation, column: only.name }, from: left, to }
    : undefined;
};

/** "more than 50 flights": a noun that is no number is counted. */
const countedFigure = (draft: Draft, from: number, to: number): Figure | undefined => {
  const noun = draft.marks[to + 1];
  if (isMark(noun, "rows") || isEvent(noun)) return { measure: { aggregation: "count" }, from, to: to + 1 };
  if (!isName(noun)) return undefined;
  const field = oneOf(draft, noun.meaning.fields, noun.text);
  if (!field) return undefined;
  const measure: Measure = isLabel(draft, field)
    ? { aggregation: "count" }
    : { aggregation: "distinct", column: field.name };
  return { measure, from, to: to + 1 };
};

const isName = (mark: Mark | undefined): mark is MarkOf<"column"> =>
  isMark(mark, "column") && !mark.meaning.fields.some(isNumeric);

const groupBefore = (draft: Draft, end: number) => {
  for (let place = 0; place < end; place++) {
    const found = groupAt(draft, place);
    if (found) return found;
  }
  return undefined;
};
