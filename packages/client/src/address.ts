// Whom a message is for, and the conversation that a session has with them when no other is named.
export interface Address {
  readonly agent_type: string;
  /** Only a liaison stands for a pillar. */
  readonly pillar?: string | undefined;
}

/** The canonical id: `guide_{session_id}`, `{pillar}_liaison_{session_id}`. */
export const conversationIdOf = ({ agent_type, pillar }: Address, session_id: string): string =>
  pillar === undefined ? `${agent_type}_${session_id}` : `${pillar}_${agent_type}_${session_id}`;
