// Figures without a picture: the table itself, unless the answer already says the one figure there is.
import { Card } from "./card.tsx";
import { DataTable } from "./data-table.tsx";
import { QueryDetails } from "./query-details.tsx";
import type { ResultTable } from "./result-table.ts";
import { TableActions } from "./table-actions.tsx";

interface TableCardProps {
  readonly table: ResultTable;
  readonly query: string | undefined;
  /** The answer's words. */
  readonly message: string;
}

/** A row of Markdown's own tables. */
const tableRow = /^\s*\|.+\|\s*$/gm;

export function TableCard({ table, query, message }: TableCardProps) {
  const { columns, rows } = table;
  const told = (message.match(tableRow)?.length ?? 0) - 2;
  // One figure is in the words, and rows that stand there in full need not stand here again.
  const isTold = rows.length * columns.length <= 2 || told >= rows.length;
  if (isTold) return query === undefined ? null : <QueryDetails query={query} />;
  const title = `${rows.length.toLocaleString("en")} ${rows.length === 1 ? "row" : "rows"}`;
  const card = (
    <Card
      title={title}
      foot={
        <>
          <TableActions table={table} title={columns.join(" ")} />
          {query !== undefined && <QueryDetails query={query} />}
        </>
      }
    >
      <DataTable table={table} label={`Table of ${columns.join(", ")}`} />
    </Card>
  );
  if (told <= 0) return card;
  // The first rows stand in the words already: the rest is there for whoever asks.
  return (
    <details className="text-sm">
      <summary className="mb-2 w-fit cursor-pointer rounded-md text-soft hover:text-ink pointer-coarse:py-3">
        {`All ${title} to sort and download`}
      </summary>
      {card}
    </details>
  );
}
