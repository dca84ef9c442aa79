// The first answer on a procedure: what was read, drawn as a picture, with what is open in it and what was supposed.
import type { JsonObject } from "@polylogue/core";
import type { Answer } from "../files/answer.ts";
import { counted, plain, strong } from "../files/wording.ts";
import { planDraft } from "./plan-draft.ts";
import { maxSteps } from "./procedure.ts";
import { ownable, type ReviewFinding, reviewOf } from "./review.ts";
import { placeOf, roleList, rolesOfWorkflow, shortName, shownSteps, stepTable, stepWords } from "./step-words.ts";
import type { Workflow, WorkflowStep } from "./workflow.ts";

const shownFindings = 8;

const styleWords: Readonly<Record<Workflow["style"], string>> = {
  numbered: "I took its numbered items for the steps; of that I am sure.",
  headings: "I took its headings for the steps; of that I am fairly sure.",
  table: "I took the rows of its table for the steps; of that I am sure.",
  bullets:
    "It has no numbers, so I took its bullets for the steps, in the order in which they stand; please check that order.",
  prose:
    "It is running text, so I took each sentence in which somebody does something for a step; I am less sure here, please check.",
};

export const overviewOf = (workflow: Workflow, source: string): Answer => {
  const findings = reviewOf(workflow);
  const steps = ownable(workflow).length;
  const decisions = workflow.steps.length - steps;
  const roles = rolesOfWorkflow(workflow).length;
  const size = `${strong(source)} describes ${counted(steps, "step")}${decisions > 0 ? ` and ${counted(decisions, "decision")}` : ""}${roles > 0 ? `, done by ${counted(roles, "role")}: ${roleList(workflow)}` : "; it names nobody who does them"}.`;
  return {
    text: workflow.doubt === undefined ? `${size} ${styleWords[workflow.style]}` : `${workflow.doubt} ${size}`,
    table: stepTable(workflow),
    after: [tableNotes(workflow), findingWords(findings), guessWords(workflow), draftWords(workflow)]
      .filter(Boolean)
      .join("\n\n"),
    data: dataOf(workflow, findings),
  };
};

const tableNotes = ({ steps }: Workflow): string =>
  [
    steps.length > shownSteps
      ? `The table shows the first ${shownSteps} of ${steps.length}; the picture has all of them.`
      : "",
    steps.length >= maxSteps ? `I stopped reading after ${maxSteps} steps.` : "",
    steps.some(({ roleBasis }) => roleBasis === "inherited")
      ? "\\* taken from the heading, the step above or the sentence before."
      : "",
  ]
    .filter(Boolean)
    .join(" ");

/** The findings, those of one kind together. */
export const findingWords = (findings: readonly ReviewFinding[]): string => {
  if (findings.length === 0) return "I found nothing open: every step has an owner and leads on to something.";
  const unowned = findings.filter(({ kind }) => kind === "no-owner");
  const others = findings.filter(({ kind }) => kind !== "no-owner" || unowned.length <= 3);
  const lines = others.slice(0, shownFindings).map((finding) => `- ${plain(finding.text, 400)}${placeOf(finding)}`);
  if (unowned.length > 3) lines.push(`- ${unowned.length} steps have no owner; ask “what has no owner?” for the list.`);
  if (others.length > shownFindings)
    lines.push(`- ${others.length - shownFindings} more; ask “what is wrong with it?”.`);
  return `**What I noticed**\n\n${lines.join("\n")}`;
};

/** What was supposed, and how surely. */
const guessWords = ({ edges, steps, guesses }: Workflow): string => {
  const nameOf = (id: string) => {
    const step = steps.find((one) => one.id === id);
    return step ? shortName(step) : "";
  };
  const open = edges.filter(
    ({ basis, from, to }) =>
      basis === "guessed" &&
      !edges.some((other) => other.from === from && other.to === to && other.basis !== "guessed"),
  );
  const lines = guesses
    .slice(0, 5)
    .map(({ step, text }) => `- ${step === undefined ? "" : `At ${nameOf(step)}: `}${plain(text, 300)} (not sure).`);
  if (open.length > 0)
    lines.push(
      `- Where it says “if” but not “otherwise” (${counted(open.length, "place")}), I took it to go on with what comes next (likely).`,
    );
  return lines.length > 0 ? `**What I supposed**\n\n${lines.join("\n")}` : "";
};

const draftWords = (workflow: Workflow): string =>
  planDraft(workflow)
    ? "A plan comes with this answer. It is a draft: nothing of it runs before somebody has checked it. Say “as a plan” to see it."
    : "";

/** For programs, and for the outcomes liaison. */
export const dataOf = (workflow: Workflow, findings: readonly ReviewFinding[]): JsonObject => {
  const draft = planDraft(workflow);
  return {
    workflow: {
      title: workflow.title,
      style: workflow.style,
      roles: rolesOfWorkflow(workflow),
      steps: workflow.steps.map(({ id, label, kind, title, roles, roleBasis, inputs, outputs, time, place }) => ({
        id,
        kind,
        title,
        roles,
        roleBasis,
        inputs,
        outputs,
        place: { ...place },
        ...(label !== undefined && { label }),
        ...(time && { time: { ...time } }),
      })),
    },
    findings: findings.map(({ kind, steps, text, place }) => ({ kind, steps: [...steps], text, place: { ...place } })),
    ...(draft && { plan: JSON.parse(JSON.stringify(draft.plan)) as JsonObject, draft: true }),
  };
};

/** One line for a step and what is known of it. */
export const aboutStep = (step: WorkflowStep): string => {
  const who =
    step.roles.length > 0
      ? ` It is done by ${step.roles.map((role) => strong(role)).join(" and ")}.`
      : step.kind === "step"
        ? " The text names nobody for it."
        : "";
  const needs = step.inputs.length > 0 ? ` It needs ${step.inputs.map((input) => plain(input)).join(", ")}.` : "";
  const leaves = step.outputs.length > 0 ? ` It leaves ${step.outputs.map((output) => plain(output)).join(", ")}.` : "";
  const time = step.time ? ` Time: ${plain(step.time.text)}.` : "";
  return `${stepWords(step).replace(/^./, (first) => first.toUpperCase())}${placeOf(step)}.${who}${needs}${leaves}${time}`;
};
