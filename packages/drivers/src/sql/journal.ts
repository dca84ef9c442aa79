// The journal: the first result under a key stands.
import type { Fenced, JournalEntry, Json } from "@polylogue/core";
import { PolylogueError } from "@polylogue/core";
import { heldTurn } from "./held-turn.ts";
import { type Operation, single, statement } from "./statement.ts";

const entryAt = single<{ scope: string; key: string }>()((db, p) =>
  db.selectFrom("journal").selectAll().where("scope", "=", p.scope).where("key", "=", p.key),
);

const insertEntry = statement<{ scope: string; key: string; name: string; input_hash: string; result: string }>()(
  (db, p) =>
    db
      .insertInto("journal")
      .values({ scope: p.scope, key: p.key, name: p.name, input_hash: p.input_hash, result: p.result }),
);

export function* recorded(place: { scope: string; key: string }): Operation<JournalEntry | undefined> {
  const row = yield* entryAt(place);
  return row && { ...row, result: JSON.parse(row.result) as Json };
}

export function* record({
  entry,
  fence,
}: {
  entry: JournalEntry;
  fence?: Fenced | undefined;
}): Operation<JournalEntry> {
  if (fence && !(yield* heldTurn(fence))) {
    throw new PolylogueError("fence.lost", "Another process runs this turn now; stop, and write nothing more.");
  }
  const standing = yield* recorded(entry);
  if (standing) return standing;
  yield* insertEntry({ ...entry, result: JSON.stringify(entry.result) });
  return entry;
}
