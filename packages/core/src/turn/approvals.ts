// Calls that wait until the user has agreed to them; each is shown as a plan of one step.
import type { Json } from "../json.ts";
import type { NewFact } from "../ports/store/fact.ts";

/** What is to be decided; `plan_id` is the same on every attempt of the turn. */
export interface Question {
  readonly plan_id: string;
  readonly tool: string;
  readonly input: Json;
}

export type PlanChange =
  | { readonly to: "asked"; readonly question: Question }
  | { readonly to: "approved" | "refused" | "done" | "failed"; readonly plan_id: string };

const statuses = {
  asked: "waiting",
  approved: "running",
  refused: "cancelled",
  done: "complete",
  failed: "failed",
} as const;

/** How the change is told: the plan itself when it is asked for, its state each time. */
export const planFacts = (change: PlanChange, speaker: string): NewFact[] => {
  const plan_id = change.to === "asked" ? change.question.plan_id : change.plan_id;
  const state: NewFact = { type: "plan_state", body: { plan_id, status: statuses[change.to], fallback_used: false } };
  if (change.to !== "asked") return [state];
  const { tool, input } = change.question;
  return [
    {
      type: "plan",
      body: { plan_id, plan: { id: tool, steps: [{ id: tool, agentId: speaker, action: tool, input }] } },
    },
    state,
  ];
};

export interface Approvals {
  /** Resolves with the decision; rejects when the turn is stopped first. */
  ask(question: Question): Promise<boolean>;
  ended(plan_id: string, well: boolean): void;
  /** False when nothing waits under this id. */
  decide(plan_id: string, approved: boolean): boolean;
}

export const approvals = (signal: AbortSignal, changed: (change: PlanChange) => void): Approvals => {
  const open = new Map<string, (approved: boolean) => void>();
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        open.set(question.plan_id, resolve);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        changed({ to: "asked", question });
      }),
    ended: (plan_id, well) => changed({ to: well ? "done" : "failed", plan_id }),
    decide(plan_id, approved) {
      const resolve = open.get(plan_id);
      if (!resolve) return false;
      open.delete(plan_id);
      changed({ to: approved ? "approved" : "refused", plan_id });
      resolve(approved);
      return true;
    },
  };
};
