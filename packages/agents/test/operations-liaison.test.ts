// The operations liaison, asked as people ask about a procedure of theirs.
import { type Document, type Json, markdownSections, WorkflowPicture } from "@polylogue/core";
import { Plan } from "@polylogue/protocol";
import { describe, expect, it } from "vitest";
import { operationsLiaison } from "../src/operations/operations-liaison.ts";
import { shelfOf, stocks } from "./shelf.ts";
import { type TurnWish, turnOf } from "./turn.ts";

const text =
  "# Claims\n\n1. The employee submits the claim using the claim form.\n2. The team lead checks the claim within 2 days. If it is incomplete, go back to step 1.\n3. Record the claim (1 day).\n4. At the same time, Legal reviews the claim.\n5. Finance pays the claim.\n";

const claims: Document = {
  file_id: "f-claims",
  name: "claims.md",
  mediaType: "text/markdown",
  bytes: text.length,
  kind: "text",
  tables: [],
  sections: markdownSections(text),
  warnings: [],
};

const listen = async (wish: TurnWish, documents: readonly Document[] = [claims]) => {
  const events = [];
  for await (const event of operationsLiaison({ shelf: shelfOf(documents) }).respond(
    turnOf({ pillar: "operations", ...wish }),
  ))
    events.push(event);
  const whole = events.find((event) => typeof event !== "string" && "message" in event);
  const message =
    typeof whole === "object" && "message" in whole
      ? whole.message
      : events.filter((event) => typeof event === "string").join("");
  return { events, message, whole: typeof whole === "object" && "message" in whole ? whole : undefined };
};

const conversation = () => {
  const state = new Map<string, Json>();
  return async (asked: string) => (await listen({ text: asked, state }, [stocks, claims])).message;
};

describe("S2.2 S2.5 S2.12 the operations liaison", () => {
  it("is found by its name and its pillar", () => {
    expect(operationsLiaison({ shelf: shelfOf([]) })).toMatchObject({
      name: "OperationsLiaisonAgent",
      pillar: "operations",
      title: "Operations",
    });
  });

  it("answers with a picture that is data, and a plan that is a draft", async () => {
    const { whole, message } = await listen({ text: "make a workflow from this procedure" });
    expect(whole?.type).toBe("visualization");
    const picture = WorkflowPicture.parse(whole?.visualization);
    expect(picture.nodes.map(({ kind }) => kind)).toEqual([
      "start",
      "step",
      "step",
      "decision",
      "step",
      "step",
      "step",
      "end",
    ]);
    expect(picture.nodes.find(({ id }) => id === "s2")).toMatchObject({
      role: "Team lead",
      number: "2",
      place: "Claims, line 4",
    });
    const { plan } = (whole?.data ?? {}) as { plan?: unknown };
    const { steps } = Plan.parse(plan);
    expect(steps.find(({ id }) => id === "s5")).toMatchObject({ agentId: "finance", dependencies: ["s3", "s4"] });
    expect(steps.find(({ id }) => id === "s1")?.dependencies).toEqual([]);
    expect(message).toContain("It is a draft");
    expect(message).toContain("Step 3 (Record the claim) has no owner");
  });

  it.each([
    ["who does what", ["| **Employee** | Step 1", "| nobody is named | Step 3"]],
    ["what has no owner?", ["1 step has no owner", "Step 3 (Record the claim) (Claims, line 5)"]],
    ["what happens after step 1?", ["comes step 2", "by **Team lead**"]],
    ["is there a loop?", ["Yes, 1 loop", "step 1 → step 2"]],
    ["what can run in parallel?", ["Step 3 (Record the claim) and step 4"]],
    ["how long does it take?", ["3 days at the most", "3 steps have no time"]],
    ["as a plan", ["| s5 | finance |", "1 way back is left out"]],
    ["who pays the claim?", ["**Finance**"]],
    ["what does legal do?", ["**Legal** does 1 step"]],
    ["tell me about step 9", ["There is no step 9"]],
  ])("answers afterwards: %s", async (asked, expected) => {
    const ask = conversation();
    await ask("show me the steps of claims.md");
    const message = await ask(asked);
    for (const words of expected) expect(message).toContain(words);
  });

  it("takes the newest file that is a procedure, not the newest file", async () => {
    expect((await listen({ text: "show the steps" }, [stocks, claims])).message).toContain("**claims.md** describes");
  });

  it("reads a procedure that stands in the message, also when its lines were lost", async () => {
    const { message } = await listen(
      {
        text: "Make a workflow of this: 1. HR writes the letter. 2. The manager signs the letter. 3. Send the letter.",
      },
      [],
    );
    expect(message).toContain("your text** describes 3 steps");
  });

  it("has nothing to read, and says how to bring it", async () => {
    expect((await listen({ text: "make a workflow" }, [])).message).toContain("no procedure to read yet");
    expect((await listen({ text: "make a workflow of stocks.csv" }, [stocks])).message).toContain("is a table");
  });

  it("proposes nothing without a model, and marks what a model proposes", async () => {
    expect((await listen({ text: "suggest owners" })).message).toContain("propose nothing");
    const reply: TurnWish["reply"] = async function* ({ tools = [] }) {
      const [proposing] = tools;
      await proposing?.run(
        {
          proposals: [
            { step: "s3", owner: "Clerk", why: "It is clerical." },
            { step: "s1", owner: "Clerk", why: "No." },
          ],
        },
        {} as never,
      );
      yield "ignored";
    };
    const { message } = await listen({ text: "suggest owners", modelId: "m", reply });
    expect(message).toContain("Proposed by the language model, not said in the text");
    expect(message).toContain("owner Clerk");
    expect(message).not.toContain("No.");
    expect(message).not.toContain("ignored");
  });

  it("a question about a text that may be no procedure is answered with that doubt", async () => {
    const talk = "The cell takes up glucose and oxygen, and gives off carbon dioxide and water as it goes. ".repeat(40);
    const chapter = `# Cells\n\n${talk}\n\n1. Move the phosphate.\n2. Release the energy.\n\n${talk}`;
    for (const asked of ["who does what?", "as a plan", "show the steps"]) {
      const { message } = await listen({ text: asked }, [{ ...claims, sections: markdownSections(chapter) }]);
      expect(message, asked).toContain("may not be a procedure");
    }
  });

  it("answers by amount are branches of the step above them, and are done by whoever does that", async () => {
    const priced =
      "1. Requester: attach quotes.\n   a. Under EUR 1,000: one quote.\n   b. Above EUR 1,000: three quotes.\n2. Buyer: send the order.\n";
    const { message } = await listen({ text: "show the steps" }, [{ ...claims, sections: markdownSections(priced) }]);
    expect(message).toContain("under EUR 1,000: “One quote”; above EUR 1,000: “Three quotes”");
    expect(message).not.toContain("nobody is named");
    expect(message).not.toContain("Buyer: send");
  });

  it.each([
    "who owns what",
    "who is responsible for what?",
    "check my process for gaps",
    "turn this procedure into a plan",
    "what can we improve in the process? review the workflow",
  ])("is whom the guide goes to for “%s”", (asked) => {
    const { rules = [] } = operationsLiaison({ shelf: shelfOf([]) });
    expect(rules.some((rule) => rule.test(asked))).toBe(true);
  });

  it("whoever acts once something has been approved is not told to be who approves it", async () => {
    const trip =
      "# Travel\n\nYou ask your manager by email. Once the trip is approved, the travel desk books the flight. Then Payroll pays the amount.\n";
    const { message } = await listen({ text: "who approves the trip?" }, [
      { ...claims, sections: markdownSections(trip) },
    ]);
    expect(message).not.toContain("done by **Travel desk**");
  });

  it("P16 what stands in a procedure cannot become markup or an address in the picture", async () => {
    const hostile =
      "1. The clerk opens <script>alert(1)</script> https://evil.example/x.\n2. The clerk clicks javascript:alert(1) and data:text/html,x.\n";
    const { whole } = await listen({ text: "show the steps" }, [{ ...claims, sections: markdownSections(hostile) }]);
    expect(JSON.stringify(whole?.visualization)).not.toMatch(/<|https:|javascript:|data:/);
  });
});
