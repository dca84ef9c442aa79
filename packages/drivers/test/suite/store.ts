// What every Store must do: each operation of the port with its refusals. A driver runs it against the real thing.
import type { AcceptRequest, ClaimedTurn, Fact, FileRecord, NewFact, SessionRecord, Store } from "@polylogue/core";
import type { VirtualClock } from "@polylogue/core/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

export interface StoreUnderTest {
  readonly store: Store;
  readonly clock: VirtualClock;
  close(): Promise<void>;
}

const leaseMs = 10_000;
const claimant = (owner = "server-1") => ({ owner, lease_ms: leaseMs });

export const session = (user_id = "ann", session_id = `s-${user_id}`): SessionRecord => ({
  user: { user_id, tenant_id: "acme", session_id, roles: ["user"] },
  token_hash: `token-of-${session_id}`,
});

export const message = (name: string, change: Partial<AcceptRequest> = {}): AcceptRequest => ({
  session: session(),
  conversation: { id: "c-1", agent_type: "guide", create: true },
  turn_id: `t-${name}`,
  message_id: `m-${name}`,
  text: `text of ${name}`,
  source: "text",
  origin: "user",
  metadata: {},
  queue_limit: 8,
  claimant: claimant(),
  ...change,
});

const to = (id: string, change: Partial<AcceptRequest["conversation"]> = {}): Pick<AcceptRequest, "conversation"> => ({
  conversation: { id, agent_type: "guide", create: true, ...change },
});

const answer = (text: string): NewFact => ({ type: "message", body: { message: text, text, agent: "guide" } });
const ended: NewFact = { type: "turn_end", body: { status: "complete", origin: "user", latency: { text: 3 } } };
const shown = (facts: readonly Fact[]) => facts.map(({ seq, type }) => `${seq} ${type}`);

export const storeSuite = (name: string, make: () => Promise<StoreUnderTest>): void => {
  describe(name, () => {
    let store: Store;
    let clock: VirtualClock;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ store, clock, close } = await make());
    });
    afterEach(() => close());

    const accepted = async (request: AcceptRequest) => {
      const answered = await store.accept(request);
      if (answered.kind !== "accepted") throw new Error(`not accepted but ${answered.kind}`);
      return answered;
    };
    /** Accepts a message that starts at once. */
    const started = async (request: AcceptRequest): Promise<ClaimedTurn> => {
      const { claimed } = await accepted(request);
      if (!claimed) throw new Error("accepted, and left waiting");
      return claimed;
    };
    const end = (turn: ClaimedTurn, text = "done") =>
      store.finish({
        turn_id: turn.turn.turn_id,
        fence: turn.fence,
        facts: [answer(text), ended],
        status: "complete",
        claimant: claimant(),
      });
    const claimOne = async (owner: string): Promise<ClaimedTurn> => {
      const { turns } = await store.claim({ ...claimant(owner), limit: 10 });
      const [turn] = turns;
      if (!turn || turns.length > 1) throw new Error(`claimed ${turns.length} turns`);
      return turn;
    };

    describe("accepting", () => {
      it("P1 a message is kept with its ack and its text, and starts at once where nothing stands before it", async () => {
        const request = message("a", { metadata: { file_id: "f-1" }, source: "voice" });
        const { turn, facts, claimed } = await accepted(request);

        expect(turn).toEqual({ turn_id: "t-a", conversation_id: "c-1", agent_type: "guide" });
        expect(facts).toEqual([
          { seq: 1, type: "ack", at: clock.now(), turn, body: { message_id: "m-a", turn_id: "t-a" } },
          {
            seq: 2,
            type: "user_message",
            at: clock.now(),
            turn,
            body: { message_id: "m-a", turn_id: "t-a", text: "text of a", source: "voice" },
          },
        ]);
        expect(await store.facts("s-ann", 0, 10)).toEqual(facts);
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
          accepted_at: clock.now(),
          state: {},
          cancelled: false,
          facts: [],
        });
      });

      it("P2 a message sent twice makes one turn, also after that turn has ended", async () => {
        const turn = await started(message("a"));
        const again = message("a", { turn_id: "t-other" });
        expect(await store.accept(again)).toEqual({ kind: "repeated", turn: turn.turn });
        await end(turn);
        expect(await store.accept(again)).toEqual({ kind: "repeated", turn: turn.turn });
        expect(await store.head("s-ann")).toBe(4);
      });

      it("P2 the same message sent at once from all sides makes one turn", async () => {
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) => store.accept(message("a", { turn_id: `t-${n}` }))),
        );
        expect(answers.filter(({ kind }) => kind === "accepted")).toHaveLength(1);
        expect(answers.filter(({ kind }) => kind === "repeated")).toHaveLength(19);
      });

      it("P2 a message id is unique in its conversation, not beyond it", async () => {
        await accepted(message("a"));
        await accepted(message("a", { turn_id: "t-elsewhere", ...to("c-2") }));
      });

      it("P5 the second message of a conversation waits, one of another conversation does not", async () => {
        await started(message("a"));
        expect((await accepted(message("b"))).claimed).toBeUndefined();
        expect((await accepted(message("c", to("c-2")))).claimed).toBeDefined();
      });

      it("P10 one more than may wait is refused, and leaves nothing behind", async () => {
        await accepted(message("a", { queue_limit: 2 }));
        await accepted(message("b", { queue_limit: 2 }));
        await accepted(message("c", { queue_limit: 2 }));
        expect(await store.accept(message("d", { queue_limit: 2 }))).toEqual({ kind: "full" });
        expect(await store.head("s-ann")).toBe(6);
        expect(await store.accept(message("c", { queue_limit: 2 }))).toMatchObject({ kind: "repeated" });
      });

      it("P15 a conversation that does not exist, is another user's or has another agent answers as absent", async () => {
        await accepted(message("a", to("c-1", { pillar: "content" })));
        const absent = { kind: "absent" };
        expect(await store.accept(message("b", to("c-none", { create: false })))).toEqual(absent);
        for (const create of [true, false]) {
          const mine = to("c-1", { pillar: "content", create });
          expect(await store.accept(message("b", { session: session("bob"), ...mine }))).toEqual(absent);
        }
        expect(await store.accept(message("b", to("c-1", { agent_type: "tutor", pillar: "content" })))).toEqual(absent);
        expect(await store.accept(message("b", to("c-1", { pillar: "insights" })))).toEqual(absent);
        expect(await store.accept(message("b", to("c-1")))).toEqual(absent);
        expect(await store.head("s-bob")).toBe(0);
        expect(await store.sessionByToken("token-of-s-bob")).toBeUndefined();
      });

      it("P15 a session takes no message in another user's name, nor after it was revoked", async () => {
        await accepted(message("a"));
        const theirs = message("b", { session: session("bob", "s-ann"), ...to("c-2") });
        expect(await store.accept(theirs)).toEqual({ kind: "absent" });
        await store.revokeSession("s-ann");
        expect(await store.accept(message("b"))).toEqual({ kind: "absent" });
      });

      it("a user's other session may go on with the conversation, and hears of its own turns", async () => {
        await end(await started(message("a")));
        await started(message("b", { session: session("ann", "s-2") }));
        expect(shown(await store.facts("s-2", 0, 10))).toEqual(["1 ack", "2 user_message"]);
        expect(await store.head("s-ann")).toBe(4);
      });
    });

    describe("running", () => {
      it("P3 facts of a session are numbered without a hole, whatever wrote them, and paged", async () => {
        const turn = await started(message("a"));
        await store.report("s-ann", [{ type: "degraded", body: { part: "redis", since: 1 } }]);
        const route: NewFact = { type: "route", body: { agent: "qa", tier: "rules", confidence: 1, ms: 0 } };
        const { turn_id } = turn.turn;
        const written = await store.append({ turn_id, fence: turn.fence, facts: [route, route] });
        await end(turn);

        const facts = await store.facts("s-ann", 0, 100);
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
        expect(facts[2]).toEqual({ seq: 3, type: "degraded", at: clock.now(), body: { part: "redis", since: 1 } });
        expect(facts.slice(3).every((fact) => fact.turn?.turn_id === "t-a")).toBe(true);
        expect(await store.head("s-ann")).toBe(7);
        expect(await store.facts("s-ann", 2, 2)).toEqual(facts.slice(2, 4));
        expect(await store.facts("s-ann", 7, 2)).toEqual([]);
        expect(await store.facts("s-none", 0, 2)).toEqual([]);
      });

      it("facts read back as they were written, whatever is in them", async () => {
        const turn = await started(message("a"));
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
        const written = await store.append({ turn_id, fence: turn.fence, facts: odd });
        const read = await store.facts("s-ann", 2, 100);
        expect(read.map(({ type, body }) => ({ type, body }))).toEqual(odd);
        expect(written).toEqual({ kind: "written", facts: read });
      });

      it("P5 turns of a conversation run one after the other in the order accepted", async () => {
        const first = await started(message("a"));
        await accepted(message("b"));
        await accepted(message("c"));
        expect((await store.claim({ ...claimant("server-2"), limit: 10 })).turns).toEqual([]);

        const finished = await end(first);
        if (finished.kind !== "written" || !finished.next) throw new Error("nothing came next");
        expect(finished.next).toMatchObject({ turn: { turn_id: "t-b" }, text: "text of b", ordinal: 2, attempt: 1 });
        expect(finished.next.fence).toBeGreaterThan(first.fence);
        const last = await end(finished.next);
        expect(last).toMatchObject({ next: { turn: { turn_id: "t-c" }, ordinal: 3 } });
      });

      it("what the agents keep goes from turn to turn of the conversation, and stays where nothing new is given", async () => {
        const first = await started(message("a"));
        await accepted(message("b"));
        const state = { guide: { pillar: "content" }, quiz: null };
        const { turn_id } = first.turn;
        const finished = await store.finish({
          turn_id,
          fence: first.fence,
          facts: [ended],
          status: "complete",
          state,
          claimant: claimant(),
        });
        if (finished.kind !== "written" || !finished.next) throw new Error("nothing came next");
        expect(finished.next.state).toEqual(state);
        await end(finished.next);
        expect((await started(message("c"))).state).toEqual(state);
      });

      it("P12 a draining server lets the conversation go, for another to take its next turn at once", async () => {
        const first = await started(message("a"));
        await accepted(message("b"));
        const { turn_id } = first.turn;
        const finished = await store.finish({ turn_id, fence: first.fence, facts: [ended], status: "complete" });
        expect(finished).not.toHaveProperty("next");
        expect(await claimOne("server-2")).toMatchObject({ turn: { turn_id: "t-b" }, attempt: 1, facts: [] });
      });

      it("P4 nothing is written after a turn has ended", async () => {
        const turn = await started(message("a"));
        await end(turn);
        const { turn_id } = turn.turn;
        const { fence } = turn;
        expect(await end(turn)).toEqual({ kind: "lost" });
        expect(await store.append({ turn_id, fence, facts: [answer("late")] })).toEqual({ kind: "lost" });
        await store.release({ turn_id, fence });
        expect((await store.claim({ ...claimant(), limit: 10 })).turns).toEqual([]);
        expect(await store.head("s-ann")).toBe(4);
      });
    });

    describe("leases", () => {
      it("P6 a turn whose holder is gone runs again when its lease has run out, and says so", async () => {
        const first = await started(message("a"));
        await clock.advance(leaseMs - 1);
        expect((await store.claim({ ...claimant("server-2"), limit: 10 })).turns).toEqual([]);
        await clock.advance(1);
        const again = await claimOne("server-2");
        expect(again).toMatchObject({ turn: first.turn, text: "text of a", attempt: 2, user: session().user });
        expect(again.fence).toBeGreaterThan(first.fence);
        const facts = await store.facts("s-ann", 2, 10);
        expect(facts).toMatchObject([{ seq: 3, type: "turn_restarted", body: { turn_id: "t-a", attempt: 2 } }]);
        expect(again.facts).toEqual(facts);
      });

      it("P6 what a holder writes after another took over is refused, and nothing of it is kept", async () => {
        const first = await started(message("a"));
        await clock.advance(leaseMs);
        await claimOne("server-2");
        const { turn_id } = first.turn;
        const { fence } = first;
        expect(await store.append({ turn_id, fence, facts: [answer("stale")] })).toEqual({ kind: "lost" });
        expect(await end(first, "stale")).toEqual({ kind: "lost" });
        await store.release({ turn_id, fence });
        expect((await store.claim({ ...claimant("server-3"), limit: 10 })).turns).toEqual([]);
        expect(await store.head("s-ann")).toBe(3);
      });

      it("P13 setting the wall clock moves no lease", async () => {
        await started(message("a"));
        clock.jump(3_600_000);
        expect((await store.claim({ ...claimant("server-2"), limit: 10 })).turns).toEqual([]);
        clock.jump(-7_200_000);
        await clock.advance(leaseMs);
        await claimOne("server-2");
      });

      it("P4 a turn that was interrupted three times is given up with an end, and the next one runs", async () => {
        await started(message("a"));
        await accepted(message("b"));
        for (const attempt of [2, 3]) {
          await clock.advance(leaseMs);
          expect(await claimOne(`server-${attempt}`)).toMatchObject({ turn: { turn_id: "t-a" }, attempt });
        }
        await clock.advance(leaseMs);
        const { turns, ended: givenUp } = await store.claim({ ...claimant("server-4"), limit: 10 });
        expect(turns).toMatchObject([{ turn: { turn_id: "t-b" }, attempt: 1 }]);
        const facts = await store.facts("s-ann", 6, 10);
        expect(facts).toMatchObject([
          { type: "error", body: { code: "turn_failed", retryable: true }, turn: { turn_id: "t-a" } },
          { type: "turn_end", body: { status: "failed", origin: "user", latency: {} }, turn: { turn_id: "t-a" } },
        ]);
        expect(givenUp).toEqual([{ session_id: "s-ann", facts }]);
        const all = await store.facts("s-ann", 0, 100);
        expect(all.filter(({ type }) => type === "turn_end")).toHaveLength(1);
      });

      it("a turn that is given back runs again at once", async () => {
        const turn = await started(message("a"));
        await store.release({ turn_id: turn.turn.turn_id, fence: turn.fence });
        expect(await claimOne("server-2")).toMatchObject({ turn: turn.turn, attempt: 2 });
      });

      it("claiming takes the oldest first, at most as many as asked for, or of the one conversation that is named", async () => {
        for (const n of [1, 2, 3]) await accepted(message(`m${n}`, to(`c-${n}`)));
        await clock.advance(leaseMs);
        const named = await store.claim({ ...claimant(), conversation_id: "c-2", limit: 1 });
        expect(named.turns).toMatchObject([{ turn: { conversation_id: "c-2" } }]);
        const one = await store.claim({ ...claimant(), limit: 1 });
        expect(one.turns).toMatchObject([{ turn: { conversation_id: "c-1" } }]);
        const rest = await store.claim({ ...claimant(), limit: 10 });
        expect(rest.turns).toMatchObject([{ turn: { conversation_id: "c-3" } }]);
        expect(await store.claim({ ...claimant(), conversation_id: "c-none", limit: 1 })).toEqual({
          turns: [],
          ended: [],
        });
      });

      it("renewing keeps a lease for another term, and tells which turns were lost or are to be cancelled", async () => {
        const kept = await started(message("a"));
        const other = await started(message("b", to("c-2")));
        const lost = await started(message("c", to("c-3")));
        await end(lost);
        await store.cancel({ turn_id: "t-b", user_id: "ann" });
        await clock.advance(leaseMs - 1);
        const turns = [kept, other, lost].map(({ turn, fence }) => ({ turn_id: turn.turn_id, fence }));
        expect(await store.renew({ ...claimant(), turns })).toEqual({ lost: ["t-c"], cancelled: ["t-b"] });
        expect((await store.renew({ ...claimant("server-2"), turns })).lost).toEqual(["t-a", "t-b", "t-c"]);
        await clock.advance(leaseMs - 1);
        expect((await store.claim({ ...claimant("server-2"), limit: 10 })).turns).toEqual([]);
        await clock.advance(1);
        expect((await store.claim({ ...claimant("server-2"), limit: 10 })).turns).toHaveLength(2);
      });
    });

    describe("cancelling", () => {
      it("P4 a waiting turn ends at once, and never runs", async () => {
        const first = await started(message("a"));
        await accepted(message("b"));
        const cancelled = await store.cancel({ turn_id: "t-b", user_id: "ann" });
        const facts = await store.facts("s-ann", 4, 10);
        expect(facts).toMatchObject([{ type: "turn_end", body: { status: "cancelled", origin: "user", latency: {} } }]);
        expect(cancelled).toEqual({ kind: "ended", session_id: "s-ann", facts });
        expect(await end(first)).not.toHaveProperty("next");
        expect(await store.cancel({ turn_id: "t-b", user_id: "ann" })).toEqual({ kind: "over" });
      });

      it("a running turn is marked, which whoever runs it again is told too", async () => {
        await started(message("a"));
        expect(await store.cancel({ turn_id: "t-a", user_id: "ann" })).toEqual({ kind: "running" });
        await clock.advance(leaseMs);
        expect(await claimOne("server-2")).toMatchObject({ cancelled: true });
      });

      it("P15 another user's turn answers as absent, as one that never was", async () => {
        await started(message("a"));
        expect(await store.cancel({ turn_id: "t-a", user_id: "bob" })).toEqual({ kind: "absent" });
        expect(await store.cancel({ turn_id: "t-none", user_id: "ann" })).toEqual({ kind: "absent" });
      });
    });

    describe("sessions", () => {
      it("a session is found by any of its tokens until it expires", async () => {
        const expires_at = clock.now() + 1_000;
        const ann = { ...session(), user: { ...session().user, name: "Ann" }, expires_at };
        await store.openSession(ann);
        await store.addToken("s-ann", "second");
        expect(await store.sessionByToken("token-of-s-ann")).toEqual(ann);
        expect(await store.sessionByToken("second")).toEqual({ ...ann, token_hash: "second" });
        expect(await store.sessionByToken("unknown")).toBeUndefined();
        await clock.advance(1_000);
        expect(await store.sessionByToken("token-of-s-ann")).toBeUndefined();
        await store.extendSession("s-ann", undefined);
        expect(await store.sessionByToken("token-of-s-ann")).toEqual({ user: ann.user, token_hash: ann.token_hash });
        await store.extendSession("s-ann", expires_at + 5);
        expect(await store.sessionByToken("second")).toMatchObject({ expires_at: expires_at + 5 });
      });

      it("opening a session again leaves it as it is, and a first message keeps one that is new", async () => {
        await store.openSession(session());
        await store.openSession({ ...session(), expires_at: 5, user: { ...session().user, roles: ["admin"] } });
        expect(await store.sessionByToken("token-of-s-ann")).toEqual(session());
        await accepted(message("a", { session: session("bob"), ...to("c-2") }));
        expect(await store.sessionByToken("token-of-s-bob")).toEqual(session("bob"));
      });

      it("P15 a revoked session opens nothing any more, and is told among others", async () => {
        await store.openSession(session());
        await store.openSession(session("bob"));
        await store.putTicket({ hash: "ticket", session_id: "s-ann", expires_at: clock.now() + 1_000 });
        expect(await store.revokeSession("s-ann")).toBe(true);
        expect(await store.revokeSession("s-ann")).toBe(false);
        expect(await store.revokeSession("s-none")).toBe(false);
        expect(await store.sessionByToken("token-of-s-ann")).toBeUndefined();
        expect(await store.takeTicket("ticket")).toBeUndefined();
        const many = Array.from({ length: 250 }, (_, n) => `s-${n}`);
        expect(await store.revokedAmong([...many, "s-bob", "s-ann"])).toEqual(["s-ann"]);
        expect(await store.revokedAmong([])).toEqual([]);
      });

      it("a ticket opens its session once, until it expires", async () => {
        await store.openSession(session());
        for (const hash of ["one", "two"]) {
          await store.putTicket({ hash, session_id: "s-ann", expires_at: clock.now() + 1_000 });
        }
        expect(await store.takeTicket("one")).toEqual(session());
        expect(await store.takeTicket("one")).toBeUndefined();
        await clock.advance(1_000);
        expect(await store.takeTicket("two")).toBeUndefined();
      });
    });

    describe("conversations", () => {
      it("are listed most recently used first, page by page, to their owner alone", async () => {
        for (const n of [1, 2, 3]) {
          await end(await started(message(`m${n}`, to(`c-${n}`, { pillar: "content" }))));
          await clock.advance(10);
        }
        await started(message("again", to("c-1", { pillar: "content" })));
        const [latest, second] = await store.conversations("ann", { limit: 2 });
        expect(latest).toEqual({
          id: "c-1",
          agent_type: "guide",
          pillar: "content",
          turns: 2,
          created_at: clock.now() - 30,
          updated_at: clock.now(),
        });
        const before = second?.updated_at ?? 0;
        const rest = await store.conversations("ann", { limit: 2, before });
        expect([second?.id, ...rest.map(({ id }) => id)]).toEqual(["c-3", "c-2"]);
        expect(await store.conversations("bob", { limit: 2 })).toEqual([]);
        expect(await store.conversation("ann", "c-1")).toEqual(latest);
        expect(await store.conversation("bob", "c-1")).toBeUndefined();
        expect(await store.conversation("ann", "c-none")).toBeUndefined();
      });

      it("messages are the last turns before one, oldest first, a turn without an answer included", async () => {
        for (const n of ["one", "two"]) await end(await started(message(n)), `answer ${n}`);
        await started(message("three"));
        const spoken = await store.messages("c-1", { limit: 2 });
        expect(spoken.map(({ role, text }) => `${role}: ${text}`)).toEqual([
          "user: text of two",
          "assistant: answer two",
          "user: text of three",
        ]);
        const at = clock.now();
        expect(await store.messages("c-1", { limit: 5, before: 2 })).toEqual([
          {
            role: "user",
            text: "text of one",
            type: "user_message",
            turn_id: "t-one",
            ordinal: 1,
            at,
            message_id: "m-one",
          },
          { role: "assistant", text: "answer one", type: "message", turn_id: "t-one", ordinal: 1, at, agent: "guide" },
        ]);
      });

      it("P4 of a turn that ran again only the last run is remembered", async () => {
        const first = await started(message("a"));
        const { turn_id } = first.turn;
        await store.append({ turn_id, fence: first.fence, facts: [answer("from the first run")] });
        await clock.advance(leaseMs);
        await end(await claimOne("server-2"), "from the second run");
        const spoken = await store.messages("c-1", { limit: 5 });
        expect(spoken.map(({ text }) => text)).toEqual(["text of a", "from the second run"]);
      });
    });

    describe("the journal", () => {
      const entry = { scope: "t-a", key: "1", name: "find_invoice", input_hash: "ab", result: { total: 3 } };

      it("P7 the first result under a key stands", async () => {
        expect(await store.recorded("t-a", "1")).toBeUndefined();
        expect(await store.record(entry)).toEqual(entry);
        expect(await store.record({ ...entry, result: "another" })).toEqual(entry);
        expect(await store.recorded("t-a", "1")).toEqual(entry);
        expect(await store.recorded("t-a", "2")).toBeUndefined();
      });

      it("P7 a result that comes under an older fence is refused with fence.lost", async () => {
        const first = await started(message("a"));
        const fence = { turn_id: "t-a", fence: first.fence };
        await store.record({ ...entry, key: "0" }, fence);
        await clock.advance(leaseMs);
        await claimOne("server-2");
        await expect(store.record(entry, fence)).rejects.toMatchObject({ code: "fence.lost" });
        expect(await store.recorded("t-a", "1")).toBeUndefined();
      });
    });

    describe("files", () => {
      const file = (file_id: string, uploadedAt: number, user_id = "ann"): FileRecord => ({
        file_id,
        user_id,
        name: "stocks.csv",
        mediaType: "text/plain",
        bytes: 12,
        state: "reading",
        uploadedAt,
      });

      it("S2.16 are marked as they are read, listed newest first, and removed", async () => {
        await store.addFile(file("f-1", 1));
        await store.addFile(file("f-2", 2));
        await store.markFile("f-1", { state: "ready", mediaType: "text/csv" });
        expect(await store.filesInReading()).toEqual([file("f-2", 2)]);
        await store.markFile("f-2", { state: "failed", message: "The file is empty." });
        expect(await store.files("ann")).toEqual([
          { ...file("f-2", 2), state: "failed", message: "The file is empty." },
          { ...file("f-1", 1), state: "ready", mediaType: "text/csv" },
        ]);
        expect(await store.removeFile("ann", "f-2")).toBe(true);
        expect(await store.removeFile("ann", "f-2")).toBe(false);
        expect(await store.files("ann")).toHaveLength(1);
      });

      it("P15 another user's file is as absent as one that never was", async () => {
        await store.addFile(file("f-1", 1));
        expect(await store.file("ann", "f-1")).toEqual(file("f-1", 1));
        expect(await store.file("bob", "f-1")).toBeUndefined();
        expect(await store.files("bob")).toEqual([]);
        expect(await store.removeFile("bob", "f-1")).toBe(false);
        expect(await store.file("ann", "f-1")).toBeDefined();
      });
    });

    describe("users", () => {
      const everythingOf = async (user_id: string) => {
        const pieces: { part: string; record: unknown }[] = [];
        for await (const piece of store.exportUser(user_id)) pieces.push(piece);
        return pieces;
      };
      const fill = async (user_id: string) => {
        const turn = await started(message(user_id, { session: session(user_id), ...to(`c-${user_id}`) }));
        await store.record({ scope: `t-${user_id}`, key: "1", name: "tool", input_hash: "ab", result: "secret" });
        await end(turn, `answer for ${user_id}`);
        await store.addFile({
          file_id: `f-${user_id}`,
          user_id,
          name: "a.csv",
          mediaType: "text/csv",
          bytes: 1,
          state: "ready",
          uploadedAt: 1,
        });
        await store.remember(user_id, "lesson", { at: 3 });
        await store.audit({ action: "export", subject: "abc", user_id });
      };

      it("memory keeps the last value under a key, for its user alone", async () => {
        await store.remember("ann", "lesson", 1);
        await store.remember("ann", "lesson", { at: [2, null] });
        expect(await store.memory("ann", "lesson")).toEqual({ at: [2, null] });
        expect(await store.memory("bob", "lesson")).toBeUndefined();
        await store.remember("ann", "lesson", null);
        expect(await store.memory("ann", "lesson")).toBeNull();
      });

      it("P18 a user's data is exported whole, without secrets and without anybody else's", async () => {
        await fill("ann");
        await fill("bob");
        const pieces = await everythingOf("ann");
        expect(pieces.map(({ part }) => part)).toEqual([
          ...["session", "conversation", "turn", "fact", "fact", "fact", "fact", "journal", "file", "memory", "audit"],
        ]);
        const text = JSON.stringify(pieces);
        for (const kept of ["text of ann", "answer for ann", "secret", "a.csv", "lesson"]) expect(text).toContain(kept);
        expect(text).not.toContain("bob");
        expect(text).not.toContain("token-of");
      });

      it("P18 a user is erased whole but for the audit trail, and nobody else is", async () => {
        await fill("ann");
        await fill("bob");
        await store.putTicket({ hash: "ticket", session_id: "s-ann", expires_at: clock.now() + 1_000 });
        expect(await store.eraseUser("ann")).toEqual(["s-ann"]);
        expect((await everythingOf("ann")).map(({ part }) => part)).toEqual(["audit"]);
        expect(await store.facts("s-ann", 0, 10)).toEqual([]);
        expect(await store.messages("c-ann", { limit: 10 })).toEqual([]);
        expect(await store.recorded("t-ann", "1")).toBeUndefined();
        expect(await store.file("ann", "f-ann")).toBeUndefined();
        expect(await store.memory("ann", "lesson")).toBeUndefined();
        expect(await store.sessionByToken("token-of-s-ann")).toBeUndefined();
        expect(await store.takeTicket("ticket")).toBeUndefined();
        expect(await everythingOf("bob")).toHaveLength(11);
        expect(await store.eraseUser("ann")).toEqual([]);
      });

      it("P15 an erased session is told as revoked, and comes to life no more", async () => {
        await fill("ann");
        await store.eraseUser("ann");
        expect(await store.revokedAmong(["s-ann", "s-never-stored"])).toEqual(["s-ann"]);
        expect(await store.accept(message("b"))).toEqual({ kind: "absent" });
      });
    });

    it("answers a ping while it is open, and refuses everything with store.closed after that", async () => {
      await store.ping();
      await store.close();
      await expect(store.ping()).rejects.toMatchObject({ code: "store.closed" });
      await expect(store.accept(message("a"))).rejects.toMatchObject({ code: "store.closed" });
    });
  });
};
