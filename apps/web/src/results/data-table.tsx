// A table of figures: sorted by a click on a column's name, 25 rows to a page, and a way to ask what is behind a row.
import { useMemo, useState } from "react";
import { Icon } from "../icon.tsx";
import { shownFigure } from "./figure.ts";
import { isNumberColumn, type ResultTable } from "./result-table.ts";
import { type Order, orderAfter, sortedRows } from "./row-order.ts";

const pageRows = 25;

type Row = ResultTable["rows"][number];

interface DataTableProps {
  readonly table: ResultTable;
  readonly label: string;
  /** Where a row can be asked about. */
  readonly onRow?: ((row: Row) => void) | undefined;
}

export function DataTable({ table, label, onRow }: DataTableProps) {
  const [order, setOrder] = useState<Order>();
  const [page, setPage] = useState(0);
  const rows = useMemo(() => sortedRows(table.rows, order), [table, order]);
  const numeric = useMemo(() => table.columns.map((_, column) => isNumberColumn(table, column)), [table]);
  const sortBy = (column: number) => {
    setOrder(orderAfter(order, column));
    setPage(0);
  };
  const first = page * pageRows;
  return (
    <>
      {/* A region that scrolls must be reachable by keyboard, so it takes the focus and has a name. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form, a section would be one more landmark */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <div role="group" aria-label={label} tabIndex={0} className="overflow-x-auto outline-offset-[-2px]">
        <table className="w-full text-sm leading-5 tabular-nums">
          <thead className="bg-side text-soft">
            <tr>
              {table.columns.map((name, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may bear the same name; their place is theirs
                <th key={column} scope="col" aria-sort={sortOf(order, column)} className="p-0 font-medium">
                  <ColumnButton
                    name={name}
                    direction={order?.column === column ? order.direction : undefined}
                    right={numeric[column] ?? false}
                    onClick={() => sortBy(column)}
                  />
                </th>
              ))}
              {onRow && (
                <td className="w-9">
                  <span className="sr-only">Ask</span>
                </td>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(first, first + pageRows).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
              <tr key={first + at} className="border-t border-line">
                {row.map((cell, column) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: as for the columns
                    key={column}
                    className={`max-w-80 px-3.5 py-1.5 align-top [overflow-wrap:break-word] ${numeric[column] ? "text-right whitespace-nowrap" : ""} ${cell === null ? "text-soft" : ""}`}
                  >
                    {shownFigure(cell)}
                  </td>
                ))}
                {onRow && (
                  <td className="py-0 pr-1 text-right align-middle">
                    <RowButton name={row.map(shownFigure).join(", ")} onClick={() => onRow(row)} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > pageRows && <Pages page={page} count={rows.length} onPage={setPage} />}
    </>
  );
}

const sortOf = (order: Order | undefined, column: number) => (order?.column === column ? order.direction : "none");

interface ColumnButtonProps {
  readonly name: string;
  readonly direction: Order["direction"] | undefined;
  readonly right: boolean;
  readonly onClick: () => void;
}

const ColumnButton = ({ name, direction, right, onClick }: ColumnButtonProps) => (
  <button
    type="button"
    onClick={onClick}
    className={`group/sort flex w-full items-center gap-1 px-3.5 py-2 whitespace-nowrap outline-offset-[-2px] hover:text-ink pointer-coarse:py-3 ${direction ? "text-ink" : ""} ${right ? "flex-row-reverse text-right" : "text-left"}`}
  >
    {name}
    <Icon
      name={direction === "ascending" ? "rising" : direction === "descending" ? "falling" : "sort"}
      className={`size-3.5 ${direction ? "" : "opacity-50 group-hover/sort:opacity-100"}`}
    />
  </button>
);

const RowButton = ({ name, onClick }: { name: string; onClick: () => void }) => (
  <button
    type="button"
    onClick={onClick}
    aria-label={`Show what is behind ${name}`}
    title="Show what is behind this row"
    className="icon-button inline-grid size-7 rounded-md"
  >
    <Icon name="search" className="size-4" />
  </button>
);

interface PagesProps {
  readonly page: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}

const Pages = ({ page, count, onPage }: PagesProps) => {
  const first = page * pageRows;
  const last = Math.min(first + pageRows, count);
  return (
    <div className="flex items-center justify-end gap-1.5 border-t border-line px-2 py-1.5 text-sm text-soft tabular-nums">
      <p aria-live="polite" className="mr-1.5">
        {`${first + 1}–${last} of ${count.toLocaleString("en")}`}
      </p>
      <PageButton label="Previous" disabled={page === 0} onClick={() => onPage(page - 1)} />
      <PageButton label="Next" disabled={last === count} onClick={() => onPage(page + 1)} />
    </div>
  );
};

const PageButton = ({ label, disabled, onClick }: { label: string; disabled: boolean; onClick: () => void }) => (
  <button type="button" disabled={disabled} onClick={onClick} className="small-button">
    {label}
  </button>
);
