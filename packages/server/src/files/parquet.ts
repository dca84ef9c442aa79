// Parquet, which only the tables can read: its document is asked of them, and the tables are loaded for later questions by the way.
import type {
  Cell,
  Column,
  ColumnType,
  Document,
  DocumentReader,
  LoadedTable,
  QueryResult,
  Table,
  TableColumn,
  TableSet,
  Tables,
} from "@polylogue/core";
import { PolylogueError } from "@polylogue/core";

const sampleRows = 20;
const exampleValues = 5;

/** Reads Parquet by `tables`, and everything else by `reader`. */
export const withParquet = (reader: DocumentReader, tables: Tables): DocumentReader => ({
  async read(file, options) {
    if (!isParquet(file.bytes)) return reader.read(file, options);
    const set = await tables.open(file, options);
    const { file_id, name, bytes } = file;
    const profiles = await Promise.all(set.tables.map((table) => profileOf(set, table)));
    return documentOf({ file_id, name, bytes: bytes.length, tables: profiles });
  },
  close: () => reader.close(),
});

const isParquet = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString("latin1") === "PAR1";

const documentOf = (found: Pick<Document, "file_id" | "name" | "bytes" | "tables">): Document => ({
  ...found,
  mediaType: "application/vnd.apache.parquet",
  kind: "table",
  sections: [],
  warnings: [],
});

const profileOf = async (set: TableSet, table: LoadedTable): Promise<Table> => {
  const ask = async (sql: string): Promise<QueryResult> => {
    const answer = await set.query(sql, []);
    if ("refused" in answer)
      throw new PolylogueError("file_unreadable", `This file could not be read: ${answer.message}`);
    return answer;
  };
  const columns = await Promise.all(table.columns.map((column) => columnOf(ask, table, column)));
  const { rows } = await ask(`select * from "${table.name}" limit ${sampleRows}`);
  return { name: table.title, rows: table.rows, columns, sample: rows.map((row) => row.map(spelled)) };
};

const columnOf = async (
  ask: (sql: string) => Promise<QueryResult>,
  table: LoadedTable,
  { name, title, type }: TableColumn,
): Promise<Column> => {
  const from = `from "${table.name}"`;
  const {
    rows: [counted = []],
  } = await ask(
    `select count(*) - count("${name}"), count(distinct "${name}"), min("${name}"), max("${name}") ${from}`,
  );
  const [missing, distinct, min, max] = counted;
  const frequent = await ask(
    `select "${name}" ${from} where "${name}" is not null group by "${name}" order by count(*) desc, "${name}" limit ${exampleValues}`,
  );
  const isEmpty = Number(missing) === table.rows;
  return {
    name: title ?? name,
    type: isEmpty ? "empty" : columnType[type],
    missing: Number(missing),
    distinct: Number(distinct),
    ...(type !== "text" && !isEmpty && { min: spelled(min ?? null), max: spelled(max ?? null) }),
    examples: frequent.rows.map(([value]) => spelled(value ?? null)),
  };
};

const columnType: Record<TableColumn["type"], ColumnType> = {
  number: "number",
  integer: "integer",
  date: "date",
  timestamp: "date",
  boolean: "boolean",
  text: "text",
};

const spelled = (cell: Cell): string => (cell === null ? "" : String(cell));
