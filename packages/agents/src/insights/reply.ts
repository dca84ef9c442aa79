// A finding as it is said: the analysis with its figures, the picture beside it, and what was taken for granted.
import type { AgentEvent, Cell, Json, Turn } from "@polylogue/core";
import { listed, plain, spoken, strong } from "../files/wording.ts";
import type { Finding } from "./finding.ts";
import type { QueryPlan } from "./plan.ts";
import type { Subject } from "./subject.ts";
import { suggestionsFor } from "./suggestion.ts";

/** Rows that go with an answer, for clients that draw their own table. */
const rowsInData = 500;

export interface Answering {
  readonly turn: Turn;
  readonly subject: Subject;
  readonly file_id: string;
  readonly plan: QueryPlan;
  readonly notes: readonly string[];
  /** How the file came to be chosen, where that was a guess. */
  readonly notice: string | undefined;
  readonly drill: boolean;
}

export function* findingEvents(finding: Finding, answering: Answering): Generator<AgentEvent> {
  const { turn, subject, file_id, plan, notes, notice, drill } = answering;
  const aloud = turn.source === "voice";
  const parts = [
    finding.text,
    aloud ? undefined : finding.table,
    finding.after,
    notes.map((one) => plain(one, 300)).join(" "),
    notice,
  ];
  const written = parts.filter(Boolean).join("\n\n");
  const message = aloud ? spoken(written) : written;
  const rows: readonly (readonly Cell[])[] = finding.rows.slice(0, rowsInData);
  const data = {
    file_id,
    table: subject.table.title,
    sql: finding.sql.text,
    parameters: [...finding.sql.parameters],
    columns: [...finding.columns],
    rows: rows.map((row) => [...row]),
    plan: JSON.parse(JSON.stringify(plan)) as Json,
  };
  yield { type: drill ? "drill_down" : "analysis", message, data };
  if (finding.chart) yield { type: "visualization", message: titleOf(finding), visualization: finding.chart };
}

const titleOf = ({ chart }: Finding): string =>
  typeof chart?.title === "string" ? `Chart: ${plain(chart.title, 200)}.` : "Chart.";

/** What could not be understood, with what could be asked instead. */
export const declined = (subject: Subject, words: readonly string[], trouble: string | undefined): string => {
  const reason =
    trouble === undefined
      ? words.length > 0
        ? `I don't understand ${listed(words.slice(0, 4).map((word) => `“${plain(word)}”`))} here, so I compute nothing rather than guess.`
        : "I don't see what I am to compute."
      : `I can't answer that: ${plain(trouble, 300)}.`;
  const ideas = suggestionsFor(subject).map((idea) => `“${plain(idea, 120)}”`);
  return `${reason} ${ideas.length > 0 ? `Of ${strong(subject.title)} you can ask, for example, ${listed(ideas, ideas.length, "or")}.` : ""}`.trim();
};
