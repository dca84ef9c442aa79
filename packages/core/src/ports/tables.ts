// The tables of one file, for questions in SQL: in memory, away from the event loop, and with nothing else in reach.
import type { UserContext } from "../user.ts";

export type TableColumnType = "number" | "integer" | "date" | "timestamp" | "boolean" | "text";

export interface TableColumn {
  /** In a loaded table as SQL names it, unquoted. */
  readonly name: string;
  /** As its file names it, where that is not its name. */
  readonly title?: string;
  readonly type: TableColumnType;
}

export interface LoadedTable {
  /** As SQL names it, unquoted: letters, digits and underscores. */
  readonly name: string;
  /** As its file names it. */
  readonly title: string;
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

/** Dates as "2000-01-31", timestamps as "2000-01-31T12:00:00", whole numbers beyond 2^53 as text. */
export type Cell = string | number | boolean | null;

export interface QueryResult {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** There were more rows than were asked for. */
  readonly truncated: boolean;
  readonly ms: number;
}

export interface QueryOptions {
  readonly signal?: AbortSignal;
  /** 1,000 unless given, 50,000 at most. */
  readonly maxRows?: number;
  /** 10 s unless given. */
  readonly timeoutMs?: number;
}

/** What a query cannot be, as it is told to who wrote it: a fault in the SQL, or one of the limits. */
export interface QueryRefusal {
  readonly refused: "sql" | "forbidden" | "timeout" | "memory" | "cancelled";
  readonly message: string;
}

export interface TableSet {
  readonly tables: readonly LoadedTable[];
  /** One statement that reads; `parameters` stand for its `?`. */
  query(sql: string, parameters: readonly Cell[], options?: QueryOptions): Promise<QueryResult | QueryRefusal>;
}

export interface TableSource {
  readonly file_id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Tables {
  /**
   * Loads CSV, TSV, JSON, JSON lines or Parquet, or answers what is loaded. Throws `file_unsupported` or `file_unreadable` with a sentence for
   * the user. `progress` is told how much was loaded, 0 to 1.
   */
  open(source: TableSource, options: { signal: AbortSignal; progress?: (done: number) => void }): Promise<TableSet>;
  /** What is loaded already, without its bytes. */
  peek(file_id: string): TableSet | undefined;
  /** Forgets the file's tables. */
  drop(file_id: string): Promise<void>;
  close(): Promise<void>;
}

/** A user's own files as tables; another user's file is as absent as one that never was. */
export interface Workbench {
  tables(
    user: UserContext,
    file_id: string,
    options: { signal: AbortSignal; progress?: (done: number) => void },
  ): Promise<TableSet | undefined>;
}
