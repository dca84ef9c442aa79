// The tutor as a team: who answers what, with stand-ins for who answers questions and who asks them.
import { type Agent, agent } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { navigationAgent } from "../src/tutor/navigation/navigation-agent.ts";
import { teachingAgent } from "../src/tutor/teaching/teaching-agent.ts";
import { tutor } from "../src/tutor/tutor.ts";
import { coursesOf, type Pupil, pupil, recordOf, tea } from "./tutor-class.ts";

const courses = coursesOf(tea);

const questions = agent({
  name: "qa_agent",
  title: "Q&A",
  description: "Answers questions about the course",
  examples: [
    "what is oxidation",
    "how hot should the water be",
    "why does a leaf turn dark",
    "what is the difference between green and black tea",
    "how many cups does a pot hold",
    "which part of the plant is used",
    "is oxygen needed for that",
    "what does withering do",
  ],
  async *respond() {
    yield "An answer.";
  },
});

const quizzes = agent({
  name: "assessment_agent",
  title: "Assessment",
  description: "Asks quiz questions about the course and marks the answers",
  examples: ["quiz me", "test me on this", "ask me a question", "give me a quiz about the cup", "check what I know"],
  rules: [/^quiz me/i, /^(?:stop|end|quit)\b.*\bquiz\b/i],
  async *respond(turn) {
    const waiting = turn.state.get("assessment_agent") !== undefined;
    const stop = /^stop/i.test(turn.text);
    turn.state.set("assessment_agent", waiting && stop ? undefined : { waiting: true });
    yield stop ? "The quiz is over." : waiting ? `Marked: ${turn.text}` : "How hot?";
  },
});

const team: Agent = tutor({ courses }, [teachingAgent({ courses }), questions, quizzes, navigationAgent({ courses })]);

const agentFor = async (who: Pupil, text: string) => (await who.say(text)).agent;

describe("S1.1 the tutor sends each message to one of its four", () => {
  it("S1.37 “continue teaching” goes to the teaching agent", async () => {
    expect(await agentFor(pupil(team), "continue teaching")).toBe("teaching_agent");
  });

  it.each([
    ["teach me about oxidation", "teaching_agent"],
    ["continue", "teaching_agent"],
    ["okay go on please", "teaching_agent"],
    ["what is oxidation", "qa_agent"],
    ["how many cups does a pot hold?", "qa_agent"],
    ["quiz me", "assessment_agent"],
    ["what's my progress", "navigation_agent"],
    ["um so show me my progress please", "navigation_agent"],
    ["go to the second section", "navigation_agent"],
    ["what should I study next?", "navigation_agent"],
    ["hello", "tutor"],
    ["what can you do?", "tutor"],
    ["asdf qwer", "tutor"],
  ])("“%s” to %s", async (text, expected) => expect(await agentFor(pupil(team), text)).toBe(expected));

  it("its four and itself can be addressed", () => {
    expect(team.name).toBe("tutor");
    expect(team.members?.map(({ name }) => name)).toEqual([
      "teaching_agent",
      "qa_agent",
      "assessment_agent",
      "navigation_agent",
    ]);
    const mine = team.members?.filter(({ name }) => name !== questions.name && name !== quizzes.name) ?? [];
    for (const { examples } of mine) expect(examples.length).toBeGreaterThanOrEqual(12);
  });
});

describe("S1.1 a lesson with interruptions", () => {
  it("teach, a question, continue, the second section, progress, continue", async () => {
    const who = pupil(team);
    expect((await who.say("teach me about tea")).text).toContain("part 1 of 3");
    const question = await who.say("what is oxidation?");
    expect([question.agent, question.text]).toEqual(["qa_agent", "An answer."]);
    expect((await who.say("continue")).text).toContain("part 2 of 3");
    expect((await who.say("you lost me there")).text).toContain("Let us go back a step");
    const gone = await who.say("go to the second section");
    expect([gone.agent, gone.text]).toEqual(["navigation_agent", expect.stringContaining("Making Tea")]);
    expect((await who.say("what's my progress")).text).toContain("25%");
    expect((await who.say("continue")).text).toContain("Green tea is heated");
    expect(recordOf(who).finished).toEqual(["leaf1", "leaf2", "making1"]);
  });

  it("a quiz that waits takes answers first, and lets go of what is not one", async () => {
    const who = pupil(team);
    await who.say("quiz me");
    expect((await who.say("80 degrees i think")).text).toBe("Marked: 80 degrees i think");
    expect(await agentFor(who, "what's my progress")).toBe("navigation_agent");
    const stopped = await who.say("stop the quiz");
    expect([stopped.agent, stopped.text]).toEqual(["assessment_agent", "The quiz is over."]);
  });

  it("“next” is the next part in a lesson, and the next section on the way", async () => {
    const who = pupil(team);
    await who.say("continue");
    expect((await who.say("next")).text).toContain("part 2 of 3");
    await who.say("go to section 1");
    expect((await who.say("next")).text).toContain("at **Tea › Making Tea");
    expect((await who.say("okay")).text).toContain("Green tea is heated");
  });

  it("“where does that come from” is asked of who said it", async () => {
    const who = pupil(team);
    await who.say("continue");
    expect((await who.say("where does that come from?")).text).toContain("The Tea Book");
    await who.say("what is oxidation");
    expect((await who.say("where does that come from?")).text).toBe("An answer.");
  });

  it("“yes” goes to who asked", async () => {
    const who = pupil(team);
    await who.say("continue");
    expect(await agentFor(who, "start again")).toBe("navigation_agent");
    const yes = await who.say("yes");
    expect([yes.agent, yes.text]).toEqual(["navigation_agent", expect.stringContaining("again")]);
    expect(recordOf(who).finished).toEqual([]);
  });
});

describe("S1.1 who was chosen answers", () => {
  it("with what it can do, where it did not understand; who merely kept the conversation passes", async () => {
    const shy = agent({
      name: "assessment_agent",
      title: "Assessment",
      description: "Asks questions.",
      examples: ["quiz me"],
      rules: [/^drill/],
      async *respond() {
        yield { type: "pass" };
      },
    });
    const who = pupil(tutor({ courses }, [teachingAgent({ courses }), shy]));
    const chosen = await who.say("drill the well");
    expect([chosen.agent, chosen.text]).toEqual([
      "assessment_agent",
      "I am not sure what you want there. Assessment: Asks questions. Say for example “quiz me”.",
    ]);
    expect(await agentFor(who, "asdf qwer")).toBe("tutor");
  });
});

describe("P14 a message of 64 KiB", () => {
  const filled = (text: string) => text.repeat(Math.floor(65_536 / text.length)).slice(0, 65_536);
  it.each([
    ["spaces", `x${filled(" ")}x`],
    ["assent and spaces", `okay x${filled(" ")}x`],
    ["politeness", filled("please, ")],
    ["lead-ins", filled("so um okay ")],
    ["questions", filled("? ")],
    ["topics", filled("teach me about the ")],
    ["places", filled("go to section ")],
    ["one word", filled("a")],
  ])("of nothing but %s holds nobody up", async (_, text) => {
    const who = pupil(team);
    await who.say("continue");
    await who.say("quiz me");
    for (const before of ["continue", "what's my progress"]) {
      await who.say(before);
      const startedMs = performance.now();
      await who.say(text);
      expect(performance.now() - startedMs).toBeLessThan(100);
    }
  });
});

describe("S1.1 the host", () => {
  const says = async (text: string, name?: string) =>
    (await pupil(team).say(text, name === undefined ? {} : { name })).text;
  it("greets with the course and what it can do", async () => {
    expect(await says("hello", "Ada")).toMatch(
      /^Hello, Ada\. I am the tutor for \*\*Tea\*\*\. It is about \*\*The Leaf\*\*.*“quiz me”/s,
    );
    expect(await says("who are you?")).toContain("a program and not a person");
    expect(await says("thanks!")).toContain("welcome");
    expect(await says("go to the tutor")).toMatch(/^You are with the tutor for \*\*Tea/);
  });
  it("teaches nothing at what is off the subject or unclear", async () => {
    const who = pupil(team);
    expect((await who.say("my neighbour bought a purple car yesterday evening")).text).toMatch(/not about \*\*Tea\*\*/);
    expect((await who.say("asdf")).text).toContain("did not understand");
    expect(recordOf(who)).toBeUndefined();
  });
  it("says what comes near when it is only unclear", async () => {
    const { text } = await pupil(team).say("polyphenols bitter insects hm");
    expect(text).toMatch(/Leaf/);
  });
});
