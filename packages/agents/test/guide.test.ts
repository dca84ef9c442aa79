// The guide's own voice, the liaisons that are still to come, and the rules by which they are found.
import { supervisor } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { contentLiaison } from "../src/content/content-liaison.ts";
import { guideHost } from "../src/guide/guide-host.ts";
import { insightsLiaison } from "../src/insights/insights-liaison.ts";
import { operationsLiaison } from "../src/operations/operations-liaison.ts";
import { outcomesLiaison } from "../src/outcomes/outcomes-liaison.ts";
import { shelfOf, stocks } from "./shelf.ts";
import { hear } from "./turn.ts";

const liaisons = [
  contentLiaison({ shelf: shelfOf([stocks]) }),
  insightsLiaison({ shelf: shelfOf([]), workbench: { tables: async () => undefined } }),
  operationsLiaison({ shelf: shelfOf([]) }),
  outcomesLiaison(),
];
const host = guideHost(liaisons);

describe("S2.2 S2.3 S2.12 the agents", () => {
  it("are one guide and four liaisons, one for each pillar", () => {
    expect(liaisons.map(({ name, pillar }) => [name, pillar])).toEqual([
      ["ContentLiaisonAgent", "content"],
      ["InsightsLiaisonAgent", "insights"],
      ["OperationsLiaisonAgent", "operations"],
      ["BusinessOutcomesLiaisonAgent", "business_outcomes"],
    ]);
    expect(host).toMatchObject({ name: "guide", handoffs: liaisons.map(({ name }) => name) });
  });

  it.each(liaisons.slice(2))("$title says what it will do and what can be done today", async (liaison) => {
    const { text } = await hear(liaison, {
      text: "hello",
      ...(liaison.pillar !== undefined && { pillar: liaison.pillar }),
    });
    expect(text).toMatch(/^I (?:read|bring)/);
  });
});

describe("S2.14 the guide answers for itself", () => {
  it.each([
    ["hello", /^Hello, Ada\. I am the guide/],
    ["what can you do?", /\*\*Content\*\*: .*\*\*Business outcomes\*\*: .*Drop a file/s],
    ["help", /\*\*Insights\*\*/],
    ["who are you", /a program and not a person/],
    ["how do I upload a file", /Drop a file .* 25 MB/],
    ["thanks!", /welcome/],
    ["bye", /Goodbye/],
    ["my cat is purple", /^I am not sure .*\n\n- “what is in this file” \(Content\)\n- .*\n- /],
  ])("to %s", async (text, expected) => expect((await hear(host, { text, name: "Ada" })).text).toMatch(expected));
});

describe("S2.19 what is asked of the guide comes back to it from a specialist", () => {
  it.each([
    ["What can Insights do?", /^\*\*Insights\*\*: .*“go to insights”/],
    ["who are you?", /I am the guide/],
  ])("%s", async (text, expected) => {
    const guide = supervisor({ name: "guide", members: liaisons, fallback: host });
    const { text: answer } = await hear(guide, {
      text,
      state: new Map([["guide", { active: "ContentLiaisonAgent" }]]),
    });
    expect(answer).toMatch(expected);
  });
});

describe("S2.19 the guide knows the pillar", () => {
  const where = async (wish: Partial<Parameters<typeof hear>[1]>) =>
    (await hear(host, { text: "which pillar am I on?", ...wish })).text;

  it("from what the client says, else what was addressed, else who answered last", async () => {
    expect(await where({ metadata: { current_pillar: "insights" }, pillar: "content" })).toContain(
      "You are on Insights",
    );
    expect(await where({ pillar: "operations" })).toContain("You are on Operations");
    expect(await where({ state: new Map([["guide", { active: "ContentLiaisonAgent" }]]) })).toContain(
      "You are on Content",
    );
    expect(await where({})).toContain("on no pillar yet");
  });

  it.each([
    ["what is in my file?", "ContentLiaisonAgent"],
    ["what's in it?", "ContentLiaisonAgent"],
    ["which columns have gaps?", "ContentLiaisonAgent"],
    ["go to content", "ContentLiaisonAgent"],
    ["go to insights", "InsightsLiaisonAgent"],
    ["please take me to the insights agent", "InsightsLiaisonAgent"],
    ["make a chart of the prices", "InsightsLiaisonAgent"],
    ["talk to operations", "OperationsLiaisonAgent"],
    ["create a workflow for onboarding", "OperationsLiaisonAgent"],
    ["go to business outcomes", "BusinessOutcomesLiaisonAgent"],
    ["I need a roadmap", "BusinessOutcomesLiaisonAgent"],
    ["which pillar am I on?", "guide"],
    ["what can you do?", "guide"],
    ["tell me a joke", "guide"],
  ])("sends “%s” to %s", async (text, agent) => {
    const guide = supervisor({ name: "guide", members: liaisons, fallback: host });
    const { events } = await hear(guide, { text });
    expect(events[0]).toMatchObject({ type: "route", agent });
  });
});
