// Who of the tutor's team answered last in this conversation: the supervisor keeps it under the tutor's name.
import type { Turn } from "@polylogue/core";

export const tutorName = "tutor";

export const lastSpeaker = ({ state }: Pick<Turn, "state">): string | undefined => {
  const kept = state.get(tutorName);
  const active = typeof kept === "object" && kept !== null && "active" in kept ? kept.active : undefined;
  return typeof active === "string" ? active : undefined;
};
