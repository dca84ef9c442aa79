// What a file holds once it has been read: tables with typed columns, text in sections with their place.
export type ColumnType = "number" | "integer" | "date" | "boolean" | "text" | "empty";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Cells that are empty, or spell an absence ("NA", "null", "-"). */
  readonly missing: number;
  readonly distinct: number;
  /** Set when more values were seen than are counted one by one. */
  readonly distinctIsLowerBound?: boolean;
  /** Smallest and largest as text, in the column's own order; absent for text. */
  readonly min?: string;
  readonly max?: string;
  /** Up to five of the most frequent values, most frequent first. */
  readonly examples: readonly string[];
  /** Cells that do not have the column's type, with the first of them. */
  readonly oddCells?: { readonly count: number; readonly first: string; readonly row: number };
}

export interface Table {
  /** A sheet's or key's name; the file's name when there is only one. */
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** The first rows, cells as they stand in the file. */
  readonly sample: readonly (readonly string[])[];
}

export interface Section {
  /** Headings from the outermost in, without Markdown marks. */
  readonly path: readonly string[];
  readonly text: string;
  /** Where it stands: page of a PDF, first line of a text. One-based. */
  readonly page?: number;
  readonly line?: number;
}

export interface Document {
  readonly file_id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly kind: "table" | "text";
  readonly tables: readonly Table[];
  readonly sections: readonly Section[];
  /** What a reader should know: rows that were skipped, text that was cut. Plain sentences. */
  readonly warnings: readonly string[];
}
