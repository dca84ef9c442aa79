// Whether an agent has asked something and waits for the answer: then the next message is its own, whatever it looks like.
import type { Agent } from "../agent/agent.ts";
import type { Turn } from "../agent/turn.ts";

/** An agent says so by `waiting: true` in its state; a supervisor waits when the member that has the conversation does. */
export const waits = (agent: Agent | undefined, state: Turn["state"]): boolean => {
  if (!agent) return false;
  const kept = state.get(agent.name) as { waiting?: unknown; active?: unknown } | null | undefined;
  if (kept?.waiting === true) return true;
  return waits(
    agent.members?.find(({ name }) => name === kept?.active),
    state,
  );
};
