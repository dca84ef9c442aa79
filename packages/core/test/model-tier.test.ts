// The language model as a router: asked once when the local tiers are unsure, never waited for longer than it may take.
import type { LanguageModelV3CallOptions } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { agent } from "../src/agent/agent.ts";
import type { Model } from "../src/ports/model.ts";
import { askModel } from "../src/supervisor/model-tier.ts";
import { supervisor } from "../src/supervisor/supervisor.ts";
import { type ScriptedAnswer, script, virtualClock } from "../src/testing/index.ts";
import { collect, memoryJournal, stagedTurn, textOf } from "./stage.ts";

const saying = (name: string, examples: readonly string[] = []) =>
  agent({
    name,
    description: `About ${name}`,
    examples,
    async *respond() {
      yield `${name} here.`;
    },
  });

const members = [saying("billing", ["why was I charged twice"]), saying("sales", ["what does the large plan cost"])];
const desk = supervisor({ name: "desk", members, fallback: saying("host") });
const unsure = "the parcel arrived broken";
const naming = (name: string): ScriptedAnswer => ({ tool: "choose_agent", input: { agent: name } });

/** A model that remembers what it was asked. */
const heard = (model: Model) => {
  const calls: LanguageModelV3CallOptions[] = [];
  const listening: Model = {
    ...model,
    doStream: (options) => {
      calls.push(options);
      return model.doStream(options);
    },
  };
  return { model: listening, calls };
};

/** Never answers, and does not listen when it is told to stop. */
const silent = () => {
  let hear: () => void;
  const asked = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const doStream: Model["doStream"] = () => {
    hear();
    return new Promise(() => undefined);
  };
  return { model: { ...script(["…"]), doStream }, asked };
};

const route = async (text: string, model: Model, journal = memoryJournal(), attempt = 1) => {
  const events = await collect(desk.respond(stagedTurn({ text, attempt }, { model, journal }).turn));
  return { route: events.find((event) => typeof event !== "string" && event.type === "route"), text: textOf(events) };
};

describe("S1.2 the model tier", () => {
  it("is asked when the local tiers are unsure, with the members to choose from", async () => {
    const { model, calls } = heard(script([naming("sales")]));
    expect(await route(unsure, model)).toMatchObject({
      route: { agent: "sales", tier: "model", confidence: 0.8 },
      text: "sales here.",
    });
    const [{ tools, toolChoice, prompt }] = calls as [LanguageModelV3CallOptions];
    expect(toolChoice).toEqual({ type: "tool", toolName: "choose_agent" });
    expect(tools?.[0]).toMatchObject({
      inputSchema: { properties: { agent: { enum: ["billing", "sales", "host", "unclear"] } } },
    });
    expect(JSON.stringify(prompt)).toContain("why was I charged twice");
    expect(prompt.at(-1)).toEqual({ role: "user", content: [{ type: "text", text: unsure }] });
  });

  it("is not asked when a local tier is sure, nor when the model is the offline one", async () => {
    const sure = heard(script([naming("sales")]));
    expect(await route("why was I charged twice", sure.model)).toMatchObject({ route: { tier: "rules" } });
    expect(sure.calls).toHaveLength(0);
    const offline = heard({ ...script([naming("sales")]), modelId: "extractive" });
    expect(await route(unsure, offline.model)).toMatchObject({ route: { tier: "abstain", agent: "host" } });
    expect(offline.calls).toHaveLength(0);
  });

  it.each<[string, ScriptedAnswer]>([
    ["says that it is unclear", naming("unclear")],
    ["names nobody of the team", naming("accounting")],
    ["answers in words", "That is for sales."],
    ["answers something else than was asked for", { tool: "choose_agent", input: { person: 3 } }],
    ["cannot be reached", { fail: new Error("429") }],
  ])("leaves it to the host when the model %s", async (_, answer) => {
    expect(await route(unsure, script([answer]))).toMatchObject({
      route: { agent: "host", tier: "abstain" },
      text: "host here.",
    });
  });

  it("a second attempt of the turn gets what was recorded and does not ask again", async () => {
    const journal = memoryJournal();
    const first = heard(script([naming("sales")]));
    await route(unsure, first.model, journal);
    const second = heard(script([naming("billing")]));
    expect(await route(unsure, second.model, journal, 2)).toMatchObject({ route: { agent: "sales", tier: "model" } });
    expect(second.calls).toHaveLength(0);
  });

  it("is given up after three seconds, even when the model does not listen", async () => {
    const clock = virtualClock();
    const { model, asked } = silent();
    let named: string | undefined | null = null;
    const answered = askModel(stagedTurn({ text: unsure }, { model }).turn, members, clock).then((answer) => {
      named = answer;
    });
    await asked;
    await clock.advance(2_900);
    expect(named).toBeNull();
    await clock.advance(200);
    await answered;
    expect(named).toBeUndefined();
  });

  it("ends with its turn, and records nothing then", async () => {
    const { model, asked } = silent();
    const staged = stagedTurn({ text: unsure }, { model });
    const answered = askModel(staged.turn, members, virtualClock());
    await asked;
    staged.abort();
    await expect(answered).rejects.toMatchObject({ name: "AbortError" });
    expect(staged.journal.entries.size).toBe(0);
  });
});

describe("an agent that waits for an answer", () => {
  const quiz = saying("quiz", ["quiz me"]);
  const lesson = saying("lesson", ["teach me about cells", "explain cells to me"]);
  const tutor = supervisor({ name: "tutor", members: [quiz, lesson], fallback: "lesson" });
  const guide = supervisor({ name: "guide", members: [tutor, ...members], fallback: saying("host") });
  const ask = async (waiting: boolean, text: string) => {
    const state = { guide: { active: "tutor" }, tutor: { active: "quiz" }, quiz: { waiting } };
    const events = await collect(
      guide.respond(stagedTurn({ text, state }, { model: script([naming("unclear")]) }).turn),
    );
    return events.flatMap((event) =>
      typeof event !== "string" && event.type === "route" ? [`${event.agent} by ${event.tier}`] : [],
    );
  };

  it("keeps the next message, under a supervisor of supervisors too", async () => {
    expect(await ask(true, "explain the cells")).toEqual(["tutor by sticky", "quiz by sticky"]);
    expect((await ask(false, "please explain cells to me"))[1]).toBe("lesson by classifier");
  });
});
