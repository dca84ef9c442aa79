// What a turn asks of a table, offline: a mark that was clicked, a change of the question before, or a question of its own.
import type { JsonObject, Turn } from "@polylogue/core";
import type { Understanding } from "./draft.ts";
import { asksForRowsBehind, drillByMark, drillInWords } from "./drill.ts";
import { changed, continues } from "./follow-up.ts";
import { understand } from "./grammar.ts";
import type { QueryPlan } from "./plan.ts";
import type { Subject } from "./subject.ts";

export type Asked = Understanding & { readonly drill?: boolean };

/** Words in a question that may stand for a whole one only beside the question before. */
const fewWords = 5;

export const askedOf = (turn: Turn, question: string, subject: Subject, last: QueryPlan | undefined): Asked => {
  const drilled = last && drilledOf(turn, question, subject, last);
  if (drilled) return { type: "plan", plan: drilled, notes: [], drill: true };
  const after = last && continues(question) ? changed(question, subject, last) : undefined;
  if (after?.type === "plan") return after;
  const own = understand(question, subject);
  if (!last || after || !isLoose(own, question)) return own;
  const loose = changed(question, subject, last);
  return loose?.type === "plan" ? loose : own;
};

const drilledOf = (turn: Turn, question: string, subject: Subject, last: QueryPlan): QueryPlan | undefined => {
  const mark = turn.metadata.drill;
  if (typeof mark === "object" && mark !== null && !Array.isArray(mark))
    return drillByMark(mark as JsonObject, subject, last);
  return asksForRowsBehind(question) ? drillInWords(question, subject, last) : undefined;
};

/** "MSFT?", "2005?": no question by themselves. */
const isLoose = (own: Understanding, question: string): boolean => {
  if (question.split(/\s+/).length > fewWords) return false;
  if (own.type === "unclear") return own.words.length === 0;
  return (
    own.plan.kind === "list" &&
    own.plan.measures.length === 0 &&
    !/\b(?:list|show|rows?|which|who|what)\b/i.test(question)
  );
};
