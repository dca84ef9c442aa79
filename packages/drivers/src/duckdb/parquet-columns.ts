// The columns of a Parquet file, which have types already, in the few that a table has here.
import type { TableColumnType } from "@polylogue/core";
import { cellLength } from "./typed-columns.ts";

export const parquetColumn = (column: string, duckType: string): { type: TableColumnType; sql: string } => {
  if (/^U?(?:TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(duckType) || duckType === "HUGEINT")
    return {
      type: "integer",
      sql: `CAST(${column} AS ${/^(?:UBIGINT|HUGEINT)$/.test(duckType) ? "HUGEINT" : "BIGINT"})`,
    };
  if (/^(?:FLOAT|DOUBLE)$|^DECIMAL\(/.test(duckType)) return { type: "number", sql: `CAST(${column} AS DOUBLE)` };
  if (duckType === "BOOLEAN") return { type: "boolean", sql: column };
  if (duckType === "DATE") return { type: "date", sql: column };
  if (duckType.startsWith("TIMESTAMP")) return { type: "timestamp", sql: moment(column, duckType) };
  const nested = /\[\d*\]$|^(?:STRUCT|MAP|UNION)\(/.test(duckType);
  const text = nested ? `CAST(to_json(${column}) AS VARCHAR)` : `CAST(${column} AS VARCHAR)`;
  return { type: "text", sql: `left(${text}, ${cellLength})` };
};

/** Moments with a zone in UTC, as everywhere here. */
const moment = (column: string, duckType: string): string =>
  duckType === "TIMESTAMP WITH TIME ZONE" ? `timezone('UTC', ${column})` : `CAST(${column} AS TIMESTAMP)`;
