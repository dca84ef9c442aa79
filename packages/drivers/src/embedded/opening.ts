// Opening the database for writing: its schema brought up to date, its epoch read.
import { migrate } from "../sql/migration.ts";
import { type Connection, openConnection, sqliteSpelling } from "./connection.ts";
import { inTransaction } from "./group-commit.ts";

export interface Place {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** The database may not grow beyond this. */
  readonly maxBytes?: number | undefined;
}

export const openForWriting = ({ path, maxBytes }: Place, now: number): { connection: Connection; epoch: number } => {
  const connection = openConnection(path, { kind: "write", maxBytes });
  try {
    const epoch = inTransaction(connection, () => connection.run(migrate(sqliteSpelling, now)));
    return { connection, epoch };
  } catch (error) {
    connection.close();
    throw error;
  }
};
