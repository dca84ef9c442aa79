// A file's bytes as tables of its database, each cell in the type in which it is understood.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { LoadedTable, TableColumn, TableColumnType, TableSource } from "@polylogue/core";
import { binaryKindOf } from "../documents/file-kind.ts";
import { unreadable, unsupported } from "../documents/unreadable.ts";
import { number, rows } from "./database.ts";
import { parquetColumn } from "./parquet-columns.ts";
import { type RawTable, rawTables } from "./raw-text.ts";
import { literal, quoted, type SqlNaming, sqlNaming } from "./sql-name.ts";
import { type TypedColumn, typedColumn } from "./typed-columns.ts";

type Progress = (done: number) => void;

interface Load {
  readonly connection: DuckDBConnection;
  /** A folder that only this process reads, gone after the load. */
  readonly folder: string;
  readonly reserved: ReadonlySet<string>;
  readonly tableName: SqlNaming;
  readonly progress: Progress;
}

export const loadTables = async (
  connection: DuckDBConnection,
  { bytes, name }: TableSource,
  progress: Progress,
): Promise<LoadedTable[]> => {
  if (bytes.length === 0) throw unreadable("This file is empty.");
  const folder = await mkdtemp(join(tmpdir(), "polylogue-tables-"));
  try {
    const reserved = await reservedWords(connection);
    const load: Load = { connection, folder, reserved, tableName: sqlNaming(reserved), progress };
    return isParquet(bytes) ? [await loadParquet(load, bytes, name)] : await loadText(load, bytes, name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const isParquet = (bytes: Uint8Array): boolean =>
  [0, bytes.length - 4].every((start) => Buffer.from(bytes.subarray(start, start + 4)).toString("latin1") === "PAR1");

/** Words that cannot stand for a table or a column without quotation marks. */
const reservedWords = async (connection: DuckDBConnection): Promise<Set<string>> => {
  const words = await rows(
    connection,
    "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')",
  );
  return new Set(words.map(([word]) => String(word)));
};

const loadText = async (load: Load, bytes: Uint8Array, name: string): Promise<LoadedTable[]> => {
  if (binaryKindOf(bytes))
    throw unsupported("There is no table in this file. I can ask questions of CSV, JSON and Parquet.");
  const raws = rawTables(bytes, name);
  const tables: LoadedTable[] = [];
  for (const [index, raw] of raws.entries()) {
    const progress: Progress = (done) => load.progress((index + done) / raws.length);
    tables.push(await loadRaw({ ...load, progress }, raw, `raw_${index}`));
  }
  return tables;
};

/** First as text, then in the types that the text turns out to have. */
const loadRaw = async (load: Load, raw: RawTable, rawName: string): Promise<LoadedTable> => {
  const { connection, progress } = load;
  await readRaw(load, raw, rawName);
  progress(0.3);
  const columnName = sqlNaming(load.reserved);
  const columns: TableColumn[] = [];
  const selected: string[] = [];
  const joins: NonNullable<TypedColumn["join"]>[] = [];
  for (const [index, title] of raw.names.entries()) {
    const { type, sql, join } = await typedColumn(connection, rawName, index);
    const name = columnName(title, `column_${index + 1}`);
    columns.push(column(name, title, type));
    selected.push(`${sql} AS ${quoted(name)}`);
    if (join) joins.push(join);
    progress(0.3 + (0.5 * (index + 1)) / raw.names.length);
  }
  const from = joins.reduce(
    (sql, { table, cell }) => `${sql} LEFT JOIN ${table} ON ${table}.cell = ${cell}`,
    `${rawName} r`,
  );
  const order = joins.length > 0 ? "ORDER BY r.rowid" : "";
  const name = load.tableName(withoutEnding(raw.title), "data");
  await connection.run(`CREATE TABLE ${quoted(name)} AS SELECT ${selected.join(", ")} FROM ${from} ${order}`);
  for (const spent of [rawName, ...joins.map(({ table }) => table)]) await connection.run(`DROP TABLE ${spent}`);
  progress(1);
  return { name, title: raw.title, rows: await countRows(connection, name), columns };
};

const readRaw = async (
  { connection, folder }: Load,
  { text, names, delimiter, header }: RawTable,
  rawName: string,
): Promise<void> => {
  const path = join(folder, `${rawName}.csv`);
  await writeFile(path, text, { mode: 0o600 });
  const columns = names.map((_, index) => `c${index}: 'VARCHAR'`).join(", ");
  await connection.run(
    `CREATE TABLE ${rawName} AS SELECT * FROM read_csv(${literal(path)}, auto_detect = false, header = false,
      delim = ${literal(delimiter)}, quote = '"', escape = '"', nullstr = '', null_padding = true, strict_mode = false,
      parallel = false, max_line_size = 4194304, columns = {${columns}})`,
  );
  if (header) await connection.run(`DELETE FROM ${rawName} WHERE rowid = 0`);
};

const loadParquet = async (load: Load, bytes: Uint8Array, title: string): Promise<LoadedTable> => {
  const { connection } = load;
  const path = join(load.folder, "table.parquet");
  await writeFile(path, bytes, { mode: 0o600 });
  load.progress(0.1);
  const source = `read_parquet(${literal(path)})`;
  const columnName = sqlNaming(load.reserved);
  const read = (await rows(connection, `DESCRIBE SELECT * FROM ${source}`)).map(([found, duckType], index) => {
    const columnTitle = String(found);
    const name = columnName(columnTitle, `column_${index + 1}`);
    const { type, sql } = parquetColumn(quoted(columnTitle), String(duckType));
    return { column: column(name, columnTitle, type), sql: `${sql} AS ${quoted(name)}` };
  });
  const name = load.tableName(withoutEnding(title), "data");
  await connection.run(
    `CREATE TABLE ${quoted(name)} AS SELECT ${read.map(({ sql }) => sql).join(", ")} FROM ${source}`,
  );
  load.progress(1);
  return { name, title, rows: await countRows(connection, name), columns: read.map(({ column: one }) => one) };
};

const column = (name: string, title: string, type: TableColumnType): TableColumn => ({
  name,
  type,
  ...(title !== name && { title }),
});

const withoutEnding = (title: string): string => title.replace(/\.[A-Za-z0-9]{1,8}$/, "");

const countRows = (connection: DuckDBConnection, table: string): Promise<number> =>
  number(connection, `SELECT count(*) FROM ${quoted(table)}`);

/** Bytes of the longest text in these tables. */
export const longestCell = async (connection: DuckDBConnection, tables: readonly LoadedTable[]): Promise<number> => {
  const lengths: number[] = [1];
  for (const { name, columns } of tables)
    for (const { name: text } of columns.filter(({ type }) => type === "text"))
      lengths.push(await number(connection, `SELECT max(strlen(${quoted(text)})) FROM ${quoted(name)}`));
  return Math.max(...lengths);
};
