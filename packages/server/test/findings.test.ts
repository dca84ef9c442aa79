// What agents have told in a session, read from its facts.
import type { Fact, JsonObject } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { sessionFindings } from "../src/findings.ts";

let seq = 0;
const fact = (type: string, turn_id: string, body: JsonObject): Fact => {
  seq += 1;
  return { seq, at: seq, type, body, turn: { turn_id, conversation_id: "c1", agent_type: "guide" } };
};

const findingsOf = (facts: readonly Fact[], session = "s1") =>
  sessionFindings({
    head: async () => facts.length,
    facts: async (session_id, after, limit) =>
      session_id === "s1" ? facts.filter((one) => one.seq > after).slice(0, limit) : [],
  }).of({ user_id: "u1", tenant_id: "t", session_id: session, roles: [] });

describe("S2.19 the findings of a session", () => {
  it("are its whole answers with their question; what was cut off, or said before a restart, is none", async () => {
    seq = 0;
    const facts = [
      fact("user_message", "t1", { text: "average price?" }),
      fact("message", "t1", { agent: "InsightsLiaisonAgent", message: "first run" }),
      fact("turn_restarted", "t1", { attempt: 2 }),
      fact("analysis", "t1", { agent: "InsightsLiaisonAgent", message: "It is 5.", data: { price: 5 } }),
      fact("user_message", "t2", { text: "and?" }),
      fact("message", "t2", { agent: "InsightsLiaisonAgent", message: "It is", partial: true }),
    ];
    expect(await findingsOf(facts)).toEqual([
      {
        agent: "InsightsLiaisonAgent",
        conversation_id: "c1",
        turn_id: "t1",
        at: 4,
        type: "analysis",
        question: "average price?",
        text: "It is 5.",
        data: { price: 5 },
      },
    ]);
  });

  it("P15 are those of the user's own session only, and all of them however many there are", async () => {
    seq = 0;
    const facts = Array.from({ length: 1_200 }, (_, at) =>
      fact("message", `t${at}`, { agent: "ContentLiaisonAgent", message: `${at}` }),
    );
    expect(await findingsOf(facts)).toHaveLength(1_200);
    expect(await findingsOf(facts, "s2")).toEqual([]);
  });
});
