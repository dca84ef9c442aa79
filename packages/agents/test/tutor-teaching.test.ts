// The teacher: the course in order, told again, more simply, with examples, deeper, and always with its place.
import { describe, expect, it } from "vitest";
import { plainer } from "../src/tutor/teaching/plainer.ts";
import { teachingAgent } from "../src/tutor/teaching/teaching-agent.ts";
import { coffee, coursesOf, pupil, recordOf, tea } from "./tutor-class.ts";

const teacher = teachingAgent({ courses: coursesOf(tea, coffee) });

describe("S1.1 teaching in order", () => {
  it("begins at the beginning with the place, the purpose, the source's words and an invitation, in natural pieces", async () => {
    const { text, pieces } = await pupil(teacher).say("teach me about tea");
    expect(text).toMatch(
      /^\*\*Tea › The Leaf, part 1 of 3\*\*\n\nAfter this you can name the shrub; say what oxidation is\.\n\nAll tea comes/,
    );
    expect(text.split("\n\n").at(-1)).toMatch(/continue|go on/i);
    expect(pieces.length).toBeGreaterThan(4);
    expect(pieces.every((piece) => /[.?!*”:\s]\s*$/.test(piece))).toBe(true);
  });

  it("goes on where it was, two short parts under one heading at once, and remembers what is finished", async () => {
    const who = pupil(teacher);
    await who.say("start the lesson");
    const second = await who.say("continue");
    expect(second.text).toContain("part 2 of 3");
    const third = await who.say("go on");
    expect(third.text).toContain("part 3 of 3");
    expect(recordOf(who)).toMatchObject({
      finished: ["leaf1", "leaf2", "leaf3"],
      section_id: "making",
      segment_id: "making1",
    });
    const cup = await who.say("teach me about the cup");
    expect(cup.text).toMatch(/parts 1 and 2 of 2.*80 degrees.*four cups/s);
  });

  it("ends a section with the source's own summary and offers a quiz, or the next one", async () => {
    const who = pupil(teacher);
    for (const text of ["start", "continue"]) await who.say(text);
    const { text } = await who.say("continue");
    expect(text).toContain("That was the end of **The Leaf**.");
    expect(text).toContain("In the course's own summary: Tea is the leaf of one shrub. Oxidation turns it dark.");
    expect(text).toMatch(/Say “quiz me” .* or “continue” for \*\*Making Tea\*\*\.$/);
  });

  it("says what a section without a summary said, by its first sentences", async () => {
    const who = pupil(teacher);
    await who.say("teach me rolling");
    expect((await who.say("repeat that")).text).toContain("Rolling breaks the cells");
    const { text } = await pupil(teacher).say("teach me about rolling");
    expect(text).toContain("by its first sentences: Green tea is heated at once. Withering is a rest");
  });

  it("at the end of the course goes back to what is left, and says so when nothing is", async () => {
    const who = pupil(teacher);
    const end = await who.say("teach me about the cup");
    expect(end.text).toMatch(/end of \*\*Tea\*\*, and you have finished 25%.*Left is for example \*\*The Leaf\*\*/s);
    expect((await who.say("continue")).text).toMatch(/^We go back to what is left\.\n\n\*\*Tea › The Leaf, part 1/);
    for (let n = 0; n < 4; n++) expect((await who.say("continue")).text).not.toContain("the whole of");
    expect((await who.say("continue")).text).toContain("That was the whole of **Tea**: you have finished all of it.");
    expect(recordOf(who).finished).toHaveLength(8);
    await who.say("teach me about the cup");
    expect((await who.say("continue")).text).toMatch(/^That was the whole of \*\*Tea\*\*/);
  });

  it("varies its invitation", async () => {
    const who = pupil(teacher);
    const [one, two] = [await who.say("start"), await who.say("continue")].map(({ text }) => text.split("\n\n").at(-1));
    expect(one).not.toBe(two);
  });

  it("presents the same again when the turn is run again after its place was saved", async () => {
    const who = pupil(teacher);
    const first = await who.say("start", { turn: "same" });
    const second = await who.say("start", { turn: "same" });
    expect(second.text).toContain("part 1 of 3");
    expect(second.text.slice(0, 60)).toBe(first.text.slice(0, 60));
    expect((await who.say("continue")).text).toContain("part 2 of 3");
  });
});

describe("S1.1 a topic", () => {
  it.each([
    ["teach me about withering", "Tea › Making Tea › Withering"],
    ["teach me about polyphenols", "Tea › The Leaf, part 2"],
    ["the cup", "Tea › The Cup"],
  ])("“%s” begins at %s", async (text, place) => expect((await pupil(teacher).say(text)).text).toContain(`**${place}`));

  it("that the course does not cover is not taught", async () => {
    const who = pupil(teacher);
    const { text } = await who.say("teach me about quantum computing");
    expect(text).toMatch(/\*\*Tea\*\* says nothing about \*\*quantum computing\*\*.*It covers \*\*The Leaf\*\*/);
    expect(recordOf(who)).toBeUndefined();
  });

  it("that is another course's name begins that course, which stays", async () => {
    const who = pupil(teacher);
    expect((await who.say("teach me about coffee")).text).toContain("another course: **Coffee**");
    expect(who.memory.get("learner")).toBe("coffee");
  });

  it("of the course itself goes on where the learner was", async () => {
    const who = pupil(teacher);
    await who.say("teach me about tea");
    expect((await who.say("teach me about tea")).text).toMatch(/^We go on where you were\.\n\n.*part 2 of 3/);
  });
});

describe("S1.1 told again", () => {
  const taught = async () => {
    const who = pupil(teacher);
    await who.say("start");
    return who;
  };

  it("repeats without moving on", async () => {
    const who = await taught();
    const before = recordOf(who).segment_id;
    expect((await who.say("say that again")).text).toMatch(/^Once more: \*\*Tea › The Leaf, part 1 of 3/);
    expect(recordOf(who).segment_id).toBe(before);
  });

  it("after “you lost me there” goes back, says the same more simply, and says how", async () => {
    const who = await taught();
    const { text } = await who.say("you lost me there");
    expect(text).toMatch(/^Let us go back a step\. \*\*Tea › The Leaf, part 1 of 3\*\*/);
    expect(text).toContain("no language model");
    expect(text).toContain("All tea comes from one shrub, which is called the camellia.");
    expect(text).not.toContain("a tree if nobody cuts it");
    expect((await who.say("continue")).text).toContain("part 2 of 3");
  });

  it("lost twice goes one part further back, and from there on again", async () => {
    const who = await taught();
    await who.say("continue");
    await who.say("you lost me");
    expect((await who.say("I'm still confused")).text).toMatch(/what came before it\. \*\*Tea › The Leaf, part 1 of 3/);
    expect((await who.say("continue")).text).toContain("part 2 of 3");
  });

  it("gives the source's own examples, with their place", async () => {
    const who = await taught();
    expect((await who.say("an example please")).text).toMatch(
      /- Its young leaves are picked by hand, for example in April\. \(Tea › The Leaf, part 1 of 3\)/,
    );
    expect((await who.say("give me an example of rolling")).text).toContain("such as those at the rim");
  });

  it("goes deeper with further parts on the subject and leaves the place alone", async () => {
    const who = await taught();
    const { text } = await who.say("tell me more about oxygen");
    expect(text).toContain("**Tea › The Leaf, part 3 of 3**");
    expect((await who.say("continue")).text).toContain("part 2 of 3");
  });

  it("sums up what was taught so far, and the source's way when all was", async () => {
    const who = await taught();
    expect((await who.say("recap please")).text).toMatch(
      /^\*\*The Leaf\*\* so far\.\n\nWhat it said, by its first sentences: All tea comes/,
    );
    for (const text of ["continue", "continue"]) await who.say(text);
    expect((await who.say("sum it up")).text).toContain("In the course's own summary: Tea is the leaf");
  });

  it("says where a statement comes from", async () => {
    const who = await taught();
    const { text } = await who.say("where does that come from?");
    expect(text).toMatch(/\*\*Tea\*\*: Tea › The Leaf, part 1 of 3\..*“All tea comes.*The Tea Book, CC BY\.$/);
  });

  it.each(["what is oxidation?", "how hot should the water be", "my cat is purple and sings", "b"])(
    "“%s” is not for the teacher",
    async (text) => {
      const who = await taught();
      who.state.set("tutor", { active: "teaching_agent" });
      expect((await who.say(text)).passed).toBe(true);
      expect((await who.say(text, { addressed: "teaching_agent" })).text).toMatch(/^I teach \*\*Tea\*\*/);
    },
  );
});

it("S1.1 a question for which the teacher was chosen is taught where the course speaks of it", async () => {
  expect((await pupil(teacher).say("what should i understand about withering")).text).toContain("› Withering");
});

describe("S1.4 conversations are isolated", () => {
  it("what was said in one is not repeated in another, but the place is the learner's", async () => {
    const one = pupil(teacher);
    await one.say("start");
    const two = one.elsewhere();
    expect((await two.say("repeat that")).text).toContain("part 2 of 3");
    expect((await one.say("repeat that")).text).toContain("part 1 of 3");
    expect((await pupil(teacher).say("continue")).text).toContain("part 1 of 3");
  });
});

describe("S1.9 spoken", () => {
  it("has no marks, and places that can be said", async () => {
    for (const modelId of ["extractive", "gpt"]) {
      const { text } = await pupil(teacher).say("start", { source: "voice", modelId });
      expect(text).toMatch(/^Tea, The Leaf, part 1 of 3\n\n/);
    }
  });
});

describe("S1.1 with a language model", () => {
  it("the model phrases what stands in the course, between the place and what comes next", async () => {
    const { text } = await pupil(teacher).say("start", { modelId: "gpt" });
    expect(text).toMatch(
      /^\*\*Tea › The Leaf, part 1 of 3\*\*\n\nQUOTED <material source="Tea › The Leaf, part 1 of 3">\nAll tea/,
    );
    expect(text).toMatch(/<\/material>\n\n.*(?:continue|go on)/s);
  });
});

describe("plainer", () => {
  it("keeps short sentences that define, without asides, and explains the glossary's words", () => {
    const text =
      "It goes on and on about leaves and trees in a great many words for no reason. Others write at length about baskets and rain and the way to the village. Polyphenols (and more) are quite bitter. Polyphenols are a family. Who knows?";
    expect(plainer(text, tea.glossary)).toBe(
      "Polyphenols (bitter substance of plants) are quite bitter. Polyphenols are a family.",
    );
  });
  it("cuts a long definition where it only adds", () => {
    const stroma = { term: "stroma", definition: "fluid-filled space around the grana where sugar is made" };
    expect(plainer("It happens in the stroma.", [stroma])).toBe(
      "It happens in the stroma (fluid-filled space around the grana).",
    );
  });
  it("explains no word where it is defined", () => {
    expect(plainer("This is called oxidation. It needs air too.", tea.glossary)).toBe(
      "This is called oxidation. It needs air too.",
    );
  });
});

describe("without a course", () => {
  it("says what is missing", async () => {
    expect((await pupil(teachingAgent({ courses: coursesOf() })).say("teach me")).text).toContain("no course here yet");
  });
});
