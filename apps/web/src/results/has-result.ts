// Whether an answer has more to show than its words; cheap, so that the page can ask it of every answer.
import type { AssistantEntry } from "@polylogue/client";

export function hasResult({ streaming, data, visualization }: AssistantEntry): boolean {
  if (streaming) return false;
  const hasRows = typeof data === "object" && data !== null && "rows" in data && "columns" in data;
  return hasRows || (typeof visualization === "object" && visualization !== null);
}
