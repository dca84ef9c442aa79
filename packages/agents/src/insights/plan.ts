// A query plan: what a question asks of one table, as data. The grammar writes it, or a model does; only it becomes SQL.
import * as z from "zod";

export const Bucket = z.enum(["decade", "year", "quarter", "month", "week", "day", "hour", "month_of_year", "weekday"]);
export type Bucket = z.infer<typeof Bucket>;

export const Aggregation = z.enum([
  "average",
  "sum",
  "min",
  "max",
  "median",
  "deviation",
  "count",
  "distinct",
  "value",
]);
export type Aggregation = z.infer<typeof Aggregation>;

/** `count` counts rows and needs no column; `value` is what stands there, averaged when there are several. */
export const Measure = z.object({ aggregation: Aggregation, column: z.optional(z.string()) });
export type Measure = z.infer<typeof Measure>;

export const Group = z.object({ column: z.string(), bucket: z.optional(Bucket) });
export type Group = z.infer<typeof Group>;

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

export const Filter = z.discriminatedUnion("op", [
  z.object({ op: z.enum(["is", "is_not"]), column: z.string(), values: z.array(Scalar).min(1).max(50) }),
  z.object({ op: z.enum(["above", "at_least", "below", "at_most"]), column: z.string(), value: z.number() }),
  /** Both ends included. */
  z.object({ op: z.literal("between"), column: z.string(), from: z.number(), to: z.number() }),
  /** Dates as 2008-03-01; `until` is the first day that is no longer meant; either end may be open. */
  z.object({
    op: z.enum(["during", "not_during"]),
    column: z.string(),
    from: z.optional(z.iso.date()),
    until: z.optional(z.iso.date()),
  }),
  /** Months 1 to 12; weekdays 1 (Monday) to 7. */
  z.object({ op: z.enum(["month_of_year", "weekday"]), column: z.string(), values: z.array(z.int()).min(1).max(12) }),
  z.object({ op: z.literal("contains"), column: z.string(), text: z.string().max(200) }),
  z.object({ op: z.enum(["missing", "present"]), column: z.string() }),
]);
export type Filter = z.infer<typeof Filter>;

/** What the first measure of a group has to be for the group to stay. */
export const Having = z.object({ op: z.enum(["above", "at_least", "below", "at_most"]), value: z.number() });
export type Having = z.infer<typeof Having>;

export const Chart = z.enum(["bar", "line", "area", "point", "arc", "none"]);
export type Chart = z.infer<typeof Chart>;

export const PlanKind = z.enum([
  "aggregate",
  "extreme",
  "trend",
  "compare",
  "change",
  "correlate",
  "distribution",
  "outliers",
  "count",
  "share",
  "list",
]);
export type PlanKind = z.infer<typeof PlanKind>;

export const QueryPlan = z.object({
  kind: PlanKind,
  /** What is computed, or, for `correlate`, `distribution`, `outliers` and `list`, the columns that are looked at. */
  measures: z.array(Measure).max(8),
  groups: z.array(Group).max(2),
  filters: z.array(Filter).max(12),
  /** For `share`: the part, of what `filters` leave. */
  part: z.optional(z.array(Filter).max(12)),
  /** For `aggregate` and `count` with groups. */
  having: z.optional(Having),
  /** For `compare`: the sides, each a filter. For `change`: two `during` filters, the earlier first. */
  sides: z.optional(z.array(Filter).min(2).max(8)),
  /** For `change`: ranked by percent. */
  relative: z.optional(z.boolean()),
  order: z.optional(z.enum(["highest", "lowest"])),
  limit: z.optional(z.int().min(1).max(1000)),
  chart: z.optional(Chart),
});
export type QueryPlan = z.infer<typeof QueryPlan>;
