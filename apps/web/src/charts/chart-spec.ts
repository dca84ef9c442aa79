// Which Vega-Lite specifications are drawn: data inline, and every other field on this list. Nothing here can name an
// address or hold an expression, so what a model writes can only ever become a picture of its own figures.
import {
  either,
  figure,
  flag,
  isObject,
  lines,
  list,
  matches,
  nothing,
  number,
  oneOf,
  type Rule,
  shape,
  text,
} from "./rule.ts";

export type Figure = string | number | boolean | null;
export type ChartRow = Readonly<Record<string, Figure>>;

export interface Channel {
  readonly field?: string;
  readonly type?: string;
  readonly title?: string | null;
  readonly aggregate?: string;
  readonly scale?: object | null;
}
export type Encoding = Readonly<Record<string, Channel>>;
export type Mark = string | { readonly type: string; readonly point?: unknown };

export interface ChartLayer {
  readonly mark: Mark;
  readonly encoding?: Encoding;
}

export interface ChartSpec {
  readonly title?: string | { readonly text: string | readonly string[] };
  readonly height?: number | object;
  readonly data: { readonly values: readonly ChartRow[] };
  readonly mark?: Mark;
  readonly encoding?: Encoding;
  readonly layer?: readonly ChartLayer[];
}

const mostRows = 5_000;
const colour = matches(/^(?:#[\da-f]{3,8}|[a-z]{3,24})$/i);
const format = matches(/^[\w ,.:%$~+\-/()]{0,40}$/);
const word = matches(/^-?[a-z][a-z\d-]{0,30}$/i);
/** No path into an object, and nothing that could end a quoted name. */
const field = matches(/^[^.[\]\\'"`]{1,200}$/);

const row: Rule = (value) =>
  isObject(value) && Object.entries(value).every(([name, inner]) => name !== "__proto__" && figure(inner));

const markType = oneOf("bar line area point circle square tick rect rule arc text trail boxplot");
const point = either(flag, oneOf("transparent"), shape({ filled: flag, size: number, color: colour, opacity: number }));
const mark = either(
  markType,
  shape(
    {
      type: markType,
      // Tips are the page's own; this says only that there should be one.
      tooltip: either(flag, nothing, shape({ content: oneOf("data encoding") })),
      point,
      line: either(flag, shape({ color: colour, strokeWidth: number })),
      interpolate: word,
      orient: oneOf("horizontal vertical"),
      align: word,
      baseline: word,
      filled: flag,
      clip: flag,
      color: colour,
      fill: colour,
      stroke: colour,
      strokeDash: list(number, 8),
      ...Object.fromEntries(
        "opacity fillOpacity strokeOpacity size width height strokeWidth innerRadius outerRadius padAngle cornerRadius cornerRadiusEnd binSpacing thickness tension dx dy fontSize extent"
          .split(" ")
          .map((name) => [name, number]),
      ),
    },
    ["type"],
  ),
);

const axis = either(
  nothing,
  shape({
    title: either(lines, nothing),
    format,
    formatType: oneOf("number time"),
    orient: word,
    labelOverlap: either(flag, word),
    values: list(figure, 100),
    ...Object.fromEntries("grid labels ticks domain labelFlush".split(" ").map((name) => [name, flag])),
    ...Object.fromEntries(
      "labelAngle labelLimit tickCount tickMinStep titleLimit".split(" ").map((name) => [name, number]),
    ),
  }),
);
const legend = either(
  nothing,
  shape({ title: either(lines, nothing), format, formatType: oneOf("number time"), orient: word, columns: number }),
);
const scale = either(
  nothing,
  shape({
    type: oneOf("linear log pow sqrt symlog time utc ordinal band point quantize quantile threshold"),
    zero: flag,
    nice: either(flag, number),
    clamp: flag,
    reverse: flag,
    domain: list(figure, 500),
    domainMin: number,
    domainMax: number,
    range: list(either(colour, number), 100),
    scheme: word,
    padding: number,
    paddingInner: number,
    paddingOuter: number,
  }),
);
const sort = either(
  nothing,
  word,
  list(figure, 500),
  shape({ field, op: word, order: oneOf("ascending descending"), encoding: word }),
);
const channel = shape({
  field,
  type: oneOf("quantitative nominal ordinal temporal"),
  title: either(lines, nothing),
  aggregate: oneOf("count sum mean average median min max distinct valid missing stdev variance q1 q3"),
  bin: either(flag, nothing, shape({ binned: flag, maxbins: number, step: number })),
  timeUnit: matches(/^[a-z]{3,40}$/),
  stack: either(flag, nothing, oneOf("zero normalize center")),
  band: number,
  bandPosition: number,
  impute: nothing,
  axis,
  legend,
  scale,
  sort,
  format,
  formatType: oneOf("number time"),
  value: either(number, colour),
  datum: number,
});
const channels =
  "x y x2 y2 xOffset yOffset color fill stroke opacity size shape theta theta2 radius detail order text strokeDash";
const encoding = shape({
  ...Object.fromEntries(channels.split(" ").map((name) => [name, channel])),
  tooltip: either(nothing, channel, list(channel, 30)),
  detail: either(channel, list(channel, 8)),
});

const size = either(number, oneOf("container"), shape({ step: number }));
const layer = shape({ mark, encoding, title: lines, name: word }, ["mark"]);
const spec = shape(
  {
    $schema: matches(/^https:\/\/vega\.github\.io\/schema\/vega-lite\/v[56](?:\.\d+){0,2}\.json$/),
    title: either(lines, shape({ text: lines, subtitle: lines, anchor: word })),
    description: text,
    name: word,
    width: size,
    height: size,
    autosize: either(word, shape({ type: word, contains: word, resize: flag })),
    data: shape({ values: list(row, mostRows), name: word }, ["values"]),
    mark,
    encoding,
    layer: list(layer, 6),
  },
  ["data"],
);

/** The specification itself when every part of it is on the list. */
export function allowedChart(value: unknown): ChartSpec | undefined {
  if (!spec(value)) return undefined;
  const chart = value as ChartSpec;
  const isDrawn = chart.layer ? chart.layer.length > 0 : chart.mark !== undefined;
  return isDrawn && chart.data.values.length > 0 ? chart : undefined;
}

/** With a capital, as titles begin. */
export function chartTitle({ title }: ChartSpec): string {
  const text = typeof title === "object" && "text" in title ? title.text : title;
  return (Array.isArray(text) ? text.join(" ") : String(text ?? "")).replace(/^\p{Ll}/u, (first) =>
    first.toUpperCase(),
  );
}
