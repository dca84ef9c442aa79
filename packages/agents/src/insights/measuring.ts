// What a question asks to be computed: "average price", "median and mean of mpg", "total gross", or a bare column.
import { type Draft, note, numericOf, oneOf, take } from "./draft.ts";
import { isMark, type MarkOf } from "./mark.ts";
import type { Aggregation, Measure } from "./plan.ts";
import { type Field, fieldNamed, isNumeric, measuresOf, type Subject, timeOf, titleOf } from "./subject.ts";

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
  const skipped = isMark(draft.marks[place], "rows") && isMark(draft.marks[place + 1], "column");
  if (skipped) places.push(place);
  for (let at = skipped ? place + 1 : place; ; ) {
    const mark = draft.marks[at];
    const field = isMark(mark, "column") ? fieldFor(draft, mark, aggregation) : undefined;
    if (!field) break;
    fields.push(field);
    places.push(...(fields.length > 1 ? [at - 1, at] : [at]));
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

/** People and stock are counted over things, and not over times. */
const standing =
  /^(?:population|pop|people|inhabitants|residents|employees|employment|employed|stock|inventory|members)$/;

/** How rows are combined when nobody said: amounts add up, what stands at a time adds up within it, the rest is averaged. */
export const combined = (draft: Draft, { column }: Measure): "sum" | "average" => {
  const field = fieldNamed(draft.subject, column ?? "");
  if (field?.role !== "measure") return "average";
  return addsUp(field) || (field.words.some((word) => standing.test(word)) && isOneTime(draft)) ? "sum" : "average";
};

/** Whether each figure is of one time: there are no times, they are the groups, or one of them is chosen. */
const isOneTime = ({ subject, groups, filters, sides }: Draft): boolean => {
  const time = timeOf(subject);
  if (!time || groups.some(({ column }) => column === time.name)) return true;
  return [...filters, ...sides].some(
    (filter) =>
      filter.op === "during" &&
      filter.column === time.name &&
      time.kind === "year" &&
      Number(filter.until?.slice(0, 4)) - Number(filter.from?.slice(0, 4)) === 1,
  );
};

/** Bare columns as they are combined, said where they are added up. */
export const settledEach = (draft: Draft, measures: readonly Measure[]): Measure[] =>
  measures.map((measure) => {
    if (measure.aggregation !== "value") return measure;
    const aggregation = combined(draft, measure);
    if (aggregation === "sum") note(draft, `I added up ${titleOf(draft.subject, measure.column ?? "")}.`);
    return { ...measure, aggregation };
  });

/** Bare columns as they are computed over many rows: the average unless something else was asked. */
export const settled = (measures: readonly Measure[], aggregation: Aggregation): Measure[] =>
  measures.map((measure) => (measure.aggregation === "value" ? { ...measure, aggregation } : measure));
