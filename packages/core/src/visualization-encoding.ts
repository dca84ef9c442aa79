// How a chart's marks and channels may be written: names of fields and plain options, never an expression or an address.
import * as z from "zod";

/** Words that a person reads. */
export const Label = z
  .string()
  .max(500)
  .refine(
    (text) => !/<\s*\/?\s*script|^\s*(?:javascript|vbscript|data)\s*:/i.test(text),
    "This is not text for a person",
  );

export const maxCellChars = 2_000;
const Cell = z.union([z.string().max(maxCellChars), z.number(), z.boolean(), z.null()]);

/** Vega reads dots, brackets and quotation marks in a name as a path. */
export const fieldName = /^[^\\.[\]'"]{1,200}$/;
const Field = z.string().regex(fieldName, "A field's name has no dots, brackets, quotes or backslashes");

const Colour = z.string().regex(/^(?:#[0-9a-f]{3,8}|[a-z]{3,30})$/i);
const Small = z.number().min(-10_000).max(10_000);
const Format = z.string().regex(/^[\w$%.,~+\-:/ ()]{0,40}$/);
const Orient = z.enum(["top", "bottom", "left", "right"]);

const markTypes = "bar line point area rect arc tick boxplot text rule circle".split(" ");
const MarkType = z.string().refine((type) => markTypes.includes(type), `A mark is one of: ${markTypes.join(", ")}`);

export const Mark = z.union([
  MarkType,
  z.strictObject({
    type: MarkType,
    tooltip: z.boolean().optional(),
    point: z.boolean().optional(),
    line: z.boolean().optional(),
    filled: z.boolean().optional(),
    clip: z.boolean().optional(),
    color: Colour.optional(),
    stroke: Colour.optional(),
    opacity: z.number().min(0).max(1).optional(),
    size: Small.optional(),
    strokeWidth: Small.optional(),
    strokeDash: z.array(Small).max(8).optional(),
    innerRadius: Small.optional(),
    outerRadius: Small.optional(),
    cornerRadius: Small.optional(),
    cornerRadiusEnd: Small.optional(),
    fontSize: Small.optional(),
    dx: Small.optional(),
    dy: Small.optional(),
    align: z.enum(["left", "center", "right"]).optional(),
    baseline: z.enum(["top", "middle", "bottom"]).optional(),
    interpolate: z.enum(["linear", "monotone", "step", "step-after", "step-before"]).optional(),
    orient: z.enum(["horizontal", "vertical"]).optional(),
  }),
]);

const Aggregate = z.enum([
  "count",
  "sum",
  "mean",
  "average",
  "median",
  "min",
  "max",
  "distinct",
  "valid",
  "missing",
  "q1",
  "q3",
  "stdev",
  "variance",
]);

const TimeUnit = z
  .string()
  .max(60)
  .regex(/^(?:utc)?(?:year|quarter|month|week|dayofyear|day|date|hours|minutes|seconds)+$/);

const Guide = {
  title: Label.nullable().optional(),
  format: Format.optional(),
  formatType: z.enum(["number", "time"]).optional(),
  orient: Orient.optional(),
  tickCount: Small.optional(),
  labelLimit: Small.optional(),
};

const Axis = z.strictObject({
  ...Guide,
  labelAngle: Small.optional(),
  labels: z.boolean().optional(),
  grid: z.boolean().optional(),
  ticks: z.boolean().optional(),
  domain: z.boolean().optional(),
});

const Legend = z.strictObject({
  ...Guide,
  columns: Small.optional(),
  direction: z.enum(["horizontal", "vertical"]).optional(),
});

const Scale = z.strictObject({
  type: z.enum(["linear", "log", "symlog", "sqrt", "pow", "time", "utc", "ordinal", "band", "point"]).optional(),
  domain: z.array(Cell).max(200).optional(),
  range: z
    .array(z.union([Colour, Small]))
    .max(200)
    .optional(),
  scheme: z
    .string()
    .regex(/^[a-z0-9-]{1,30}$/i)
    .optional(),
  zero: z.boolean().optional(),
  nice: z.boolean().optional(),
  reverse: z.boolean().optional(),
  padding: Small.optional(),
});

const Sort = z.union([
  z.null(),
  z.enum(["ascending", "descending", "x", "y", "color", "-x", "-y", "-color"]),
  z.array(Cell).max(500),
  z.strictObject({ field: Field, op: Aggregate.optional(), order: z.enum(["ascending", "descending"]).optional() }),
]);

const Bin = z.union([
  z.boolean(),
  z.strictObject({ maxbins: Small.optional(), step: z.number().positive().optional(), binned: z.boolean().optional() }),
]);

const FieldChannel = z.strictObject({
  field: Field.optional(),
  type: z.enum(["quantitative", "temporal", "ordinal", "nominal"]).optional(),
  aggregate: Aggregate.optional(),
  timeUnit: TimeUnit.optional(),
  bin: Bin.optional(),
  sort: Sort.optional(),
  stack: z.union([z.boolean(), z.null(), z.enum(["zero", "normalize", "center"])]).optional(),
  title: Label.nullable().optional(),
  axis: Axis.nullable().optional(),
  legend: Legend.nullable().optional(),
  scale: Scale.nullable().optional(),
  format: Format.optional(),
  formatType: z.enum(["number", "time"]).optional(),
});

/** A constant in the units of the scale, or on the page. */
const Constant = z.union([
  z.strictObject({ datum: z.number(), title: Label.optional() }),
  z.strictObject({ value: z.union([z.number(), Colour]) }),
]);

const Channel = z.union([FieldChannel, Constant]);
const Channels = z.union([FieldChannel, z.array(FieldChannel).max(20)]);

export const Encoding = z.strictObject({
  x: Channel.optional(),
  y: Channel.optional(),
  x2: Channel.optional(),
  y2: Channel.optional(),
  xOffset: Channel.optional(),
  yOffset: Channel.optional(),
  theta: Channel.optional(),
  radius: Channel.optional(),
  color: Channel.optional(),
  opacity: Channel.optional(),
  size: Channel.optional(),
  shape: Channel.optional(),
  strokeDash: Channel.optional(),
  text: Channel.optional(),
  tooltip: Channels.nullable().optional(),
  detail: Channels.optional(),
  order: Channels.optional(),
  row: FieldChannel.optional(),
  column: FieldChannel.optional(),
});

export const Facet = FieldChannel;
