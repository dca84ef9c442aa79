// The offline language model: what it says, and what it does not say.
import { performance } from "node:perf_hooks";
import { type LanguageModelV3Prompt, UnsupportedFunctionalityError } from "@ai-sdk/provider";
import { material } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { extractiveModel } from "../src/extractive/extractive-model.ts";
import { modelSuite, partsOf } from "./suite/model.ts";

modelSuite("extractive", async () => ({ model: extractiveModel(), close: async () => undefined }));

const shop = `
## Refunds

A **refund** is money that we give back for a [parcel](https://example.com) that was returned. You can send goods back within
30 days. Gift cards are never refunded. The 60 days of our spring sale ended on 31 May 2024. Refunds are slow in December
because the bank checks each of them by hand.

![A picture of a parcel](parcel.png)

  Parcels wait in the hall for a refund. (credit: photo by Jo)

We deliver to three countries: France, Spain and Italy. Anna Berg leads the refund team.
`;
const tools =
  "A hammer drives nails into wood. A saw cuts wood.\n\n- **chisel**: a blade that is struck with a mallet\n- price of the saw: 25 EUR";
const blocks = material([
  { source: "shop.md › Refunds", text: shop, score: 2 },
  { source: "tools.md", text: tools, score: 1 },
]);

const answerTo = async (...said: string[]): Promise<string> => {
  const prompt: LanguageModelV3Prompt = [
    { role: "system", content: `You are helpful.\n${blocks}` },
    ...said.map((text) => ({ role: "user" as const, content: [{ type: "text" as const, text }] })),
  ];
  return generated(prompt);
};
const generated = async (prompt: LanguageModelV3Prompt): Promise<string> => {
  const { content } = await extractiveModel().doGenerate({ prompt });
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
};

describe("the extractive model", () => {
  it.each(["When does my refund arrive?", "how long does a refund take"])(
    "answers %j with a time, whatever the verb",
    async (question) => {
      const text =
        "A refund reaches your card within five working days. Refunds of a yearly plan are made for the months left.";
      const system = material([{ source: "help.md", text, score: 1 }]);
      const prompt: LanguageModelV3Prompt = [
        { role: "system", content: system },
        { role: "user", content: [{ type: "text", text: question }] },
      ];
      expect(await generated(prompt)).toContain("within five working days");
    },
  );

  it("says what a thing is, without Markdown marks, with the place", async () => {
    expect(await answerTo("What is a refund?")).toBe(
      "From the material: A refund is money that we give back for a parcel that was returned. (shop.md › Refunds)",
    );
  });

  it.each([
    ["Why are refunds slow?", "because the bank checks"],
    ["When did the spring sale end?", "31 May 2024"],
    ["How many days do I have to send goods back?", "within 30 days"],
    ["What is not refunded?", "Gift cards are never refunded"],
    ["Who leads the refund team?", "Anna Berg"],
    ["List the countries you deliver to", "France, Spain and Italy"],
    ["What is a chisel?", "Chisel: a blade that is struck with a mallet."],
    ["What is the price of the saw?", "25 EUR"],
    ["what about refunding gift cards", "Gift cards are never refunded"],
  ])("answers %j with %j", async (question, sentence) => {
    expect((await answerTo(question)).split(". ")[0]).toContain(sentence.replace(/\.$/, ""));
  });

  it("takes no caption, heading or address into an answer", async () => {
    for (const question of ["Where do parcels wait?", "What is a parcel?", "Tell me about refunds and parcels"]) {
      expect(await answerTo(question)).not.toMatch(/credit|picture|##|\*\*|https?:|hall/);
    }
  });

  it.each([
    "Who won the world cup in 1998?",
    "What is the capital of Norway?",
    "How do I bake bread?",
    "When is the spring festival?",
    "Who teaches wood chemistry?",
    "hello",
  ])("S2.2 says that the material does not say, to %j", async (question) => {
    expect(await answerTo(question)).toBe("The material I have does not say.");
  });

  it("writes no word that the material does not hold", async () => {
    const held = `${shop} ${tools} From the material shop.md tools.md ›`.replaceAll(/[*[\]]/g, "").toLowerCase();
    for (const question of [
      "What is a refund?",
      "Summarise this",
      "Compare a hammer and a saw",
      "List the countries",
    ]) {
      for (const word of (await answerTo(question)).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
        expect(held).toContain(word);
    }
  });

  it("compares two things from what is said of each", async () => {
    expect(await answerTo("What is the difference between a hammer and a saw?")).toContain(
      "A hammer drives nails into wood. A saw cuts wood.",
    );
  });

  it("sums up with what opens each piece", async () => {
    const summary = await answerTo("Summarise this");
    expect(summary).toMatch(
      /A refund is money .+ \(shop\.md › Refunds\) A hammer drives nails into wood\. \(tools\.md\)$/,
    );
  });

  it("understands a question that goes on from the last", async () => {
    expect(await answerTo("Tell me about refunds", "and why are they slow?")).toContain("because the bank");
  });

  it("reads material beside the question in the user's message", async () => {
    const text = `${material([{ source: "a.md", text: "The lake is deep.", score: 1 }])}\nIs the lake deep?`;
    expect(await generated([{ role: "user", content: [{ type: "text", text }] }])).toBe(
      "From the material: The lake is deep. (a.md)",
    );
  });

  it("says what to do when there is no material at all", async () => {
    const said = await generated([{ role: "user", content: [{ type: "text", text: "Hi" }] }]);
    expect(said).toMatch(/offline/);
    expect(said).toMatch(/set MODEL/);
  });

  it("refuses to write JSON, and calls no tools", async () => {
    const prompt: LanguageModelV3Prompt = [{ role: "user", content: [{ type: "text", text: "Hi" }] }];
    await expect(extractiveModel().doGenerate({ prompt, responseFormat: { type: "json" } })).rejects.toSatisfy(
      UnsupportedFunctionalityError.isInstance,
    );
    const tool = { type: "function" as const, name: "look", inputSchema: {} };
    const [start] = await partsOf(extractiveModel(), { prompt, tools: [tool] });
    expect(start).toMatchObject({ type: "stream-start", warnings: [{ type: "unsupported", feature: "tools" }] });
  });

  it("lets others run between two pieces", async () => {
    let turns = 0;
    const counting = setInterval(() => turns++, 0);
    let running = true;
    const spin = () => {
      turns++;
      if (running) setImmediate(spin);
    };
    setImmediate(spin);
    const parts = await partsOf(extractiveModel());
    running = false;
    clearInterval(counting);
    expect(turns).toBeGreaterThanOrEqual(parts.length);
  });

  it("answers from five passages in less than three milliseconds", async () => {
    const passages = Array.from({ length: 5 }, (_, at) => ({
      source: `${at}.md`,
      text: `${shop}\n\n${tools} Number ${at}.`,
      score: 1,
    }));
    const prompt: LanguageModelV3Prompt = [
      { role: "system", content: material(passages) },
      { role: "user", content: [{ type: "text", text: "Why are refunds slow?" }] },
    ];
    const times: number[] = [];
    for (let round = 0; round < 30; round++) {
      const start = performance.now();
      await generated(prompt);
      times.push(performance.now() - start);
    }
    expect(Math.min(...times)).toBeLessThan(3);
  });

  it("P14 is not held up by a hostile question", async () => {
    for (const text of [
      "how do ".repeat(9_000),
      "what does ".repeat(6_000),
      "what is this about".repeat(3_500),
      " ".repeat(60_000),
      "word ".repeat(12_000),
    ]) {
      const start = performance.now();
      await answerTo(text);
      expect(performance.now() - start, text.slice(0, 10)).toBeLessThan(100);
    }
  });

  it("P14 is not held up by hostile material", async () => {
    const hostile = [
      '<material source="a">'.repeat(3_000),
      "*".repeat(60_000),
      "[".repeat(60_000),
      "(".repeat(60_000),
      "a. ".repeat(20_000),
      `${"&".repeat(30_000)}${"<a".repeat(15_000)}`,
      " a)".repeat(20_000),
      "| ".repeat(30_000),
      "<!--".repeat(15_000),
      "![".repeat(30_000),
      "[](".repeat(20_000),
    ];
    for (const text of hostile) {
      const start = performance.now();
      await generated([
        { role: "user", content: [{ type: "text", text: `<material source="x">\n${text}\n</material> What is a?` }] },
      ]);
      expect(performance.now() - start, text.slice(0, 10)).toBeLessThan(100);
    }
  });
});
