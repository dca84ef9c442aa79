// A chart with everything around it: the same figures as a table, copies and files, and how they were computed.
import { useRef } from "react";
import { Card } from "../results/card.tsx";
import { DataTable } from "../results/data-table.tsx";
import type { Drill } from "../results/drill.ts";
import { QueryDetails } from "../results/query-details.tsx";
import { chartTable, type ResultTable, rowFields } from "../results/result-table.ts";
import { fileStem, savePng } from "../results/save.ts";
import { TableActions } from "../results/table-actions.tsx";
import { Tabs } from "../results/tabs.tsx";
import { Chart } from "./chart.tsx";
import { type ChartRow, type ChartSpec, chartTitle } from "./chart-spec.ts";
import type { DrawnChart } from "./drawn-chart.ts";
import { drillQuestion } from "./mark-words.ts";
import { titled } from "./titled.ts";

interface ChartCardProps {
  readonly chart: ChartSpec;
  /** All the rows, of which the chart may show fewer. */
  readonly table: ResultTable | undefined;
  readonly query: string | undefined;
  readonly message: string;
  readonly onDrill: (drill: Drill) => void;
}

export function ChartCard({ chart, table: allRows, query, message, onDrill }: ChartCardProps) {
  const drawn = useRef<DrawnChart>(undefined);
  const title = chartTitle(chart) || "Chart";
  const table = allRows ?? chartTable(chart);
  const drill = (fields: ChartRow) => onDrill({ text: drillQuestion(chart, fields), fields });
  const onPng = async () => {
    const picture = await drawn.current?.toCanvas();
    if (picture) await savePng(`${fileStem(title)}.png`, titled(title, picture));
  };
  return (
    <Card
      title={title}
      foot={
        <>
          <TableActions table={table} title={title} onPng={onPng} />
          {query !== undefined && <QueryDetails query={query} />}
        </>
      }
    >
      <Tabs
        label={`Views of ${title}`}
        views={[
          {
            title: "Chart",
            content: <Chart chart={chart} label={labelOf(title, message)} drawn={drawn} onDrill={drill} />,
          },
          {
            title: "Table",
            content: <DataTable table={table} label={title} onRow={(row) => drill(rowFields(table, row))} />,
          },
        ]}
      />
    </Card>
  );
}

const mostLabelChars = 300;

/** For those who do not see it: what it is, what it says, and where the figures are. */
const labelOf = (title: string, message: string): string => {
  const [words = ""] = message.split(/\n\s*\n|\n\|/);
  return `Chart: ${title}. ${words.replaceAll(/[*_`#]+/g, "").slice(0, mostLabelChars)} The figures are in the tab Table.`;
};
