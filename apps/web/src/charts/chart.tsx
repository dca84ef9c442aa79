// A chart in its place on the page: as wide as there is room, drawn anew when the colours change, with a tip on its marks.
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { useShownColours } from "../theme/shown-colours.ts";
import { chartHeight } from "./chart-height.ts";
import { chartLook } from "./chart-look.ts";
import type { ChartRow, ChartSpec } from "./chart-spec.ts";
import { ChartTip, type TipPlace } from "./chart-tip.tsx";
import type { DrawnChart } from "./drawn-chart.ts";

interface ChartProps {
  readonly chart: ChartSpec;
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly drawn: RefObject<DrawnChart | undefined>;
  readonly onDrill: (row: ChartRow) => void;
}

export function Chart({ chart, label, drawn, onDrill }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const colours = useShownColours();
  const [tip, setTip] = useState<TipPlace>();
  const [failed, setFailed] = useState(false);
  const drill = useEffectEvent(onDrill);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with other colours it has to be drawn anew
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let isCurrent = true;
    let made: DrawnChart | undefined;
    const draw = async () => {
      const { drawChart } = await import("./drawn-chart.ts");
      if (!isCurrent) return;
      made = await drawChart({
        place: element,
        chart,
        look: chartLook(element),
        width: element.clientWidth,
        onClick: drill,
        onPoint: (mark) => setTip(mark && { ...mark, x: mark.event.clientX, y: mark.event.clientY }),
      });
      if (!isCurrent) return made.close();
      drawn.current = made;
    };
    draw().catch(() => isCurrent && setFailed(true));
    const resize = new ResizeObserver(() => made?.resize(element.clientWidth));
    resize.observe(element);
    return () => {
      isCurrent = false;
      resize.disconnect();
      drawn.current = undefined;
      made?.close();
      element.replaceChildren();
    };
  }, [chart, colours]);

  if (failed)
    return <p className="px-4 pb-4 text-sm text-soft">This chart could not be drawn. Its figures are in the table.</p>;
  return (
    <div className="relative px-3 pb-3">
      <div role="img" aria-label={label}>
        {/* What is drawn has no names of its own: the label above says it, and the table. */}
        <div
          ref={place}
          aria-hidden="true"
          className="w-full overflow-hidden"
          style={{ minHeight: chartHeight(chart) }}
        />
      </div>
      {tip && <ChartTip chart={chart} tip={tip} />}
    </div>
  );
}
