// What passes between the Tables port and its worker.
import type { Cell, LoadedTable, QueryRefusal, QueryResult, TableSource } from "@polylogue/core";

export interface LoadedFile {
  readonly tables: readonly LoadedTable[];
  /** What the tables take in memory. */
  readonly bytes: number;
}

export interface QueryLimits {
  readonly maxRows: number;
  readonly timeoutMs: number;
}

/** To the worker. `load` and `query` are answered under their id. */
export type TablesJob =
  | { readonly type: "load"; readonly id: number; readonly source: TableSource }
  | {
      readonly type: "query";
      readonly id: number;
      readonly file_id: string;
      readonly sql: string;
      readonly parameters: readonly Cell[];
      readonly limits: QueryLimits;
    }
  /** The query of that id is not wanted any more. */
  | { readonly type: "cancel"; readonly id: number }
  | { readonly type: "drop"; readonly file_id: string }
  | { readonly type: "end" };

/** From the worker: progress any number of times, then one of the others. */
export type TablesReport =
  | { readonly type: "progress"; readonly id: number; readonly done: number }
  | { readonly type: "loaded"; readonly id: number; readonly file: LoadedFile }
  | { readonly type: "answered"; readonly id: number; readonly answer: QueryResult | QueryRefusal }
  | {
      readonly type: "failed";
      readonly id: number;
      readonly code: "file_unsupported" | "file_unreadable" | "unavailable";
      readonly message: string;
    };
