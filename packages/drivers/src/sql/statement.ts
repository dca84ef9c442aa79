// A query that is built once and asked often: Kysely writes it with slots where its input goes.
import type { Compilable, CompiledQuery, Kysely } from "kysely";
import type { Database } from "./schema.ts";

/** Where a property of the input goes among the parameters of a compiled query. */
interface Slot {
  readonly slot: string;
}

export interface Statement {
  /** Answers one row at most. */
  readonly one: boolean;
  build(db: Kysely<Database>): Pick<CompiledQuery, "sql" | "parameters">;
}

/** One statement with its input, for a driver to run. */
export interface Call {
  readonly statement: Statement;
  readonly input: object;
}

/** Work on the database that knows no driver: it yields calls and is handed their rows. One operation is one transaction. */
export type Operation<Answer> = Generator<Call, Answer, readonly unknown[]>;

/** The Store's clock, as the transaction sees it. */
export interface Moment {
  /** Ms since 1970. */
  readonly now: number;
  /** Ms on the clock that leases live by; where one process owns the Store, one that no wall clock can move. */
  readonly leaseNow: number;
}

const slots = new Proxy({}, { get: (_, name): Slot => ({ slot: String(name) }) });

const isSlot = (parameter: unknown): parameter is Slot => typeof parameter === "object" && parameter !== null;

type Write<Input extends object, Row> = (db: Kysely<Database>, p: Input) => Compilable<Row>;

const buildable = <Input extends object, Row>(write: Write<Input, Row>, one: boolean): Statement => ({
  one,
  build: (db) => write(db, slots as Input).compile(),
});

/** `statement<Input>()((db, p) => …)`: the query, with `p.name` wherever a property of the input belongs. */
export const statement =
  <Input extends object>() =>
  <Row>(write: Write<Input, Row>) => {
    const built = buildable(write, false);
    return function* (input: Input): Operation<readonly Row[]> {
      return (yield { statement: built, input }) as readonly Row[];
    };
  };

/** As `statement`, for a query that has one row or none. */
export const single =
  <Input extends object>() =>
  <Row>(write: Write<Input, Row>) => {
    const built = buildable(write, true);
    return function* (input: Input): Operation<Row | undefined> {
      const [row] = yield { statement: built, input };
      return row as Row | undefined;
    };
  };

/** The row of a query that `statement` or `single` made. */
export type RowOf<Query extends (input: never) => Operation<unknown>> =
  ReturnType<Query> extends Operation<infer Rows>
    ? Rows extends readonly (infer Row)[]
      ? Row
      : NonNullable<Rows>
    : never;

/** A statement in plain SQL, for what Kysely has no words for. */
export function* plainSql(sql: string): Operation<readonly unknown[]> {
  return yield { statement: { one: false, build: () => ({ sql, parameters: [] }) }, input: {} };
}

/** The parameters of one call: slots filled from the input, what is absent as null. */
export const parametersOf = (parameters: readonly unknown[], input: object): unknown[] =>
  parameters.map((parameter) =>
    isSlot(parameter) ? ((input as Record<string, unknown>)[parameter.slot] ?? null) : parameter,
  );
