// Questions answered from a course: with definitions first, with the place, and openly when the course does not say.
import type { Exchange, Json, ReplyOptions, Turn } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { qaAgent } from "../src/tutor/qa/qa-agent.ts";
import { bread, libraryOf } from "./quiz-course.ts";
import { turnOf } from "./turn.ts";

const agent = qaAgent({ courses: libraryOf(bread) });

interface Wish {
  readonly state?: Map<string, Json>;
  readonly modelId?: string;
  readonly source?: "text" | "voice";
  readonly history?: readonly Exchange[];
  readonly reply?: Turn["reply"];
}

const ask = async (text: string, { history = [], ...wish }: Wish = {}): Promise<string> => {
  const turn = { ...turnOf({ text, ...wish }), history: async () => history };
  let said = "";
  for await (const event of agent.respond(turn)) if (typeof event === "string") said += event;
  return said;
};

describe("S1.1 The Q&A agent answers from the course", () => {
  it.each([
    [
      "what is gluten?",
      "Gluten: elastic network of proteins that holds gas in dough. (Bread › Flour and Water › Glossary)",
    ],
    ["define yeast", "Yeast: single-celled fungus"],
    ["what does proving mean", "Proving: process of leaving shaped loaves"],
    ["what's the Maillard reaction", "Maillard reaction: browning"],
    ["what is a levain?", "Starter: culture of wild fungi"],
    ["what is rising", "Fermentation: process of turning sugar"],
  ])("%j with the glossary's definition first", async (question, opening) => {
    expect(await ask(question)).toMatch(new RegExp(`^${opening.replaceAll(/[.*+?()]/g, "\\$&")}`));
  });

  it.each([
    ["why does the dough rise?", "because it is caught in the network", "Bread › Fermentation"],
    ["how does steam keep the crust soft", "Steam keeps the crust soft", "Bread › Baking"],
    ["what gives sourdough its sour taste", "acid gives the loaf its sour taste", "Bread › Fermentation"],
  ])("%j with the sentences and their place", async (question, sentence, place) => {
    const answer = await ask(question);
    expect(answer).toContain(sentence);
    expect(answer).toContain(`(${place})`);
  });

  it.each(["who won the world cup in 1998?", "how do rockets reach orbit", "what is a chloroplast?"])(
    "says that the course does not say: %j",
    async (question) => {
      const answer = await ask(question);
      expect(answer).toContain("The course **Bread** does not say anything about that.");
      expect(answer).toContain("Flour and Water, Fermentation and Baking");
    },
  );

  it("understands a question that leans on the one before", async () => {
    const state = new Map<string, Json>();
    await ask("does cold slow yeast?", { state });
    expect(await ask("and why is it done overnight?", { state })).toContain("win flavour");
    expect(await ask("and why?")).toContain("does not say");
  });

  it("knows what was just taught, and what a quiz just marked", async () => {
    const taught: Exchange[] = [
      { role: "user", text: "continue" },
      {
        role: "assistant",
        text: "**Bread › Baking, part 1 of 2**\n\nSteam keeps the crust soft.",
        agent: "teaching_agent",
      },
    ];
    expect(await ask("why is that?", { history: taught })).toContain("Without steam the crust sets early and tears.");
    const state = new Map<string, Json>([
      [
        "assessment_agent",
        {
          course_id: "bread",
          about: "",
          section_ids: [],
          total: 5,
          seed: 1,
          results: [{ id: "q2", outcome: "wrong" }],
          waiting: true,
          question_id: "q4",
          hinted: false,
        },
      ],
    ]);
    const marked: Exchange[] = [{ role: "assistant", text: "Not quite …", agent: "assessment_agent" }];
    const answer = await ask("why is that?", { history: marked, state });
    expect(answer).toContain("The gas makes the dough rise because it is caught in the network.");
    expect(answer).toContain("The crust is kept soft by");
  });

  it("gives a model the passages with their places and the rule to stay with them", async () => {
    let given: ReplyOptions | undefined;
    async function* reply(options: ReplyOptions) {
      given = options;
      yield "It rises because gas is caught (Bread › Fermentation).";
    }
    const answer = await ask("why does the dough rise?", { modelId: "large", reply });
    expect(answer).toBe("It rises because gas is caught (Bread › Fermentation).");
    expect(given?.facts).toContain('<material source="Bread › Fermentation">');
    expect(given?.instructions).toContain("say so plainly instead of guessing");
  });

  it("offers to go on with the lesson that it interrupted", async () => {
    const history: Exchange[] = [
      { role: "user", text: "teach me" },
      { role: "assistant", text: "Yeast is …", agent: "teaching_agent" },
    ];
    expect(await ask("what is gluten?", { history })).toContain("Say “continue” to go on with the lesson.");
    expect(await ask("what is gluten?")).not.toContain("continue");
  });

  it("is short by voice", async () => {
    const spoken = await ask("why does the dough rise?", { source: "voice" });
    expect(spoken.length).toBeLessThan((await ask("why does the dough rise?")).length + 1);
    expect(spoken.match(/›/g)?.length).toBe(1);
  });

  it("S1.34 a model that fails ends its own turn, and the next one works", async () => {
    const state = new Map<string, Json>();
    // biome-ignore lint/correctness/useYield: a model that fails before its first word
    async function* reply(): AsyncGenerator<string> {
      throw new Error("the model is away");
    }
    await expect(ask("why does the dough rise?", { modelId: "large", reply, state })).rejects.toThrow("away");
    expect(await ask("what is gluten?", { state })).toContain("elastic network");
  });

  it("says what to do when there is no course", async () => {
    const alone = qaAgent({ courses: libraryOf() });
    const events = [];
    for await (const event of alone.respond(turnOf({ text: "what is gluten?" }))) events.push(event);
    expect(events.join("")).toContain("Import one");
  });
});
