// How tall a chart is, known before it is drawn, so that nothing on the page jumps.
import type { ChartSpec } from "./chart-spec.ts";

const usualHeight = 300;
const bandHeight = 28;
const mostHeight = 900;

/** Bars that lie need a line each. */
export function chartHeight({ height, encoding, data }: ChartSpec): number {
  if (typeof height === "number") return Math.min(Math.max(height, 120), mostHeight);
  const { field, type } = encoding?.y ?? {};
  if (field === undefined || (type !== "nominal" && type !== "ordinal")) return usualHeight;
  const bands = new Set(data.values.map((row) => row[field])).size;
  return Math.min(Math.max(bands * bandHeight + 72, 140), mostHeight);
}
