// Which charts may be shown: those of plain data pass as they are, anything that could fetch, compute or run is refused whole.
import { describe, expect, it } from "vitest";
import { startTurn, transition } from "../src/turn/state.ts";
import { checkedVisualization } from "../src/visualization.ts";

const rows = [
  { symbol: "AAPL", date: "2008-01-01", price: 135.4 },
  { symbol: "IBM", date: "2008-01-01", price: null },
];
const x = {
  field: "date",
  type: "temporal",
  timeUnit: "yearmonth",
  title: "Month",
  axis: { format: "%b %Y", labelAngle: -45 },
};
const y = { field: "price", type: "quantitative", aggregate: "mean", title: "Average price", scale: { zero: false } };
const chart = { data: { values: rows }, mark: "line", encoding: { x, y } };
const with_ = (change: object) => ({ ...chart, ...change });
const encoded = (channel: object) => with_({ encoding: { ...chart.encoding, ...channel } });

describe("P16 charts that may be shown", () => {
  it.each<[string, object]>([
    ["a line", chart],
    [
      "a schema, a title and sizes",
      with_({
        $schema: "https://vega.github.io/schema/vega-lite/v6.json",
        title: "Prices",
        width: "container",
        height: 300,
      }),
    ],
    ["a title with a subtitle", with_({ title: { text: "Prices", subtitle: "in $ (US), <2 % missing" } })],
    ["every mark", { ...chart, mark: { type: "bar", tooltip: true, color: "#4c78a8" } }],
    ["bins and a sort", encoded({ x: { field: "price", bin: { maxbins: 20 }, sort: "-y", type: "ordinal" } })],
    [
      "bins made before",
      encoded({ x: { field: "price", type: "quantitative", bin: { binned: true } }, x2: { field: "to" } }),
    ],
    [
      "a list of tooltips, and no legend",
      encoded({ color: { field: "symbol", legend: null, sort: null }, tooltip: [x, y] }),
    ],
    ["a normalised stack", encoded({ y: { ...y, stack: "normalize" } })],
    [
      "layers with a rule at a number",
      {
        data: chart.data,
        layer: [
          { mark: "line", encoding: { x, y } },
          { mark: { type: "rule", strokeDash: [4, 4] }, encoding: { y: { datum: 100 } } },
        ],
      },
    ],
    [
      "facets",
      { data: chart.data, facet: { field: "symbol" }, columns: 2, spec: { mark: "point", encoding: { x, y } } },
    ],
    [
      "a slice each",
      {
        data: chart.data,
        mark: { type: "arc", innerRadius: 40 },
        encoding: { theta: y, color: { field: "symbol", type: "nominal" } },
      },
    ],
    [
      "a workflow",
      {
        kind: "workflow",
        nodes: [
          { id: "start", kind: "start", label: "Start" },
          { id: "end", kind: "end", label: "End" },
        ],
        edges: [{ from: "start", to: "end" }],
      },
    ],
    ["5,000 rows", with_({ data: { values: Array.from({ length: 5_000 }, (_, price) => ({ price })) } })],
    ["cells that look like code", with_({ data: { values: [{ price: 1, note: "javascript: a history" }] } })],
  ])("%s", (_, spec) => {
    expect(checkedVisualization(spec)).toEqual({ ok: true, spec });
  });

  it.each("bar line point area rect arc tick boxplot text rule circle".split(" "))("the mark %s", (mark) => {
    expect(checkedVisualization(with_({ mark }))).toMatchObject({ ok: true });
  });
});

const parsed = (json: string): unknown => JSON.parse(json);

describe("P16 charts that are refused", () => {
  it.each<[string, unknown]>([
    ["nothing", null],
    ["a text", "bar"],
    ["a list", [chart]],
    ["an empty object", {}],
    ["data from an address", with_({ data: { url: "https://example.com/a.csv" } })],
    ["data from a file", with_({ data: { url: "file:///etc/passwd", values: [] } })],
    ["data by name", with_({ data: { name: "source" } })],
    ["data that is made", with_({ data: { sequence: { start: 0, stop: 1e9 } } })],
    ["data as a text", with_({ data: { values: "a,b\n1,2" } })],
    ["data with a format", with_({ data: { values: rows, format: { parse: { a: "date:'%Y'" } } } })],
    ["named datasets", with_({ datasets: { a: rows } })],
    ["a calculation", with_({ transform: [{ calculate: "datum.price * 2", as: "double" }] })],
    ["a filter", with_({ transform: [{ filter: "datum.price > 1" }] })],
    ["a lookup", with_({ transform: [{ lookup: "a", from: { data: { url: "x" }, key: "a" } }] })],
    ["parameters", with_({ params: [{ name: "p", expr: "1" }] })],
    ["a selection", with_({ selection: { brush: { type: "interval" } } })],
    ["a configuration", with_({ config: { mark: { href: "javascript:alert(1)" } } })],
    ["user metadata", with_({ usermeta: { embedOptions: { actions: true, loader: {} } } })],
    ["another schema", with_({ $schema: "https://example.com/vega-lite/v6.json" })],
    [
      "Vega itself",
      {
        $schema: "https://vega.github.io/schema/vega/v6.json",
        signals: [{ name: "s", update: "alert(1)" }],
        marks: [],
      },
    ],
    ["an expression as the width", with_({ width: { expr: "1" } })],
    ["an expression as the title", with_({ title: { text: { expr: "1" } } })],
    ["a signal as the title", with_({ title: { signal: "1" } })],
    ["a script in the title", with_({ title: "<script>alert(1)</script>" })],
    ["a script in capitals", with_({ title: "x < SCRIPT src=a>" })],
    ["a link as the title", with_({ title: " javascript:alert(1)" })],
    ["a script in the subtitle", with_({ title: { text: "a", subtitle: "<script>" } })],
    ["a link as the description", with_({ description: "javascript:alert(1)" })],
    ["a link as an axis title", encoded({ x: { ...x, title: "JavaScript:alert(1)" } })],
    ["a script as a guide's title", encoded({ x: { ...x, axis: { title: "<script>" } } })],
    ["an expression on an axis", encoded({ x: { ...x, axis: { labelExpr: "datum.label" } } })],
    ["a signal on an axis", encoded({ x: { ...x, axis: { labelAngle: { signal: "1" } } } })],
    [
      "a condition on an axis",
      encoded({ x: { ...x, axis: { labelColor: { condition: { test: "alert(1)", value: "red" }, value: "blue" } } } }),
    ],
    ["a format that is none", encoded({ x: { ...x, axis: { format: "';alert(1)//" } } })],
    ["a format of its own", encoded({ x: { ...x, axis: { formatType: "myFormat" } } })],
    ["a legend with an expression", encoded({ color: { field: "symbol", legend: { labelExpr: "1" } } })],
    ["a scale from a signal", encoded({ y: { ...y, scale: { domain: { signal: "1" } } } })],
    ["a scale from a parameter", encoded({ y: { ...y, scale: { domain: { param: "brush" } } } })],
    ["a range of addresses", encoded({ color: { field: "symbol", scale: { range: ["url(https://example.com)"] } } })],
    ["a scheme from a signal", encoded({ color: { field: "symbol", scale: { scheme: { signal: "1" } } } })],
    ["a link", encoded({ href: { field: "link" } })],
    ["a constant link", encoded({ href: { value: "javascript:alert(1)" } })],
    ["an address of a picture", encoded({ url: { field: "symbol" } })],
    ["a constant that is computed", encoded({ y: { datum: { expr: "1" } } })],
    ["a constant text", encoded({ y: { datum: "alert(1)" } })],
    ["a value that is computed", encoded({ color: { value: { expr: "'red'" } } })],
    ["a colour that is an address", encoded({ color: { value: "url(#a)" } })],
    ["a condition", encoded({ color: { condition: { test: "datum.a", value: "red" }, value: "blue" } })],
    ["a shape as a path", encoded({ shape: { value: "M0,0L1e9,0" } })],
    ["a field that is a path", encoded({ x: { field: "a.b" } })],
    ["a field that breaks out", encoded({ x: { field: "a'];alert(1);['" } })],
    ["a repeated field", encoded({ x: { field: { repeat: "column" } } })],
    ["a channel that is not known", encoded({ key: { field: "symbol" } })],
    ["a time unit of its own", encoded({ x: { ...x, timeUnit: { unit: "year", expr: "1" } } })],
    ["an aggregate that is not known", encoded({ y: { ...y, aggregate: "exec" } })],
    ["a picture as the mark", with_({ mark: "image" })],
    ["shapes of the world", with_({ mark: { type: "geoshape" } })],
    ["a mark with a link", with_({ mark: { type: "bar", href: "javascript:alert(1)" } })],
    ["a mark with an address", with_({ mark: { type: "point", url: "https://example.com/x.png" } })],
    ["a mark with a shape as a path", with_({ mark: { type: "point", shape: "M0,0" } })],
    ["a tooltip from a signal", with_({ mark: { type: "bar", tooltip: { signal: "1" } } })],
    ["a mark with an expression", with_({ mark: { type: "bar", opacity: { expr: "1" } } })],
    ["a layer in a layer", { data: chart.data, layer: [{ layer: [{ mark: "bar" }] }] }],
    ["too many layers", { data: chart.data, layer: Array.from({ length: 9 }, () => ({ mark: "bar" })) }],
    ["a layer with an address", { data: chart.data, layer: [{ mark: "bar", data: { url: "x" } }] }],
    [
      "too many rows over all layers",
      {
        data: { values: Array.from({ length: 3_000 }, () => ({})) },
        layer: [{ mark: "bar", data: { values: Array.from({ length: 3_000 }, () => ({})) } }],
      },
    ],
    ["facets in facets", { data: chart.data, facet: { field: "a" }, spec: { facet: { field: "b" }, spec: chart } }],
    ["a concatenation", { data: chart.data, hconcat: [chart] }],
    ["a repetition", { data: chart.data, repeat: ["a"], spec: chart }],
    ["a projection", with_({ projection: { type: "mercator" } })],
    ["5,001 rows", with_({ data: { values: Array.from({ length: 5_001 }, () => ({ a: 1 })) } })],
    ["cells that are objects", with_({ data: { values: [{ a: { b: 1 } }] } })],
    ["cells that are lists", with_({ data: { values: [{ a: [1] }] } })],
    ["cells that are functions", with_({ data: { values: [{ a: () => 1 }] } })],
    ["rows that are no records", with_({ data: { values: [1, 2] } })],
    ["a width without end", with_({ width: 1e9 })],
    ["a width that is no number", with_({ width: Number.POSITIVE_INFINITY })],
    ["a polluted row", parsed('{"data":{"values":[{"__proto__":{"a":1}}]},"mark":"bar","encoding":{}}')],
    ["a polluted chart", parsed('{"__proto__":{"a":1},"data":{"values":[]},"mark":"bar","encoding":{}}')],
    ["a polluted channel", parsed('{"data":{"values":[]},"mark":"bar","encoding":{"constructor":{"prototype":{}}}}')],
    ["what is too deep", Array.from({ length: 5_000 }).reduce<object>((inside) => ({ data: inside }), {})],
  ])("%s", (_, spec) => {
    const checked = checkedVisualization(spec);
    expect(checked).toMatchObject({ ok: false, path: expect.any(String), message: expect.stringMatching(/./) });
    expect(Object.prototype).not.toHaveProperty("a");
  });

  it("says where the fault is", () => {
    const { x: _, ...rest } = chart.encoding;
    expect(checkedVisualization(with_({ encoding: { ...rest, x: { ...x, axis: { labelExpr: "1" } } } }))).toMatchObject(
      {
        path: "encoding.x.axis",
        message: expect.stringContaining("labelExpr"),
      },
    );
  });
});

describe("P16 a turn's answer", () => {
  const bodyOf = (visualization: object) => {
    const event = { type: "visualization", message: "Prices by month", visualization: visualization as never } as const;
    const [state, [effect]] = transition(startTurn("insights"), { type: "yielded", event });
    expect(state).toMatchObject({ answered: true });
    return effect?.do === "append" ? effect.facts[0]?.body : undefined;
  };

  it("keeps a picture that may be shown", () => {
    expect(bodyOf(chart)).toEqual({ agent: "insights", message: "Prices by month", visualization: chart });
  });

  it("leaves out one that may not, and says so", () => {
    expect(bodyOf(with_({ data: { url: "https://example.com/a.csv" } }))).toEqual({
      agent: "insights",
      message: expect.stringMatching(/^Prices by month\n\n\(The picture was left out/),
    });
  });
});
