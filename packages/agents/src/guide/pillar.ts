// Which pillar the user is on: what the client says, else what it addressed, else the liaison that answered last.
import type { Agent, Turn } from "@polylogue/core";

/** Under its own name a supervisor keeps who has the conversation. */
const supervisorName = "guide";

export const liaisonOf = (turn: Turn, liaisons: readonly Agent[]): Agent | undefined => {
  const { current_pillar: told } = turn.metadata;
  const pillar = typeof told === "string" && told !== "" ? told : turn.conversation.pillar;
  if (pillar !== undefined) return liaisons.find((liaison) => liaison.pillar === pillar);
  const kept = turn.state.get(supervisorName);
  if (typeof kept !== "object" || kept === null || !("active" in kept)) return undefined;
  return liaisons.find(({ name }) => name === kept.active);
};
