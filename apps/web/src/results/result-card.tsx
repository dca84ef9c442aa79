// Chooses what a result is shown as; a picture that is not allowed is never drawn, only its figures are shown.
import type { AssistantEntry } from "@polylogue/client";
import { ChartCard } from "../charts/chart-card.tsx";
import { allowedChart } from "../charts/chart-spec.ts";
import { Note } from "../conversation/note.tsx";
import { workflowOf } from "../workflow/workflow.ts";
import { WorkflowCard } from "../workflow/workflow-card.tsx";
import type { Drill } from "./drill.ts";
import { resultQuery, resultTable } from "./result-table.ts";
import { TableCard } from "./table-card.tsx";

interface ResultCardProps {
  readonly entry: AssistantEntry;
  readonly onDrill: (drill: Drill) => void;
}

export function ResultCard({ entry: { text, data, visualization }, onDrill }: ResultCardProps) {
  const workflow = workflowOf(visualization, data);
  if (workflow) return <WorkflowCard workflow={workflow} message={text} />;
  const chart = allowedChart(visualization);
  const table = resultTable(data);
  const query = resultQuery(data);
  if (chart) return <ChartCard chart={chart} table={table} query={query} message={text} onDrill={onDrill} />;
  return (
    <>
      {isObject(visualization) && (
        <Note icon="warning">The picture that came with this answer is of a kind that this page does not draw.</Note>
      )}
      {table && <TableCard table={table} query={query} message={text} />}
    </>
  );
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;
