// Opening the database for writing: its schema brought up to date, its epoch read.
import { PolylogueError } from "@polylogue/core";
import { migrate } from "../sql/migration.ts";
import { type Connection, openConnection, sqliteSpelling } from "./connection.ts";
import { inTransaction } from "./group-commit.ts";

export interface Place {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** The database may not grow beyond this. */
  readonly maxBytes?: number | undefined;
}

const connect = ({ path, maxBytes }: Place): Connection => {
  try {
    return openConnection(path, { kind: "write", maxBytes });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new PolylogueError(
      "unavailable",
      `The store in ${path} cannot be opened (${cause}). Check the file and its folder.`,
    );
  }
};

export const openForWriting = (place: Place, now: number): { connection: Connection; epoch: number } => {
  const connection = connect(place);
  try {
    const epoch = inTransaction(connection, () => connection.run(migrate(sqliteSpelling, now)));
    return { connection, epoch };
  } catch (error) {
    connection.close();
    throw error;
  }
};
