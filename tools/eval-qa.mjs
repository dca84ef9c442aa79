// `npm run eval:qa [FOLDER]`: how well the Q&A agent answers a course's own review questions, offline; prints the method with the numbers.
//
// The folder holds chapters as Markdown and `questions.json`, a list of {chapter, section, question, options, answer}.
// The agent sees the chapters only, never the questions or their answers. Two measures:
// - free response: an answer counts when it holds at least half of the solution's key terms: its stems, without empty words,
//   that occur in the course at all. Beside it the stricter number: terms that the question itself names are left out.
// - multiple choice: for each option, the passages for question and option together; the option counts as supported by how
//   much of it and of the question three neighbouring sentences hold, rare words counting more. Where the question asks
//   what is *not* so, the least supported option is taken.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bin, giveUp, root, show } from "./stage.mjs";

if (!show(process.execPath, [bin.tsc, "-b", "packages/agents", "packages/drivers"]))
  giveUp("The packages do not build: mend the errors above.");
const { readCourse } = await import("../packages/agents/dist/course/read-course.js");
const { passagesFor, subjectTerms } = await import("../packages/agents/dist/tutor/qa/course-passages.js");
const { qaAgent } = await import("../packages/agents/dist/tutor/qa/qa-agent.js");
const { material, rarity, sentences, terms, wordIndex } = await import("../packages/core/dist/index.js");
const { extractiveModel } = await import("../packages/drivers/dist/extractive/extractive-model.js");

const enough = 0.5;

/** The chapters as one course, as `POST /api/courses` would read them, searched by words. */
const library = (folder) => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  const course = readCourse({
    name: "course.md",
    markdown: names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n\n"),
  });
  const placed = course.sections.flatMap((section) => section.segments.map((segment) => ({ section, segment })));
  const placeOf = ({ section, segment }) => [...section.path, ...(segment.path ?? [])].join(" › ");
  const index = wordIndex(placed.map((one) => `${placeOf(one)}\n${one.segment.text}`));
  const search = (_, query, limit) =>
    index.search(query, limit).map(({ position, score }) => {
      const { section, segment } = placed[position];
      const source = placeOf(placed[position]);
      return { text: segment.text, source, score, section_id: section.id, segment_id: segment.id };
    });
  return { course, courses: { list: () => [course], course: () => course, search } };
};

const turnFor = (text) => {
  const model = extractiveModel();
  const turn = {
    id: "t",
    text,
    source: "text",
    metadata: {},
    conversation: { id: "c", agent_type: "qa_agent", ordinal: 1 },
    user: { user_id: "u", tenant_id: "t", session_id: "s", roles: [] },
    attempt: 1,
    signal: new AbortController().signal,
    at: 0,
    model,
    memory: { get: async () => undefined, set: async () => {} },
    state: { get: () => undefined, set: () => {} },
    history: async () => [],
    async *reply({ instructions, facts }) {
      const prompt = [
        { role: "system", content: `${instructions}\n\n${facts}` },
        { role: "user", content: [{ type: "text", text }] },
      ];
      for (const part of (await model.doGenerate({ prompt })).content) yield part.text;
    },
  };
  return turn;
};

const ask = async (agent, text) => {
  let answer = "";
  for await (const event of agent.respond(turnFor(text))) if (typeof event === "string") answer += event;
  return answer.replaceAll(/\([^()]*›[^()]*\)/g, "");
};

const plain = (prompt) =>
  prompt
    .replaceAll(/(?:\\?_){3,}/g, "")
    .replaceAll(/\*/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
const shareOf = (wanted, held) => wanted.filter((term) => held.has(term)).length / Math.max(1, wanted.length);

/** How much of the question and of the option three neighbouring sentences hold, rare words counting more. */
const support = (asked, option, texts, weigh) => {
  const total = (list) => list.reduce((sum, term) => sum + weigh(term), 0);
  const share = (list, held) => total(list.filter((term) => held.has(term))) / Math.max(total(list), 1e-9);
  const windows = texts.flatMap((text) => sentences(text).map((_, at, all) => all.slice(at, at + 3).join(" ")));
  return Math.max(
    0,
    ...windows.map((text) => {
      const held = new Set(terms(text));
      return share(option, held) + share(asked, held) + share(option, held) * share(asked, held);
    }),
  );
};

/** The option that the passages for question and option together support best; least, where what is not so is asked. */
const supported = ({ question, options }, course, courses, weigh) => {
  const asked = subjectTerms(plain(question));
  const scores = options.map((option) => {
    const own = [...new Set(terms(option))];
    const passages = courses.search(course, `${plain(question)} ${option}`, 8);
    return support(
      asked.filter((term) => !own.includes(term)),
      own,
      passages.map(({ text }) => text),
      weigh,
    );
  });
  const isNegative = /\bnot\b|\bexcept\b/i.test(question);
  return scores.indexOf(isNegative ? Math.min(...scores) : Math.max(...scores));
};

const evaluate = async (folder) => {
  const { course, courses } = library(folder);
  const agent = qaAgent({ courses });
  const known = new Set(
    [
      ...course.sections.flatMap(({ segments }) => segments.map(({ text }) => text)),
      ...course.glossary.map(({ term, definition }) => `${term} ${definition}`),
    ].flatMap((text) => terms(text)),
  );
  const questions = JSON.parse(readFileSync(join(folder, "questions.json"), "utf8"));
  const segments = course.sections.flatMap((section) => section.segments.map(({ text }) => new Set(terms(text))));
  const weigh = (term) => rarity(segments.length, segments.filter((held) => held.has(term)).length);
  const free = [];
  const choice = [];
  for (const one of questions) {
    const text = plain(one.question);
    const answer = await ask(agent, text);
    if (one.options.length === 0) {
      const asked = new Set(terms(text));
      const all = [...new Set(terms(one.answer))].filter((term) => known.has(term));
      const key = all.filter((term) => !asked.has(term));
      const said = new Set(terms(answer));
      const passages = passagesFor(course, courses, text, "");
      const retrieved = shareOf(all, new Set(terms(material(passages))));
      const share = shareOf(all, said);
      const strict = shareOf(key, said);
      free.push({
        text,
        answer,
        solution: one.answer,
        share,
        retrieved,
        right: share >= enough,
        strictlyRight: strict >= enough,
      });
    } else {
      const chosen = supported(one, course, courses, weigh);
      choice.push({ text, answer, right: chosen === "ABCDEFGH".indexOf(one.answer), chosen: one.options[chosen] });
    }
  }
  return { free, choice };
};

const percent = (part, whole) => `${Math.round((100 * part) / Math.max(1, whole))}%`;
const counted = (list, key) => {
  const part = list.filter((one) => one[key]).length;
  return `${part} of ${list.length} (${percent(part, list.length)})`;
};
const average = (list, key) =>
  percent(
    list.reduce((sum, one) => sum + one[key], 0),
    list.length,
  );

const folder =
  process.argv.slice(2).find((word) => !word.startsWith("--")) ?? join(root, "..", "shared", "data", "course");
if (!existsSync(join(folder, "questions.json"))) {
  console.log(`There are no questions in ${folder}; give a folder with Markdown chapters and questions.json.`);
} else {
  const { free, choice } = await evaluate(folder);
  if (process.argv.includes("--all")) for (const one of [...free, ...choice]) console.log(one);
  const words = free.reduce((sum, { answer }) => sum + answer.split(/\s+/).length, 0) / free.length;
  console.log(`Free response: ${counted(free, "right")} of the answers hold half of the solution's key terms`);
  console.log(`  leaving out terms that the question names: ${counted(free, "strictlyRight")}`);
  console.log(
    `  on average an answer of ${Math.round(words)} words holds ${average(free, "share")}, its passages ${average(free, "retrieved")}`,
  );
  console.log(
    `Multiple choice: ${counted(choice, "right")} by the option that the passages support best; chance is about 25%`,
  );
}
