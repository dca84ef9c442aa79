// One question to one file's database, within its limits of time, rows and bytes.
import {
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  StatementType,
} from "@duckdb/node-api";
import type { Cell, QueryRefusal, QueryResult } from "@polylogue/core";
import { cellOf, columnTypeOf } from "./cell.ts";
import { type Question, refusalOf } from "./statement-guard.ts";
import type { QueryLimits } from "./tables-job.ts";

/** What an answer may weigh: it travels between threads and into a fact. */
const answerBytes = 16 * 1024 * 1024;
/** An interrupt that finds nothing running is lost, so it is said again. */
const interruptEveryMs = 50;

export interface QueryRun {
  readonly answer: Promise<QueryResult | QueryRefusal>;
  cancel(): void;
}

export const startQuery = (instance: DuckDBInstance, question: Question, limits: QueryLimits): QueryRun => {
  let stopped: QueryRefusal | undefined;
  let insist: NodeJS.Timeout | undefined;
  let connection: DuckDBConnection | undefined;

  const stop = (refusal: QueryRefusal) => {
    stopped ??= refusal;
    connection?.interrupt();
    insist ??= setInterval(() => connection?.interrupt(), interruptEveryMs);
  };

  const run = async (): Promise<QueryResult | QueryRefusal> => {
    const deadline = setTimeout(() => stop(tooLong(limits.timeoutMs)), limits.timeoutMs);
    try {
      connection = await instance.connect();
      const refusal = await refusalOf(connection, question);
      return stopped ?? refusal ?? (await ask(connection, question, limits.maxRows));
    } catch (error) {
      return stopped ?? refusalFrom(error);
    } finally {
      clearTimeout(deadline);
      clearInterval(insist);
      connection?.closeSync();
    }
  };

  return { answer: run(), cancel: () => stop({ refused: "cancelled", message: "The query was called off." }) };
};

const ask = async (connection: DuckDBConnection, { sql, parameters }: Question, maxRows: number) => {
  const started = performance.now();
  const statement = await prepare(connection, sql);
  try {
    if (statement.parameterCount !== parameters.length)
      return misasked(`The query has ${statement.parameterCount} parameters, but ${parameters.length} were given.`);
    for (const [index, value] of parameters.entries()) bind(statement, index + 1, value);
    return await collect(await statement.stream(), maxRows, started);
  } finally {
    statement.destroySync();
  }
};

/** Belt and braces: the guard has read the statement, and here DuckDB says once more what it is. */
const prepare = async (connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> => {
  const extracted = await connection.extractStatements(sql);
  const statement = await extracted.prepare(0);
  if (extracted.count !== 1 || statement.statementType !== StatementType.SELECT)
    throw new Error("Permission Error: Only SELECT and WITH … SELECT are allowed.");
  return statement;
};

const bind = (statement: DuckDBPreparedStatement, place: number, value: Cell): void => {
  if (value === null) statement.bindNull(place);
  else if (typeof value === "boolean") statement.bindBoolean(place, value);
  else if (typeof value === "string") statement.bindVarchar(place, value);
  else if (Number.isSafeInteger(value)) statement.bindBigInt(place, BigInt(value));
  else statement.bindDouble(place, value);
};

const collect = async (result: DuckDBResult, maxRows: number, started: number): Promise<QueryResult | QueryRefusal> => {
  const types = result.columnTypes();
  const columns = types.map((type, index) => ({ name: result.columnName(index), type: columnTypeOf(type) }));
  const rows: Cell[][] = [];
  let bytes = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let row = 0; row < chunk.rowCount; row += 1) {
      if (rows.length === maxRows) return { columns, rows, truncated: true, ms: since(started) };
      const cells: Cell[] = [];
      for (const [index, type] of types.entries()) {
        const cell = cellOf(chunk.getColumnVector(index).getItem(row), type);
        bytes += typeof cell === "string" ? cell.length * 2 + 16 : 16;
        if (bytes > answerBytes) return tooMuch;
        cells.push(cell);
      }
      rows.push(cells);
    }
  }
  return { columns, rows, truncated: false, ms: since(started) };
};

const since = (started: number): number => Math.round((performance.now() - started) * 10) / 10;

const misasked = (message: string): QueryRefusal => ({ refused: "sql", message });

const tooLong = (ms: number): QueryRefusal => ({
  refused: "timeout",
  message: `The query took longer than ${(ms / 1000).toLocaleString("en")} s. Ask for less, or group first.`,
});

const tooMuch: QueryRefusal = {
  refused: "memory",
  message: "The answer is too large. Ask for fewer rows or columns, or group first.",
};

const refusalFrom = (error: unknown): QueryRefusal => {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith("Out of Memory"))
    return { refused: "memory", message: "The query needs too much memory. Ask for less, or group first." };
  if (message.startsWith("Permission Error") || message.includes("has been locked"))
    return { refused: "forbidden", message: "A query may only read the loaded tables." };
  return misasked(message.slice(0, 500));
};
