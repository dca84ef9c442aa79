// A workflow as the draft of a Plan: what a person checks before anything of it runs.
import { Plan } from "@polylogue/protocol";
import { backEdges } from "./graph.ts";
import { endId, startId, type Workflow, type WorkflowEdge, type WorkflowStep } from "./workflow.ts";

export interface PlanDraft {
  readonly plan: Plan;
  /** Ways back that a plan cannot have, for it never goes round. */
  readonly leftOut: readonly WorkflowEdge[];
}

/** Whole words only; what is too long loses its end. */
export const slug = (text: string, length = 48): string => {
  const words = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
  return words.length <= length
    ? words
    : words
        .slice(0, length + 1)
        .replace(/(?:-[^-]*)$/, "")
        .slice(0, length);
};

/** Undefined when no step is left. */
export const planDraft = ({ title, steps, edges }: Workflow): PlanDraft | undefined => {
  const back = backEdges(
    edges,
    steps.map(({ id }) => id),
  );
  const forward = edges.filter((edge) => !back.has(edge));
  const decisions = new Set(steps.filter(({ kind }) => kind === "decision").map(({ id }) => id));
  /** Who does the step before a decision makes it. */
  const deciderOf = ({ kind }: WorkflowStep, before: readonly string[]): string | undefined =>
    kind === "decision" ? steps.find(({ id }) => before.length === 1 && id === before[0])?.roles[0] : undefined;
  const draft = {
    id: slug(title) || "procedure",
    steps: steps.map((step) => {
      const before = forward.filter(({ from, to }) => to === step.id && from !== startId);
      const answers = before.filter(({ from, label }) => decisions.has(from) && label !== undefined);
      return {
        id: step.id,
        agentId:
          slug(
            step.roles[0] ??
              deciderOf(
                step,
                before.map(({ from }) => from),
              ) ??
              "",
          ) || "unassigned",
        action: step.kind === "decision" ? "decide" : slug(step.title) || "do",
        input: {
          title: step.title,
          text: step.text,
          ...(step.roles.length > 0 && { roles: step.roles }),
          ...(step.inputs.length > 0 && { needs: step.inputs }),
          ...(step.outputs.length > 0 && { leaves: step.outputs }),
          ...(step.time && { time: step.time.text }),
          ...(step.kind === "decision" && {
            answers: edges
              .filter(({ from }) => from === step.id)
              .map(({ to, label = "then" }) => ({ answer: label, goesTo: to === endId ? "end" : to })),
          }),
          ...(answers.length > 0 && {
            onlyWhen: answers.map(({ from, label }) => ({ decision: from, answer: label })),
          }),
        },
        dependencies: [...new Set(before.map(({ from }) => from))],
      };
    }),
  };
  const checked = Plan.safeParse(draft);
  return checked.success ? { plan: checked.data, leftOut: [...back].filter(({ to }) => to !== endId) } : undefined;
};
