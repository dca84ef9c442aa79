// A query that is built once and asked often: Kysely writes it with slots where its input goes.
import type { Compilable, CompiledQuery, Kysely } from "kysely";
import type { Database } from "./schema.ts";

/** Where a property of the input goes among the parameters of a compiled query. */
interface Slot {
  readonly slot: string;
}

export interface Statement {
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

/** `statement<Input>()((db, p) => …)`: the query, with `p.name` wherever a property of the input belongs. */
export const statement =
  <Input extends object>() =>
  <Row>(write: (db: Kysely<Database>, p: Input) => Compilable<Row>) => {
    const built: Statement = { build: (db) => write(db, slots as Input).compile() };
    return function* (input: Input): Operation<readonly Row[]> {
      return (yield { statement: built, input }) as readonly Row[];
    };
  };

/** A statement in plain SQL, for what Kysely has no words for. */
export function* plainSql(sql: string): Operation<readonly unknown[]> {
  return yield { statement: { build: () => ({ sql, parameters: [] }) }, input: {} };
}

/** The parameters of one call: slots filled from the input, what is absent as null. */
export const parametersOf = (parameters: readonly unknown[], input: object): unknown[] =>
  parameters.map((parameter) =>
    isSlot(parameter) ? ((input as Record<string, unknown>)[parameter.slot] ?? null) : parameter,
  );
