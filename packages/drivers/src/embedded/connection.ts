// One SQLite connection: runs operations, keeping each statement prepared.

import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import LibSql from "libsql";
import type { Database } from "../sql/schema.ts";
import type { Spelling } from "../sql/spelling.ts";
import { type Call, type Operation, parametersOf, type Statement } from "../sql/statement.ts";

export interface Connection {
  /** Runs an operation to its end, outside or inside a transaction, as the caller has it. */
  run<Answer>(operation: Operation<Answer>): Answer;
  exec(sql: string): void;
  readonly inTransaction: boolean;
  close(): void;
}

/** Kysely as a writer of SQLite's SQL; it never runs anything. */
const sqlite = new Kysely<Database>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export const sqliteSpelling: Spelling = {
  surrogateKey: "integer primary key",
  placeKey: "integer primary key",
  packed: "without rowid",
  onlyGrows: (table) =>
    ["update", "delete"].map(
      (change) =>
        `create trigger ${table}_refuses_${change} before ${change} on ${table} begin select raise(abort, '${table} only grows'); end`,
    ),
};

/** Small, since a young store has more tables than rows, and a commit writes whole pages. */
const pageBytes = 2048;

/** Opened for writing, a commit returns once it has been synced. */
const writing = (maxBytes: number | undefined): string[] => [
  `page_size = ${pageBytes}`,
  "journal_mode = WAL",
  "synchronous = FULL",
  "foreign_keys = ON",
  "secure_delete = ON",
  "wal_autocheckpoint = 1000",
  ...(maxBytes === undefined ? [] : [`max_page_count = ${Math.ceil(maxBytes / pageBytes)}`]),
];

interface Prepared {
  readonly rows: (parameters: unknown[]) => readonly unknown[];
  readonly parameters: readonly unknown[];
}

/** Rows are fetched as bare values and named here, a single row by itself: each halves what a row costs. */
const rowsOf = (query: LibSql.Statement<unknown[]>, one: boolean): Prepared["rows"] => {
  if (!query.reader) {
    return (values) => {
      query.run(values);
      return [];
    };
  }
  const names = query.columns().map(({ name }) => name);
  const named = (row: readonly unknown[]) => {
    const record: Record<string, unknown> = {};
    for (let at = 0; at < names.length; at++) record[names[at] ?? ""] = row[at];
    return record;
  };
  query.raw();
  if (!one) return (values) => (query.all(values) as unknown[][]).map(named);
  return (values) => {
    const row = query.get(values) as unknown[] | undefined;
    return row === undefined ? [] : [named(row)];
  };
};

export const openConnection = (
  path: string,
  use: { readonly kind: "write"; readonly maxBytes?: number | undefined } | { readonly kind: "read" },
): Connection => {
  const database = new LibSql(path, { timeout: 5_000 });
  const pragmas = use.kind === "read" ? ["query_only = ON"] : writing(use.maxBytes);
  for (const pragma of ["busy_timeout = 5000", ...pragmas]) database.exec(`PRAGMA ${pragma}`);
  const prepared = new Map<Statement, Prepared>();

  const prepare = (statement: Statement): Prepared => {
    const { sql, parameters } = statement.build(sqlite);
    const query = database.prepare(sql);
    return { rows: rowsOf(query, statement.one), parameters };
  };

  const call = ({ statement, input }: Call): readonly unknown[] => {
    let ready = prepared.get(statement);
    if (!ready) {
      ready = prepare(statement);
      prepared.set(statement, ready);
    }
    try {
      return ready.rows(parametersOf(ready.parameters, input));
    } catch (error) {
      // A statement that failed keeps what was bound to it: the next use must begin with a fresh one.
      prepared.delete(statement);
      throw error;
    }
  };

  return {
    run(operation) {
      let step = operation.next();
      while (!step.done) step = operation.next(call(step.value));
      return step.value;
    },
    exec: (sql) => void database.exec(sql),
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => database.close(),
  };
};
