// Everything that is kept of a user, part by part and page by page. No secret is in it, not even hashed.
import type { JsonObject } from "@polylogue/core";
import { unpackFact } from "./fact-form.ts";
import { endOf, placeIn, seqAt } from "./place.ts";
import { type Operation, type RowOf, statement } from "./statement.ts";
import { origins, sources, statuses, wordAt } from "./turn-row.ts";

interface PageOf {
  readonly user_id: string;
  readonly limit: number;
  readonly offset: number;
}

const sessionPage = statement<PageOf>()((db, p) =>
  db
    .selectFrom("sessions")
    .select(["id", "user_id", "tenant_id", "roles", "name", "expires_at", "revoked_at"])
    .where("user_id", "=", p.user_id)
    .orderBy("n")
    .limit(p.limit)
    .offset(p.offset),
);

const conversationPage = statement<PageOf>()((db, p) =>
  db
    .selectFrom("conversations")
    .select(["id", "agent_type", "pillar", "turns", "created_at", "updated_at", "state"])
    .where("user_id", "=", p.user_id)
    .orderBy("n")
    .limit(p.limit)
    .offset(p.offset),
);

const turnPage = statement<PageOf>()((db, p) =>
  db
    .selectFrom("turns")
    .innerJoin("conversations", "conversations.n", "turns.conversation")
    .select(["turns.id", "conversations.id as conversation_id", "ordinal", "message_id", "source", "origin", "status"])
    .select(["metadata", "accepted_at", "attempt"])
    .where("conversations.user_id", "=", p.user_id)
    .orderBy("turns.n")
    .limit(p.limit)
    .offset(p.offset),
);

const factPage = statement<PageOf>()((db, p) =>
  db
    .selectFrom("sessions")
    .innerJoin("facts", (join) =>
      join
        .on((eb) => eb("facts.place", ">", placeIn(eb.ref("sessions.n"), eb.val(0))))
        .on((eb) => eb("facts.place", "<", endOf(eb.ref("sessions.n")))),
    )
    .leftJoin("turns", "turns.n", "facts.turn")
    .select(["sessions.id as session_id", "facts.place", "facts.type", "facts.at", "facts.body"])
    .select(["turns.id as turn_id", "turns.message_id", "turns.source", "turns.origin", "turns.status"])
    .where("sessions.user_id", "=", p.user_id)
    .orderBy("facts.place")
    .limit(p.limit)
    .offset(p.offset),
);

const journalPage = statement<PageOf>()((db, p) =>
  db
    .selectFrom("journal")
    .innerJoin("turns", "turns.id", "journal.scope")
    .innerJoin("conversations", "conversations.n", "turns.conversation")
    .select(["journal.scope", "journal.key", "journal.name", "journal.input_hash", "journal.result"])
    .where("conversations.user_id", "=", p.user_id)
    .orderBy("journal.scope")
    .orderBy("journal.key")
    .limit(p.limit)
    .offset(p.offset),
);

const filePage = statement<PageOf>()((db, p) =>
  db.selectFrom("files").selectAll().where("user_id", "=", p.user_id).orderBy("id").limit(p.limit).offset(p.offset),
);

const memoryPage = statement<PageOf>()((db, p) =>
  db
    .selectFrom("memory")
    .select(["key", "value"])
    .where("user_id", "=", p.user_id)
    .orderBy("key")
    .limit(p.limit)
    .offset(p.offset),
);

const auditPage = statement<PageOf>()((db, p) =>
  db
    .selectFrom("audit")
    .select(["at", "action", "subject"])
    .where("user_id", "=", p.user_id)
    .orderBy("n")
    .limit(p.limit)
    .offset(p.offset),
);

type FactRow = RowOf<typeof factPage>;
type TurnRow = RowOf<typeof turnPage>;

const parsed = (text: string | null): JsonObject | null => (text === null ? null : (JSON.parse(text) as JsonObject));

const factRecord = ({
  session_id,
  place,
  at,
  turn_id,
  message_id,
  source,
  origin,
  status,
  ...row
}: FactRow): JsonObject => {
  const turn =
    turn_id !== null && message_id !== null && source !== null && origin !== null
      ? { turn_id, message_id, source, origin, status }
      : undefined;
  return { session_id, seq: seqAt(place), at, turn_id, ...unpackFact(row, turn) };
};

const turnRecord = (row: TurnRow): JsonObject => ({
  ...row,
  source: wordAt(sources, row.source),
  origin: wordAt(origins, row.origin),
  status: row.status === null ? null : wordAt(statuses, row.status),
  metadata: parsed(row.metadata),
});

const part = <Row>(
  page: (of: PageOf) => Operation<readonly Row[]>,
  record: (row: Row) => JsonObject,
): ((of: PageOf) => Operation<JsonObject[]>) =>
  function* (of) {
    return (yield* page(of)).map(record);
  };

const parts = {
  session: part(sessionPage, (row) => ({ ...row, roles: parsed(row.roles) })),
  conversation: part(conversationPage, (row) => ({ ...row, state: parsed(row.state) })),
  turn: part(turnPage, turnRecord),
  fact: part(factPage, factRecord),
  journal: part(journalPage, (row) => ({ ...row, result: parsed(row.result) })),
  file: part(filePage, (row) => ({ ...row })),
  memory: part(memoryPage, (row) => ({ ...row, value: parsed(row.value) })),
  audit: part(auditPage, (row) => ({ ...row })),
};

export type ExportPart = keyof typeof parts;
export const exportParts = Object.keys(parts) as ExportPart[];

export function* exportPage({ part, ...of }: PageOf & { readonly part: ExportPart }): Operation<JsonObject[]> {
  return yield* parts[part](of);
}
