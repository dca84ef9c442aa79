// The plan for a question that wants only the groups of which a figure is over or under a bound.
import type { GroupCondition } from "./group-condition.ts";
import type { Pieces } from "./pieces.ts";
import type { QueryPlan } from "./plan.ts";
import { base } from "./plan-parts.ts";

export const groupConditionPlan = (
  pieces: Pieces,
  { group, measure, having }: GroupCondition,
): QueryPlan | undefined => {
  const { draft, topics, ranking } = pieces;
  const other = topics.find((topic) => topic !== "list" && topic !== "count");
  if (other || ranking || draft.groups.length > 0 || draft.measures.length > 0) {
    draft.troubles.push("I can leave out groups by one figure, but not ask something else of them at once");
    return undefined;
  }
  const order = having.op === "above" || having.op === "at_least" ? "highest" : "lowest";
  return { ...base(pieces), kind: "aggregate", groups: [group], measures: [measure], having, order };
};
