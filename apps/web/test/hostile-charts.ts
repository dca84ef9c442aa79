// Charts that want more than to be seen: each would fetch, run or lead somewhere if it were drawn.

const values = [
  { a: "x", b: 1 },
  { a: "y", b: 2 },
];
const encoding = { x: { field: "a", type: "nominal" }, y: { field: "b", type: "quantitative" } };
/** What all of them are but for one thing; this one is drawn. */
export const harmless = { data: { values }, mark: "bar", encoding };
const away = "https://attacker.example/steal";
const breach = "window.breached = true";

export const hostileCharts: readonly (readonly [string, object])[] = [
  ["data at another address", { ...harmless, data: { url: `${away}.csv` } }],
  ["a link on its marks", { ...harmless, encoding: { ...encoding, href: { value: `javascript:${breach}` } } }],
  ["a link on a mark of its own", { ...harmless, mark: { type: "bar", href: `javascript:${breach}` } }],
  ["a picture as its mark", { ...harmless, mark: "image", encoding: { ...encoding, url: { value: `${away}.png` } } }],
  ["a computed column", { ...harmless, transform: [{ calculate: breach, as: "c" }] }],
  ["a filter that is an expression", { ...harmless, transform: [{ filter: breach }] }],
  ["an expression as a parameter", { ...harmless, params: [{ name: "p", expr: breach }] }],
  ["an expression as a width", { ...harmless, width: { expr: breach } }],
  [
    "a signal in an axis",
    { ...harmless, encoding: { ...encoding, x: { ...encoding.x, axis: { labelExpr: breach } } } },
  ],
  ["a signal as a title", { ...harmless, title: { text: { signal: breach } } }],
  ["a fill from another address", { ...harmless, mark: { type: "bar", fill: `url(${away}.svg#f)` } }],
  [
    "a format that is a function",
    { ...harmless, encoding: { ...encoding, y: { ...encoding.y, format: "x", formatType: breach } } },
  ],
  [
    "a field that is a path",
    { ...harmless, encoding: { ...encoding, x: { field: "constructor['constructor']", type: "nominal" } } },
  ],
  ["options for whoever embeds it", { ...harmless, usermeta: { embedOptions: { loader: { baseURL: away } } } }],
  ["a configuration of its own", { ...harmless, config: { background: `url(${away})` } }],
  [
    "Vega instead of Vega-Lite",
    {
      $schema: "https://vega.github.io/schema/vega/v6.json",
      signals: [{ name: "s", init: breach }],
      marks: [{ type: "rect" }],
    },
  ],
];
