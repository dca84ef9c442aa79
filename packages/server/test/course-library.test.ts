// The library over real files on a disk whose reads are counted: what is at hand, what gives way, whose it is.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assessmentAgent, navigationAgent, qaAgent, teachingAgent, tutor } from "@polylogue/agents";
import { agent, type Course, type Files, type UserContext } from "@polylogue/core";
import { diskFiles } from "@polylogue/drivers";
import { afterEach, describe, expect, it } from "vitest";
import { type CourseLibrary, courseLibrary } from "../src/courses/library.ts";
import { rehearse } from "../src/rehearse.ts";
import { holds, removeFolder, temporaryFolder } from "./server.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const folder = (): string => {
  const path = temporaryFolder();
  closing.push(() => removeFolder(path));
  return path;
};

const counted = (files: Files) => {
  const reads: string[] = [];
  const counting: Files = {
    ...files,
    read(key) {
      reads.push(key);
      return files.read(key);
    },
  };
  return { files: counting, reads };
};

const course = (title: string, about: string) =>
  `# ${title}\n\n## Beginning\n\nThis is about ${about}. It has two sentences.\n\n### More\n\nA ${about} is a thing. It is good.\n`;

const user = (user_id: string): UserContext => ({ user_id, tenant_id: "t", session_id: "s", roles: [] });
const [ada, ben] = [user("ada"), user("ben")];
const titles = (courses: readonly Course[]) => courses.map(({ title }) => title);

const opened = async (path: string, mostAtHand?: number) => {
  const { files, reads } = counted(diskFiles(path));
  let now = 0;
  const reported: string[] = [];
  const library = courseLibrary({
    files,
    clock: { now: () => ++now },
    shipped: async () => [{ name: "shipped.md", markdown: course("Shipped", "box") }],
    report: (_, course_id) => reported.push(course_id),
    ...(mostAtHand !== undefined && { mostAtHand }),
  });
  await library.load();
  return { library, reads, reported };
};

describe("S1.45 courses at hand", () => {
  /** Does with courses all that an agent can. */
  const learning = (library: CourseLibrary) =>
    agent({
      name: "learning",
      description: "Learns",
      async *respond(turn) {
        for (const { course_id } of library.list(turn.user)) {
          const found = library.course(turn.user, course_id);
          yield `${found?.title}: ${found && library.search(found, "about apples", 3).map(({ source }) => source)}; `;
        }
      },
    });

  it("P13 a course that can no longer be read is told and left out; the others are there", async () => {
    const path = folder();
    const first = await opened(path);
    await first.library.add(ada, { name: "apples.md", markdown: course("Apples", "apple") });
    const questions = JSON.stringify([{ question: "What is a pear?", options: [], answer: "A thing" }]);
    const { course_id } = await first.library.add(ada, {
      name: "pears.md",
      markdown: course("Pears", "pear"),
      questions,
    });
    const kept = readdirSync(path, { recursive: true, withFileTypes: true });
    const broken = kept.find(
      (entry) => entry.isFile() && /question/.test(entry.name) && /pears/.test(entry.parentPath),
    );
    writeFileSync(join(broken?.parentPath ?? "", broken?.name ?? ""), "{ torn");
    const { library, reported } = await opened(path);
    expect(reported).toEqual([course_id]);
    expect(titles(library.list(ada))).toEqual(["Apples", "Shipped"]);
  });

  it("nothing is read while a turn runs", async () => {
    const path = folder();
    const first = await opened(path);
    await first.library.add(ada, { name: "apples.md", markdown: course("Apples", "apple") });
    const { library, reads } = await opened(path);
    expect(reads).toContainEqual(expect.stringContaining("course.md"));
    const before = reads.length;
    const call = await rehearse(learning(library), { user: { id: "ada" } });
    closing.push(() => call.end());
    const { text, status } = await call.say("go");
    expect({ text, status }).toEqual({
      status: "complete",
      text: "Apples: Apples › Beginning,Apples › Beginning › More; Shipped: ; ",
    });
    expect(reads.length).toBe(before);
  });

  it("nothing is read while the tutor teaches, answers, quizzes and goes about", async () => {
    const path = folder();
    await (await opened(path)).library.add(ada, { name: "apples.md", markdown: course("Apples", "apple") });
    const { library: courses, reads } = await opened(path);
    const before = reads.length;
    const [teaching, qa, quiz, navigation] = [
      teachingAgent({ courses }),
      qaAgent({ courses }),
      assessmentAgent({ courses }),
      navigationAgent({ courses }),
    ];
    const call = await rehearse(tutor({ courses }, [teaching, qa, quiz, navigation]), { user: { id: "ada" } });
    closing.push(() => call.end());
    const chosen = new Set<string>();
    for (const wish of ["teach me about apples", "what is an apple?", "quiz me", "stop", "show me the outline"]) {
      const { status, route } = await call.say(wish);
      expect(status, wish).toBe("complete");
      chosen.add(route.agent);
    }
    expect(chosen.size).toBeGreaterThanOrEqual(4);
    expect(reads.length).toBe(before);
  });

  it("a course that gave way is missed without a read, and comes back between turns", async () => {
    const { library, reads } = await opened(folder(), 1);
    await library.add(ada, { name: "apples.md", markdown: course("Apples", "apple") });
    await library.add(ben, { name: "boats.md", markdown: course("Boats", "boat") });
    const before = reads.length;
    expect(titles(library.list(ada))).toEqual(["Shipped"]);
    expect(reads.length).toBe(before);
    await library.recall();
    expect(titles(library.list(ada))).toEqual(["Apples", "Shipped"]);
    expect(reads.length).toBe(before + 1);
    expect(titles(library.list(ben))).toEqual(["Shipped"]);
    await library.recall("ben");
    expect(titles(library.list(ben))).toEqual(["Boats", "Shipped"]);
  });

  it("users' texts together are bounded too, the newest always at hand, and what cannot fit is not read again and again", async () => {
    const { library, reads } = await opened(folder());
    const large = (title: string) => `${course(title, "boat")}\n<!-- ${"x".repeat(9 * 1024 * 1024)} -->\n`;
    for (const title of ["First", "Second"]) await library.add(ada, { name: `${title}.md`, markdown: large(title) });
    expect(titles(library.list(ada))).toEqual(["Second", "Shipped"]);
    const before = reads.length;
    await library.recall();
    expect(titles(library.list(ada))).toEqual(["Second", "Shipped"]);
    expect(reads.length).toBe(before);
  });

  it("the course longest unused gives way, never one of everyone's", async () => {
    const { library } = await opened(folder(), 2);
    await library.add("everyone", { name: "common.md", markdown: course("Common", "road") });
    await library.add(ada, { name: "apples.md", markdown: course("Apples", "apple") });
    await library.add(ben, { name: "boats.md", markdown: course("Boats", "boat") });
    expect(titles(library.list(ada))).toEqual(["Apples", "Common", "Shipped"]);
    await library.add(user("cy"), { name: "cars.md", markdown: course("Cars", "car") });
    expect(titles(library.list(ada))).toEqual(["Apples", "Common", "Shipped"]);
    expect(titles(library.list(ben))).toEqual(["Common", "Shipped"]);
  });
});

describe("P15 whose a course is", () => {
  it("another user's course is as absent as one that never was", async () => {
    const { library } = await opened(folder());
    const { course_id } = await library.add(ada, { name: "apples.md", markdown: course("Apples", "apple") });
    expect(library.course(ada, course_id)?.title).toBe("Apples");
    expect(library.course(ben, course_id)).toBeUndefined();
    expect(titles(library.list(ben))).toEqual(["Shipped"]);
  });

  it("the same file replaces its course, another file of the same title stands beside it, also at once", async () => {
    const path = folder();
    const { library } = await opened(path);
    const added = await Promise.all(
      ["a.md", "b.md"].map((name) => library.add(ada, { name, markdown: course("Apples", "apple") })),
    );
    expect(added.map(({ course_id }) => course_id)).toEqual(["apples", "apples-2"]);
    await library.add(ada, { name: "a.md", markdown: course("Apples", "pear") });
    for (const one of [library, (await opened(path)).library]) {
      const [newest, other, shipped] = one.list(ada);
      expect([newest?.course_id, other?.course_id, shipped?.course_id]).toEqual(["apples", "apples-2", "shipped"]);
      expect(newest?.sections[0]?.segments[0]?.text).toContain("pear");
    }
  });

  it("is erased with the user, also while it comes in, and is named in what is kept of them", async () => {
    const path = folder();
    const { library } = await opened(path);
    await library.add(ada, { name: "apples.md", markdown: course("Apples", "rhubarb") });
    await library.add(ben, { name: "boats.md", markdown: course("Boats", "boat") });
    expect(library.owned("ada")).toMatchObject([{ course_id: "apples", name: "apples.md", title: "Apples" }]);
    for (const ticks of [0, 1, 2, 5, 20]) {
      const coming = library.add(ada, { name: "later.md", markdown: course("Later", "rhubarb") });
      for (let tick = 0; tick < ticks; tick++) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all([library.forget("ada"), coming]);
      expect(titles(library.list(ada))).toEqual(["Shipped"]);
      expect(library.owned("ada")).toEqual([]);
      for (const word of ["rhubarb", "apples.md", "later.md"]) expect(holds(path, word)).toEqual([]);
    }
    expect(titles((await opened(path)).library.list(ben))).toEqual(["Boats", "Shipped"]);
  });
});

it("a long course is searched whole, the best first", async () => {
  const { library } = await opened(folder());
  const sections = Array.from({ length: 700 }, (_, n) => `## Part ${n}\n\nHere is word${n}. There it is not.\n`);
  const long = await library.add(ada, { name: "long.md", markdown: `# Long\n\n${sections.join("\n")}` });
  for (const n of [3, 642])
    expect(library.search(long, `where is word${n}`, 2)).toMatchObject([
      { source: `Long › Part ${n}`, section_id: long.sections[n]?.id },
    ]);
});
