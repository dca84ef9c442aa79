// How charts look: the page's own colours and type, read from its style sheet, so that they change with it.
import type { Config } from "vega-lite";
import "./charts.css";

/** After the last, colours repeat. */
const series = Array.from({ length: 8 }, (_, place) => `--chart-${place}`);

export function chartLook(place: Element): Config {
  const colour = colourReader(place);
  const ink = colour("--color-ink");
  const soft = colour("--color-soft");
  const line = colour("--color-line");
  const raised = colour("--color-raised");
  const first = colour("--chart-0");
  const category = series.map(colour);
  const font = getComputedStyle(place).fontFamily;
  const isWide = place.clientWidth > 520;
  return {
    aria: false,
    // That of the card, or of the picture to take away.
    background: "transparent",
    font,
    padding: 4,
    view: { stroke: null },
    mark: { color: first, cursor: "pointer" },
    bar: { cornerRadiusEnd: 3, discreteBandSize: { band: 0.74 } },
    line: { strokeWidth: 2.25, strokeCap: "round", strokeJoin: "round" },
    area: { fillOpacity: 0.28, line: true },
    point: { filled: true, size: 46, opacity: 0.78 },
    circle: { size: 46, opacity: 0.78 },
    arc: { stroke: raised, strokeWidth: 2, innerRadius: 44 },
    range: { category, heatmap: [raised, first], ramp: [raised, first], ordinal: category },
    axis: {
      domainColor: line,
      tickColor: line,
      gridColor: line,
      labelColor: soft,
      titleColor: soft,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      labelPadding: 6,
      titlePadding: 10,
      labelLimit: isWide ? 220 : 96,
      titleLimit: 320,
      labelOverlap: true,
      tickSize: 4,
    },
    axisX: { grid: false, tickCount: isWide ? 8 : 4 },
    axisY: { domain: false, ticks: false, tickCount: 5 },
    axisQuantitative: { grid: true, domain: false, ticks: false },
    axisBand: { ticks: false, domain: true },
    legend: {
      orient: "bottom",
      direction: "horizontal",
      columns: isWide ? 6 : 3,
      labelColor: ink,
      titleColor: soft,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      symbolType: "circle",
      symbolSize: 90,
      symbolStrokeWidth: 0,
      labelLimit: 120,
      offset: 12,
    },
  };
}

/** Colours as numbers: what draws the charts reads no `oklch()` and no `light-dark()`. */
function colourReader(place: Element): (name: string) => string {
  const probe = document.createElement("span");
  place.append(probe);
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    if (!pixel) return "#808080";
    pixel.fillStyle = getComputedStyle(probe).color;
    pixel.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };
  // The probe leaves with the next frame: all colours are read before that.
  queueMicrotask(() => probe.remove());
  return read;
}
