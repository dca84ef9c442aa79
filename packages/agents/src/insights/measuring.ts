// What a question asks to be computed: "average price", "median and mean of mpg", "total gross", or a bare column.
import { type Draft, numericOf, oneOf, take } from "./draft.ts";
import { isMark, type MarkOf } from "./mark.ts";
import type { Aggregation, Measure } from "./plan.ts";
import { type Field, isNumeric, measuresOf, type Subject } from "./subject.ts";

/** Takes aggregations with their columns, then numbers that are named bare, which stand as `value`. */
export const takeMeasures = (draft: Draft) => {
  for (let place = 0; place < draft.marks.length; ) {
    place = takeAggregation(draft, place) ? 0 : place + 1;
  }
  for (let place = 0; place < draft.marks.length; ) {
    place = takeBare(draft, place) ? 0 : place + 1;
  }
};

/** An aggregation that names no column, which a follow-up may say alone. */
export const takeLoneAggregation = (draft: Draft): Aggregation | undefined => {
  const place = draft.marks.findIndex((mark) => isMark(mark, "aggregation"));
  const mark = draft.marks[place];
  if (!isMark(mark, "aggregation")) return undefined;
  take(draft, place);
  return mark.meaning.aggregation;
};

const takeAggregation = (draft: Draft, place: number): boolean => {
  const first = draft.marks[place];
  if (!isMark(first, "aggregation")) return false;
  const aggregations = [first.meaning.aggregation];
  const used = [place];
  let next = place + 1;
  for (;;) {
    const ahead = isMark(draft.marks[next], "joint") ? next + 1 : next;
    const another = draft.marks[ahead];
    if (!isMark(another, "aggregation")) break;
    aggregations.push(another.meaning.aggregation);
    used.push(next, ahead);
    next = ahead + 1;
  }
  const columns =
    columnsFrom(draft, next, first.meaning.aggregation) ?? columnsFrom(draft, place - 1, first.meaning.aggregation);
  if (!columns) return false;
  for (const field of columns.fields)
    for (const aggregation of new Set(aggregations.filter((one) => aggregations.length === 1 || one !== "distinct")))
      draft.measures.push({ aggregation, column: field.name });
  take(draft, ...used, ...columns.places);
  return true;
};

/** The columns named one after another from `place`. */
const columnsFrom = (
  draft: Draft,
  place: number,
  aggregation: Aggregation,
): { fields: Field[]; places: number[] } | undefined => {
  const fields: Field[] = [];
  const places: number[] = [];
  for (let at = isMark(draft.marks[place], "topic") ? place + 1 : place; ; ) {
    const mark = draft.marks[at];
    const field = isMark(mark, "column") ? fieldFor(draft, mark, aggregation) : undefined;
    if (!field) break;
    fields.push(field);
    places.push(...(places.length > 0 ? [at - 1, at] : [at]));
    if (!isMark(draft.marks[at + 1], "joint")) break;
    at += 2;
  }
  return fields.length > 0 ? { fields, places } : undefined;
};

const fieldFor = (draft: Draft, { meaning, text }: MarkOf<"column">, aggregation: Aggregation): Field | undefined =>
  aggregation === "distinct" ? oneOf(draft, meaning.fields, text) : numericOf(draft, meaning.fields, text);

const takeBare = (draft: Draft, place: number): boolean => {
  const mark = draft.marks[place];
  if (!isMark(mark, "column") || !mark.meaning.fields.some(isNumeric)) return false;
  const field = numericOf(draft, mark.meaning.fields, mark.text);
  if (!field) return false;
  draft.measures.push({ aggregation: "value", column: field.name });
  take(draft, place);
  return true;
};

/** The one measure of a table that has no other. */
export const onlyMeasure = (subject: Subject): Field | undefined => {
  const measures = measuresOf(subject);
  return measures.length === 1 ? measures[0] : undefined;
};

const additive =
  /^(?:gross|sales|revenue|budget|votes?|counts?|amount|quantity|qty|units|deaths|precipitation|rain|rainfall|spending|volume|total|injuries|donations?|contributions?|orders|clicks|visits|downloads|strikes|generation|hurricanes|casualties|profit|tickets|passengers|goals|points|hours|cases)$/;

/** Whether adding it up over rows makes sense on its face: money taken, votes, rain; not prices, ratings, temperatures. */
export const addsUp = ({ words, role }: Field): boolean =>
  role === "measure" && words.some((word) => additive.test(word));

/** Bare columns as they are computed over many rows: the average unless something else was asked. */
export const settled = (measures: readonly Measure[], aggregation: Aggregation): Measure[] =>
  measures.map((measure) => (measure.aggregation === "value" ? { ...measure, aggregation } : measure));
