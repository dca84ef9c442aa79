// The tip beside a mark under the pointer: what it stands for, and that a click goes deeper.
import { createPortal } from "react-dom";
import type { ChartRow, ChartSpec } from "./chart-spec.ts";
import { markLines } from "./mark-words.ts";

export interface TipPlace {
  readonly row: ChartRow;
  /** In the window. */
  readonly x: number;
  readonly y: number;
}

const tipWidth = 240;
const away = 14;

/** It follows the pointer, and stays inside the window. */
export function ChartTip({ chart, tip: { row, x, y } }: { chart: ChartSpec; tip: TipPlace }) {
  const left = Math.max(8, Math.min(x + away, innerWidth - tipWidth - 8));
  const isLow = y > innerHeight - 160;
  return createPortal(
    <div
      aria-hidden="true"
      className="pointer-events-none fixed z-30 max-w-60 rounded-lg border border-line bg-raised px-3 py-2 text-xs leading-5 shadow-raised"
      style={{ left, ...(isLow ? { bottom: innerHeight - y + away } : { top: y + away }) }}
    >
      <dl className="grid grid-cols-[auto_auto] gap-x-3">
        {markLines(chart, row).map(({ title, value }) => (
          <div key={title} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-soft">{title}</dt>
            <dd className="text-right font-medium tabular-nums [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-soft">Click to see what is behind it</p>
    </div>,
    document.body,
  );
}
