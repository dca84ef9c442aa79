// What a mark stands for, in words: for the tip above it, and for the question that asks what is behind it.
import { shownFigure } from "../results/figure.ts";
import type { Channel, ChartRow, ChartSpec, Encoding, Figure } from "./chart-spec.ts";

export interface MarkLine {
  readonly title: string;
  readonly value: string;
}

interface FieldOfChart {
  readonly field: string;
  readonly title: string;
  readonly isMeasure: boolean;
}

const encodings = ({ encoding, layer }: ChartSpec): readonly Encoding[] => [
  ...(encoding ? [encoding] : []),
  ...(layer?.flatMap(({ encoding: inner }) => (inner ? [inner] : [])) ?? []),
];

function fieldsOf(chart: ChartSpec): readonly FieldOfChart[] {
  const channels = encodings(chart)
    .flatMap((encoding) => Object.values(encoding))
    .flatMap((channel: Channel | null): readonly Channel[] =>
      Array.isArray(channel) ? channel : channel ? [channel] : [],
    );
  const fields = channels.flatMap((channel) => {
    const { field, title, type } = channel;
    if (field === undefined) return [];
    return [[field, { field, title: title || field, isMeasure: type === "quantitative" }] as const];
  });
  // The first channel of a field names it.
  return [...new Map(fields.toReversed()).values()].toReversed();
}

export const markLines = (chart: ChartSpec, row: ChartRow): readonly MarkLine[] =>
  fieldsOf(chart).flatMap(({ field, title }) =>
    field in row ? [{ title, value: shownFigure(row[field] ?? null) }] : [],
  );

/** By what the chart groups by, or, where everything is a measure, by the measures. */
export function drillQuestion(chart: ChartSpec, row: ChartRow): string {
  const fields = fieldsOf(chart);
  const groups = fields.filter(({ isMeasure }) => !isMeasure);
  const telling = (groups.length > 0 ? groups : fields).map(({ field }) => field);
  return behind(Object.fromEntries(telling.filter((name) => name in row).map((name) => [name, row[name] ?? null])));
}

const behind = (fields: Readonly<Record<string, Figure>>): string =>
  `Show what is behind ${Object.entries(fields)
    .map(([name, value]) => `${name} = ${value ?? "missing"}`)
    .join(", ")}`;
