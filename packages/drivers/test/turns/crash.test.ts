// A server that dies in a turn: another runs it again, and repeats nothing that was journaled.
import { sha256, type Turn, tool } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { factsOf } from "./simulation.ts";
import { echoStage, guide, stage, turnIdOf } from "./stage.ts";

/** Hashing of the journal takes a thread of its own: time that the virtual clock does not know. */
const hashing = () => sha256("a moment").then(() => sha256("another"));

describe("P4 P6 a server that dies in a turn", () => {
  const charging = () => {
    const ran: string[] = [];
    const charge = tool({
      name: "charge",
      description: "Takes money",
      input: z.object({ amount: z.number() }),
      effect: "once",
      run: ({ amount }, { key }) => {
        ran.push(key);
        return { took: amount };
      },
    });
    let hang = true;
    const asking = guide(async function* (turn: Turn) {
      yield "One moment. ";
      const { took } = (await turn.use(charge, { amount: 5 })) as { took: number };
      if (hang) await new Promise(() => {});
      yield `Took ${took}.`;
    });
    return {
      agent: asking,
      ran,
      heal: () => {
        hang = false;
      },
    };
  };

  it("another runs it again within 15 s; what was journaled is not repeated, the old text is dropped", async () => {
    const { agent: asking, ran, heal } = charging();
    const { server, clock, store } = await stage([asking]);
    const [here, there] = [server(), server()];
    const socket = await there.listen();
    const turn_id = turnIdOf(await here.say("charge me"));
    await clock.advance(100);
    await hashing();
    await clock.advance(0);
    expect(ran).toEqual([`${turn_id}/1`]);
    here.crash();
    heal();
    await clock.advance(12_500);
    await hashing();
    await clock.advance(100);
    expect(ran).toHaveLength(1);
    const facts = await factsOf(store);
    expect(facts.map(({ type }) => type)).toEqual(["ack", "user_message", "turn_restarted", "message", "turn_end"]);
    expect(facts[2]?.body).toEqual({ turn_id, attempt: 2 });
    expect(facts[3]?.body).toMatchObject({ message: "One moment. Took 5." });
    expect(socket.types()).toEqual(facts.map(({ type }) => type));
    expect(socket.text(turn_id)).toEqual({ text: "One moment. Took 5.", torn: false });
  });

  it("after three attempts the turn ends as failed, and the next one runs", async () => {
    const attempts: number[] = [];
    const deadly = guide(async function* (turn) {
      if (turn.text !== "kill") return yield "Fine.";
      attempts.push(turn.attempt);
      await new Promise(() => {});
    });
    const { server, clock, store } = await stage([deadly]);
    let here = server();
    await here.say("kill");
    await here.say("after");
    for (let death = 0; death < 3; death++) {
      await clock.advance(100);
      here.crash();
      here = server();
      await clock.advance(13_000);
    }
    expect(attempts).toEqual([1, 2, 3]);
    const facts = await factsOf(store);
    const ends = facts.filter(({ type }) => type === "turn_end").map(({ body }) => body.status);
    expect(ends).toEqual(["failed", "complete"]);
    expect(facts.filter(({ type }) => type === "error")).toHaveLength(1);
  });

  it("a turn that waited behind it is run after it", async () => {
    const { server, clock, log } = await echoStage();
    const [here] = [server(), server()];
    await here.say("a");
    await here.say("b");
    here.crash();
    await clock.advance(20_000);
    expect(log.filter((line) => line.startsWith("end")).slice(-2)).toEqual(["end a", "end b"]);
  });
});
