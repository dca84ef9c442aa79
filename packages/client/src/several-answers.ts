// One entry for all that a turn answers: an analysis and the chart beside it belong together.
import type { AssistantEntry } from "./conversation.ts";

type Told = Pick<AssistantEntry, "type" | "at" | "text" | "partial" | "agent" | "data" | "visualization">;

/** What came first stays, what comes later is added to it. */
export const withAnswer = (entry: AssistantEntry, next: Told): AssistantEntry => ({
  ...entry,
  ...next,
  text: [entry.text, next.text].filter(Boolean).join("\n\n"),
  partial: entry.partial || next.partial,
  data: next.data ?? entry.data,
  visualization: next.visualization ?? entry.visualization,
});
