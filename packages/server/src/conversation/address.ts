// What a message is addressed to: the agent, and the conversation with it.
import type { Agent, Registry } from "@polylogue/core";
import type { ErrorCode } from "@polylogue/protocol";

export interface Addressed {
  readonly agent: Agent;
  readonly agent_type: string;
  readonly pillar?: string;
}

export type Addressing =
  | { readonly ok: true; readonly to: Addressed }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** Finds the agent behind `agent_type` and `pillar`; the sentences of the refusals are the documents' own. */
export const addressed = (
  registry: Registry,
  agent_type: string | undefined,
  pillar: string | undefined,
): Addressing => {
  if (agent_type === undefined) {
    const { standard } = registry;
    return {
      ok: true,
      to: {
        agent: standard,
        agent_type: standard.pillar ? "liaison" : standard.name,
        ...(standard.pillar && { pillar: standard.pillar }),
      },
    };
  }
  if (agent_type === "liaison" && pillar === undefined)
    return { ok: false, code: "pillar_required", message: "pillar is required for liaison agent" };
  const agent = registry.find(agent_type, pillar);
  if (agent)
    return { ok: true, to: { agent, agent_type, ...(agent_type === "liaison" && pillar !== undefined && { pillar }) } };
  return agent_type === "liaison"
    ? { ok: false, code: "unknown_pillar", message: `Unknown pillar: ${pillar}` }
    : { ok: false, code: "unknown_agent", message: `Unknown agent_type: ${agent_type}` };
};

/** The id of a session's own conversation with an agent: `guide_{session}`, `{pillar}_liaison_{session}`. */
export const canonicalId = (
  session_id: string,
  { agent_type, pillar }: { agent_type: string; pillar?: string },
): string => (agent_type === "liaison" ? `${pillar}_liaison_${session_id}` : `${agent_type}_${session_id}`);

/** The documents' other spellings of the same conversation. */
const spellings = (
  session_id: string,
  { agent_type, pillar }: { agent_type: string; pillar?: string },
): readonly string[] =>
  agent_type === "liaison" ? [`liaison_${pillar}_${session_id}`, `${pillar}_${session_id}`] : [];

export interface ConversationChoice {
  readonly id: string;
  /** Whether it may come into being with this message. */
  readonly create: boolean;
}

/** `newId` is called for `"new"`; it answers the same id when the same message is sent again. */
export const conversationFor = (
  given: string | undefined,
  session_id: string,
  to: { agent_type: string; pillar?: string },
  newId: () => string,
): ConversationChoice => {
  const canonical = canonicalId(session_id, to);
  if (given === undefined || given === canonical || spellings(session_id, to).includes(given))
    return { id: canonical, create: true };
  return given === "new" ? { id: newId(), create: true } : { id: given, create: false };
};
