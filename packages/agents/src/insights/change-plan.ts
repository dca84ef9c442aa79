// Plans that rank by change: "which series grew most between 2000 and 2009", "biggest drop in price by symbol since 2007".
import type { Draft } from "./draft.ts";
import { note } from "./draft.ts";
import { groupAt, readableBucket } from "./grouping.ts";
import { isMark } from "./mark.ts";
import { combined, onlyMeasure, settled, takeLoneAggregation } from "./measuring.ts";
import type { Pieces } from "./pieces.ts";
import type { Filter, Group, Measure, QueryPlan } from "./plan.ts";
import type { Ranking } from "./ranking.ts";
import { type Field, fieldNamed, timeOf } from "./subject.ts";

const falling =
  /\b(?:f[ae]ll|fallen|falling|drop\w*|decreas\w*|declin\w*|shrink\w*|shrank|shrunk|down|lost|reduc\w*)\b/i;
const relatively = /\b(?:percent\w*|relative(?:ly)?|proportional(?:ly)?|rate of growth|growth rate)\b|%/i;

type Span = Extract<Filter, { op: "during" | "not_during" }>;

export const changePlan = (pieces: Pieces, ranking: Ranking): QueryPlan | undefined => {
  const { draft, text, chart } = pieces;
  const time = timeOf(draft.subject);
  const group = changedGroup(draft, time);
  const measure = changedMeasure(draft);
  const spans = draft.sides.every(({ op }) => op === "during") ? (draft.sides as Span[]) : [];
  if (!time) return declined(draft, "this table has no dates, so nothing changes over time");
  if (!group) return declined(draft, "I rank by change where you name what changed, such as a column of names");
  if (!measure) return declined(draft, "I don't see the change of what is meant; name one column of numbers");
  if (spans.length !== draft.sides.length || spans.length > 2)
    return declined(draft, "I rank by the change between two times");
  const sides = spans.length === 2 ? [...spans].sort(byStart) : endsOf(draft, time);
  if (sides.length < 2) return declined(draft, "I don't see from when to when the change is meant");
  const down = falling.test(text) !== (ranking.end === "lowest");
  return {
    kind: "change",
    measures: [measure],
    groups: [group],
    filters: draft.filters.filter((filter) => !(filter.op === "during" && filter.column === time.name)),
    sides,
    order: down ? "lowest" : "highest",
    ...(relatively.test(text) && { relative: true }),
    limit: ranking.limit ?? 1,
    ...(chart && { chart }),
  };
};

const declined = (draft: Draft, trouble: string): undefined => {
  draft.troubles.push(trouble);
};

const byStart = (a: Span, b: Span): number => String(a.from).localeCompare(String(b.from));

/** What changed, as "which …", "by …" or a bare column names it; never the time along which it changed. */
const changedGroup = (draft: Draft, time: Field | undefined): Group | undefined => {
  const [before, ...more] = draft.groups.filter(({ column }) => column !== time?.name);
  if (before) return more.length === 0 ? before : undefined;
  for (const [place, mark] of draft.marks.entries()) {
    const found = isMark(mark, "column") ? groupAt(draft, place, true) : undefined;
    if (!found || found.group.column === time?.name) continue;
    draft.marks = draft.marks.filter((_, at) => !found.places.includes(at));
    return found.group;
  }
  return undefined;
};

const changedMeasure = (draft: Draft): Measure | undefined => {
  const lone = takeLoneAggregation(draft);
  const only = onlyMeasure(draft.subject);
  const bare: Measure | undefined =
    draft.measures.length === 0 && only ? { aggregation: "value", column: only.name } : draft.measures[0];
  if (!bare || draft.measures.length > 1) return undefined;
  const [measure] = settled([bare], lone ?? combined(draft, bare));
  if (measure && fieldNamed(draft.subject, measure.column ?? "")?.kind !== "number") return undefined;
  return measure;
};

/** The first and the last year, month or day of the span that was said, else of the table. */
const endsOf = (draft: Draft, time: Field): Span[] => {
  const said = draft.filters.find((filter): filter is Span => filter.op === "during" && filter.column === time.name);
  const [first, last] = [startOf(time.min), startOf(time.max)];
  if (!first || !last) return [];
  const from = said?.from ?? first;
  const end =
    said?.until === undefined ? last : new Date(Date.parse(said.until) - 86_400_000).toISOString().slice(0, 10);
  const unit = unitOf(time, from, end, said);
  if (!said) note(draft, "I took the first and the last time in the table.");
  const [start, stop] = [spanAt(time, from, unit), spanAt(time, end, unit)];
  return start.from === stop.from ? [] : [start, stop];
};

const startOf = (cell: Field["min"]): string | undefined => {
  const text = String(cell ?? "");
  if (/^\d{4}$/.test(text)) return `${text}-01-01`;
  return /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
};

type Unit = "year" | "month" | "day";

const unitOf = (time: Field, from: string, end: string, said: Span | undefined): Unit => {
  const open = said !== undefined && said.until === undefined;
  if (time.kind === "year") return "year";
  const bucket = readableBucket(time);
  const whole = from.endsWith("-01-01") && (open || end.endsWith("-12-31"));
  if (from.slice(0, 4) !== end.slice(0, 4) && (whole || !said || bucket === "year")) return "year";
  return from.slice(0, 7) === end.slice(0, 7) ? "day" : "month";
};

const spanAt = ({ name }: Field, day: string, unit: Unit): Span => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const iso = (y: number, m: number, d: number) => new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10);
  switch (unit) {
    case "year":
      return { op: "during", column: name, from: iso(year, 0, 1), until: iso(year + 1, 0, 1) };
    case "month":
      return { op: "during", column: name, from: iso(year, month - 1, 1), until: iso(year, month, 1) };
    case "day":
      return { op: "during", column: name, from: iso(year, month - 1, date), until: iso(year, month - 1, date + 1) };
  }
};
