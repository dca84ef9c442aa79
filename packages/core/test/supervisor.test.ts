// Who answers: the router's tiers, handoffs and their bounds, and what a supervisor remembers.
import { describe, expect, it } from "vitest";
import { type AgentDefinition, agent } from "../src/agent/agent.ts";
import type { AgentEvent } from "../src/agent/event.ts";
import { registry } from "../src/agent/registry.ts";
import type { Json } from "../src/json.ts";
import { conduct } from "../src/supervisor/conduct.ts";
import { router } from "../src/supervisor/router.ts";
import { supervisor } from "../src/supervisor/supervisor.ts";
import { contentWords, likeness } from "../src/supervisor/words.ts";
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

describe("words", () => {
  it("takes the words that carry meaning, without their endings", () => {
    expect(contentWords("What's the price of my invoices, please?")).toEqual(new Set(["what", "price", "invoic"]));
  });
  it("is 1 for the same, 0 for nothing in common or nothing at all, and knows no order", () => {
    const words = contentWords("charged twice invoice");
    expect(likeness(words, contentWords("Invoice: charged twice!"))).toBe(1);
    expect(likeness(words, contentWords("hello world"))).toBe(0);
    expect(likeness(new Set(), new Set())).toBe(0);
    expect(likeness(new Set(["a", "b"]), new Set(["b", "c"]))).toBe(0.5);
    expect(likeness(new Set(["a"]), new Set(["a", "b", "c"]))).toBe(likeness(new Set(["a", "b", "c"]), new Set(["a"])));
  });
  it("reads other scripts too", () => {
    expect(contentWords("Привет, мир 42")).toEqual(new Set(["привет", "мир", "42"]));
  });
});

describe("router", () => {
  const routes = router([billing, sales, host], "host");
  it("S2.1 a rule is sure", () => {
    expect(routes.choose("Refund me", undefined)).toEqual({ agent: "billing", tier: "rules", confidence: 1 });
  });
  it("an utterance like an example is sure as far as it is like it", () => {
    const choice = routes.choose("Why was I charged twice?", undefined);
    expect(choice).toMatchObject({ agent: "billing", tier: "rules" });
    expect(choice.confidence).toBeGreaterThan(0.75);
  });
  it("stays with who answered last where no rule says otherwise", () => {
    expect(routes.choose("and the other one?", "sales")).toMatchObject({ agent: "sales", tier: "sticky" });
    expect(routes.choose("refund it", "sales")).toMatchObject({ agent: "billing", tier: "rules" });
  });
  it("asks the fallback when nobody is sure, and the fallback is not sticky", () => {
    expect(routes.choose("hm", undefined)).toEqual({ agent: "host", tier: "abstain", confidence: 0 });
    expect(routes.choose("hm", "host")).toMatchObject({ tier: "abstain" });
    expect(routes.choose("hm", "gone")).toMatchObject({ tier: "abstain" });
  });
  it("leaves out tiers that have passed", () => {
    expect(routes.choose("refund it", "sales", new Set(["rules"]))).toMatchObject({ tier: "sticky" });
    expect(routes.choose("refund it", "sales", new Set(["rules", "sticky"]))).toMatchObject({ tier: "abstain" });
  });
  it("of two agents with the same rule, the one that is active goes on", () => {
    const stop = (name: string) => saying(name, [], { rules: [/^stop$/] });
    const two = router([stop("quiz"), stop("lesson"), host], "host");
    expect(two.choose("stop", "lesson").agent).toBe("lesson");
    expect(two.choose("stop", undefined).agent).toBe("quiz");
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
