// Turns of a Store: accepted once, run in order, their facts kept as they were written.
import type { NewFact } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { answer, claimant, ended, message, type Stage, session, shown, to } from "./store-stage.ts";

export const turnsSuite = (stage: Stage): void => {
  describe("accepting", () => {
    it("P1 a message is kept with its ack and its text, and starts at once where nothing stands before it", async () => {
      const request = message("a", { metadata: { file_id: "f-1" }, source: "voice" });
      const { turn, facts, claimed } = await stage.accepted(request);

      expect(turn).toEqual({ turn_id: "t-a", conversation_id: "c-1", agent_type: "guide" });
      expect(facts).toEqual([
        { seq: 1, type: "ack", at: stage.clock.now(), turn, body: { message_id: "m-a", turn_id: "t-a" } },
        {
          seq: 2,
          type: "user_message",
          at: stage.clock.now(),
          turn,
          body: { message_id: "m-a", turn_id: "t-a", text: "text of a", source: "voice" },
        },
      ]);
      expect(await stage.store.facts("s-ann", 0, 10)).toEqual(facts);
      expect(claimed).toEqual({
        turn,
        user: request.session.user,
        message_id: "m-a",
        text: "text of a",
        source: "voice",
        origin: "user",
        metadata: { file_id: "f-1" },
        ordinal: 1,
        attempt: 1,
        fence: 1,
        accepted_at: stage.clock.now(),
        state: {},
        cancelled: false,
        facts: [],
      });
    });

    it("P2 a message sent twice makes one turn, also after that turn has ended", async () => {
      const turn = await stage.started(message("a"));
      const again = message("a", { turn_id: "t-other" });
      expect(await stage.store.accept(again)).toEqual({ kind: "repeated", turn: turn.turn });
      await stage.end(turn);
      expect(await stage.store.accept(again)).toEqual({ kind: "repeated", turn: turn.turn });
      expect(await stage.store.head("s-ann")).toBe(4);
    });

    it("P2 the same message sent at once from all sides makes one turn", async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => stage.store.accept(message("a", { turn_id: `t-${n}` }))),
      );
      expect(answers.filter(({ kind }) => kind === "accepted")).toHaveLength(1);
      expect(answers.filter(({ kind }) => kind === "repeated")).toHaveLength(19);
    });

    it("P2 a message id is unique in its conversation, not beyond it", async () => {
      await stage.accepted(message("a"));
      await stage.accepted(message("a", { turn_id: "t-elsewhere", ...to("c-2") }));
    });

    it("P5 the second message of a conversation waits, one of another conversation does not", async () => {
      await stage.started(message("a"));
      expect((await stage.accepted(message("b"))).claimed).toBeUndefined();
      expect((await stage.accepted(message("c", to("c-2")))).claimed).toBeDefined();
    });

    it("P10 one more than may wait is refused, and leaves nothing behind", async () => {
      await stage.accepted(message("a", { queue_limit: 2 }));
      await stage.accepted(message("b", { queue_limit: 2 }));
      await stage.accepted(message("c", { queue_limit: 2 }));
      expect(await stage.store.accept(message("d", { queue_limit: 2 }))).toEqual({ kind: "full" });
      expect(await stage.store.head("s-ann")).toBe(6);
      expect(await stage.store.accept(message("c", { queue_limit: 2 }))).toMatchObject({ kind: "repeated" });
    });

    it("P15 a conversation that does not exist, is another user's or has another agent answers as absent", async () => {
      await stage.accepted(message("a", to("c-1", { pillar: "content" })));
      const absent = { kind: "absent" };
      expect(await stage.store.accept(message("b", to("c-none", { create: false })))).toEqual(absent);
      for (const create of [true, false]) {
        const mine = to("c-1", { pillar: "content", create });
        expect(await stage.store.accept(message("b", { session: session("bob"), ...mine }))).toEqual(absent);
      }
      expect(await stage.store.accept(message("b", to("c-1", { agent_type: "tutor", pillar: "content" })))).toEqual(
        absent,
      );
      expect(await stage.store.accept(message("b", to("c-1", { pillar: "insights" })))).toEqual(absent);
      expect(await stage.store.accept(message("b", to("c-1")))).toEqual(absent);
      expect(await stage.store.head("s-bob")).toBe(0);
      expect(await stage.store.sessionByToken("token-of-s-bob")).toBeUndefined();
    });

    it("P15 a session takes no message in another user's name, nor after it was revoked", async () => {
      await stage.accepted(message("a"));
      const theirs = message("b", { session: session("bob", "s-ann"), ...to("c-2") });
      expect(await stage.store.accept(theirs)).toEqual({ kind: "absent" });
      await stage.store.revokeSession("s-ann");
      expect(await stage.store.accept(message("b"))).toEqual({ kind: "absent" });
    });

    it("a user's other session may go on with the conversation, and hears of its own turns", async () => {
      await stage.end(await stage.started(message("a")));
      await stage.started(message("b", { session: session("ann", "s-2") }));
      expect(shown(await stage.store.facts("s-2", 0, 10))).toEqual(["1 ack", "2 user_message"]);
      expect(await stage.store.head("s-ann")).toBe(4);
    });
  });

  describe("running", () => {
    it("P3 facts of a session are numbered without a hole, whatever wrote them, and paged", async () => {
      const turn = await stage.started(message("a"));
      await stage.store.report("s-ann", [{ type: "degraded", body: { part: "redis", since: 1 } }]);
      const route: NewFact = { type: "route", body: { agent: "qa", tier: "rules", confidence: 1, ms: 0 } };
      const { turn_id } = turn.turn;
      const written = await stage.store.append({ turn_id, fence: turn.fence, facts: [route, route] });
      await stage.end(turn);

      const facts = await stage.store.facts("s-ann", 0, 100);
      expect(shown(facts)).toEqual([
        "1 ack",
        "2 user_message",
        "3 degraded",
        "4 route",
        "5 route",
        "6 message",
        "7 turn_end",
      ]);
      expect(written).toEqual({ kind: "written", facts: facts.slice(3, 5) });
      expect(facts[2]).toEqual({ seq: 3, type: "degraded", at: stage.clock.now(), body: { part: "redis", since: 1 } });
      expect(facts.slice(3).every((fact) => fact.turn?.turn_id === "t-a")).toBe(true);
      expect(await stage.store.head("s-ann")).toBe(7);
      expect(await stage.store.facts("s-ann", 2, 2)).toEqual(facts.slice(2, 4));
      expect(await stage.store.facts("s-ann", 7, 2)).toEqual([]);
      expect(await stage.store.facts("s-none", 0, 2)).toEqual([]);
    });

    it("facts read back as they were written, whatever is in them", async () => {
      const turn = await stage.started(message("a"));
      const odd: NewFact[] = [
        { type: "ack", body: { message_id: "another", turn_id: "t-a" } },
        { type: "user_message", body: { text: "half" } },
        { type: "message", body: { message: "one", text: "two", data: [1, null, { a: 'ü\n"' }] } },
        { type: "message", body: { message: "alone" } },
        { type: "analysis", body: { message: "x", text: "x", visualization: { mark: "bar" }, partial: true } },
        { type: "turn_end", body: { status: "failed", origin: "timer" } },
        { type: "a", body: { its: "own name" } },
        { type: "agent_error", body: {} },
      ];
      const { turn_id } = turn.turn;
      const written = await stage.store.append({ turn_id, fence: turn.fence, facts: odd });
      const read = await stage.store.facts("s-ann", 2, 100);
      expect(read.map(({ type, body }) => ({ type, body }))).toEqual(odd);
      expect(written).toEqual({ kind: "written", facts: read });
    });

    it("P5 turns of a conversation run one after the other in the order accepted", async () => {
      const first = await stage.started(message("a"));
      await stage.accepted(message("b"));
      await stage.accepted(message("c"));
      expect((await stage.store.claim({ ...claimant("server-2"), limit: 10 })).turns).toEqual([]);

      const finished = await stage.end(first);
      if (finished.kind !== "written" || !finished.next) throw new Error("nothing came next");
      expect(finished.next).toMatchObject({ turn: { turn_id: "t-b" }, text: "text of b", ordinal: 2, attempt: 1 });
      expect(finished.next.fence).toBeGreaterThan(first.fence);
      const last = await stage.end(finished.next);
      expect(last).toMatchObject({ next: { turn: { turn_id: "t-c" }, ordinal: 3 } });
    });

    it("what the agents keep goes from turn to turn of the conversation, and stays where nothing new is given", async () => {
      const first = await stage.started(message("a"));
      await stage.accepted(message("b"));
      const state = { guide: { pillar: "content" }, quiz: null };
      const { turn_id } = first.turn;
      const finished = await stage.store.finish({
        turn_id,
        fence: first.fence,
        facts: [ended],
        status: "complete",
        state,
        claimant: claimant(),
      });
      if (finished.kind !== "written" || !finished.next) throw new Error("nothing came next");
      expect(finished.next.state).toEqual(state);
      await stage.end(finished.next);
      expect((await stage.started(message("c"))).state).toEqual(state);
    });

    it("P12 a draining server lets the conversation go, for another to take its next turn at once", async () => {
      const first = await stage.started(message("a"));
      await stage.accepted(message("b"));
      const { turn_id } = first.turn;
      const finished = await stage.store.finish({ turn_id, fence: first.fence, facts: [ended], status: "complete" });
      expect(finished).not.toHaveProperty("next");
      expect(await stage.claimOne("server-2")).toMatchObject({ turn: { turn_id: "t-b" }, attempt: 1, facts: [] });
    });

    it("P4 nothing is written after a turn has ended", async () => {
      const turn = await stage.started(message("a"));
      await stage.end(turn);
      const { turn_id } = turn.turn;
      const { fence } = turn;
      expect(await stage.end(turn)).toEqual({ kind: "lost" });
      expect(await stage.store.append({ turn_id, fence, facts: [answer("late")] })).toEqual({ kind: "lost" });
      await stage.store.release({ turn_id, fence });
      expect((await stage.store.claim({ ...claimant(), limit: 10 })).turns).toEqual([]);
      expect(await stage.store.head("s-ann")).toBe(4);
    });
  });
};
