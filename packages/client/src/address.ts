// Whom a message is for, and the conversation that a session has with them when no other is named.
export interface Address {
  readonly agent_type: string;
  /** Only a liaison stands for a pillar. */
  readonly pillar?: string | undefined;
}

/** The canonical id: `{agent_type}_{session_id}`, and `{pillar}_liaison_{session_id}` for a liaison. */
export const conversationIdOf = ({ agent_type, pillar }: Address, session_id: string): string =>
  agent_type === "liaison" ? `${pillar}_liaison_${session_id}` : `${agent_type}_${session_id}`;
