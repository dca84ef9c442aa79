// How long an answer took: one small figure, and on a click the stages behind it.
import { useId, useState } from "react";
import { latencyStages, latencyTotal, seconds, type TurnLatency } from "./turn-latency.ts";

export function LatencyLine({ latency }: { latency: TurnLatency }) {
  const stages = useId();
  const [open, setOpen] = useState(false);
  const total = latencyTotal(latency);
  if (total === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 pointer-coarse:min-h-11 text-xs leading-5 text-soft tabular-nums">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={stages}
        onClick={() => setOpen(!open)}
        className="rounded-md px-1.5 py-1 hover:bg-hover hover:text-ink aria-expanded:text-ink pointer-coarse:py-2.5"
      >
        <span className="sr-only">Answered in </span>
        {seconds(total)}
      </button>
      <ul id={stages} hidden={!open} className="flex flex-wrap gap-x-3 not-[[hidden]]:animate-arrive">
        {latencyStages(latency).map(({ label, ms }) => (
          <li key={label}>
            {label} {seconds(ms)}
          </li>
        ))}
      </ul>
    </div>
  );
}
