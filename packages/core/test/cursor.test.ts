// Facts on their way to the sockets of a session: in order, without a hole, no faster than a socket takes them.
import { describe, expect, it } from "vitest";
import { maxBufferedBytes } from "../src/session/cursor.ts";
import { sessionStage, turn, turnFact, upTo } from "./session-stage.ts";
import { factsOf } from "./stage.ts";

describe("facts", () => {
  it("P3 arrive in order as they are published, from memory", async () => {
    const { commit, join, clock, reads } = sessionStage();
    const { seqs, frames } = join();
    commit(factsOf(1, 3));
    commit(factsOf(4, 2));
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(5));
    expect(frames[0]).toEqual({ type: "insight", seq: 1, epoch: 3, session_id: "s1", at: 0, n: 1 });
    expect(reads()).toBe(0);
  });

  it("P3 are read from the Store where they are no longer at hand, page after page, then from memory", async () => {
    const { commit, join, clock, reads } = sessionStage();
    for (let first = 1; first <= 1000; first += 50) commit(factsOf(first, 50));
    const { seqs } = join();
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(1000));
    expect(reads()).toBeGreaterThan(1);
    expect(reads()).toBeLessThan(8);
  });

  it("P3 leave no hole when a fact was published by another server", async () => {
    const { commit, commitElsewhere, join, clock } = sessionStage();
    const { seqs } = join();
    commit(factsOf(1, 2));
    commitElsewhere(factsOf(3, 2));
    commit(factsOf(5, 1));
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(5));
  });

  it("P3 are sent once each when they are published out of order or twice", async () => {
    const { hub, commitElsewhere, join, clock } = sessionStage();
    const { seqs } = join();
    commitElsewhere(factsOf(1, 4));
    hub.publish("s1", factsOf(3, 1));
    hub.publish("s1", factsOf(1, 2));
    hub.publish("s1", factsOf(3, 2));
    hub.publish("s1", factsOf(2, 1));
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(4));
  });

  it("P3 go on from where a reader had come to", async () => {
    const { commit, join, clock } = sessionStage();
    commit(factsOf(1, 10));
    const { seqs } = join(7);
    await clock.advance(0);
    expect(seqs()).toEqual([8, 9, 10]);
  });

  it("a reader that moves back or forwards while a page is being read sees each fact from there once", async () => {
    const { commitElsewhere, stream, join, clock } = sessionStage();
    commitElsewhere(factsOf(1, 20));
    const { reader, seqs } = join();
    stream.raise(20);
    reader.pump();
    reader.moveTo(15);
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(20, 16));
    expect(reader.next).toBe(21);
  });

  it("wait in the Store while it cannot be read, and go on when the reader is pumped again", async () => {
    const { commitElsewhere, breakStore, troubles, stream, join, clock } = sessionStage();
    const { reader, seqs } = join();
    commitElsewhere(factsOf(1, 3));
    breakStore(true);
    stream.raise(3);
    await clock.advance(0);
    expect([seqs(), troubles.length]).toEqual([[], 1]);
    breakStore(false);
    reader.pump();
    await clock.advance(0);
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it("S2.4 are encoded once for all sockets of a session, and written together", async () => {
    const { commit, join, clock } = sessionStage();
    const readers = Array.from({ length: 3 }, () => join());
    commit(factsOf(1, 3));
    commit(factsOf(4, 3));
    await clock.advance(0);
    expect(readers.map(({ passes }) => passes)).toEqual([[6], [6], [6]]);
  });

  it("leave out the types that a socket does not want, without a hole for the others", async () => {
    const { commit, join, clock } = sessionStage();
    const { frames, reader } = join(0, (type) => type === "message");
    commit([...factsOf(1, 2), ...factsOf(3, 1, "message"), ...factsOf(4, 1)]);
    await clock.advance(0);
    expect(frames.map(({ seq }) => seq)).toEqual([3]);
    expect(reader.next).toBe(5);
  });

  it("an answer repeats its message as text, so that it is stored once", async () => {
    const { commit, join, clock } = sessionStage();
    const { frames } = join();
    commit([turnFact(1, "message", { message: "Hello", agent: "guide" })]);
    await clock.advance(0);
    expect(frames[0]).toMatchObject({ ...turn, message: "Hello", text: "Hello", agent: "guide" });
  });
});

describe("a slow socket", () => {
  it("P10 is sent nothing while 256 KiB wait, and goes on after", async () => {
    const { commit, join, clock, reads } = sessionStage();
    const { reader, seqs, hold } = join();
    hold(maxBufferedBytes);
    commit(factsOf(1, 600));
    await clock.advance(0);
    expect([seqs(), reads()]).toEqual([[], 0]);
    hold(0);
    reader.pump();
    await clock.advance(0);
    expect(seqs()).toEqual(upTo(600));
  });

  it("P10 takes at most what there is room for, and one frame over", async () => {
    const { commit, join, clock } = sessionStage();
    const { reader, raw, seqs, hold } = join();
    const big = "x".repeat(10_000);
    commit(upTo(60).map((seq) => ({ seq, type: "insight", at: 0, body: { big } })));
    await clock.advance(0);
    const sent = raw.reduce((sum, frame) => sum + frame.length, 0);
    expect(sent).toBeGreaterThan(maxBufferedBytes - 11_000);
    expect(sent).toBeLessThan(maxBufferedBytes + 11_000);
    hold(sent);
    reader.pump();
    expect(raw.reduce((sum, frame) => sum + frame.length, 0)).toBe(sent);
    hold(0);
    for (let pass = 0; pass < 3; pass++) reader.pump();
    expect(seqs()).toEqual(upTo(60));
  });

  it("does not hold up the others", async () => {
    const { commit, join, clock } = sessionStage();
    const slow = join();
    const quick = join();
    slow.hold(maxBufferedBytes);
    commit(factsOf(1, 3));
    await clock.advance(0);
    expect([slow.seqs(), quick.seqs()]).toEqual([[], [1, 2, 3]]);
  });
});
