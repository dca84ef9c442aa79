// What a question may be: one SELECT over the loaded tables, told from DuckDB's own reading of it, never from its letters.
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Cell, QueryRefusal } from "@polylogue/core";
import { allowedFunctions, allowedTableFunctions, growingFunctions, replacingFunctions } from "./allowed-functions.ts";
import { cellLength } from "./typed-columns.ts";

const longestSql = 20_000;
/**
 * What one step of a query may make of text; DuckDB's memory limit does not count it. A step has 2,048 rows on each of
 * two threads, every call may copy its cell, and n texts joined to one another give at most 3^(n/3) times as much.
 */
const textBytes = 1024 ** 3;
const rowsAtOnce = 2 * 2_048;

const queryParts = new Set([
  "SELECT_NODE",
  "SET_OPERATION_NODE",
  "BASE_TABLE",
  "SUBQUERY",
  "JOIN",
  "EMPTY",
  "EXPRESSION_LIST",
  "TABLE_FUNCTION",
  "ORDER_MODIFIER",
  "LIMIT_MODIFIER",
  "LIMIT_PERCENT_MODIFIER",
  "DISTINCT_MODIFIER",
  "ASCENDING",
  "DESCENDING",
  "ORDER_DEFAULT",
]);

const expressions = new Set(
  "CONSTANT PARAMETER COLUMN_REF POSITIONAL_REFERENCE STAR FUNCTION WINDOW OPERATOR COMPARISON CONJUNCTION BETWEEN CASE CAST SUBQUERY".split(
    " ",
  ),
);

export interface Question {
  readonly sql: string;
  readonly parameters: readonly Cell[];
  /** The names of the loaded tables. */
  readonly tables: ReadonlySet<string>;
  /** Bytes of the longest text among their cells. */
  readonly longestCell: number;
}

/** Why the question may not be asked; nothing when it may. */
export const refusalOf = async (
  connection: DuckDBConnection,
  { sql, parameters, tables, longestCell }: Question,
): Promise<QueryRefusal | undefined> => {
  if (sql.length > longestSql || sql.includes("\0"))
    return forbidden(`A query is at most ${longestSql.toLocaleString("en")} characters of text.`);
  if (parameters.some((value) => typeof value === "string" && value.length > cellLength))
    return forbidden(`A parameter is at most ${cellLength.toLocaleString("en")} characters.`);
  const reader = await connection.runAndReadAll("SELECT json_serialize_sql($1::VARCHAR)", [sql]);
  const parsed = JSON.parse(String(reader.getRowsJS()[0]?.[0])) as Parsed;
  if (parsed.error) return misread(parsed);
  if (parsed.statements.length !== 1) return forbidden("Ask one query at a time.");
  const { fault, calls, joined, longestText } = inspect(parsed.statements[0], tables);
  if (fault !== undefined) return forbidden(fault);
  const bytes =
    Math.max(longestCell, longestText, ...parameters.map(lengthOf)) * rowsAtOnce * calls * 3 ** (joined / 3);
  return bytes > textBytes ? tooMuchText : undefined;
};

type Parsed =
  | { readonly error: false; readonly statements: readonly unknown[] }
  | { readonly error: true; readonly error_type: string; readonly error_message: string };

const forbidden = (message: string): QueryRefusal => ({ refused: "forbidden", message });

const tooMuchText: QueryRefusal = {
  refused: "memory",
  message: "The query makes too much text. Join or change fewer texts at once.",
};

const lengthOf = (value: unknown): number => (typeof value === "string" ? 2 * value.length : 0);

const misread = ({ error_type, error_message }: Extract<Parsed, { error: true }>): QueryRefusal =>
  error_type === "parser"
    ? { refused: "sql", message: error_message.slice(0, 500) }
    : forbidden("Only SELECT and WITH … SELECT are allowed.");

interface Part {
  readonly [key: string]: unknown;
}

interface Inspection {
  /** The first thing found wrong. */
  readonly fault: string | undefined;
  readonly calls: number;
  /** Texts joined to one another in all of the query. */
  readonly joined: number;
  readonly longestText: number;
}

const inspect = (statement: unknown, tables: ReadonlySet<string>): Inspection => {
  let calls = 1;
  let joined = 0;
  let longestText = 0;

  const walk = (value: unknown, known: ReadonlySet<string>): string | undefined => {
    if (Array.isArray(value)) return firstOf(value, (one) => walk(one, known));
    if (typeof value !== "object" || value === null) return undefined;
    const part = value as Part;
    const fault = faultOf(part, known);
    longestText = Math.max(longestText, lengthOf((part.value as Part | undefined)?.value));
    if (fault !== undefined || part.class === "CONSTANT") return fault;
    if (part.class === "FUNCTION" || part.class === "CAST") calls += 1;
    joined += joinedIn(part);
    return walkWithin(part, known);
  };

  /** A WITH name is known to those that follow it, not to itself: within itself it is what it was outside. */
  const walkWithin = (part: Part, outer: ReadonlySet<string>): string | undefined => {
    const known = new Set(outer);
    const { map = [] } = (part.cte_map ?? {}) as { map?: readonly { key: string; value: unknown }[] };
    for (const { key, value } of map) {
      const fault = walk(value, known);
      if (fault !== undefined) return fault;
      known.add(key.toLowerCase());
    }
    return firstOf(Object.entries(part), ([key, value]) =>
      key === "cte_map"
        ? undefined
        : part.type === "TABLE_FUNCTION" && key === "function"
          ? firstOf((value as { children: readonly unknown[] }).children, (child) => walk(child, known))
          : walk(value, known),
    );
  };

  const fault = walk(statement, new Set([...tables].map((name) => name.toLowerCase())));
  return { fault, calls, joined, longestText };
};

const firstOf = <T>(values: readonly T[], find: (value: T) => string | undefined): string | undefined => {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
};

const faultOf = (part: Part, known: ReadonlySet<string>): string | undefined => {
  if (typeof part.class === "string") return faultOfExpression(part);
  if (typeof part.type !== "string") return undefined;
  if (!queryParts.has(part.type)) return `${worded(part.type)} is not allowed in a query.`;
  if (part.type === "BASE_TABLE") return faultOfTable(part, known);
  if (part.type === "TABLE_FUNCTION") return faultOfTableFunction(part);
  return undefined;
};

const faultOfTable = ({ table_name, schema_name, catalog_name }: Part, known: ReadonlySet<string>) =>
  schema_name === "" && catalog_name === "" && known.has(String(table_name).toLowerCase())
    ? undefined
    : `There is no table "${String(table_name).slice(0, 60)}" here. There is: ${[...known].join(", ")}.`;

const faultOfTableFunction = (part: Part): string | undefined => {
  const called = part.function as Part;
  const allowed = called.class === "FUNCTION" && isBare(called) && allowedTableFunctions.has(nameOf(called));
  return allowed ? undefined : `The function ${nameOf(called)} is not allowed in FROM.`;
};

const faultOfExpression = (part: Part): string | undefined => {
  if (!expressions.has(String(part.class))) return `${worded(String(part.class))} is not allowed in a query.`;
  if (part.class !== "FUNCTION" && part.class !== "WINDOW") return undefined;
  const name = nameOf(part);
  if (!isBare(part) || !allowedFunctions.has(name)) return `The function ${name} is not allowed in a query.`;
  if (growingFunctions.has(name) && JSON.stringify(part.children).includes('"class":"STAR"'))
    return `Name the columns for ${name} one by one.`;
  return replacingFunctions.has(name) && !isShort((part.children as readonly Part[])[2])
    ? `${name} may put in one character at most.`
    : undefined;
};

const nameOf = (part: Part): string => String(part.function_name).toLowerCase().slice(0, 60);
/** DuckDB puts what stands for an operator into `main`; there is nothing else in there. */
const isBare = ({ schema, catalog }: Part): boolean => (schema === "" || schema === "main") && catalog === "";

/** A constant of no more than one character. */
const isShort = (argument: Part | undefined): boolean => {
  const { value } = (argument?.value ?? {}) as { value?: unknown };
  return argument?.class === "CONSTANT" && typeof value === "string" && value.length <= 1;
};

/** How many texts this part of a query puts together. */
const joinedIn = (part: Part): number => {
  if (part.class !== "FUNCTION") return 0;
  if (replacingFunctions.has(nameOf(part))) return isEmpty((part.children as readonly Part[])[2]) ? 0 : 2;
  return growingFunctions.has(nameOf(part)) ? (part.children as readonly unknown[]).length : 0;
};

const isEmpty = (argument: Part | undefined): boolean => (argument?.value as { value?: unknown })?.value === "";

const worded = (kind: string): string => kind.toLowerCase().replaceAll("_", " ");
