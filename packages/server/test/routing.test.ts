// Who answers, over whole turns: the transcript first, then the route with its tier, and a quiz that keeps what it asked for.
import { agent, supervisor } from "@polylogue/core";
import { script } from "@polylogue/core/testing";
import { afterEach, describe, expect, it } from "vitest";
import { type Call, rehearse } from "../src/rehearse.ts";

const says = (name: string, examples: readonly string[]) =>
  agent({
    name,
    description: `The ${name}`,
    examples,
    async *respond() {
      yield `${name} here.`;
    },
  });

const lesson = says("lesson", [
  "teach me about cells",
  "explain cells to me",
  "continue teaching",
  "give me an example",
]);
const quiz = agent({
  name: "quiz",
  description: "Asks questions",
  examples: ["quiz me", "ask me a question", "test my knowledge"],
  async *respond(turn) {
    const waiting = turn.state.get("quiz") !== undefined;
    turn.state.set("quiz", waiting ? undefined : { waiting: true });
    yield waiting ? `Marked: ${turn.text}` : "What makes energy in a cell?";
  },
});
const tutor = supervisor({ name: "tutor", members: [lesson, quiz], fallback: says("host", []) });

describe("a routed turn", () => {
  let call: Call;
  afterEach(() => call.end());

  it("S1.13 echoes the transcript before it routes, and the route comes before the answer", async () => {
    call = await rehearse(tutor);
    const { frames } = await call.say("quiz me");
    const order = frames
      .map(({ type }) => type)
      .filter((type) => /^(?:user_message|route|message|turn_end)$/.test(String(type)));
    expect(order).toEqual(["user_message", "route", "message", "turn_end"]);
  });

  it("S1.1 S1.37 goes to the lesson and the quiz by what is said, and an answer to the quiz", async () => {
    call = await rehearse(tutor);
    expect((await call.say("Continue teaching")).route.agent).toBe("lesson");
    expect((await call.say("now test my knowledge please")).route).toMatchObject({ agent: "quiz", tier: "classifier" });
    const { route, text } = await call.say("i would explain that with the cells");
    expect(route).toMatchObject({ agent: "quiz", tier: "sticky" });
    expect(text).toBe("Marked: i would explain that with the cells");
    expect((await call.say("explain the cells to me")).route.agent).toBe("lesson");
  });

  it("S1.2 asks the configured model when nothing at hand is sure", async () => {
    call = await rehearse(tutor, { model: script([{ tool: "choose_agent", input: { agent: "lesson" } }]) });
    expect((await call.say("mitochondria")).route).toMatchObject({ agent: "lesson", tier: "model" });
  });
});
