// Steps put into words and tables, the same in every answer of the operations liaison.
import { listed, markdownTable, plain, strong } from "../files/wording.ts";
import type { ReviewFinding } from "./review.ts";
import { endId, placeWords, type Workflow, type WorkflowStep } from "./workflow.ts";

export const shownSteps = 40;

/** "step 3, Check the form" as Markdown. */
export const stepWords = ({ label, title }: Pick<WorkflowStep, "label" | "title">): string =>
  label === undefined ? `“${plain(title, 100)}”` : `step ${plain(label)} (${plain(title, 100)})`;

export const shortName = ({ label, title }: Pick<WorkflowStep, "label" | "title">): string =>
  label === undefined ? `“${plain(title, 40)}”` : `step ${plain(label)}`;

export const placeOf = ({ place }: Pick<WorkflowStep | ReviewFinding, "place">): string => {
  const words = placeWords({ ...place, section: place.section.split(" › ").at(-1) ?? "" });
  return words === "" ? "" : ` (${plain(words, 100)})`;
};

export const roleWords = ({ roles, roleBasis, kind }: WorkflowStep): string => {
  if (roles.length > 0) return `${roles.map((role) => plain(role)).join(", ")}${roleBasis === "inherited" ? "*" : ""}`;
  return kind === "decision" ? "" : "nobody is named";
};

/** Where it goes from here: "step 4", "yes: step 5; no: the end". */
export const leadsTo = ({ steps, edges }: Workflow, id: string): string => {
  const out = edges.filter(({ from }) => from === id);
  const goals = out.map(({ to, label, basis }) => {
    const step = steps.find((one) => one.id === to);
    const goal = to === endId ? "the end" : step ? shortName(step) : "";
    return `${label === undefined ? "" : `${plain(label)}: `}${goal}${basis === "guessed" ? " (supposed)" : ""}`;
  });
  return goals.join("; ") || "nowhere";
};

export const stepTable = (workflow: Workflow): string => {
  const shown = workflow.steps.slice(0, shownSteps);
  const timed = shown.some(({ time }) => time);
  const head = ["step", "what", "who", ...(timed ? ["time"] : []), "then"];
  return markdownTable(
    head,
    shown.map((step) => [
      step.label ?? "",
      plain(step.title, 100),
      roleWords(step),
      ...(timed ? [plain(step.time?.text ?? "")] : []),
      leadsTo(workflow, step.id),
    ]),
  );
};

export const stepList = (steps: readonly WorkflowStep[], more: (step: WorkflowStep) => string = () => ""): string =>
  steps
    .slice(0, shownSteps)
    .map((step) => `- ${capital(stepWords(step))}${more(step)}${placeOf(step)}`)
    .join("\n");

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Roles in the order in which they first act. */
export const rolesOfWorkflow = ({ steps }: Pick<Workflow, "steps">): string[] => [
  ...new Set(steps.flatMap(({ roles }) => roles)),
];

export const roleList = (workflow: Workflow): string => listed(rolesOfWorkflow(workflow).map(strong), 8);
