// The classifier: what it sees of an utterance, what it learns, how sure it says it is, and that the same lessons give the same model.
import { describe, expect, it } from "vitest";
import { agent } from "../src/agent/agent.ts";
import { bestTemperature } from "../src/supervisor/classifier/calibration.ts";
import { classify } from "../src/supervisor/classifier/classify.ts";
import { featuresOf, spoken } from "../src/supervisor/classifier/features.ts";
import { trainedFor } from "../src/supervisor/classifier/team.ts";
import { train } from "../src/supervisor/classifier/train.ts";

const lesson = (label: string, texts: readonly string[]) => texts.map((text) => ({ label, text }));
const fruits = ["apple", "pear", "plum", "cherry", "grape", "lemon", "melon", "peach"];
const lessons = [
  ...lesson("buy", [...fruits.map((fruit) => `i want to buy a ${fruit}`), "sell me some fruit", "how much is it"]),
  ...lesson("cook", [...fruits.map((fruit) => `how do i cook a ${fruit}`), "a recipe for jam", "how long in the oven"]),
  ...lesson("off_topic", [
    "hello",
    "is it raining",
    "tell me a joke",
    "play some music",
    "who won the match",
    "good night",
  ]),
];
const classifier = train(lessons);

describe("S1.1 what the classifier sees", () => {
  it("is what was said, however it is written: case, marks, fillers, numbers", () => {
    expect(spoken("Um, what's on PAGE 12?!")).toBe("whats on page 00");
    expect(spoken("hm")).toBe("hm");
    expect(spoken("¿¡…!?")).toBe("");
  });

  it("is a vector of length 1, and nothing for nothing", () => {
    const { values } = featuresOf("teach me about cells");
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    expect(featuresOf("").buckets).toHaveLength(0);
  });

  it("of a long text is its beginning", () => {
    expect(featuresOf(`teach me ${"x ".repeat(50_000)}`).buckets.length).toBeLessThan(2_000);
  });
});

describe("S1.1 what the classifier learns", () => {
  it.each([
    ["i would like to buy a mango", "buy"],
    ["how do you cook mangos", "cook"],
    ["is it raining there", "off_topic"],
  ])("“%s” is for %s", (text, agent) => {
    const judged = classify(classifier, text);
    expect(judged.agent).toBe(agent);
    expect(judged.confidence).toBeGreaterThan(0.5);
    expect(judged.margin).toBeLessThanOrEqual(judged.confidence);
  });

  it("is unsure of what it has no word for", () => {
    expect(classify(classifier, "zwyx").confidence).toBeLessThan(0.6);
    expect(classify(classifier, "").confidence).toBeLessThan(0.6);
  });

  it("is the same for the same lessons, and plain JSON", () => {
    expect(train(lessons)).toEqual(classifier);
    const copy = JSON.parse(JSON.stringify(classifier)) as typeof classifier;
    expect(classify(copy, "a recipe for plums")).toEqual(classify(classifier, "a recipe for plums"));
  });
});

describe("calibration", () => {
  const said = (score: number, target: 0 | 1) => ({ target, scores: [score, 0] });

  it("cools what is right more often than it says, and heats what is right less often", () => {
    const always = Array.from({ length: 20 }, () => said(1, 0));
    const often = Array.from({ length: 20 }, (_, index) => said(1, index % 4 === 0 ? 1 : 0));
    expect(bestTemperature(always)).toBeLessThan(0.1);
    const temperature = bestTemperature(often);
    expect(1 / (1 + Math.exp(-1 / temperature))).toBeCloseTo(0.75, 2);
  });
});

describe("S1.1 a team without a classifier of its own", () => {
  const silent = (name: string, description: string, examples: readonly string[] = []) =>
    agent({ name, description, examples, async *respond() {} });

  it("gets one from its members' examples and descriptions", () => {
    const team = trainedFor([
      silent("billing", "Invoices, refunds and payment methods", ["why was I charged twice", "send me the invoice"]),
      silent("sales", "Prices and plans for new customers", [
        "what does the large plan cost",
        "do you have a discount",
      ]),
    ]);
    expect(classify(team, "there is a wrong charge on my invoice").agent).toBe("billing");
    expect(classify(team, "which payment methods are there").agent).toBe("billing");
    expect(classify(team, "is there a discount on plans").agent).toBe("sales");
    expect(classify(team, "tell me a funny joke").agent).toBe("unclear");
  });

  it("gets it in a moment, of 128 members too", () => {
    const many = Array.from({ length: 128 }, (_, number) =>
      silent(
        `agent_${number}`,
        `Questions on subject ${fruits[number % 8]} and area ${String.fromCharCode(97 + (number % 26))}${number}`,
        [`help with ${fruits[number % 8]} ${number}`, `show me area ${number}`],
      ),
    );
    const begun = performance.now();
    trainedFor(many);
    expect(performance.now() - begun).toBeLessThan(250);
  });

  it("stays unsure where its members have said nothing", () => {
    expect(classify(trainedFor([silent("mute", "")]), "send the invoice").agent).toBe("unclear");
  });
});
