// A chart on the page: compiled from its checked specification, drawn as SVG without any evaluated code, and listened to.
import { Error as ErrorLevel, type Loader, parse, type Renderers, type ScenegraphEvent, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { type Config, compile, type TopLevelSpec } from "vega-lite";
import { chartHeight } from "./chart-height.ts";
import type { ChartLayer, ChartRow, ChartSpec, Encoding, Mark } from "./chart-spec.ts";

export interface MarkUnderPointer {
  readonly row: ChartRow;
  readonly event: MouseEvent;
}

export interface DrawnChart {
  toCanvas(): Promise<HTMLCanvasElement>;
  resize(width: number): void;
  close(): void;
}

interface Drawing {
  readonly place: HTMLElement;
  readonly chart: ChartSpec;
  readonly look: Config;
  readonly width: number;
  readonly onClick: (row: ChartRow) => void;
  /** Without a mark, the pointer has left it. */
  readonly onPoint: (mark: MarkUnderPointer | undefined) => void;
}

/** Tells a mark's row, whatever the chart has done with its fields. */
const rowNumber = "polylogue row";
const pngScale = 2;

export async function drawChart({ place, chart, look, width, onClick, onPoint }: Drawing): Promise<DrawnChart> {
  const { spec } = compile(prepared(chart, width), { config: look });
  const view = new View(parse(spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: closedLoader,
    logLevel: ErrorLevel,
    renderer: "svg" as Renderers,
    container: place,
    tooltip: () => {},
  });
  const rowOf = (item: unknown) => chart.data.values[rowNumberOf(item) ?? -1];
  view.addEventListener("click", (_event: ScenegraphEvent, item: unknown) => {
    const row = rowOf(item);
    if (row) onClick(row);
  });
  view.addEventListener("pointermove", (event: ScenegraphEvent, item: unknown) => {
    const row = rowOf(item);
    onPoint(row && event instanceof MouseEvent ? { row, event } : undefined);
  });
  view.addEventListener("pointerout", () => onPoint(undefined));
  await view.runAsync();
  return {
    toCanvas: () => view.toCanvas(pngScale),
    resize: (next) => void view.width(next).runAsync(),
    close: () => void view.finalize(),
  };
}

const refuse = (): Promise<never> => Promise.reject(new Error("A chart loads nothing."));
const closedLoader: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** A line has one item for all its rows; only its points stand for one. */
const marksOfMany: ReadonlySet<unknown> = new Set(["line", "area", "trail", "group"]);

function rowNumberOf(item: unknown): number | undefined {
  if (typeof item !== "object" || item === null || !("datum" in item) || !("mark" in item)) return undefined;
  const { datum, mark } = item as { datum: Record<string, unknown> | undefined; mark: { marktype?: string } };
  const number = datum?.[rowNumber];
  return typeof number === "number" && !marksOfMany.has(mark.marktype) ? number : undefined;
}

/** Its own copy of the rows, since they are changed by what draws them, and a size in pixels; the title is the page's. */
function prepared(chart: ChartSpec, width: number): TopLevelSpec {
  const dates = datesOf(chart);
  const values = chart.data.values.map((row, at) => ({ ...inTime(row, dates), [rowNumber]: at }));
  const { title: _title, layer, ...rest } = chart;
  const drawn = layer ? { ...rest, layer: layer.map(pointed) } : pointed(rest as ChartLayer);
  const autosize = { type: "fit", contains: "padding", resize: true };
  return { ...drawn, data: { values }, width, height: chartHeight(chart), autosize } as unknown as TopLevelSpec;
}

/** Lines get points that cannot be seen where they have none, so that there is something to point at. */
function pointed<Layer extends ChartLayer>(layer: Layer): Layer {
  const mark: Exclude<Mark, string> = typeof layer.mark === "string" ? { type: layer.mark } : layer.mark;
  const encoding = inUtc(withoutTip(layer.encoding));
  const isLine = mark.type === "line" || mark.type === "area";
  const point = mark.point ? mark.point : "transparent";
  return { ...layer, encoding, mark: { ...mark, tooltip: null, ...(isLine && { point }) } };
}

/** Tips are the page's own. */
function withoutTip(encoding: Encoding | undefined): Encoding {
  const { tooltip: _tooltip, ...channels } = encoding ?? {};
  return channels;
}

/** The same day for everyone, wherever they are: dates are shown as they stand in the file. */
const inUtc = (encoding: Encoding): Encoding =>
  Object.fromEntries(
    Object.entries(encoding).map(([name, channel]) => [
      name,
      channel.type === "temporal" ? { ...channel, scale: { ...channel.scale, type: "utc" } } : channel,
    ]),
  );

const datesOf = ({ encoding, layer }: ChartSpec): readonly string[] =>
  [encoding, ...(layer?.map((inner) => inner.encoding) ?? [])].flatMap((channels) =>
    Object.values(withoutTip(channels)).flatMap(({ field, type }) =>
      type === "temporal" && field !== undefined ? [field] : [],
    ),
  );

const withoutZone = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

const inTime = (row: ChartRow, dates: readonly string[]): ChartRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const isOpen = dates.includes(name) && typeof value === "string" && withoutZone.test(value);
      return [name, isOpen ? `${value.replace(" ", "T")}Z` : value];
    }),
  );
