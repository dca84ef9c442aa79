// The guide's own voice: greets, explains what is there, and asks one clear question when nobody else is meant.
import { type Agent, type AgentEvent, agent, type Turn } from "@polylogue/core";
import { liaisonOf } from "./pillar.ts";
import { type TopicKind, topicOf } from "./topic.ts";

export const guideName = "guide";

/** The agent that speaks where the guide's router finds no liaison. */
export const guideHost = (liaisons: readonly Agent[]): Agent =>
  agent({
    name: guideName,
    title: "Guide",
    description: "Explains what is here and brings you to who can help.",
    examples: ["which pillar am I on", "go back to the guide", "bring me to a specialist"],
    rules: [
      /^(?:please |can you |i want to |let me )*(?:go|switch|change|take me|talk|speak|get|bring me)\b.{0,12}\b(?:guide|start|main menu)\b/i,
      /\b(?:which|what) pillar am i\b|\bwhere am i\b/i,
      /^(?:and |so |hey |hi )*(?:who|what) are you\b/i,
      aboutAnother(liaisons),
      /^(?:what (?:else )?can you (?:all )?do|who (?:else )?is (?:here|there)|which (?:agents|specialists|pillars) are there)\W*$/i,
    ],
    handoffs: liaisons.map(({ name }) => name),
    respond: (turn) => respond(turn, liaisons),
  });

/** "What can Insights do?": about a specialist, not for one. */
const aboutAnother = (liaisons: readonly Agent[]): RegExp =>
  new RegExp(
    `^(?:and |so )*what (?:can|does|will|would) (?:the )?(?:${liaisons.map(({ title }) => title).join("|")})\\b.{0,20}\\b(?:do|help)\\b`,
    "i",
  );

async function* respond(turn: Turn, liaisons: readonly Agent[]): AsyncGenerator<AgentEvent> {
  const meant = aboutAnother(liaisons).test(turn.text) && liaisons.find(({ title }) => titled(title).test(turn.text));
  yield* meant ? presentation(meant) : answerOf(topicOf(turn.text), turn, liaisons);
}

const titled = (title: string): RegExp => new RegExp(`\\b${title}\\b`, "i");

const presentation = ({ title, description, examples }: Agent): string[] => [
  `**${title}**: ${description} `,
  `Say “go to ${title.toLowerCase()}” to talk to it${examples[0] ? `, or ask “${examples[0]}”` : ""}.`,
];

const answerOf = (topic: TopicKind, turn: Turn, liaisons: readonly Agent[]): string[] => {
  switch (topic) {
    case "greeting":
      return [`Hello${turn.user.name ? `, ${turn.user.name}` : ""}. `, "I am the guide. ", ...introduction(liaisons)];
    case "abilities":
      return introduction(liaisons);
    case "self":
      return [
        "I am the guide of Polylogue, a program and not a person. ",
        "I bring your question to the specialist for it, and you can talk to each of them directly too.\n\n",
        roster(liaisons),
      ];
    case "place":
      return place(turn, liaisons);
    case "files":
      return [
        "Drop a file on the conversation: CSV, JSON, Markdown, plain text or PDF, up to 25 MB. ",
        "Then ask what is in it.",
      ];
    case "thanks":
      return ["You are welcome."];
    case "farewell":
      return ["Goodbye. ", "This conversation is kept, so you can go on where you left it."];
    case "other":
      return question(liaisons);
  }
};

/** Titles and what they do, as a list. */
const roster = (liaisons: readonly Agent[]): string =>
  liaisons.map(({ title, description }) => `- **${title}**: ${description}`).join("\n");

const introduction = (liaisons: readonly Agent[]): string[] => [
  "This is who can help you here:\n\n",
  `${roster(liaisons)}\n\n`,
  "Drop a file on the conversation and ask “what is in it?”, ",
  `or say “go to ${liaisons[0]?.title.toLowerCase() ?? "a specialist"}” to talk to one of them directly.`,
];

const place = (turn: Turn, liaisons: readonly Agent[]): string[] => {
  const liaison = liaisonOf(turn, liaisons);
  if (!liaison)
    return [
      "You are with the guide, on no pillar yet. ",
      `There ${liaisons.length === 1 ? "is" : "are"} ${titles(liaisons)}.`,
    ];
  return [`You are on ${liaison.title}. `, liaison.description];
};

const titles = (liaisons: readonly Agent[]): string => {
  const names = liaisons.map(({ title }) => title);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
};

/** One question back, with three things that could be meant. */
const question = (liaisons: readonly Agent[]): string[] => {
  const ideas = liaisons.slice(0, 3).map(({ title, examples }) => `- “${examples[0] ?? title}” (${title})`);
  return ["I am not sure who should answer that. ", "Which of these comes nearest?\n\n", ideas.join("\n")];
};
