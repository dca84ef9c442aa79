// An answer of a liaison before it is said: words, a table for those who look, data for programs.
import type { AgentEvent, JsonObject, Turn } from "@polylogue/core";
import { spoken } from "./wording.ts";

export interface Answer {
  readonly text: string;
  /** Markdown to look at; left out when the answer is spoken. */
  readonly table?: string;
  /** What follows the table. */
  readonly after?: string;
  /** For a client that draws its own. */
  readonly data?: JsonObject;
}

/** An answer with data is an `analysis`; any other is said piece by piece. */
export function* said(answer: Answer, { source }: Pick<Turn, "source">): Generator<AgentEvent> {
  const aloud = source === "voice";
  const written = [answer.text, aloud ? undefined : answer.table, answer.after].filter(Boolean).join("\n\n");
  const message = aloud ? spoken(written) : written;
  if (answer.data) yield { type: "analysis", message, data: answer.data };
  else yield* message.match(/[^\n.!?]*[\n.!?]*\s*/g)?.filter(Boolean) ?? [];
}

/** With a notice at its end, if there is one. */
export const noticed = (answer: Answer, notice: string | undefined): Answer =>
  notice === undefined ? answer : { ...answer, after: [answer.after, notice].filter(Boolean).join("\n\n") };
