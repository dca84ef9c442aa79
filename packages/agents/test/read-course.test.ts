// Markdown read as a course: small texts of our own for each rule, and the real chapters where they are at hand.
import { type Course, PolylogueError } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { courseReading, readCourse } from "../src/course/read-course.ts";

const read = (markdown: string, questions?: string): Course =>
  readCourse({ markdown, name: "rivers-and-seas.md", ...(questions !== undefined && { questions }) });

const textsOf = (course: Course) => course.sections.flatMap(({ segments }) => segments.map(({ text }) => text));

const rivers = `# Rivers

## Springs

**Objectives**

By the end of this section, you will be able to:
* Say where a river begins
* Name two kinds of springs

A river begins at a spring. Rain sinks into the ground and comes out lower down.

A **spring** is a place where water leaves the ground. Some are warm.

### Warm Springs

Hot rock heats the water. Minerals dissolve in it.

### Summary

Rivers begin at springs.

### Glossary

- **spring**: place where water leaves the ground
- **geyser**: (plural = geysers) spring that throws its water up
- **fountainhead**: see spring

## Mouths

A river ends at its mouth. It slows down there and drops its sand.

Source: A book about rivers, CC BY 4.0.
`;

describe("S1.9 a chapter as a course", () => {
  const course = read(rivers);

  it("has its title, its sections in order, and what may be done with it", () => {
    expect(course).toMatchObject({
      course_id: "rivers",
      title: "Rivers",
      attribution: "A book about rivers, CC BY 4.0.",
    });
    expect(course.sections.map(({ path }) => path)).toEqual([
      ["Rivers", "Springs"],
      ["Rivers", "Mouths"],
    ]);
  });

  it("keeps objectives, summary and glossary apart from what is taught", () => {
    const [springs, mouths] = course.sections;
    expect(springs?.objectives).toEqual(["Say where a river begins", "Name two kinds of springs"]);
    expect(springs?.summary).toBe("Rivers begin at springs.");
    expect(mouths).toMatchObject({ objectives: [], summary: "" });
    expect(course.glossary).toEqual([
      { term: "spring", definition: "place where water leaves the ground", section_id: springs?.id },
      { term: "geyser", definition: "spring that throws its water up", section_id: springs?.id },
    ]);
    expect(textsOf(course).join(" ")).not.toMatch(/Objectives|able to|geyser|CC BY/);
  });

  it("teaches paragraph by paragraph, and says under which heading", () => {
    expect(course.sections[0]?.segments.map(({ text, path }) => ({ text, path }))).toEqual([
      { text: "A river begins at a spring. Rain sinks into the ground and comes out lower down.", path: undefined },
      { text: "A spring is a place where water leaves the ground. Some are warm.", path: undefined },
      { text: "Hot rock heats the water. Minerals dissolve in it.", path: ["Warm Springs"] },
    ]);
  });

  it("gives the same text the same id, and no id twice", () => {
    const again = read(rivers.replace("It slows down there", "It slows there"));
    expect(again.sections[0]?.segments).toEqual(course.sections[0]?.segments);
    expect(again.sections[1]?.segments[0]?.id).not.toBe(course.sections[1]?.segments[0]?.id);
    const doubled = read("# A\n\n## B\n\nOne is. Two is.\n\n## C\n\nOne is. Two is.\n");
    const ids = doubled.sections.flatMap(({ segments }) => segments.map(({ id }) => id));
    expect(new Set(ids).size).toBe(2);
  });

  it("reads the same step by step, with a pause for each section", () => {
    const reading = courseReading({ markdown: rivers, name: "x.md" });
    let pauses = 0;
    let step = reading.next();
    for (; !step.done; step = reading.next()) pauses += 1;
    expect(step.value).toEqual(course);
    expect(pauses).toBeGreaterThanOrEqual(course.sections.length);
  });
});

describe("a segment", () => {
  const sentences = (count: number) => Array.from({ length: count }, (_, n) => `Sentence number ${n + 1} is here.`);

  it("has two to six sentences: a longer paragraph is cut evenly, a lone sentence goes with its neighbour", () => {
    const course = read(`# T\n\n${sentences(13).join(" ")}\n\nAlone it stands.\n\nThen come two. Here they are.\n`);
    expect(textsOf(course).map((text) => text.split(".").length - 1)).toEqual([4, 5, 4, 3]);
    expect(textsOf(course).at(-1)).toBe("Alone it stands. Then come two. Here they are.");
  });

  it("lets a lone sentence open the heading below it, and never reaches into another section", () => {
    const course = read(
      "# T\n\n## A\n\nThere are two kinds.\n\n### Kind\n\nIt is one. It is good.\n\n## B\n\nJust this.\n",
    );
    expect(textsOf(course)).toEqual(["There are two kinds. It is one. It is good.", "Just this."]);
  });

  it("does not end after a step's number", () => {
    const course = read("# T\n\nStep 1. Heat the water. Step 2. Pour it.\n");
    expect(textsOf(course)).toEqual(["Step 1. Heat the water. Step 2. Pour it."]);
  });

  it("tells a list of labels in one sentence, and keeps an item that is one", () => {
    const course = read(
      "# T\n\nWater falls. There are three forms:\n\n- rain\n- snow\n- hail\n\nMore of it:\n\n1. Fog is low.\n2. Dew is small.\n",
    );
    expect(textsOf(course)).toEqual([
      "Water falls. There are three forms: rain; snow; hail.",
      "More of it. Fog is low. Dew is small.",
    ]);
  });

  it("leaves out code, tables, pictures and what they were announced with", () => {
    const course = read(
      "# T\n\nA loop repeats. It looks like this:\n\n```js\nfor (;;) {}\n```\n\n| a | b |\n|---|---|\n\n![a loop](loop.png)\n\nIt runs for good.\n",
    );
    expect(textsOf(course)).toEqual(["A loop repeats. It runs for good."]);
  });
});

describe("what conversion left behind", () => {
  const taught = (text: string) =>
    textsOf(read(`# T\n\nGerman is spoken here. Heat moves. Many people know it.\n\n${text}\n`))
      .slice(1)
      .join(" ");

  it.each([
    ["a caption without its beginning", '  plants, (b) algae, and (c) moss. (credit: &quot;me&quot;)")'],
    ["the end of one", ' ")'],
    ["a credit", ". The cells are larger. (credit: modification of work by A. Body)"],
    ["a formula without form", "  A + B → [  C  ] → D  "],
    ["a page that is not here", "Click the [link][1] to learn more about it. It is short."],
    ["a film that is not here", "To see one in action, watch a short video of it. It is nice."],
    ["a hidden answer without its question", " It falls. So it does.-->"],
  ])("drops %s", (_, text) => {
    expect(taught(text)).toBe("");
  });

  it.each([
    ["It is kept **a**) in leaves . Here it stays.", "It is kept in leaves. Here it stays."],
    ["As shown in, a stack is high. It is old.", "A stack is high. It is old."],
    ["There are two (RuBP), as shown in. It has five.", "There are two (RuBP). It has five."],
    ["It gives energy.illustrates the parts of it. It ends.", "It gives energy. It ends."],
    ["The parts are depicted in. They work. They rest.", "They work. They rest."],
    ["The graph inshows the peaks. They are high.", "The graph shows the peaks. They are high."],
    ["It joins the path (see. Paths are open. They cross.", "It joins the path. Paths are open. They cross."],
    ["One solution\\'s salt ([\\[link\\]](/m1#f)**b**). It is white.", "One solution's salt. It is white."],
    ["CytologistHeat is what moves. It is good.", "Heat is what moves. It is good."],
  ])("mends %j", (torn, whole) => {
    expect(taught(torn)).toBe(whole);
  });

  it("leaves names of two halves as they are", () => {
    expect(taught("PostgreSQL keeps tables. JavaScript runs.")).toBe("PostgreSQL keeps tables. JavaScript runs.");
  });

  it("takes a question with a hidden answer for a question of the course", () => {
    const course = read(
      "# T\n\nWater is wet. Ice is cold.\n\nWhat is wet?\n\n1.  ice\n2.  water\n\n B -->\n\nWhy is it so?\n\n Because. -->\n",
    );
    expect(course.questions.map(({ prompt, options, answer }) => ({ prompt, options, answer }))).toEqual([
      { prompt: "What is wet?", options: ["ice", "water"], answer: "water" },
      { prompt: "Why is it so?", options: [], answer: "Because." },
    ]);
    expect(textsOf(course)).toEqual(["Water is wet. Ice is cold."]);
  });
});

describe("review questions", () => {
  const asked = (course: Course) => course.questions.map(({ prompt, options, answer }) => [prompt, options, answer]);

  it("are read with their options and the answer below them, or from a key", () => {
    const text =
      "# T\n\n## A\n\nOne is. Two is.\n\n### Review Questions\n\n1. Which is it?\n   A. this\n   B. that\n\n   Answer: B\n\n2. Why?\n\n   Answer: Since it is.\n\n";
    expect(asked(read(text))).toEqual([
      ["Which is it?", ["this", "that"], "that"],
      ["Why?", [], "Since it is."],
    ]);
    const key =
      "# T\n\n## A\n\nOne is. Two is.\n\n## Review Questions\n\n1. Which?\na) this\nb) that\n2. Why?\n\n## Answer Key\n\n1. A\n2. Since it is.\n";
    const ofSection = key.replace("## Review", "### Review").replace("## Answer", "### Answer");
    for (const course of [read(key), read(ofSection)])
      expect(asked(course)).toEqual([
        ["Which?", ["this", "that"], "this"],
        ["Why?", [], "Since it is."],
      ]);
    expect(read(key).questions[0]).not.toHaveProperty("section_id");
    expect(read(ofSection).questions[0]?.section_id).toBe(read(ofSection).sections[0]?.id);
  });

  it("come from a file, each to its section, blanks cleaned, those of other chapters left out", () => {
    const file = JSON.stringify([
      {
        chapter: "Rivers",
        section: "Mouths",
        question: "It drops its \\_\\_\\_\\_\\_.",
        options: ["sand", "fish"],
        answer: "A",
      },
      { chapter: "Rivers", question: "Which is *not* wet?", options: ["sand", "water"], answer: "Sand" },
      { chapter: "Mountains", question: "How high?", answer: "High" },
      { section: "Springs", question: "Answered wrongly", options: ["a", "b"], answer: "F" },
    ]);
    const course = read(rivers, file);
    expect(course.questions).toMatchObject([
      { prompt: "It drops its ____.", answer: "sand", section_id: course.sections[1]?.id },
      { prompt: "Which is not wet?", answer: "sand" },
    ]);
    expect(course.questions[1]).not.toHaveProperty("section_id");
    expect(course.questions).toHaveLength(2);
  });

  it.each(["{", "{}", '[{"question": 3}]'])("say what is wrong with %s", (file) => {
    expect(() => read(rivers, file)).toThrow(PolylogueError);
    expect(() => read(rivers, file)).toThrow(/JSON list/);
  });
});

describe("any Markdown", () => {
  it("without headings is one section, named by its file", () => {
    const course = read("Water falls. It flows.\n");
    expect(course).toMatchObject({
      title: "Rivers and seas",
      sections: [{ title: "Rivers and seas", path: ["Rivers and seas"] }],
    });
  });

  it("of several chapters keeps them apart, and words outside a glossary are found where they are defined", () => {
    const course = read(
      "# One\n\n## A\n\nA **loop** is a way that comes back. It is round.\n\n# Two\n\n## B\n\nIt goes. It comes.\n",
    );
    expect(course.title).toBe("Rivers and seas");
    expect(course.sections.map(({ path }) => path)).toEqual([
      ["One", "A"],
      ["Two", "B"],
    ]);
    expect(course.glossary).toMatchObject([{ term: "loop", definition: "a way that comes back" }]);
  });

  it.each([
    ["comments without an end", "<!--".repeat(100_000)],
    ["blanks", `a${" ".repeat(200_000)}b. (${" ".repeat(200_000)}c`],
    ["empty lines", `a${"\n".repeat(200_000)}b`],
    ["stars", "*".repeat(200_000)],
    ["brackets", "[(".repeat(100_000)],
    ["bars", "| ".repeat(100_000)],
    ["headings", "# A\n".repeat(20_000)],
    ["items", "- x\n".repeat(50_000)],
    ["quotation marks", `${'"'.repeat(200_000)}x`],
    ["questions", `# T\n\n## Review Questions\n\n${"1. Why?\nA. b\nAnswer: A\n".repeat(10_000)}`],
  ])("of nothing but %s is read in a moment", (_, hostile) => {
    const begun = performance.now();
    read(`# T\n\nOne is. Two is.\n\n${hostile}\n`, JSON.stringify([{ question: "Q", answer: "A", chapter: "T" }]));
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  it("without prose is a course without sections", () => {
    for (const empty of ["", "\n\n", "# Only a title\n", "```\ncode\n```\n"]) expect(read(empty).sections).toEqual([]);
  });
});
