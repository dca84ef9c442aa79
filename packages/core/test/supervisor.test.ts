// Who answers: the router's tiers, handoffs and their bounds, and what a supervisor remembers.
import { describe, expect, it } from "vitest";
import { type AgentDefinition, agent } from "../src/agent/agent.ts";
import type { AgentEvent, RouteTier } from "../src/agent/event.ts";
import { registry } from "../src/agent/registry.ts";
import type { Json } from "../src/json.ts";
import { train } from "../src/supervisor/classifier/train.ts";
import { conduct } from "../src/supervisor/conduct.ts";
import { type Passed, router, type Situation } from "../src/supervisor/router.ts";
import { supervisor } from "../src/supervisor/supervisor.ts";
import { collect, stagedTurn, textOf } from "./stage.ts";

const saying = (name: string, events: readonly AgentEvent[], more: Partial<AgentDefinition> = {}) =>
  agent({
    name,
    description: `About ${name}`,
    ...more,
    async *respond() {
      yield* events;
    },
  });

const billing = saying("billing", ["Billing here."], {
  title: "Billing",
  rules: [/^refund/i],
  examples: ["why was I charged twice", "send me the invoice"],
});
const sales = saying("sales", ["Sales here."], { title: "Sales", examples: ["what does the large plan cost"] });
const host = saying("host", ["How can I help?"], { title: "The host" });

describe("router", () => {
  const routes = router([billing, sales, host], "host");
  const chosen = (text: string, active?: string, more: Partial<Situation> = {}) =>
    routes.choose({ text, active, ...more }).choice;
  const passed = (tiers: RouteTier[], agents: string[]): Passed => ({ tiers: new Set(tiers), agents: new Set(agents) });

  it("S1.1 S2.1 a rule is sure", () => {
    expect(chosen("Refund me")).toEqual({ agent: "billing", tier: "rules", confidence: 1 });
  });
  it("S1.1 an agent's own example is sure, however it is written", () => {
    expect(chosen("Why was I charged twice?")).toEqual({ agent: "billing", tier: "rules", confidence: 1 });
    expect(chosen("um, what does the LARGE plan cost")).toMatchObject({ agent: "sales", tier: "rules" });
  });
  it("S1.1 S1.2 what is like the examples is left to the classifier, which says how sure it is", () => {
    const choice = chosen("they charged me twice, send an invoice");
    expect(choice).toMatchObject({ agent: "billing", tier: "classifier" });
    expect(choice.confidence).toBeGreaterThan(0.5);
    expect(choice.confidence).toBeLessThan(1);
  });
  it("stays with who answered last where nothing says otherwise", () => {
    expect(chosen("and the other one?", "sales")).toMatchObject({ agent: "sales", tier: "sticky" });
    expect(chosen("refund it", "sales")).toMatchObject({ agent: "billing", tier: "rules" });
  });
  it("leaves who answered last when it is plain that another is meant, but not while that agent waits for an answer", () => {
    const other = "why was i charged twice on my invoice";
    expect(chosen(other, "sales")).toMatchObject({ agent: "billing", tier: "classifier" });
    expect(chosen(other, "sales", { waiting: true })).toMatchObject({ agent: "sales", tier: "sticky" });
  });
  it("asks the fallback when nobody is sure, and the fallback is not sticky", () => {
    expect(chosen("hm")).toMatchObject({ agent: "host", tier: "abstain" });
    expect(chosen("hm", "host")).toMatchObject({ tier: "abstain" });
    expect(chosen("hm", "gone")).toMatchObject({ tier: "abstain" });
  });
  it("says when a language model may know better: nobody is sure, or another may be meant", () => {
    const settled = (text: string, active?: string, more?: Partial<Situation>) =>
      routes.choose({ text, active, ...more }).settled;
    expect(settled("refund it")).toBe(true);
    expect(settled("the parcel arrived broken")).toBe(false);
    expect(settled("the parcel arrived broken", undefined, { passed: passed(["model"], []) })).toBe(true);
    expect(settled("anything", "sales", { waiting: true })).toBe(true);
  });
  it("goes on to the next tier without the one that passed", () => {
    expect(chosen("refund it", "sales", { passed: passed(["rules"], ["billing"]) })).toMatchObject({ tier: "sticky" });
    const twice = { passed: passed(["rules", "sticky"], ["billing", "sales"]) };
    expect(chosen("refund it", "sales", twice)).toMatchObject({ tier: "abstain" });
    const other = "why was i charged twice on my invoice";
    expect(chosen(other, "sales", { waiting: true, passed: passed(["sticky"], ["sales"]) })).toMatchObject({
      agent: "billing",
      tier: "classifier",
    });
    expect(chosen(other, undefined, { passed: passed(["classifier"], ["billing"]) })).toMatchObject({
      tier: "abstain",
    });
  });
  it("of two agents with the same rule, the one that is active goes on", () => {
    const stop = (name: string) => saying(name, [], { rules: [/^stop$/] });
    const two = router([stop("quiz"), stop("lesson"), host], "host");
    expect(two.choose({ text: "stop", active: "lesson" }).choice.agent).toBe("lesson");
    expect(two.choose({ text: "stop" }).choice.agent).toBe("quiz");
  });

  describe("with a classifier of its own", () => {
    const spokenOften = ["is it raining outside today", "play some music for me", "who won the match last night"];
    const lessons = [
      ...spokenOften.map((text) => ({ label: "off_topic", text })),
      ...["i was charged twice", "send my invoice", "wrong amount on the bill"].map((text) => ({
        label: "billing",
        text,
      })),
      ...["how much is the plan", "a quote for ten seats", "upgrade my plan"].map((text) => ({ label: "sales", text })),
    ];
    const given = router([billing, sales, host], "host", train(lessons, { temperature: 0.2 }));

    it("off-topic input leaves the agent that has the conversation and goes to the host", () => {
      const { choice, settled } = given.choose({ text: "is it raining outside today", active: "sales" });
      expect(choice).toMatchObject({ agent: "host", tier: "abstain" });
      expect(choice.confidence).toBeGreaterThan(0.9);
      expect(settled).toBe(true);
    });
    it("a follow-up of few words does not", () => {
      expect(given.choose({ text: "music", active: "sales" }).choice).toMatchObject({ agent: "sales", tier: "sticky" });
    });
    it("S1.3 nothing is trained or unpacked again for a message: the second is as quick as any", () => {
      given.choose({ text: "upgrade my plan" });
      const begun = performance.now();
      for (let count = 0; count < 100; count++) given.choose({ text: `upgrade my plan number ${count}` });
      expect((performance.now() - begun) / 100).toBeLessThan(1);
    });
  });
});

describe("supervisor", () => {
  const desk = (members = [billing, sales]) => supervisor({ name: "desk", title: "The desk", members, fallback: host });
  const ask = async (text: string, state: Record<string, Json> = {}, lead = desk()) => {
    const staged = stagedTurn({ text, state });
    const events = await collect(lead.respond(staged.turn));
    return { events, kept: staged.state.changed(), text: textOf(events) };
  };
  const trail = (events: readonly AgentEvent[]) =>
    events.flatMap((event) => {
      if (typeof event === "string") return [];
      if (event.type === "route") return [`route ${event.agent} by ${event.tier}`];
      return event.type === "handoff" ? [`${event.from} → ${event.to}: ${event.reason}`] : [];
    });

  it("S2.1 names the tier, then hands over, then lets the agent answer, and remembers it", async () => {
    const { events, kept, text } = await ask("refund me");
    expect(trail(events)).toEqual(["route billing by rules", "host → billing: This is a question for Billing."]);
    expect(events[0]).toMatchObject({ type: "route", confidence: 1, ms: expect.any(Number) });
    expect(text).toBe("Billing here.");
    expect(kept).toEqual({ desk: { active: "billing" } });
  });

  it("stays with the agent, without a handoff and without writing state again", async () => {
    const { events, kept } = await ask("and the other?", { desk: { active: "billing" } });
    expect(trail(events)).toEqual(["route billing by sticky"]);
    expect(kept).toBeUndefined();
  });

  it("abstains to its host", async () => {
    const { events, text } = await ask("hm");
    expect(trail(events)).toEqual(["route host by abstain"]);
    expect(text).toBe("How can I help?");
  });

  it("an agent that passes is followed by the next tier, and the conversation goes where the answer came from", async () => {
    const quiz = saying("quiz", [{ type: "pass" }], { title: "The quiz" });
    const { events, kept, text } = await ask("hm", { desk: { active: "quiz" } }, desk([billing, quiz]));
    expect(trail(events)).toEqual([
      "route quiz by sticky",
      "route host by abstain",
      "quiz → host: The host takes it from here.",
    ]);
    expect(text).toBe("How can I help?");
    expect(kept).toEqual({ desk: { active: "host" } });
  });

  it("an agent that was handed the turn and passes hands it back, so that nobody seems to speak who does not", async () => {
    const shy = saying("shy", [{ type: "pass" }], { title: "Shy", rules: [/^hm/] });
    const { events } = await ask("hm", {}, desk([billing, shy]));
    expect(trail(events)).toEqual([
      "route shy by rules",
      "host → shy: This is a question for Shy.",
      "route host by abstain",
      "shy → host: The host takes it from here.",
    ]);
  });

  it("a pass after something was said is not followed", async () => {
    const late = saying("late", ["Hm.", { type: "pass" }], { rules: [/^hm/] });
    const { events, text } = await ask("hm", {}, desk([late]));
    expect(text).toBe("Hm.");
    expect(trail(events).filter((line) => line.startsWith("route"))).toHaveLength(1);
  });

  it("follows a member's handoff to another, and remembers who has it now", async () => {
    const front = saying("front", ["One moment. ", { type: "handoff", to: "sales", reason: "You want to buy." }, "!"], {
      rules: [/^buy/],
    });
    const { events, kept, text } = await ask("buy", {}, desk([front, sales]));
    expect(trail(events)).toEqual([
      "route front by rules",
      "host → front: This is a question for front.",
      "front → sales: You want to buy.",
    ]);
    expect(text).toBe("One moment. Sales here.");
    expect(kept).toEqual({ desk: { active: "sales" } });
  });

  it("leaves a handoff to somebody outside to whoever leads it", async () => {
    const front = saying("front", [{ type: "handoff", to: "tutor", reason: "You want to learn." }], { rules: [/^a/] });
    const { events } = await ask("a", {}, desk([front]));
    expect(events.at(-1)).toEqual({ type: "handoff", to: "tutor", reason: "You want to learn." });
  });

  it("knows its members, their examples and rules, so that others can route to it", () => {
    const lead = desk();
    expect(lead.handoffs).toEqual(["billing", "sales"]);
    expect(lead.examples).toContain("why was I charged twice");
    expect(lead.rules).toEqual([/^refund/i]);
  });

  it("refuses a fallback that is nobody, and says who there is", () => {
    expect(() => supervisor({ name: "desk", members: [billing], fallback: "gone" })).toThrow(
      'The fallback "gone" of desk is none of its members: billing.',
    );
  });
});

describe("conduct", () => {
  const play = (first: string, agents: ReturnType<typeof saying>[]) => {
    const all = [...agents, host];
    const first_ = all.find(({ name }) => name === first) ?? host;
    return collect(
      conduct(stagedTurn().turn, first_, { find: (to) => all.find(({ name }) => name === to), fallback: host }),
    );
  };
  const to = (name: string): AgentEvent => ({ type: "handoff", to: name, reason: `To ${name}.` });

  it("after four handoffs the fallback answers, and says why", async () => {
    const events = await play("a", [saying("a", [to("b")]), saying("b", [to("a")])]);
    const handoffs = events.filter((event) => typeof event !== "string");
    expect(handoffs).toHaveLength(5);
    expect(handoffs.at(-1)).toMatchObject({ from: "a", to: "host", reason: expect.stringContaining("circle") });
    expect(textOf(events)).toBe("How can I help?");
  });

  it("a fallback that hands over at that point is not followed any more", async () => {
    const eager = saying("host", ["Me then.", to("a")]);
    const agents = [saying("a", [to("host")]), eager];
    const find = (name: string) => agents.find((each) => each.name === name);
    const events = await collect(conduct(stagedTurn().turn, eager, { find, fallback: eager }));
    expect(events.at(-1)).toBe("Me then.");
    expect(events.filter((event) => typeof event !== "string")).toHaveLength(5);
  });

  it("closes the agent that handed over, so that what it holds is let go", async () => {
    let closed = false;
    const holding = agent({
      name: "holding",
      description: "",
      async *respond() {
        try {
          yield to("host");
          yield "never heard";
        } finally {
          closed = true;
        }
      },
    });
    const events = await play("holding", [holding]);
    expect(closed).toBe(true);
    expect(textOf(events)).toBe("How can I help?");
  });
});

describe("registry", () => {
  it("finds agents by name, members included, and the liaison by its pillar", () => {
    const insights = saying("insights", [], { pillar: "insights" });
    const desk = supervisor({ name: "desk", members: [billing, insights], fallback: "billing" });
    const agents = registry([desk, sales]);
    expect(agents.all.map(({ name }) => name)).toEqual(["desk", "billing", "insights", "sales"]);
    expect(agents.find("billing")).toBe(billing);
    expect(agents.find("liaison", "insights")).toBe(insights);
    expect(agents.find("liaison", "weather")).toBeUndefined();
    expect(agents.find("liaison")).toBeUndefined();
    expect(agents.named("nobody")).toBeUndefined();
    expect(agents.standard).toBe(desk);
    expect(registry([sales, saying("guide", [])]).standard.name).toBe("guide");
  });

  it("refuses two agents of one name, and having none", () => {
    expect(() => registry([sales, saying("sales", [])])).toThrow(expect.objectContaining({ code: "agent.duplicate" }));
    expect(() => registry([])).toThrow(expect.objectContaining({ code: "agent.unknown" }));
  });

  it("takes one agent under two leaders for one agent", () => {
    const lead = (name: string) => supervisor({ name, members: [billing], fallback: "billing" });
    expect(registry([lead("day"), lead("night")]).all.map(({ name }) => name)).toEqual(["day", "billing", "night"]);
  });
});
