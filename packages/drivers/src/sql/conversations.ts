// Conversations of a user, and what was said in them.
import type { ConversationRecord, Fact, JsonObject, SpokenMessage } from "@polylogue/core";
import { storedNames, unpackFact } from "./fact-form.ts";
import { endOf, placeIn } from "./place.ts";
import { type Operation, type RowOf, single, statement } from "./statement.ts";

const recordColumns = ["id", "agent_type", "pillar", "turns", "created_at", "updated_at"] as const;

const recentOf = statement<{ user_id: string; before: number; limit: number }>()((db, p) =>
  db
    .selectFrom("conversations")
    .select(recordColumns)
    .where("user_id", "=", p.user_id)
    .where("updated_at", "<", p.before)
    .orderBy("updated_at", "desc")
    .orderBy("n", "desc")
    .limit(p.limit),
);

const ownedBy = single<{ user_id: string; id: string }>()((db, p) =>
  db.selectFrom("conversations").select(recordColumns).where("id", "=", p.id).where("user_id", "=", p.user_id),
);

type ConversationRow = RowOf<typeof ownedBy>;

const recordOf = ({ pillar, ...row }: ConversationRow): ConversationRecord => ({
  ...row,
  ...(pillar !== null && { pillar }),
});

/** Later than any time and any ordinal. */
const end = Number.MAX_SAFE_INTEGER;

export function* conversations({
  user_id,
  limit,
  before = end,
}: {
  user_id: string;
  limit: number;
  before?: number | undefined;
}): Operation<ConversationRecord[]> {
  return (yield* recentOf({ user_id, before, limit })).map(recordOf);
}

export function* conversation(request: { user_id: string; id: string }): Operation<ConversationRecord | undefined> {
  const found = yield* ownedBy(request);
  return found && recordOf(found);
}

const answers = ["message", "visualization", "analysis", "drill_down", "chat_response"];
const spokenNames = storedNames(["user_message", "turn_restarted", ...answers]);

/** The facts of a turn lie between its first and its last in its session. */
const spokenFacts = statement<{ conversation_id: string; before: number; limit: number }>()((db, p) =>
  db
    .with("page", (page) =>
      page
        .selectFrom("turns")
        .innerJoin("conversations", "conversations.n", "turns.conversation")
        .selectAll("turns")
        .where("conversations.id", "=", p.conversation_id)
        .where("ordinal", "<", p.before)
        .orderBy("ordinal", "desc")
        .limit(p.limit),
    )
    .selectFrom("page")
    .innerJoin("facts", (join) =>
      join
        .on((eb) => eb("facts.place", ">=", placeIn(eb.ref("page.session"), eb.ref("page.first_seq"))))
        .on((eb) => eb("facts.place", "<", endOf(eb.ref("page.session"))))
        .on((eb) =>
          eb.or([
            eb("page.last_seq", "is", null),
            eb("facts.place", "<=", placeIn(eb.ref("page.session"), eb.ref("page.last_seq"))),
          ]),
        )
        .onRef("facts.turn", "=", "page.n"),
    )
    .select(["facts.type", "facts.at", "facts.body"])
    .select(["page.id as turn_id", "page.ordinal", "page.message_id", "page.source", "page.origin", "page.status"])
    .where("facts.type", "in", spokenNames)
    .orderBy("page.ordinal")
    .orderBy("facts.place"),
);

type SpokenRow = RowOf<typeof spokenFacts>;

const answerOf = (body: JsonObject): Pick<SpokenMessage, "agent" | "data" | "visualization" | "partial"> => ({
  ...(typeof body.agent === "string" && { agent: body.agent }),
  ...(body.data !== undefined && { data: body.data }),
  ...(body.visualization !== undefined && { visualization: body.visualization as JsonObject }),
  ...(body.partial === true && { partial: true }),
});

const spokenOf = (row: SpokenRow, { type, body }: Pick<Fact, "type" | "body">): SpokenMessage => {
  const { turn_id, ordinal, at } = row;
  if (type === "user_message") {
    return { role: "user", text: String(body.text), type, turn_id, ordinal, at, message_id: row.message_id };
  }
  return { role: "assistant", text: String(body.message), type, turn_id, ordinal, at, ...answerOf(body) };
};

/** A turn that ran again is known by its last run: what it said before is dropped. */
export function* messages({
  conversation_id,
  limit,
  before = end,
}: {
  conversation_id: string;
  limit: number;
  before?: number | undefined;
}): Operation<SpokenMessage[]> {
  let spoken: SpokenMessage[] = [];
  for (const row of yield* spokenFacts({ conversation_id, before, limit })) {
    const fact = unpackFact(row, row);
    if (fact.type !== "turn_restarted") spoken.push(spokenOf(row, fact));
    else spoken = spoken.filter(({ role, turn_id }) => role === "user" || turn_id !== row.turn_id);
  }
  return spoken;
}
