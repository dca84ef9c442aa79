// What the insights liaison keeps of a conversation: the file, its table, and the plan that was answered last.
import type { Json, Turn } from "@polylogue/core";
import * as z from "zod";
import { QueryPlan } from "./plan.ts";

export const insightsName = "InsightsLiaisonAgent";

const Thread = z.object({ file_id: z.string(), table: z.string(), plan: z.optional(QueryPlan) });
export type Thread = z.infer<typeof Thread>;

/** A longer plan is not kept: the agents of a conversation share 16 KiB. */
const longestPlan = 4_000;

export const threadOf = (turn: Turn): Thread | undefined => Thread.safeParse(turn.state.get(insightsName)).data;

export const keepThread = (turn: Turn, { plan, ...rest }: Thread) => {
  const kept = plan && JSON.stringify(plan).length <= longestPlan ? { ...rest, plan } : rest;
  turn.state.set(insightsName, JSON.parse(JSON.stringify(kept)) as Json);
};
