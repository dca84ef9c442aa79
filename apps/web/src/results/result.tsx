// What an answer shows beside its words: a chart with its figures, a table, or the picture of a workflow.
import type { AssistantEntry } from "@polylogue/client";
import { lazy, Suspense } from "react";
import type { Drill } from "./drill.ts";
import { hasResult } from "./has-result.ts";
import { ResultGuard } from "./result-guard.tsx";

/** Loaded when the first result is shown: most conversations begin without one. */
const ResultCard = lazy(async () => ({ default: (await import("./result-card.tsx")).ResultCard }));

interface ResultProps {
  readonly entry: AssistantEntry;
  readonly onDrill: (drill: Drill) => void;
}

export const Result = ({ entry, onDrill }: ResultProps) =>
  hasResult(entry) ? (
    <ResultGuard>
      <Suspense fallback={<p className="text-sm text-soft">Drawing the result</p>}>
        <ResultCard entry={entry} onDrill={onDrill} />
      </Suspense>
    </ResultGuard>
  ) : null;
