// The way through a course: places by number and by title, progress, what is left, what to study next, starting again, other courses.
import { describe, expect, it } from "vitest";
import { advance, Learner, newLearner, placedSegments, recordAnswer } from "../src/tutor/learner.ts";
import { navigationAgent } from "../src/tutor/navigation/navigation-agent.ts";
import { isWholeCourse, partNumbered, partsOf, partTitled } from "../src/tutor/place.ts";
import { percentOf, progressOf, recentlyWeak } from "../src/tutor/progress.ts";
import { coffee, coursesOf, pupil, recordOf, tea } from "./tutor-class.ts";

const guide = navigationAgent({ courses: coursesOf(tea, coffee) });

/** Somebody who has heard the first section, and answered on the second. */
const begun = (answers: readonly boolean[] = []) => {
  const who = pupil(guide);
  const heard = advance(tea, newLearner(tea), placedSegments(tea).slice(0, 3), "t");
  const marked = answers.reduce(
    (learner, right, at) => recordAnswer(learner, { question_id: `q${at}`, section_id: "leaf", right, at }),
    heard,
  );
  who.memory.set("learner/tea", marked);
  return who;
};

describe("S1.1 going", () => {
  it.each([
    ["go to the second section", "Tea › Making Tea, part 1 of 3** (section 2 of 3)"],
    ["go to section 3", "Tea › The Cup, part 1 of 2** (section 3 of 3)"],
    ["take me to the 2nd chapter", "Tea › Making Tea"],
    ["section 2.2", "Tea › Making Tea › Rolling, part 3 of 3"],
    ["the last section", "Tea › The Cup"],
    ["go to making tea", "Tea › Making Tea"],
    ["jump to withering", "Tea › Making Tea › Withering, part 2"],
    ["next section", "Tea › Making Tea"],
    ["go forward one", "Tea › Making Tea"],
    ["let's jump to the conclusion", "Tea › The Cup"],
  ])("“%s” is at once at %s", async (text, place) => {
    const who = pupil(guide);
    expect((await who.say(text)).text).toContain(place);
    expect(recordOf(who).segment_id).not.toBe("leaf1");
  });

  it("says what to say next", async () => {
    expect((await pupil(guide).say("go to section 1")).text).toMatch(/“continue” and I begin\.$/);
  });

  it("goes on and back by one, and no further than there is", async () => {
    const who = pupil(guide);
    expect((await who.say("go back")).text).toContain("the first section");
    await who.say("next section");
    await who.say("next section");
    expect((await who.say("next section")).text).toContain("the last section");
    expect((await who.say("go back")).text).toContain("Making Tea");
  });

  it("“okay” after it means to begin", async () => {
    const { events } = await pupil(guide).say("okay then");
    expect(events).toEqual([{ type: "handoff", to: "teaching_agent", reason: "Then we go on." }]);
  });

  it("says where something is without going there", async () => {
    const who = pupil(guide);
    expect((await who.say("which section is about rolling?")).text).toContain(
      "**Tea › Making Tea › Rolling, part 3 of 3**",
    );
    expect((await who.say("is there a chapter on evolution")).text).toMatch(
      /nothing about \*\*evolution\*\* in \*\*Tea/,
    );
    expect(recordOf(who)).toBeUndefined();
  });

  it("says what there is when the number is too high", async () => {
    const who = pupil(guide);
    expect((await who.say("go to section 9")).text).toMatch(/no such section.* has 3\..*2 \*\*Making Tea\*\*/);
    expect(recordOf(who)).toBeUndefined();
  });

  it("passes what is not about the way, and helps when it is addressed itself", async () => {
    const who = pupil(guide);
    expect((await who.say("go to the moon")).text).toContain("I find nothing about **moon** in **Tea**");
    who.state.set("tutor", { active: "navigation_agent" });
    expect((await who.say("go to the moon")).passed).toBe(true);
    expect((await pupil(guide).say("blue sky", { addressed: "navigation_agent" })).text).toContain("I know the way");
  });
});

describe("parts of a course of chapters", () => {
  const book = {
    ...tea,
    sections: [
      ...tea.sections.map((section) => ({ ...section, path: ["Chapter One", section.title] })),
      ...coffee.sections.map((section) => ({ ...section, path: ["Chapter Two", section.title] })),
    ],
  };
  it("have chapters first, and sections within the chapter where one is", () => {
    expect(partsOf(book).map(({ number, title, parts }) => [number, title, parts.length])).toEqual([
      ["1", "Chapter One", 3],
      ["2", "Chapter Two", 1],
    ]);
    const at = (chapter: boolean, numbers: [number, ...number[]], here: string) =>
      partNumbered(book, { chapter, numbers }, here)?.title;
    expect(at(true, [2], "leaf")).toBe("Chapter Two");
    expect(at(false, [2], "leaf")).toBe("Making Tea");
    expect(at(false, [2, 1], "leaf")).toBe("The Bean");
    expect(at(false, [0], "leaf")).toBe("The Cup");
    expect(at(true, [5], "leaf")).toBeUndefined();
  });
  it("are found by the words of their titles, not by a word among others", () => {
    expect(partTitled(book, "making of tea")?.title).toBe("Making Tea");
    expect(isWholeCourse(tea, "tea")).toBe(true);
    expect(partTitled(book, "a cup of cocoa with cream")).toBeUndefined();
    const twice = {
      ...tea,
      sections: [
        tea.sections[1],
        { ...tea.sections[2], id: "x", title: "What Is Light?", path: ["Tea", "What Is Light?"] },
        { ...tea.sections[2], id: "y", title: "Using Light Well", path: ["Tea", "Using Light Well"] },
      ],
    } as typeof tea;
    expect(partTitled(twice, "using light")?.title).toBe("Using Light Well");
    expect(partTitled(twice, "light")?.title).toBe("What Is Light?");
  });
});

describe("S1.1 progress", () => {
  it("is told in percent, by section, with quizzes and what is next", async () => {
    const { text } = await begun([true, true, false]).say("what's my progress");
    expect(text).toMatch(/finished \*\*38%\*\* of \*\*Tea\*\*: 3 of 8 parts, 1 of 3 sections whole/);
    expect(text).toContain("- 1 The Leaf: finished ✓\n- 2 Making Tea: not begun");
    expect(text).toContain("Of 3 quiz questions you had 2 right (67%).");
    expect(text).toContain("Next is **Tea › Making Tea, part 1 of 3**");
  });

  it("stands in the outline, with where one is", async () => {
    const { text } = await begun().say("show me the outline");
    expect(text).toContain("- 1 **The Leaf** ✓\n- 2 **Making Tea** ← you are here\n   - 2.1 Withering");
    expect((await begun().say("where am i")).text).toContain("section 2 of 3");
  });

  it("says what is left", async () => {
    expect((await begun().say("what is left?")).text).toMatch(
      /5 parts in 2 sections:\n\n- \*\*Making Tea\*\*: 3 of 3 parts/,
    );
  });

  it("advises what quizzes showed to be weak, else what is next in order", async () => {
    expect((await begun([false, false, true]).say("what should I study next")).text).toMatch(
      /^Study \*\*The Leaf\*\* again.*After that, go on with \*\*Making Tea\*\*/,
    );
    expect((await begun([true]).say("what should I study next")).text).toMatch(/^Go on with \*\*Tea › Making Tea/);
  });

  it("is weak where the last few answers are, not where old ones were", () => {
    const answered = (rights: readonly boolean[]) =>
      recentlyWeak(
        tea,
        rights.reduce(
          (one, right, at) => recordAnswer(one, { question_id: "q", section_id: "cup", right, at }),
          newLearner(tea),
        ),
      );
    expect(answered([false, false, false])).toHaveLength(1);
    expect(answered([false, false, false, true, true, true, true, true])).toHaveLength(0);
    expect(answered([])).toHaveLength(0);
  });

  it("is 0 or 100 percent only when it is", () => {
    expect([0, 1, 999, 1000].map((finished) => percentOf({ finished, total: 1000 }))).toEqual([0, 1, 99, 100]);
    expect(progressOf({ sections: [] }, newLearner(tea)).percent).toBe(0);
  });
});

describe("S1.1 starting again", () => {
  it("asks back before it forgets", async () => {
    const who = begun([true]);
    expect((await who.say("start again")).text).toMatch(/^Shall I forget .*38% and 1 quiz answer\?/);
    expect(who.state.get("navigation_agent")).toMatchObject({ waiting: true });
    expect(recordOf(who).finished).toHaveLength(3);
    expect((await who.say("yes, do it")).text).toContain("nothing of it is finished now");
    expect(recordOf(who)).toMatchObject({ finished: [], quizzes: [], segment_id: "leaf1" });
    expect(who.state.get("navigation_agent")).toBeUndefined();
  });

  it.each(["no", "never mind", "what's my progress"])("forgets nothing after “%s”", async (answer) => {
    const who = begun();
    await who.say("start again");
    await who.say(answer);
    await who.say("yes");
    expect(recordOf(who).finished).toHaveLength(3);
  });

  it("has nothing to forget at the beginning", async () => {
    expect((await pupil(guide).say("start over")).text).toContain("not begun");
  });
});

describe("S1.1 courses", () => {
  it("are listed with progress, and switched by title or number", async () => {
    const who = begun();
    expect((await who.say("which courses are there?")).text).toContain(
      "1. **Tea**: 38% (you are here)\n2. **Coffee**: 0%",
    );
    expect((await who.say("switch to the coffee course")).text).toMatch(/^This is now \*\*Coffee\*\*/);
    expect((await who.say("where am i")).text).toContain("**Coffee**");
    expect((await who.say("select the second course")).text).toMatch(/^This is now \*\*Coffee\*\*/);
    expect((await who.say("switch to course 1")).text).toContain("38%");
    expect((await who.say("switch to the cocoa course")).text).toContain("no course like");
  });

  it("metadata names the course of a turn", async () => {
    expect((await begun().say("where am i", { metadata: { course_id: "coffee" } })).text).toContain("**Coffee**");
    expect((await begun().say("where am i", { metadata: { course_id: "not mine" } })).text).toContain("**Tea**");
  });
});

describe("the record of a learner", () => {
  it("counts an answer once however often its turn runs, and follows the learner's level", () => {
    const answer = (at: number, right: boolean) => ({
      question_id: "q1",
      section_id: "cup",
      right,
      at,
      ...(!right && { chosen: "90" }),
    });
    let learner = newLearner(tea);
    for (const one of [answer(1, false), answer(1, false)]) learner = recordAnswer(learner, one);
    expect(learner.quizzes).toHaveLength(1);
    expect(learner.misconceptions).toEqual([{ question_id: "q1", chosen: "90" }]);
    learner = recordAnswer(recordAnswer(learner, answer(2, true)), answer(3, true));
    expect(learner).toMatchObject({ misconceptions: [], level: 2 });
    learner = recordAnswer(recordAnswer(learner, answer(4, false)), answer(5, false));
    expect(learner.level).toBe(1);
  });
  it("keeps the last 200 answers", () => {
    let learner = newLearner(tea);
    for (let at = 0; at < 205; at++) learner = recordAnswer(learner, { question_id: `q${at}`, right: true, at });
    expect(learner.quizzes).toHaveLength(200);
    expect(Learner.safeParse(learner).success).toBe(true);
  });
  it("is begun anew when it cannot be read", async () => {
    const who = pupil(guide);
    who.memory.set("learner/tea", { finished: "all" });
    expect((await who.say("what's my progress")).text).toContain("**0%**");
  });
});
