// Quizzes as a learner meets them: asked one at a time, answered in any form, marked, interrupted, summed up.
import { type Agent, type AgentEvent, type Json, supervisor, type Turn } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { Learner } from "../src/tutor/learner.ts";
import { qaAgent } from "../src/tutor/qa/qa-agent.ts";
import { assessmentAgent } from "../src/tutor/quiz/assessment-agent.ts";
import { markFree } from "../src/tutor/quiz/marking.ts";
import { questionsOf } from "../src/tutor/quiz/question-building.ts";
import { quizCommand } from "../src/tutor/quiz/quiz-command.ts";
import { quizRequest } from "../src/tutor/quiz/quiz-request.ts";
import { bread, libraryOf } from "./quiz-course.ts";
import { turnOf } from "./turn.ts";

interface Said {
  readonly text: string;
  readonly events: readonly AgentEvent[];
}

/** A conversation with one agent; state and memory are kept as the Store would keep them, as JSON. */
const conversation = (agent: Agent, agent_type = "tutor") => {
  const state = new Map<string, string>();
  const memory = new Map<string, string>();
  const read = (from: Map<string, string>, key: string): Json | undefined => {
    const kept = from.get(key);
    return kept === undefined ? undefined : (JSON.parse(kept) as Json);
  };
  let ordinal = 0;
  const say = async (text: string, source: "text" | "voice" = "text"): Promise<Said> => {
    ordinal++;
    const plain = turnOf({ text, source, ordinal });
    const turn: Turn = {
      ...plain,
      at: ordinal * 1000,
      conversation: { ...plain.conversation, agent_type },
      memory: {
        get: async (key) => read(memory, key),
        set: async (key, value) => void memory.set(key, JSON.stringify(value)),
      },
      state: {
        get: (key) => read(state, key),
        set: (key, value) => void (value === undefined ? state.delete(key) : state.set(key, JSON.stringify(value))),
      },
    };
    const events: AgentEvent[] = [];
    for await (const event of agent.respond(turn)) events.push(event);
    return { text: events.filter((event) => typeof event === "string").join(""), events };
  };
  return {
    say,
    state,
    learner: () => Learner.parse(read(memory, "learner/bread")),
    /** The right answer of the question that waits, and a wrong one. */
    waiting: () => {
      const { question_id } = read(state, "assessment_agent") as { question_id: string };
      const question = questionsOf(bread).find(({ id }) => id === question_id);
      if (!question) throw new Error("no question waits");
      if (question.type === "free")
        return { right: question.answer, wrong: "no idea at all about such things", question };
      const wrong = (question.right + 1) % question.options.length;
      return { right: "ABCD".charAt(question.right), wrong: "ABCD".charAt(wrong), question };
    },
  };
};

const quiz = () => conversation(assessmentAgent({ courses: libraryOf(bread) }));

describe("S1.1 The assessment agent quizzes", () => {
  it("asks the course's own question of the named section first, with lettered options", async () => {
    const { say } = quiz();
    const { text } = await say("quiz me on fermentation");
    expect(text).toContain("5 questions on **Fermentation**");
    expect(text).toContain("**Question 1 of 5.**");
    expect(text).toMatch(/What does yeast feed on\?|Which gas makes the dough rise\?/);
    expect(text).toMatch(/- \*\*A\*\*: .+\n- \*\*B\*\*: .+\n- \*\*C\*\*: .+\n- \*\*D\*\*: /);
  });

  it("marks right and wrong with the reason and its place, and records both", async () => {
    const { say, waiting, learner } = quiz();
    await say("quiz me on fermentation");
    const first = waiting();
    const wrong = await say(`i think ${first.wrong}`);
    expect(wrong.text).toContain("Not quite");
    expect(wrong.text).toContain("Bread › Fermentation");
    expect(wrong.text).toContain("**Question 2 of 5.**");
    expect(learner().quizzes).toMatchObject([{ question_id: first.question.id, section_id: "s2", right: false }]);
    expect(learner().misconceptions).toHaveLength(1);
    const right = await say(waiting().right);
    expect(right.text).toMatch(/^Right: /);
    expect(learner().quizzes).toHaveLength(2);
  });

  it("ends after five with the score and what to study", async () => {
    const { say, waiting, state } = quiz();
    await say("test me on fermentation");
    await say(waiting().wrong);
    let last = "";
    for (let more = 0; more < 4; more++) last = (await say(waiting().right)).text;
    expect(last).toContain("**4 of 5 right**");
    expect(last).toContain("To study again: **Bread › ");
    expect(state.has("assessment_agent")).toBe(false);
  });

  it("never asks the same thing twice in a quiz, and keeps twenty questions in under 4 KB", async () => {
    const { say, waiting, state } = quiz();
    await say("give me 20 questions about bread");
    const seen = new Set<string>();
    for (let kept = state.get("assessment_agent"); kept !== undefined; kept = state.get("assessment_agent")) {
      expect(kept.length).toBeLessThan(4096);
      const { question, right } = waiting();
      expect(seen).not.toContain(question.subject);
      seen.add(question.subject);
      await say(right);
    }
    expect(seen.size).toBeGreaterThan(9);
  });

  it("becomes harder after right answers and easier after wrong ones", async () => {
    const { say, waiting, learner } = quiz();
    await say("quiz me with 10 questions");
    for (let more = 0; more < 3; more++) await say(waiting().right);
    const high = learner().level;
    expect(high).toBeGreaterThan(1);
    for (let more = 0; more < 3; more++) await say(waiting().wrong);
    expect(learner().level).toBeLessThan(high);
  });

  it("brings back what was missed in a later quiz", async () => {
    const { say, waiting } = quiz();
    await say("quiz me on fermentation");
    const missed = waiting();
    await say(missed.wrong);
    await say("stop");
    await say("quiz me on fermentation");
    expect(waiting().question.id).toBe(missed.question.id);
  });

  it("helps, skips, repeats, gives up and stops on request", async () => {
    const { say, waiting, state } = quiz();
    await say("quiz me on fermentation");
    const before = waiting().question;
    expect((await say("can i have a hint please")).text).toContain("It is not");
    expect((await say("repeat the question")).text).toContain(before.prompt);
    expect(waiting().question.id).toBe(before.id);
    expect((await say("um i don't know")).text).toContain("The answer is");
    const second = waiting().question.id;
    expect((await say("skip this one")).text).toContain("Skipped.");
    expect(waiting().question.id).not.toBe(second);
    expect((await say("stop the quiz")).text).toContain("0 of 2 right");
    expect(state.has("assessment_agent")).toBe(false);
  });

  it("asks which is meant when two options fit, and asks again when none does", async () => {
    const { say, waiting } = quiz();
    await say("quiz me on fermentation");
    const { id } = waiting().question;
    expect((await say("a or b")).text).toContain("Which do you mean");
    expect((await say("the weather is nice today")).text).toContain("I did not find one of the options");
    expect(waiting().question.id).toBe(id);
  });

  it.each(["what is gluten?", "go to the next section", "explain proving to me", "why is that", "what's my progress"])(
    "passes as its first word when %j is said, and keeps the question",
    async (text) => {
      const { say, waiting } = quiz();
      await say("quiz me on fermentation");
      const { id } = waiting().question;
      expect((await say(text)).events).toEqual([{ type: "pass" }]);
      expect(waiting().question.id).toBe(id);
    },
  );

  it("says so when the course does not speak of the subject", async () => {
    expect((await quiz().say("quiz me on the french revolution")).text).toContain(
      "does not speak of “the french revolution”",
    );
  });

  it("S1.34 ends a quiz whose course is gone instead of failing", async () => {
    const { say, state } = quiz();
    await say("quiz me");
    state.set("assessment_agent", JSON.stringify({ course_id: "gone", nonsense: true }));
    expect((await say("b")).events).toEqual([{ type: "pass" }]);
    expect((await say("quiz me")).text).toContain("**Question 1 of 5.**");
  });

  it("speaks without Markdown by voice", async () => {
    const { text } = await quiz().say("quiz me", "voice");
    expect(text).not.toContain("*");
    expect(text).toContain("A: ");
  });
});

describe("A question in the middle of a quiz", () => {
  const courses = libraryOf(bread);
  const tutor = () => {
    const qa = qaAgent({ courses });
    return conversation(supervisor({ name: "tutor", members: [assessmentAgent({ courses }), qa], fallback: qa }));
  };

  it("S1.1 is answered, the quiz goes on, and the next answer is marked though another spoke last", async () => {
    const { say, waiting } = tutor();
    await say("quiz me on fermentation");
    const { id } = waiting().question;
    const answer = await say("what is gluten?");
    expect(answer.text).toContain("elastic network of proteins");
    expect(answer.text).toContain("Back to your quiz.");
    expect(waiting().question.id).toBe(id);
    expect((await say(waiting().right)).text).toMatch(/^Right: /);
  });

  it("is not taken for an answer though it names an option", async () => {
    const { say, waiting } = tutor();
    await say("quiz me on fermentation");
    const { id } = waiting().question;
    await say("what is carbon dioxide?");
    expect(waiting().question.id).toBe(id);
  });
});

describe("What is said in a quiz", () => {
  it.each([
    ["stop", "stop"],
    ["please stop the quiz", "stop"],
    ["i'm done", "stop"],
    ["skip", "skip"],
    ["next question please", "skip"],
    ["give me a hint", "hint"],
    ["help", "hint"],
    ["say that again", "repeat"],
    ["what were the options", "repeat"],
    ["i don't know", "unsure"],
    ["no idea", "unsure"],
    ["idk", "unsure"],
    ["what's the answer", "unsure"],
    ["ok continue", "resume"],
    ["back to the quiz", "resume"],
    ["stop codons end a protein", undefined],
    ["mitochondria", undefined],
  ])("%j is %s", (text, command) => {
    expect(quizCommand(text)).toBe(command);
  });

  it.each<[string, ReturnType<typeof quizRequest>]>([
    ["quiz me", {}],
    ["Quiz me on the Calvin cycle please", { subject: "the Calvin cycle" }],
    ["um can you test me on section 2", { subject: "section 2" }],
    ["ask me three questions about osmosis", { subject: "osmosis", count: 3 }],
    ["give me a question", { count: 1 }],
    ["give me 50 questions", { count: 20 }],
    ["quiz me on what we just covered", {}],
    ["let's do another quiz", {}],
    ["another one", {}],
    ["10 questions on diffusion", { subject: "diffusion", count: 10 }],
    ["i have a question about osmosis", undefined],
    ["what is a chloroplast", undefined],
    ["teach me about yeast", undefined],
  ])("%j asks for %j", (text, request) => {
    expect(quizRequest(text)).toEqual(request);
  });
});

describe("An answer in words of one's own is marked by its key words, and said to be approximate", () => {
  const question = {
    prompt: "Why do bakers let dough rest in the cold?",
    answer: "Cold slows the yeast, and the slow fermentation wins flavour.",
  };

  it.each([
    ["because slow fermentation of the yeast wins flavour", "right"],
    ["the yeast is slower", "partly"],
    ["bakers let dough rest in the cold", "wrong"],
    ["it saves money", "wrong"],
  ])("%j is %s", (said, outcome) => {
    expect(markFree(said, question).outcome).toBe(outcome);
  });

  it("names what is missing", () => {
    expect(markFree("the yeast slows", question).missing).toContain("flavour");
  });
});
