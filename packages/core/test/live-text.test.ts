// The text of running turns: one delta a tick, whole for who joins late, never held up by the Store.
import { describe, expect, it } from "vitest";
import { cursor, maxBufferedBytes } from "../src/session/cursor.ts";
import { sessionHub } from "../src/session/hub.ts";
import { localSignals } from "../src/session/local-signals.ts";
import { virtualClock } from "../src/testing/index.ts";
import { sessionStage, turn, turnFact } from "./session-stage.ts";
import { factsOf } from "./stage.ts";

describe("live text", () => {
  const running = () => {
    const staged = sessionStage();
    staged.stream.begin(turn);
    const say = (text: string) => staged.stream.show("t1", text, "guide");
    return { ...staged, say };
  };

  it("of one tick goes out as one delta, the same text for every socket", async () => {
    const { join, say, clock } = running();
    const [one, two] = [join(), join()];
    for (const word of ["Hello ", "dear ", "user"]) say(word);
    await clock.advance(0);
    say("!");
    await clock.advance(0);
    expect(one.texts()).toEqual([
      [0, "Hello dear user"],
      [15, "!"],
    ]);
    expect(one.raw).toEqual(two.raw);
    expect(one.frames[0]).toMatchObject({ ...turn, type: "delta", agent: "guide", seq: 0, epoch: 3, session_id: "s1" });
  });

  it("is encoded once for all who are equally far", async () => {
    const { stream, say } = running();
    say("Hello");
    const live = stream.running.get("t1");
    expect(live?.deltaFrom(0, 1)).toBe(live?.deltaFrom(0, 1));
    expect(live?.deltaFrom(5, 1)).toBeUndefined();
  });

  it("comes whole to who joins late, and to who comes back", async () => {
    const { join, say, clock } = running();
    const early = join();
    say("One ");
    await clock.advance(0);
    const late = join();
    say("two");
    await clock.advance(0);
    expect(early.texts()).toEqual([
      [0, "One "],
      [4, "two"],
    ]);
    expect(late.texts()).toEqual([[0, "One two"]]);
    early.reader.moveTo(0);
    early.reader.pump();
    expect(early.texts().at(-1)).toEqual([0, "One two"]);
  });

  it("begins at 0 again after turn_restarted", async () => {
    const { stream, join, say, commit, clock } = running();
    const { frames, texts } = join();
    say("Half an ans");
    await clock.advance(0);
    stream.drop("t1");
    commit([turnFact(1, "turn_restarted", { attempt: 2 })]);
    stream.begin(turn);
    say("Whole");
    await clock.advance(0);
    expect(texts()).toEqual([
      [0, "Half an ans"],
      [0, "Whole"],
    ]);
    expect(frames.map(({ type }) => type)).toEqual(["delta", "turn_restarted", "delta"]);
  });

  it("comes after the facts that came before it", async () => {
    const { join, say, commit, clock } = running();
    const { frames } = join();
    commit([turnFact(1, "user_message"), turnFact(2, "route")]);
    say("Hello");
    await clock.advance(0);
    expect(frames.map(({ type, seq }) => `${type} ${seq}`)).toEqual(["user_message 1", "route 2", "delta 2"]);
  });

  it("is not sent to a reader that is behind, but comes once it has caught up", async () => {
    const { join, say, commit, clock } = running();
    const { frames, reader, hold } = join();
    hold(maxBufferedBytes);
    commit(factsOf(1, 2));
    say("Hello");
    await clock.advance(0);
    expect(frames).toEqual([]);
    hold(0);
    reader.pump();
    expect(frames.map(({ type }) => type)).toEqual(["insight", "insight", "delta"]);
  });

  it("is left out for a socket that wants answers only", async () => {
    const { join, say, clock } = running();
    const { raw } = join(0, (type) => type === "message");
    say("Hello");
    await clock.advance(0);
    expect(raw).toEqual([]);
  });

  it("a status goes to who is up to date, and is not kept", async () => {
    const { join, stream, commit, clock } = running();
    const now = join();
    const behind = join();
    await clock.advance(0);
    behind.hold(maxBufferedBytes);
    commit(factsOf(1, 1));
    await clock.advance(0);
    stream.note({ type: "status", turn, text: "Reading" });
    expect(now.frames.at(-1)).toMatchObject({ type: "status", text: "Reading", turn_id: "t1", seq: 1 });
    expect(behind.frames).toEqual([]);
  });
});

describe("S1.24 no delta waits for the Store", () => {
  const inFlight = () => {
    const staged = sessionStage();
    staged.stream.begin(turn);
    const socket = staged.join();
    return { ...staged, ...socket, say: (text: string) => staged.stream.show("t1", text, "guide") };
  };

  it("text follows a fact in flight that lands within 20 ms", async () => {
    const { stream, commit, clock, frames, say } = inFlight();
    const landed = stream.expect();
    say("Hello");
    await clock.advance(15);
    expect(frames).toEqual([]);
    commit([turnFact(1, "route")]);
    landed();
    await clock.advance(0);
    expect(frames.map(({ type }) => type)).toEqual(["route", "delta"]);
  });

  it("text goes out 20 ms after a fact was handed to a Store that hangs, and is not held up again", async () => {
    const { stream, clock, texts, say } = inFlight();
    stream.expect();
    say("Hello");
    await clock.advance(19);
    expect(texts()).toEqual([]);
    await clock.advance(1);
    expect(texts()).toEqual([[0, "Hello"]]);
    stream.expect();
    say(" again");
    await clock.advance(0);
    expect(texts()).toHaveLength(2);
  });

  it("also with a timer that fires a breath too early, as Node's do", async () => {
    const early = virtualClock();
    const clock = { ...early, monotonic: () => early.monotonic() * 0.99 };
    const hub = sessionHub({ store: { epoch: 1, head: async () => 0 }, signals: localSignals(), clock });
    const stream = hub.stream("s1");
    const written: string[] = [];
    stream.attach(
      cursor({
        stream,
        after: 0,
        wants: () => true,
        sink: { buffered: () => 0, write: (frames) => written.push(...frames) },
        facts: async () => [],
        trouble: () => {},
      }),
    );
    stream.begin(turn);
    stream.expect();
    stream.show("t1", "Hello", "guide");
    await early.advance(21);
    expect(written).toHaveLength(1);
  });

  it("facts that follow each other closely hold text up for 20 ms each at most", async () => {
    const { stream, clock, texts, say } = inFlight();
    const first = stream.expect();
    say("Hello");
    await clock.advance(10);
    first();
    const second = stream.expect();
    await clock.advance(10);
    expect(texts().length).toBeLessThanOrEqual(1);
    await clock.advance(10);
    expect(texts()).toEqual([[0, "Hello"]]);
    second();
  });

  it("what goes with the end of its turn is shown before the facts that end it", async () => {
    const { stream, commit, clock, frames, say } = inFlight();
    say("Bye");
    stream.showAll();
    commit([turnFact(1, "message", { message: "Bye" }), turnFact(2, "turn_end")]);
    stream.drop("t1");
    await clock.advance(0);
    expect(frames.map(({ type }) => type)).toEqual(["delta", "message", "turn_end"]);
  });
});
