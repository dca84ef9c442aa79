// The agents of a server, found by what a client addresses or by their own name.
import { PolylogueError } from "../error.ts";
import type { Agent } from "./agent.ts";

export interface Registry {
  /** In the order given, supervisors' members included. */
  readonly all: readonly Agent[];
  /** The agent behind `agent_type` and `pillar`. */
  find(agentType: string, pillar?: string): Agent | undefined;
  named(name: string): Agent | undefined;
  /** Who is addressed when nothing is: the guide where there is one, else the first agent. */
  readonly standard: Agent;
}

export const registry = (given: readonly Agent[]): Registry => {
  const agents = [...new Set(given.flatMap(withMembers))];
  const byName = new Map<string, Agent>();
  for (const agent of agents) {
    if (byName.has(agent.name))
      throw new PolylogueError("agent.duplicate", `Two agents are called "${agent.name}"; give one another name.`);
    byName.set(agent.name, agent);
  }
  const [first] = agents;
  if (!first) throw new PolylogueError("agent.unknown", "A server needs at least one agent.");
  const liaisons = new Map(agents.flatMap((agent) => (agent.pillar ? [[agent.pillar, agent] as const] : [])));
  return {
    all: agents,
    find: (agentType, pillar) => (agentType === "liaison" ? liaisons.get(pillar ?? "") : byName.get(agentType)),
    named: (name) => byName.get(name),
    standard: byName.get("guide") ?? first,
  };
};

const withMembers = (agent: Agent): Agent[] => [agent, ...(agent.members ?? []).flatMap(withMembers)];
