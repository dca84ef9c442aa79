// Brings a database to the schema that this version knows, and refuses one that is newer.
import { PolylogueError } from "@polylogue/core";
import { first } from "./migrations/0001.ts";
import type { Migration, Spelling } from "./spelling.ts";
import { type Operation, plainSql, single, statement } from "./statement.ts";

/** In order; the schema's version is how many of them have run. */
const migrations: readonly Migration[] = [first];

const readMeta = single<object>()((db) => db.selectFrom("meta").select(["schema_version", "epoch"]));
const insertMeta = statement<{ version: number; epoch: number }>()((db, p) =>
  db.insertInto("meta").values({ schema_version: p.version, epoch: p.epoch }),
);
const setVersion = statement<{ version: number }>()((db, p) =>
  db.updateTable("meta").set({ schema_version: p.version }),
);

const refuseNewer = (version: number): void => {
  if (version <= migrations.length) return;
  throw new PolylogueError(
    "store.newer",
    `The data was written by a newer version of Polylogue (schema ${version}; this one knows ${migrations.length}). Install that version or a later one, or point DATA_DIR at another folder.`,
  );
};

/** Runs what is missing, in the one transaction of this operation; answers the Store's epoch. */
export function* migrate(spelling: Spelling, now: number): Operation<number> {
  yield* plainSql("create table if not exists meta (schema_version integer not null, epoch bigint not null)");
  const meta = yield* readMeta({});
  const version = meta?.schema_version ?? 0;
  refuseNewer(version);
  for (const migration of migrations.slice(version)) {
    for (const sql of migration(spelling)) yield* plainSql(sql);
  }
  if (!meta) yield* insertMeta({ version: migrations.length, epoch: now });
  else if (version < migrations.length) yield* setVersion({ version: migrations.length });
  return meta?.epoch ?? now;
}
