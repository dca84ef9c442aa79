// What agents have told a user in a session, read from the session's facts.
import type { Fact, Finding, Findings, JsonObject, Store } from "@polylogue/core";

/** The facts that are looked through, newest last; an earlier answer is asked for again when it is wanted. */
const factsBack = 5_000;
const pageSize = 500;
const answers: ReadonlySet<string> = new Set(["message", "analysis", "visualization", "drill_down"]);

export const sessionFindings = (store: Pick<Store, "facts" | "head">): Findings => ({
  async of({ session_id }) {
    const questions = new Map<string, string>();
    let found: Finding[] = [];
    for await (const fact of lastFacts(store, session_id)) {
      const turn_id = fact.turn?.turn_id;
      if (turn_id === undefined) continue;
      if (fact.type === "user_message") questions.set(turn_id, textOf(fact.body, "text"));
      else if (fact.type === "turn_restarted") found = found.filter((finding) => finding.turn_id !== turn_id);
      else if (answers.has(fact.type) && fact.body.partial !== true)
        found.push(findingOf(fact, questions.get(turn_id) ?? ""));
    }
    return found;
  },
});

async function* lastFacts(store: Pick<Store, "facts" | "head">, session_id: string): AsyncGenerator<Fact> {
  let after = Math.max(0, (await store.head(session_id)) - factsBack);
  for (;;) {
    const page = await store.facts(session_id, after, pageSize);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.seq;
  }
}

const findingOf = ({ type, body, at, turn }: Fact, question: string): Finding => ({
  agent: textOf(body, "agent"),
  conversation_id: turn?.conversation_id ?? "",
  turn_id: turn?.turn_id ?? "",
  at,
  type,
  question,
  text: textOf(body, "message"),
  ...(turn?.pillar !== undefined && { pillar: turn.pillar }),
  ...(body.data !== undefined && { data: body.data }),
});

const textOf = (body: JsonObject, key: string): string => {
  const value = body[key];
  return typeof value === "string" ? value : "";
};
