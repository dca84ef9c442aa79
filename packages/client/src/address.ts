// Whom a message is for, and the conversation that a session has with them when no other is named.
import type { AgentEntry } from "@polylogue/protocol";

export interface Address {
  readonly agent_type: string;
  /** Only a liaison stands for a pillar. */
  readonly pillar?: string | undefined;
}

/** The canonical id: `{agent_type}_{session_id}`, and `{pillar}_liaison_{session_id}` for a liaison. */
export const conversationIdOf = ({ agent_type, pillar }: Address, session_id: string): string =>
  agent_type === "liaison" ? `${pillar}_liaison_${session_id}` : `${agent_type}_${session_id}`;

/** Whom a message is for that names nobody, as the server decides it: the guide, or else the first of its agents. */
export const standardOf = (agents: readonly AgentEntry[]): Address | undefined => {
  const standard = agents.find(({ agent_type }) => agent_type === "guide") ?? agents[0];
  return (
    standard && { agent_type: standard.agent_type, ...(standard.pillar !== undefined && { pillar: standard.pillar }) }
  );
};
