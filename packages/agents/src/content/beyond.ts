// What the content liaison does not do: said plainly, with what it can say instead, or handed to who does it.
import type { AgentEvent } from "@polylogue/core";
import type { IntentKind } from "../files/intent.ts";
import { rangeWords } from "./column-words.ts";
import type { TableQuestion } from "./table-question.ts";

export type BeyondKind = Extract<IntentKind, "chart" | "join" | "change" | "statistics" | "lookup">;

const specialist = "InsightsLiaisonAgent";

const work: Readonly<Record<BeyondKind, string>> = {
  chart: "Charts are the work of the Insights specialist",
  join: "Joining files is the work of the Insights specialist",
  statistics: "Averages, totals, trends and groups are the work of the Insights specialist",
  lookup: "Picking out, sorting and filtering single rows is the work of the Insights specialist",
  change: "I only read files; I never change them",
};

const reasons: Readonly<Record<Exclude<BeyondKind, "change">, string>> = {
  chart: "You asked for a chart",
  join: "You asked to join files",
  statistics: "You asked for figures that have to be computed",
  lookup: "You asked about single rows",
};

export const isBeyond = (kind: IntentKind): kind is BeyondKind => kind in work;

/** `question` is there when a table is spoken of. */
export function* beyond(
  kind: BeyondKind,
  handoffs: readonly string[],
  question?: TableQuestion,
): Generator<AgentEvent> {
  if (kind === "change") {
    yield `${work.change}. Correct the file itself, then upload it again and I will read the new one.`;
    return;
  }
  if (handoffs.includes(specialist)) {
    yield { type: "handoff", to: specialist, reason: reasons[kind] };
    return;
  }
  yield `${work[kind]}, who is not here yet. `;
  const known = question ? knownInstead(question) : "";
  yield known === ""
    ? "What I can tell today: what is in a file, its columns, types, gaps, ranges and first rows."
    : known;
}

const knownInstead = ({ table, intent }: TableQuestion): string => {
  const columns = intent.columns.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
  const ranges = columns.filter(({ min, type }) => min !== undefined && type !== "boolean").map(rangeWords);
  return ranges.length > 0 ? `What I can tell today: ${ranges.join("; ")}.` : "";
};
