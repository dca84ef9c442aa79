// The outcomes liaison: nothing without a finding, and each statement with its own.
import type { Finding } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { evidenceOf } from "../src/outcomes/evidence.ts";
import { grounded } from "../src/outcomes/grounding.ts";
import { outcomesLiaison } from "../src/outcomes/outcomes-liaison.ts";
import { hear, type TurnWish } from "./turn.ts";

const finding = (agent: string, question: string, text: string, rest: Partial<Finding> = {}): Finding => ({
  agent,
  question,
  text,
  conversation_id: "c1",
  turn_id: `t-${question}`,
  at: 1,
  type: "analysis",
  ...rest,
});

const insight = finding(
  "InsightsLiaisonAgent",
  "average price",
  "The average price is **100.73**.\n\nAsk me “and by symbol?”.",
);
const gaps = finding(
  "ContentLiaisonAgent",
  "gaps?",
  "2 columns of **weather.csv** have gaps; the other 2 are complete.\n\n| column | missing |\n| --- | --- |\n| a | 3 |",
);
const steps = finding("OperationsLiaisonAgent", "workflow", "**What I noticed**\n\n- Step 4 (Reset) has no owner.", {
  data: {
    procedure: "p.md",
    workflow: { roles: ["HR", "IT"] },
    findings: [
      { kind: "no-owner", text: "Step 4 (Reset) has no owner.", place: { line: 7 } },
      {
        kind: "loop",
        text: "The procedure goes round: step 1 → step 2 → step 1; nothing leads out of it.",
        place: { line: 5 },
      },
    ],
  },
});

const ask = (text: string, found: readonly Finding[], wish: Partial<TurnWish> = {}) =>
  hear(outcomesLiaison({ findings: { of: async () => [...found] } }), { text, pillar: "business_outcomes", ...wish });

describe("S2.2 S2.12 S2.19 the outcomes liaison", () => {
  it("is found by its name and its pillar", () => {
    expect(outcomesLiaison()).toMatchObject({ name: "BusinessOutcomesLiaisonAgent", pillar: "business_outcomes" });
  });

  it("invents nothing where nothing was found, and says whom to ask first", async () => {
    for (const found of [
      [],
      [finding("guide", "hello", "Hello. The average is 5.")],
      [finding("ContentLiaisonAgent", "gaps", "No column of a.csv has gaps: all 3 rows have a value.")],
    ]) {
      const { text } = await ask("make a roadmap", found);
      expect(text).toContain("I do not invent findings");
      expect(text).toContain("**Insights**");
      expect(text).not.toMatch(/\[1\]/);
    }
  });

  it("a loop that can be left is no fault: how often it may go round is asked, and it is not counted", async () => {
    const way = { kind: "loop", text: "The procedure goes round: step 1 → step 2 → step 1; it can be left at step 2." };
    const round = finding("OperationsLiaisonAgent", "steps", "", { data: { procedure: "p.md", findings: [way] } });
    const { text } = await ask("make a roadmap", [round]);
    expect(text).toContain("Say how often it may go round before somebody decides");
    expect(text).toContain("Operations on p.md, asked “steps”");
    expect(text).not.toMatch(/Rewrite|0 when done/);
  });

  it.each(["write me a report", "what should we do next?", "what are our next steps?", "make a roadmap"])(
    "is whom the guide goes to for “%s”",
    (asked) => {
      const { rules = [] } = outcomesLiaison();
      expect(rules.some((rule) => rule.test(asked))).toBe(true);
      expect(rules.some((rule) => rule.test("what should I do next after the review?"))).toBe(false);
    },
  );

  it("a line is told with its file, for several procedures may have been read", () => {
    const review = finding("OperationsLiaisonAgent", "check it", "- Step 6 has no owner. (line 13)", {
      data: { procedure: "work.txt" },
    });
    expect(evidenceOf([review]).map(({ sentence }) => sentence)).toEqual(["Step 6 has no owner. (work.txt, line 13)"]);
  });

  it("each statement of the roadmap names a finding that exists, and what depends on another comes after it", async () => {
    const { text, data } = await ask("make a roadmap", [insight, gaps, steps]);
    const cited = [...text.matchAll(/\[(\d+)\]/g)].map(([, ref]) => Number(ref));
    const { findings, milestones } = data as {
      findings: { ref: number; sentence: string; turn_id: string }[];
      milestones: { title: string; after: string[]; actions: { refs: number[] }[] }[];
    };
    expect(findings.map(({ sentence }) => sentence)).toEqual([
      "2 columns of weather.csv have gaps; the other 2 are complete.",
      "Step 4 (Reset) has no owner. (p.md, line 7)",
      "The procedure goes round: step 1 → step 2 → step 1; nothing leads out of it. (p.md, line 5)",
      "The average price is 100.73.",
    ]);
    expect(new Set(cited)).toEqual(new Set(findings.map(({ ref }) => ref)));
    const body = text.slice(text.indexOf("**1."), text.indexOf("**Findings**"));
    for (const line of body.split("\n").filter((one) => one.startsWith("- "))) expect(line).toMatch(/\[\d+\]/);
    const at = (title: string) => milestones.findIndex((one) => one.title === title);
    for (const { title, after } of milestones) for (const other of after) expect(at(other)).toBeLessThan(at(title));
    expect(text).toContain("Steps without an owner: 1 today, 0 when done [2]");
    expect(text).toContain("HR and IT");
    expect(findings[3]?.turn_id).toBe("t-average price");
  });

  it("measures what was counted, and says nothing of money that was not found", async () => {
    expect((await ask("what should we measure", [insight])).text).toContain("Baseline: The average price is 100.73");
    expect((await ask("what is the return on investment", [insight])).text).toContain(
      "say nothing of costs or returns",
    );
  });

  it("a procedure that was read again counts as it was read last", () => {
    const mended = { ...steps, data: { procedure: "p.md", workflow: { roles: [] }, findings: [] } };
    expect(evidenceOf([steps, mended])).toEqual([]);
  });

  it("P16 of a model's words only those remain that stand on a finding and its numbers", async () => {
    const reply: TurnWish["reply"] = async function* () {
      yield "## Roadmap\n\n- Track the average price of 100.73 [1].\n- Track the price weekly. [1]\n- Raise sales by 40% [1].\n- Open an office in Paris.\n- See finding [7].\n";
    };
    const { text } = await ask("make a roadmap", [insight], { modelId: "m", reply });
    expect(text).toContain("Track the average price of 100.73 [1].");
    expect(text).toContain("Track the price weekly. [1]");
    expect(text).not.toMatch(/40%|Paris|\[7\]/);
    expect(text).toContain("3 sentences without a finding were left out");
  });

  it("a model of which nothing remains is replaced by what code can say", async () => {
    const reply: TurnWish["reply"] = async function* () {
      yield "Everything will be fine.";
    };
    expect((await ask("make a roadmap", [insight], { modelId: "m", reply })).text).toContain(
      "A roadmap of 1 milestone",
    );
  });

  it("a reference may stand before or behind the full stop", () => {
    const evidence = evidenceOf([insight]);
    expect(grounded("One is so [1]. Two is so. [1] Three is not.", evidence)).toMatchObject({ kept: 2, dropped: 1 });
  });
});
