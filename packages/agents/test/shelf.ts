// Files as a reader would have read them, made by hand, on a shelf for tests.
import type { Column, Document, Shelf, ShelvedFile } from "@polylogue/core";

const column = (name: string, type: Column["type"], rest: Partial<Column> = {}): Column => ({
  name,
  type,
  missing: 0,
  distinct: 100,
  examples: [],
  ...rest,
});

const table = (
  file_id: string,
  name: string,
  rows: number,
  columns: readonly Column[],
  rest: Partial<Document> = {},
): Document => ({
  file_id,
  name,
  mediaType: "text/csv",
  bytes: 12_000,
  kind: "table",
  tables: [{ name, rows, columns, sample: [columns.map(({ examples }) => examples[0] ?? ""), columns.map(() => "")] }],
  sections: [],
  warnings: [],
  ...rest,
});

export const stocks = table("f-stocks", "stocks.csv", 560, [
  column("symbol", "text", { distinct: 3, examples: ["MSFT", "AMZN", "IBM"] }),
  column("date", "date", { distinct: 123, min: "Jan 1 2000", max: "Mar 1 2010", examples: ["Jan 1 2000"] }),
  column("price", "number", { min: "5.97", max: "707", examples: ["39.81"] }),
]);

export const weather = table(
  "f-weather",
  "seattle-weather.csv",
  1461,
  [
    column("date", "date", { min: "2012-01-01", max: "2015-12-31", examples: ["2012-01-01"] }),
    column("temp_max", "number", {
      missing: 12,
      min: "-1.6",
      max: "35.6",
      examples: ["12.8"],
      oddCells: { count: 2, first: "warm", row: 17 },
    }),
    column("wind", "number", { min: "0.4", max: "9.5", examples: ["4.7"] }),
    column("note", "empty", { missing: 1461, distinct: 0 }),
  ],
  { warnings: ["2 rows have fewer cells than there are columns."] },
);

export const chapter: Document = {
  file_id: "f-chapter",
  name: "help.md",
  mediaType: "text/markdown",
  bytes: 900,
  kind: "text",
  tables: [],
  sections: [
    {
      path: ["Help", "Refunds"],
      text: "A refund is paid within 30 days of the purchase. Ask for it by email.",
      line: 3,
    },
    {
      path: ["Help", "Delivery"],
      text: "Parcels are delivered on weekdays between nine and five. Islands take longer.",
      line: 9,
    },
  ],
  warnings: [],
};

const shelved = ({ file_id, name, mediaType, bytes }: Document): ShelvedFile => ({
  file_id,
  name,
  mediaType,
  bytes,
  state: "ready",
  uploadedAt: 0,
});

/** Newest first; `more` are files that are not ready. */
export const shelfOf = (documents: readonly Document[], more: readonly ShelvedFile[] = []): Shelf => ({
  list: async () => [...more, ...documents.map(shelved)],
  document: async (_, fileId) => documents.find(({ file_id }) => file_id === fileId),
});
