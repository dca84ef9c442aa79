// Leases of a Store: held, lost, taken over; and what a fence or a cancel does to a turn.
import { describe, expect, it } from "vitest";
import { answer, claimant, leaseMs, message, type Stage, session, to } from "./store-stage.ts";

export const leasesSuite = (stage: Stage): void => {
  describe("leases", () => {
    it("P6 a turn whose holder is gone runs again when its lease has run out, and says so", async () => {
      const first = await stage.started(message("a"));
      await stage.clock.advance(leaseMs - 1);
      expect((await stage.store.claim({ ...claimant("server-2"), limit: 10 })).turns).toEqual([]);
      await stage.clock.advance(1);
      const again = await stage.claimOne("server-2");
      expect(again).toMatchObject({ turn: first.turn, text: "text of a", attempt: 2, user: session().user });
      expect(again.fence).toBeGreaterThan(first.fence);
      const facts = await stage.store.facts("s-ann", 2, 10);
      expect(facts).toMatchObject([{ seq: 3, type: "turn_restarted", body: { turn_id: "t-a", attempt: 2 } }]);
      expect(again.facts).toEqual(facts);
    });

    it("P6 what a holder writes after another took over is refused, and nothing of it is kept", async () => {
      const first = await stage.started(message("a"));
      await stage.clock.advance(leaseMs);
      await stage.claimOne("server-2");
      const { turn_id } = first.turn;
      const { fence } = first;
      expect(await stage.store.append({ turn_id, fence, facts: [answer("stale")] })).toEqual({ kind: "lost" });
      expect(await stage.end(first, "stale")).toEqual({ kind: "lost" });
      await stage.store.release({ turn_id, fence });
      expect((await stage.store.claim({ ...claimant("server-3"), limit: 10 })).turns).toEqual([]);
      expect(await stage.store.head("s-ann")).toBe(3);
    });

    it("P13 setting the wall clock moves no lease", async () => {
      await stage.started(message("a"));
      stage.clock.jump(3_600_000);
      expect((await stage.store.claim({ ...claimant("server-2"), limit: 10 })).turns).toEqual([]);
      stage.clock.jump(-7_200_000);
      await stage.clock.advance(leaseMs);
      await stage.claimOne("server-2");
    });

    it("P4 a turn that was interrupted three times is given up with an end, and the next one runs", async () => {
      await stage.started(message("a"));
      await stage.accepted(message("b"));
      for (const attempt of [2, 3]) {
        await stage.clock.advance(leaseMs);
        expect(await stage.claimOne(`server-${attempt}`)).toMatchObject({ turn: { turn_id: "t-a" }, attempt });
      }
      await stage.clock.advance(leaseMs);
      const { turns, ended: givenUp } = await stage.store.claim({ ...claimant("server-4"), limit: 10 });
      expect(turns).toMatchObject([{ turn: { turn_id: "t-b" }, attempt: 1 }]);
      const facts = await stage.store.facts("s-ann", 6, 10);
      expect(facts).toMatchObject([
        { type: "error", body: { code: "turn_failed", retryable: true }, turn: { turn_id: "t-a" } },
        { type: "turn_end", body: { status: "failed", origin: "user", latency: {} }, turn: { turn_id: "t-a" } },
      ]);
      expect(givenUp).toEqual([{ session_id: "s-ann", facts }]);
      const all = await stage.store.facts("s-ann", 0, 100);
      expect(all.filter(({ type }) => type === "turn_end")).toHaveLength(1);
    });

    it("a turn that is given back runs again at once", async () => {
      const turn = await stage.started(message("a"));
      await stage.store.release({ turn_id: turn.turn.turn_id, fence: turn.fence });
      expect(await stage.claimOne("server-2")).toMatchObject({ turn: turn.turn, attempt: 2 });
    });

    it("claiming takes the oldest first, at most as many as asked for, or of the one conversation that is named", async () => {
      for (const n of [1, 2, 3]) await stage.accepted(message(`m${n}`, to(`c-${n}`)));
      await stage.clock.advance(leaseMs);
      const named = await stage.store.claim({ ...claimant(), conversation_id: "c-2", limit: 1 });
      expect(named.turns).toMatchObject([{ turn: { conversation_id: "c-2" } }]);
      const one = await stage.store.claim({ ...claimant(), limit: 1 });
      expect(one.turns).toMatchObject([{ turn: { conversation_id: "c-1" } }]);
      const rest = await stage.store.claim({ ...claimant(), limit: 10 });
      expect(rest.turns).toMatchObject([{ turn: { conversation_id: "c-3" } }]);
      expect(await stage.store.claim({ ...claimant(), conversation_id: "c-none", limit: 1 })).toEqual({
        turns: [],
        ended: [],
      });
    });

    it("renewing keeps a lease for another term, and tells which turns were lost or are to be cancelled", async () => {
      const kept = await stage.started(message("a"));
      const other = await stage.started(message("b", to("c-2")));
      const lost = await stage.started(message("c", to("c-3")));
      await stage.end(lost);
      await stage.store.cancel({ turn_id: "t-b", user_id: "ann" });
      await stage.clock.advance(leaseMs - 1);
      const turns = [kept, other, lost].map(({ turn, fence }) => ({ turn_id: turn.turn_id, fence }));
      expect(await stage.store.renew({ ...claimant(), turns })).toEqual({ lost: ["t-c"], cancelled: ["t-b"] });
      expect((await stage.store.renew({ ...claimant("server-2"), turns })).lost).toEqual(["t-a", "t-b", "t-c"]);
      await stage.clock.advance(leaseMs - 1);
      expect((await stage.store.claim({ ...claimant("server-2"), limit: 10 })).turns).toEqual([]);
      await stage.clock.advance(1);
      expect((await stage.store.claim({ ...claimant("server-2"), limit: 10 })).turns).toHaveLength(2);
    });
  });

  describe("cancelling", () => {
    it("P4 a waiting turn ends at once, and never runs", async () => {
      const first = await stage.started(message("a"));
      await stage.accepted(message("b"));
      const cancelled = await stage.store.cancel({ turn_id: "t-b", user_id: "ann" });
      const facts = await stage.store.facts("s-ann", 4, 10);
      expect(facts).toMatchObject([{ type: "turn_end", body: { status: "cancelled", origin: "user", latency: {} } }]);
      expect(cancelled).toEqual({ kind: "ended", session_id: "s-ann", facts });
      expect(await stage.end(first)).not.toHaveProperty("next");
      expect(await stage.store.cancel({ turn_id: "t-b", user_id: "ann" })).toEqual({ kind: "over" });
    });

    it("a running turn is marked, which whoever runs it again is told too", async () => {
      await stage.started(message("a"));
      expect(await stage.store.cancel({ turn_id: "t-a", user_id: "ann" })).toEqual({ kind: "running" });
      await stage.clock.advance(leaseMs);
      expect(await stage.claimOne("server-2")).toMatchObject({ cancelled: true });
    });

    it("P15 another user's turn answers as absent, as one that never was", async () => {
      await stage.started(message("a"));
      expect(await stage.store.cancel({ turn_id: "t-a", user_id: "bob" })).toEqual({ kind: "absent" });
      expect(await stage.store.cancel({ turn_id: "t-none", user_id: "ann" })).toEqual({ kind: "absent" });
    });
  });

  describe("the journal", () => {
    const entry = { scope: "t-a", key: "1", name: "find_invoice", input_hash: "ab", result: { total: 3 } };

    it("P7 the first result under a key stands", async () => {
      expect(await stage.store.recorded("t-a", "1")).toBeUndefined();
      expect(await stage.store.record(entry)).toEqual(entry);
      expect(await stage.store.record({ ...entry, result: "another" })).toEqual(entry);
      expect(await stage.store.recorded("t-a", "1")).toEqual(entry);
      expect(await stage.store.recorded("t-a", "2")).toBeUndefined();
    });

    it("P7 a result that comes under an older fence is refused with fence.lost", async () => {
      const first = await stage.started(message("a"));
      const fence = { turn_id: "t-a", fence: first.fence };
      await stage.store.record({ ...entry, key: "0" }, fence);
      await stage.clock.advance(leaseMs);
      await stage.claimOne("server-2");
      await expect(stage.store.record(entry, fence)).rejects.toMatchObject({ code: "fence.lost" });
      expect(await stage.store.recorded("t-a", "1")).toBeUndefined();
    });
  });
};
