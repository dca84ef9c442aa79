// The books of a Store beside its turns: sessions, conversations, files, and what is kept of a user.
import type { FileRecord } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { answer, leaseMs, message, type Stage, session, to } from "./store-stage.ts";

export const booksSuite = (stage: Stage): void => {
  describe("sessions", () => {
    it("a session is found by any of its tokens until it expires", async () => {
      const expires_at = stage.clock.now() + 1_000;
      const ann = { ...session(), user: { ...session().user, name: "Ann" }, expires_at };
      await stage.store.openSession(ann);
      await stage.store.addToken("s-ann", "second");
      expect(await stage.store.sessionByToken("token-of-s-ann")).toEqual(ann);
      expect(await stage.store.sessionByToken("second")).toEqual({ ...ann, token_hash: "second" });
      expect(await stage.store.sessionByToken("unknown")).toBeUndefined();
      await stage.clock.advance(1_000);
      expect(await stage.store.sessionByToken("token-of-s-ann")).toBeUndefined();
      await stage.store.extendSession("s-ann", undefined);
      expect(await stage.store.sessionByToken("token-of-s-ann")).toEqual({
        user: ann.user,
        token_hash: ann.token_hash,
      });
      await stage.store.extendSession("s-ann", expires_at + 5);
      expect(await stage.store.sessionByToken("second")).toMatchObject({ expires_at: expires_at + 5 });
    });

    it("opening a session again leaves it as it is, and a first message keeps one that is new", async () => {
      await stage.store.openSession(session());
      await stage.store.openSession({ ...session(), expires_at: 5, user: { ...session().user, roles: ["admin"] } });
      expect(await stage.store.sessionByToken("token-of-s-ann")).toEqual(session());
      await stage.accepted(message("a", { session: session("bob"), ...to("c-2") }));
      expect(await stage.store.sessionByToken("token-of-s-bob")).toEqual(session("bob"));
    });

    it("P15 a revoked session opens nothing any more, and is told among others", async () => {
      await stage.store.openSession(session());
      await stage.store.openSession(session("bob"));
      await stage.store.putTicket({ hash: "ticket", session_id: "s-ann", expires_at: stage.clock.now() + 1_000 });
      expect(await stage.store.revokeSession("s-ann")).toBe(true);
      expect(await stage.store.revokeSession("s-ann")).toBe(false);
      expect(await stage.store.revokeSession("s-none")).toBe(false);
      expect(await stage.store.sessionByToken("token-of-s-ann")).toBeUndefined();
      expect(await stage.store.takeTicket("ticket")).toBeUndefined();
      const { session_ids, until } = await stage.store.revokedSince(stage.clock.now());
      expect(session_ids).toEqual(["s-ann"]);
      await stage.clock.advance(1);
      expect((await stage.store.revokedSince(until + 1)).session_ids).toEqual([]);
    });

    it("a ticket opens its session once, until it expires", async () => {
      await stage.store.openSession(session());
      for (const hash of ["one", "two"]) {
        await stage.store.putTicket({ hash, session_id: "s-ann", expires_at: stage.clock.now() + 1_000 });
      }
      expect(await stage.store.takeTicket("one")).toEqual(session());
      expect(await stage.store.takeTicket("one")).toBeUndefined();
      await stage.clock.advance(1_000);
      expect(await stage.store.takeTicket("two")).toBeUndefined();
    });
  });

  describe("conversations", () => {
    it("are listed most recently used first, page by page, to their owner alone", async () => {
      for (const n of [1, 2, 3]) {
        await stage.end(await stage.started(message(`m${n}`, to(`c-${n}`, { pillar: "content" }))));
        await stage.clock.advance(10);
      }
      await stage.started(message("again", to("c-1", { pillar: "content" })));
      const [latest, second] = await stage.store.conversations("ann", { limit: 2 });
      expect(latest).toEqual({
        id: "c-1",
        agent_type: "guide",
        pillar: "content",
        turns: 2,
        created_at: stage.clock.now() - 30,
        updated_at: stage.clock.now(),
      });
      const before = second?.updated_at ?? 0;
      const rest = await stage.store.conversations("ann", { limit: 2, before });
      expect([second?.id, ...rest.map(({ id }) => id)]).toEqual(["c-3", "c-2"]);
      expect(await stage.store.conversations("bob", { limit: 2 })).toEqual([]);
      expect(await stage.store.conversation("ann", "c-1")).toEqual(latest);
      expect(await stage.store.conversation("bob", "c-1")).toBeUndefined();
      expect(await stage.store.conversation("ann", "c-none")).toBeUndefined();
    });

    it("messages are the last turns before one, oldest first, a turn without an answer included", async () => {
      for (const n of ["one", "two"]) await stage.end(await stage.started(message(n)), `answer ${n}`);
      await stage.started(message("three"));
      const spoken = await stage.store.messages("c-1", { limit: 2 });
      expect(spoken.map(({ role, text }) => `${role}: ${text}`)).toEqual([
        "user: text of two",
        "assistant: answer two",
        "user: text of three",
      ]);
      const at = stage.clock.now();
      expect(await stage.store.messages("c-1", { limit: 5, before: 2 })).toEqual([
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
      const first = await stage.started(message("a"));
      const { turn_id } = first.turn;
      await stage.store.append({ turn_id, fence: first.fence, facts: [answer("from the first run")] });
      await stage.clock.advance(leaseMs);
      await stage.end(await stage.claimOne("server-2"), "from the second run");
      const spoken = await stage.store.messages("c-1", { limit: 5 });
      expect(spoken.map(({ text }) => text)).toEqual(["text of a", "from the second run"]);
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
      await stage.store.addFile(file("f-1", 1));
      await stage.store.addFile(file("f-2", 2));
      await stage.store.markFile("f-1", { state: "ready", mediaType: "text/csv" });
      expect(await stage.store.filesInReading()).toEqual([file("f-2", 2)]);
      await stage.store.markFile("f-2", { state: "failed", message: "The file is empty." });
      expect(await stage.store.files("ann")).toEqual([
        { ...file("f-2", 2), state: "failed", message: "The file is empty." },
        { ...file("f-1", 1), state: "ready", mediaType: "text/csv" },
      ]);
      expect(await stage.store.removeFile("ann", "f-2")).toBe(true);
      expect(await stage.store.removeFile("ann", "f-2")).toBe(false);
      expect(await stage.store.files("ann")).toHaveLength(1);
    });

    it("P15 another user's file is as absent as one that never was", async () => {
      await stage.store.addFile(file("f-1", 1));
      expect(await stage.store.file("ann", "f-1")).toEqual(file("f-1", 1));
      expect(await stage.store.file("bob", "f-1")).toBeUndefined();
      expect(await stage.store.files("bob")).toEqual([]);
      expect(await stage.store.removeFile("bob", "f-1")).toBe(false);
      expect(await stage.store.file("ann", "f-1")).toBeDefined();
    });
  });

  describe("users", () => {
    const everythingOf = async (user_id: string) => {
      const pieces: { part: string; record: unknown }[] = [];
      for await (const piece of stage.store.exportUser(user_id)) pieces.push(piece);
      return pieces;
    };
    const fill = async (user_id: string) => {
      const turn = await stage.started(message(user_id, { session: session(user_id), ...to(`c-${user_id}`) }));
      await stage.store.record({ scope: `t-${user_id}`, key: "1", name: "tool", input_hash: "ab", result: "secret" });
      await stage.end(turn, `answer for ${user_id}`);
      await stage.store.addFile({
        file_id: `f-${user_id}`,
        user_id,
        name: "a.csv",
        mediaType: "text/csv",
        bytes: 1,
        state: "ready",
        uploadedAt: 1,
      });
      await stage.store.remember(user_id, "lesson", { at: 3 });
      await stage.store.audit({ action: "export", subject: "abc", user_id });
    };

    it("memory keeps the last value under a key, for its user alone", async () => {
      await stage.store.remember("ann", "lesson", 1);
      await stage.store.remember("ann", "lesson", { at: [2, null] });
      expect(await stage.store.memory("ann", "lesson")).toEqual({ at: [2, null] });
      expect(await stage.store.memory("bob", "lesson")).toBeUndefined();
      await stage.store.remember("ann", "lesson", null);
      expect(await stage.store.memory("ann", "lesson")).toBeNull();
    });

    it("P18 a user's data is exported whole, without secrets and without anybody else's", async () => {
      await fill("ann");
      await fill("bob");
      const pieces = await everythingOf("ann");
      expect(pieces.map(({ part }) => part)).toEqual([
        ...["session", "conversation", "turn", "fact", "fact", "fact", "journal", "file", "memory", "audit"],
      ]);
      const text = JSON.stringify(pieces);
      for (const kept of ["text of ann", "answer for ann", "secret", "a.csv", "lesson"]) expect(text).toContain(kept);
      expect(text).not.toContain("bob");
      expect(text).not.toContain("token-of");
    });

    it("P18 a user is erased whole but for the audit trail, and nobody else is", async () => {
      await fill("ann");
      await fill("bob");
      await stage.store.putTicket({ hash: "ticket", session_id: "s-ann", expires_at: stage.clock.now() + 1_000 });
      expect(await stage.store.eraseUser("ann")).toEqual(["s-ann"]);
      expect((await everythingOf("ann")).map(({ part }) => part)).toEqual(["audit"]);
      expect(await stage.store.facts("s-ann", 0, 10)).toEqual([]);
      expect(await stage.store.messages("c-ann", { limit: 10 })).toEqual([]);
      expect(await stage.store.recorded("t-ann", "1")).toBeUndefined();
      expect(await stage.store.file("ann", "f-ann")).toBeUndefined();
      expect(await stage.store.memory("ann", "lesson")).toBeUndefined();
      expect(await stage.store.sessionByToken("token-of-s-ann")).toBeUndefined();
      expect(await stage.store.takeTicket("ticket")).toBeUndefined();
      expect(await everythingOf("bob")).toHaveLength(10);
      expect(await stage.store.eraseUser("ann")).toEqual([]);
    });

    it("P15 an erased session is told as revoked, and comes to life no more", async () => {
      await fill("ann");
      await stage.store.eraseUser("ann");
      expect((await stage.store.revokedSince(0)).session_ids).toEqual(["s-ann"]);
      expect(await stage.store.accept(message("b"))).toEqual({ kind: "absent" });
    });
  });
};
