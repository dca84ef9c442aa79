// An agent as the page shows it: its address, its names, its mark, and what can be asked of it.
import type { AgentInfo } from "@polylogue/client";
import type { IconName } from "../icon.tsx";

export interface Agent {
  /** Unique on the page: the agent_type, with the pillar of a liaison. */
  readonly key: string;
  readonly agent_type: string;
  readonly pillar?: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly icon: IconName;
  readonly mark: string;
  readonly suggestions: readonly string[];
}

interface Face {
  readonly title: string;
  readonly icon: IconName;
  readonly suggestions: readonly string[];
}

const faces: Readonly<Record<string, Face>> = {
  guide: {
    title: "Guide",
    icon: "compass",
    suggestions: ["What can you help me with?", "Which files can you read?", "What is in my file?"],
  },
  content: {
    title: "Content",
    icon: "file",
    suggestions: ["What is in this file?", "Which columns have gaps?", "What is this document about?"],
  },
  insights: {
    title: "Insights",
    icon: "chart",
    suggestions: ["What can I ask about this table?", "What stands out?", "Show a trend over time."],
  },
  operations: {
    title: "Operations",
    icon: "gear",
    suggestions: ["Turn this procedure into a workflow.", "Which steps have no owner?", "What can run in parallel?"],
  },
  business_outcomes: {
    title: "Business outcomes",
    icon: "target",
    suggestions: ["Make a roadmap of what we found.", "Write a short report.", "What should we do next?"],
  },
  tutor: {
    title: "Tutor",
    icon: "person",
    suggestions: ["Teach me.", "Quiz me.", "What is in this course?"],
  },
};

const stranger = (name: string): Face => ({
  title: name.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase()),
  icon: "person",
  suggestions: ["What can you do?", "How do I begin?", "What do you need from me?"],
});

const marks = ["mark-0", "mark-1", "mark-2", "mark-3", "mark-4"] as const;

export const agentKey = (address: { readonly agent_type: string; readonly pillar?: string | undefined }): string =>
  address.pillar ? `${address.agent_type}/${address.pillar}` : address.agent_type;

/** Those one talks to directly; who works in somebody's team is reached through it. */
export const shownAgents = (infos: readonly AgentInfo[]): readonly Agent[] =>
  infos.filter(({ part_of }) => part_of === undefined).map(shownAgent);

function shownAgent(info: AgentInfo, place: number): Agent {
  const face = faces[info.pillar ?? info.agent_type] ?? stranger(info.pillar ?? info.agent_type);
  return {
    key: agentKey(info),
    agent_type: info.agent_type,
    ...(info.pillar !== undefined && { pillar: info.pillar }),
    name: info.name,
    title: info.title || face.title,
    description: info.description,
    icon: face.icon,
    mark: marks[place % marks.length] ?? "mark-0",
    suggestions: face.suggestions,
  };
}

/** How the page shows whoever speaks: as in the list where they stand there, else by their name. */
export const speakerOf = (agents: readonly Agent[], name: string): Pick<Agent, "title" | "icon" | "mark"> =>
  agents.find((agent) => agent.name === name) ?? { title: stranger(name).title, icon: "person", mark: "mark-0" };
