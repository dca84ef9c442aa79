// The order of a table's rows: as they came, or by one column; gaps stand last either way.
import type { Figure } from "../charts/chart-spec.ts";

export interface Order {
  readonly column: number;
  readonly direction: "ascending" | "descending";
}

type Rows = readonly (readonly Figure[])[];

/** Up, down, and back to how the rows came. */
export function orderAfter(order: Order | undefined, column: number): Order | undefined {
  if (order?.column !== column) return { column, direction: "ascending" };
  return order.direction === "ascending" ? { column, direction: "descending" } : undefined;
}

export function sortedRows(rows: Rows, order: Order | undefined): Rows {
  if (!order) return rows;
  const { column, direction } = order;
  const sign = direction === "ascending" ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a = null, b = null] = [one[column], other[column]];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * compared(a, b);
  });
}

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const compared = (a: NonNullable<Figure>, b: NonNullable<Figure>): number =>
  typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b));
