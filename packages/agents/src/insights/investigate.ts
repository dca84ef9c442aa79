// From a plan to what is found for it.
import { type TableSet, unreachable } from "@polylogue/core";
import { aggregate } from "./aggregate.ts";
import { change } from "./change.ts";
import { compare } from "./compare.ts";
import { correlate } from "./correlation.ts";
import { type Bench, type Finding, QueryFault } from "./finding.ts";
import type { QueryPlan } from "./plan.ts";
import { extreme, list } from "./row-list.ts";
import { share } from "./share.ts";
import { distribution, outliers } from "./spread.ts";
import type { Subject } from "./subject.ts";

export const benchOf = (set: TableSet, subject: Subject, signal: AbortSignal): Bench => ({
  subject,
  async ask({ text, parameters }) {
    const result = await set.query(text, parameters, { signal, maxRows: 2_000 });
    if (!("refused" in result)) return result;
    signal.throwIfAborted();
    throw new QueryFault(result.message);
  },
});

export const investigate = (bench: Bench, plan: QueryPlan): Promise<Finding> => {
  switch (plan.kind) {
    case "aggregate":
    case "count":
    case "trend":
      return aggregate(bench, plan);
    case "extreme":
      return extreme(bench, plan);
    case "compare":
      return compare(bench, plan);
    case "change":
      return change(bench, plan);
    case "correlate":
      return correlate(bench, plan);
    case "distribution":
      return distribution(bench, plan);
    case "outliers":
      return outliers(bench, plan);
    case "share":
      return share(bench, plan);
    case "list":
      return list(bench, plan);
    default:
      return unreachable(plan.kind);
  }
};
