// One file's database: in memory, open to the disk only while the file is loaded, then locked for good.
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** Room for loading: the cells as text beside the cells as they are kept. */
const loadMegabytes = 768;
/** What a database takes before anything is in it; measured, rounded up. */
const emptyBytes = 8 * 1024 * 1024;
/** Room for a query, beside what is loaded. */
const queryMegabytes = 256;

export interface Database {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
}

export const openDatabase = async (): Promise<Database> => {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "2",
    memory_limit: `${loadMegabytes}MB`,
    temp_directory: "",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  return { instance, connection: await instance.connect() };
};

/** From here on no statement reaches the disk, the network or a setting. Answers the bytes that it takes. */
export const lockDatabase = async ({ connection }: Database): Promise<number> => {
  const bytes = emptyBytes + (await number(connection, "SELECT sum(memory_usage_bytes) FROM duckdb_memory()"));
  const megabytes = Math.ceil(bytes / 1e6) + queryMegabytes;
  await connection.run(`SET memory_limit = '${megabytes}MB'`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
  return bytes;
};

export const closeDatabase = ({ instance, connection }: Database): void => {
  connection.closeSync();
  instance.closeSync();
};

export const rows = async (connection: DuckDBConnection, sql: string) =>
  (await connection.runAndReadAll(sql)).getRowsJS();

export const number = async (connection: DuckDBConnection, sql: string): Promise<number> => {
  const [row] = await rows(connection, sql);
  return Number(row?.[0] ?? 0);
};
