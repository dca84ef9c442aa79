// Columns of text as columns of numbers, dates and truth values, understood as the document reader understands them.
import type { DuckDBConnection } from "@duckdb/node-api";
import type { TableColumnType } from "@polylogue/core";
import { columnProfile } from "../documents/column-profile.ts";
import { isMissing, type Reading } from "../documents/readings.ts";
import { rows } from "./database.ts";
import { literal } from "./sql-name.ts";

/** A column of the finished table: its type, and the SQL that makes it of the raw table `r`. */
export interface TypedColumn {
  readonly type: TableColumnType;
  readonly sql: string;
  /** A table of readings to be joined, where SQL alone cannot read the cells. */
  readonly join?: { readonly table: string; readonly cell: string };
}

/** Distinct cells by which a column's type is decided. */
const profiledCells = 50_000;
/** What is longer is cut: a table is no place for whole books, and every row of a query may hold a copy. */
export const cellLength = 5_000;
const dayMs = 86_400_000;

const plainNumber = String.raw`[-+]?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d{1,2})?`;
const plainWhole = String.raw`[-+]?\d{1,37}`;
const longWhole = String.raw`[-+]?\d{19,37}`;
const white = literal(" \t\r\n\u00a0\ufeff");

export const typedColumn = async (connection: DuckDBConnection, raw: string, index: number): Promise<TypedColumn> => {
  const cell = `trim(r.c${index}, ${white})`;
  const missing = await missingCells(connection, raw, cell);
  const present = `(r.c${index} IS NOT NULL AND ${cell} NOT IN (${missing.map(literal).join(", ")}))`;
  const column: RawColumn = { connection, raw, index, cell, present };
  return (await plainColumn(column)) ?? readColumn(column);
};

interface RawColumn {
  readonly connection: DuckDBConnection;
  readonly raw: string;
  readonly index: number;
  readonly cell: string;
  /** SQL that is true where the cell says something. */
  readonly present: string;
}

/** The spellings of "nothing" that occur here, as the document reader knows them. */
const missingCells = async (connection: DuckDBConnection, raw: string, cell: string): Promise<string[]> => {
  const short = await rows(connection, `SELECT DISTINCT ${cell} FROM ${raw} r WHERE length(${cell}) <= 4`);
  return ["", ...short.map(([text]) => String(text)).filter((text) => text !== "" && isMissing(text))];
};

/** Numbers as programs write them: read by SQL, which is much faster. */
const plainColumn = async ({ connection, raw, cell, present }: RawColumn): Promise<TypedColumn | undefined> => {
  const matching = (pattern: string) => `count(*) FILTER (${present} AND regexp_full_match(${cell}, '${pattern}'))`;
  const [counts = []] = await rows(
    connection,
    `SELECT count(*) FILTER (${present}), ${[plainNumber, plainWhole, longWhole, "0\\d+"].map(matching).join(", ")} FROM ${raw} r`,
  );
  const [cells = 0, numbers, whole, long, codes] = counts.map(Number);
  if (cells === 0 || numbers !== cells || codes !== 0) return undefined;
  const duckType = whole !== cells ? "DOUBLE" : long === 0 ? "BIGINT" : "HUGEINT";
  return {
    type: whole === cells ? "integer" : "number",
    sql: `CASE WHEN ${present} THEN CAST(${cell} AS ${duckType}) END`,
  };
};

const readColumn = async (column: RawColumn): Promise<TypedColumn> => {
  const { connection, raw, cell, present } = column;
  const text: TypedColumn = { type: "text", sql: `CASE WHEN ${present} THEN left(${cell}, ${cellLength}) END` };
  const profile = columnProfile("");
  const distinct = await rows(
    connection,
    `SELECT ${cell}, count(*), min(rowid) FROM ${raw} r WHERE ${present} GROUP BY 1 ORDER BY 3 LIMIT ${profiledCells}`,
  );
  for (const [found, count, row] of distinct)
    for (let time = 0; time < Number(count); time += 1) profile.add(String(found), Number(row) + 1);
  const finished = profile.finish(0);
  if (!finished.reading) return text;
  return joinedColumn(column, finished.reading, finished.column.type === "integer");
};

/** Every distinct cell is read once and joined to where it stands. */
const joinedColumn = async (column: RawColumn, reading: Reading, whole: boolean): Promise<TypedColumn> => {
  const { connection, raw, index, cell, present } = column;
  const table = `${raw}_readings_${index}`;
  await connection.run(`CREATE TABLE ${table} (cell VARCHAR, place DOUBLE)`);
  const appender = await connection.createAppender(table);
  const distinct = await connection.run(`SELECT DISTINCT ${cell} FROM ${raw} r WHERE ${present}`);
  let onlyDays = true;
  let onlyWhole = whole;
  for await (const chunk of distinct.yieldRowsJs()) {
    for (const [found] of chunk) {
      const place = reading.place(String(found));
      if (place === undefined) continue;
      onlyDays &&= place % dayMs === 0;
      onlyWhole &&= Number.isSafeInteger(place);
      appender.appendVarchar(String(found));
      appender.appendDouble(place);
      appender.endRow();
    }
  }
  appender.closeSync();
  return { ...placed(reading, `${table}.place`, onlyDays, onlyWhole), join: { table, cell } };
};

const placed = (reading: Reading, place: string, onlyDays: boolean, onlyWhole: boolean): TypedColumn => {
  switch (reading.type) {
    case "date": {
      const moment = `make_timestamp(CAST(${place} * 1000 AS BIGINT))`;
      return onlyDays ? { type: "date", sql: `CAST(${moment} AS DATE)` } : { type: "timestamp", sql: moment };
    }
    case "boolean":
      return { type: "boolean", sql: `${place} = 1` };
    default:
      return onlyWhole ? { type: "integer", sql: `CAST(${place} AS BIGINT)` } : { type: "number", sql: place };
  }
};
