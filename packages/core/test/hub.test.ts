// The sessions of a server: kept while somebody needs them, told of what other servers wrote.
import { describe, expect, it } from "vitest";
import type { Signals } from "../src/ports/signals.ts";
import { cursor } from "../src/session/cursor.ts";
import { sessionHub } from "../src/session/hub.ts";
import { localSignals } from "../src/session/local-signals.ts";
import { virtualClock } from "../src/testing/index.ts";
import { sessionStage, turn } from "./session-stage.ts";
import { factsOf } from "./stage.ts";

describe("hub", () => {
  it("keeps a session while it is read or has a turn running, and lets it go after", async () => {
    const { hub, stream, join, clock } = sessionStage();
    const { reader } = join();
    stream.begin(turn);
    stream.detach(reader);
    await clock.advance(0);
    expect(hub.size).toBe(1);
    stream.drop("t1");
    await clock.advance(0);
    expect(hub.size).toBe(0);
  });

  it("P3 settled knows every fact that was committed before", async () => {
    const { hub, commitElsewhere } = sessionStage();
    commitElsewhere(factsOf(1, 9));
    expect((await hub.settled("s1")).head).toBe(9);
  });

  it("P3 settled also when the session is let go meanwhile, so that who joins then misses nothing", async () => {
    const { hub, stream, commitElsewhere } = sessionStage();
    stream.begin(turn);
    commitElsewhere(factsOf(1, 9));
    const settling = hub.settled("s1");
    stream.drop("t1");
    const settled = await settling;
    expect(settled.head).toBe(9);
    expect(hub.peek("s1")).toBe(settled);
  });

  it("P3 who attaches as the last turn ends is told of what comes after", async () => {
    const { hub, stream, commit, join, clock } = sessionStage();
    stream.begin(turn);
    expect(await hub.settled("s1")).toBe(stream);
    stream.drop("t1");
    const { seqs } = join();
    commit(factsOf(1, 1));
    await clock.advance(0);
    expect(seqs()).toEqual([1]);
  });

  it("P5 a hint of another server makes every socket look at the Store", async () => {
    const clock = virtualClock();
    const signals = localSignals();
    const book = factsOf(1, 4);
    const store = { epoch: 1, head: async () => 4 };
    const [here, there] = [sessionHub({ store, signals, clock }), sessionHub({ store, signals, clock })];
    const stream = here.stream("s1");
    const seen: number[] = [];
    stream.attach(
      cursor({
        stream,
        after: 0,
        wants: () => true,
        sink: { buffered: () => 0, write: (frames) => seen.push(...frames.map((frame) => JSON.parse(frame).seq)) },
        facts: async (_, after) => book.filter(({ seq }) => seq > after),
        trouble: () => {},
      }),
    );
    there.publish("s1", book);
    await clock.advance(0);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it("P11 finds within 2 s what another server wrote while hints were lost, and looks at nothing where none can be", async () => {
    for (const lossy of [true, false]) {
      const clock = virtualClock();
      let looks = 0;
      const head = async () => {
        looks++;
        return 4;
      };
      const store = { epoch: 1, head };
      const deaf: Signals = { lossy, publish: () => {}, subscribe: () => () => {} };
      const stream = sessionHub({ store, signals: deaf, clock }).stream("s1");
      const reader = cursor({
        stream,
        after: 4,
        wants: () => true,
        sink: { buffered: () => 0, write: () => {} },
        facts: async () => [],
        trouble: () => {},
      });
      await clock.advance(2_000);
      expect(looks).toBe(0);
      stream.attach(reader);
      await clock.advance(2_000);
      expect([stream.head, looks]).toEqual(lossy ? [4, 1] : [0, 0]);
      stream.detach(reader);
      await clock.advance(60_000);
      expect(looks).toBe(lossy ? 1 : 0);
    }
  });
});
