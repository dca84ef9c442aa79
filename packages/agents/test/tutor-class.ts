// A small course of tea, courses made of it, and a learner whose memory and conversations last from turn to turn.
import {
  type Agent,
  type AgentEvent,
  type Course,
  type CourseSection,
  type Courses,
  type Json,
  type JsonObject,
  wordIndex,
} from "@polylogue/core";
import { type TurnWish, turnOf } from "./turn.ts";

const section = (
  id: string,
  title: string,
  texts: readonly (string | { readonly under: string; readonly text: string })[],
  more: Partial<CourseSection> = {},
): CourseSection => ({
  id,
  title,
  path: ["Tea", title],
  objectives: [],
  summary: "",
  ...more,
  segments: texts.map((one, at) =>
    typeof one === "string"
      ? { id: `${id}${at + 1}`, text: one }
      : { id: `${id}${at + 1}`, text: one.text, path: [one.under] },
  ),
});

const long = (text: string): string =>
  `${text} ${"The harvest goes on until the rain comes and the baskets are full. ".repeat(11)}`.trim();

export const tea: Course = {
  course_id: "tea",
  title: "Tea",
  sections: [
    section(
      "leaf",
      "The Leaf",
      [
        long(
          "All tea comes from one shrub, which is called the camellia (a tree if nobody cuts it). Its young leaves are picked by hand, for example in April.",
        ),
        long("Polyphenols make the leaf bitter and keep insects away."),
        "A leaf that lies in the air takes up oxygen. This process is called oxidation.",
      ],
      {
        objectives: ["Name the shrub", "Say what oxidation is."],
        summary: "Tea is the leaf of one shrub. Oxidation turns it dark.",
      },
    ),
    section("making", "Making Tea", [
      "Green tea is heated at once.",
      { under: "Withering", text: long("Withering is a rest in which the leaf loses its water.") },
      { under: "Rolling", text: long("Rolling breaks the cells, such as those at the rim.") },
    ]),
    section("cup", "The Cup", ["Water of 80 degrees suits green tea.", "A pot holds four cups."]),
  ],
  glossary: [
    { term: "polyphenol", definition: "bitter substance of plants; a large family" },
    { term: "oxidation", definition: "change of a substance by oxygen" },
  ],
  questions: [],
  attribution: "The Tea Book, CC BY.",
};

export const coffee: Course = {
  course_id: "coffee",
  title: "Coffee",
  sections: [{ ...section("bean", "The Bean", ["A bean is the seed of a cherry."]), path: ["Coffee", "The Bean"] }],
  glossary: [],
  questions: [],
};

export const coursesOf = (...all: readonly Course[]): Courses => ({
  list: () => all,
  course: (_user, course_id) => all.find((course) => course.course_id === course_id),
  search(course, query, limit) {
    const placed = course.sections.flatMap((one) => one.segments.map((segment) => ({ section: one, segment })));
    const index = wordIndex(placed.map(({ section: { title }, segment: { text } }) => `${title}\n${text}`));
    return index.search(query, limit).flatMap(({ position, score }) => {
      const found = placed[position];
      return found
        ? [
            {
              text: found.segment.text,
              source: found.section.title,
              score,
              section_id: found.section.id,
              segment_id: found.segment.id,
            },
          ]
        : [];
    });
  },
});

export interface Said {
  readonly text: string;
  readonly pieces: readonly string[];
  readonly events: readonly AgentEvent[];
  /** The last agent that was chosen. */
  readonly agent: string | undefined;
  readonly passed: boolean;
}

export interface Pupil {
  say(text: string, wish?: Partial<TurnWish> & { readonly turn?: string; readonly addressed?: string }): Promise<Said>;
  /** Another conversation of the same user. */
  elsewhere(): Pupil;
  readonly memory: Map<string, Json>;
  readonly state: Map<string, Json>;
}

let turns = 0;

/** Somebody who talks to one agent, in one conversation. */
export const pupil = (agent: Agent, memory = new Map<string, Json>()): Pupil => {
  const state = new Map<string, Json>();
  return {
    memory,
    state,
    elsewhere: () => pupil(agent, memory),
    async say(text, { turn, addressed = "tutor", ...wish } = {}) {
      const made = turnOf({ ...wish, text, state });
      const events: AgentEvent[] = [];
      for await (const event of agent.respond({
        ...made,
        id: turn ?? `t${++turns}`,
        at: turns,
        conversation: { ...made.conversation, agent_type: addressed },
        memory: {
          get: async (key) => structuredClone(memory.get(key)),
          set: async (key, value) => void memory.set(key, structuredClone(value)),
        },
      }))
        events.push(event);
      const pieces = events.filter((event) => typeof event === "string");
      const routes = events.filter((event) => typeof event !== "string" && event.type === "route") as {
        agent: string;
      }[];
      return {
        text: pieces.join(""),
        pieces,
        events,
        agent: routes.at(-1)?.agent,
        passed: events.some((event) => typeof event !== "string" && event.type === "pass"),
      };
    },
  };
};

export const recordOf = (who: Pupil, course_id = "tea"): JsonObject =>
  who.memory.get(`learner/${course_id}`) as JsonObject;
