// Answers to questions about a workflow that has been read: who, what next, loops, time, what may run side by side, the plan.
import type { Answer } from "../files/answer.ts";
import { counted, listed, markdownTable, plain, strong } from "../files/wording.ts";
import { longestWay, loopsOf, sideBySide } from "./graph.ts";
import type { OperationsIntent } from "./intent.ts";
import { stepsSpokenOf } from "./jump.ts";
import { aboutStep, findingWords } from "./overview.ts";
import { planDraft } from "./plan-draft.ts";
import { ownable, reviewOf, unowned } from "./review.ts";
import { roleKey } from "./role.ts";
import { stepMeant } from "./step-match.ts";
import { capital, leadsTo, placeOf, rolesOfWorkflow, shortName, stepList, stepWords } from "./step-words.ts";
import { minutesInWords } from "./time-span.ts";
import { endId, startId, type Workflow, type WorkflowStep } from "./workflow.ts";

/** Undefined when the text of the procedure itself has to be asked. */
export const followUp = (intent: OperationsIntent, workflow: Workflow, asked: string): Answer | undefined => {
  switch (intent) {
    case "owners":
      return owners(workflow, asked);
    case "unowned":
      return withoutOwner(workflow);
    case "after":
      return after(workflow, asked);
    case "before":
      return before(workflow, asked);
    case "loops":
      return loops(workflow);
    case "parallel":
      return parallel(workflow);
    case "time":
      return time(workflow);
    case "plan":
      return plan(workflow);
    case "review":
      return { text: findingWords(reviewOf(workflow)) };
    case "decisions":
      return decisions(workflow);
    case "needs":
      return needs(workflow);
    case "step":
    case "role":
    case "question":
      return named(workflow, asked);
    case "help":
    case "propose":
    case "overview":
      return undefined;
  }
};

const roleIn = (workflow: Workflow, asked: string): string | undefined => {
  const words = ` ${roleKey(asked)} `;
  return rolesOfWorkflow(workflow)
    .filter((role) => words.includes(` ${roleKey(role)} `))
    .sort((a, b) => b.length - a.length)[0];
};

const stepIn = ({ steps }: Workflow, asked: string): WorkflowStep | undefined => {
  const label = stepsSpokenOf(asked)[0];
  if (label !== undefined)
    return (
      steps.find((step) => step.label === label) ??
      (steps.some((step) => step.label !== undefined) ? undefined : steps[Number(label) - 1])
    );
  const words = asked
    .replace(/^.*?\b(?:after|before|once|when|if|follows?|is next after|happens (?:with|to)|who)\b/i, "")
    .replace(/[?.!]+$/, "");
  return stepMeant(words, steps);
};

const unknownStep = (workflow: Workflow, asked: string): Answer => {
  const label = stepsSpokenOf(asked)[0];
  const some = listed(workflow.steps.slice(0, 6).map(shortName), 6, "or");
  return {
    text:
      label === undefined
        ? `I could not tell which step you mean. Name one as the text does, such as ${some}.`
        : `There is no step ${plain(label)} in it. There is ${some}.`,
  };
};

const owners = (workflow: Workflow, asked: string): Answer => {
  const one = stepsSpokenOf(asked).length > 0 ? stepIn(workflow, asked) : undefined;
  if (one) return { text: aboutStep(one) };
  const roles = rolesOfWorkflow(workflow);
  if (roles.length === 0) return { text: "The text names nobody: none of its steps has an owner." };
  const open = unowned(workflow);
  return {
    text: `${counted(roles.length, "role does", "roles do")} the work${open.length > 0 ? `; ${counted(open.length, "step has", "steps have")} no owner` : ""}.`,
    table: markdownTable(
      ["who", "what"],
      [
        ...roles.map((role) => [
          strong(role),
          workflow.steps
            .filter((step) => step.roles.includes(role))
            .map((step) => capital(stepWords(step)))
            .join("; "),
        ]),
        ...(open.length > 0 ? [["nobody is named", open.map((step) => capital(stepWords(step))).join("; ")]] : []),
      ],
    ),
  };
};

const withoutOwner = (workflow: Workflow): Answer => {
  const open = unowned(workflow);
  if (open.length === 0) return { text: `Every one of the ${counted(ownable(workflow).length, "step")} has an owner.` };
  return { text: `${counted(open.length, "step has", "steps have")} no owner:\n\n${stepList(open)}` };
};

const after = (workflow: Workflow, asked: string): Answer => {
  const step = stepIn(workflow, asked);
  if (!step) return unknownStep(workflow, asked);
  const out = workflow.edges.filter(({ from }) => from === step.id);
  const lines = out.map(({ to, label, basis }) => {
    const next = workflow.steps.find(({ id }) => id === to);
    const who = next && next.roles.length > 0 ? `, by ${next.roles.map((role) => strong(role)).join(" and ")}` : "";
    const what = to === endId ? "the procedure ends" : next ? `${stepWords(next)}${who}${placeOf(next)}` : "";
    const sure = basis === "guessed" ? "; that is supposed, the text does not say it" : "";
    const branches = next?.kind === "decision" ? `, a decision: ${leadsTo(workflow, next.id)}` : "";
    return { when: label, words: `${what}${branches}${sure}` };
  });
  const [only] = lines;
  if (!only) return { text: `After ${stepWords(step)} nothing comes: the text leads nowhere from there.` };
  if (lines.length === 1 && only.when === undefined)
    return {
      text:
        only.words === "the procedure ends"
          ? `After ${stepWords(step)} the procedure ends.`
          : `After ${stepWords(step)} comes ${only.words}.`,
    };
  return {
    text: `After ${stepWords(step)}${placeOf(step)}:\n\n${lines.map(({ when, words }) => `- ${when === undefined ? "" : `${plain(when)}: `}${words}`).join("\n")}`,
  };
};

const before = (workflow: Workflow, asked: string): Answer => {
  const step = stepIn(workflow, asked);
  if (!step) return unknownStep(workflow, asked);
  const sources = workflow.edges.filter(({ to }) => to === step.id);
  const words = sources.map(({ from, label }) => {
    const one = workflow.steps.find(({ id }) => id === from);
    return from === startId
      ? "the start"
      : one
        ? `${stepWords(one)}${label === undefined ? "" : ` (${plain(label)})`}`
        : "";
  });
  return {
    text:
      words.length === 0 ? `Nothing leads to ${stepWords(step)}.` : `Before ${stepWords(step)} comes ${listed(words)}.`,
  };
};

const loops = (workflow: Workflow): Answer => {
  const count = loopsOf(workflow).length;
  if (count === 0) return { text: "No: nothing in it leads back to an earlier step." };
  const lines = reviewOf(workflow)
    .filter(({ kind }) => kind === "loop")
    .map((finding) => `- ${plain(finding.text, 500)}${placeOf(finding)}`);
  return { text: `Yes, ${counted(count, "loop")}:\n\n${lines.join("\n")}` };
};

const parallel = (workflow: Workflow): Answer => {
  const pairs = sideBySide(workflow);
  if (pairs.length === 0)
    return {
      text: "By the text, nothing can run side by side: each step waits for the one before it. Where the order is only that of the page, you may know better.",
    };
  const name = (id: string) => {
    const step = workflow.steps.find((one) => one.id === id);
    return step ? stepWords(step) : "";
  };
  return {
    text: `These can run side by side:\n\n${pairs
      .slice(0, 12)
      .map(([a, b]) => `- ${capital(name(a))} and ${name(b)}`)
      .join("\n")}`,
  };
};

const time = (workflow: Workflow): Answer => {
  const timed = workflow.steps.filter(({ time: one }) => one);
  if (timed.length === 0) return { text: "I could not tell: the text gives no time for any step." };
  const { minutes, ids } = longestWay(workflow);
  const way = ids.flatMap((id) => workflow.steps.find((step) => step.id === id) ?? []);
  const untimed = ownable(workflow).filter(({ time: one }) => one === undefined).length;
  const total =
    minutes > 0
      ? `By the times it gives, ${minutesInWords(minutes)} at the most, without going back: ${listed(way.map((step) => `${shortName(step)} (${plain(step.time?.text ?? "")})`))}.`
      : "It gives times that I cannot add up.";
  const rest =
    untimed > 0 ? ` ${counted(untimed, "step has", "steps have")} no time, so as a whole it may take longer.` : "";
  return {
    text: `${total}${rest}`,
    table: markdownTable(
      ["step", "time", "kind"],
      timed.map((step) => [
        capital(stepWords(step)),
        plain(step.time?.text ?? ""),
        step.time?.kind === "deadline" ? "limit" : "how long",
      ]),
    ),
  };
};

const plan = (workflow: Workflow): Answer => {
  const draft = planDraft(workflow);
  if (!draft) return { text: "I could not make a plan of it." };
  const { steps } = draft.plan;
  const open = new Set(unowned(workflow).map(({ id }) => id));
  const unassigned = steps.filter(({ id, agentId }) => agentId === "unassigned" && open.has(id)).length;
  const notes = [
    "This is a draft; nothing of it runs before somebody has checked it.",
    "A plan has no branches: where a step belongs to one answer of a decision, its input says so under onlyWhen.",
    draft.leftOut.length > 0
      ? `A plan never goes round, so ${counted(draft.leftOut.length, "way back is", "ways back are")} left out.`
      : "",
    unassigned > 0 ? `${counted(unassigned, "step is", "steps are")} for “unassigned”: the text names nobody.` : "",
  ];
  return {
    text: `A plan of ${counted(steps.length, "step")} from ${strong(workflow.title)}. ${notes.filter(Boolean).join(" ")}`,
    table: markdownTable(
      ["id", "agent", "action", "waits for"],
      steps.map(({ id, agentId = "", action = "", dependencies = [] }) => [
        plain(id),
        plain(agentId),
        plain(action),
        dependencies.map((one) => plain(one)).join(", "),
      ]),
    ),
    data: { plan: JSON.parse(JSON.stringify(draft.plan)), draft: true },
  };
};

const decisions = (workflow: Workflow): Answer => {
  const all = workflow.steps.filter(({ kind }) => kind === "decision");
  if (all.length === 0) return { text: "There is no decision in it: it goes straight on." };
  return {
    text: `${counted(all.length, "decision")}:\n\n${stepList(all, (step) => `: ${leadsTo(workflow, step.id)}`)}`,
  };
};

const needs = (workflow: Workflow): Answer => {
  const some = workflow.steps.filter(({ inputs, outputs }) => inputs.length + outputs.length > 0);
  if (some.length === 0) return { text: "I could not tell: the text names no inputs or outputs that I recognise." };
  return {
    text: "What the text says that steps need and leave:",
    table: markdownTable(
      ["step", "needs", "leaves"],
      some.map((step) => [
        capital(stepWords(step)),
        step.inputs.map((one) => plain(one)).join(", "),
        step.outputs.map((one) => plain(one)).join(", "),
      ]),
    ),
  };
};

/** A step or a role that is named. */
const named = (workflow: Workflow, asked: string): Answer | undefined => {
  const role = roleIn(workflow, asked);
  if (stepsSpokenOf(asked).length > 0) {
    const step = stepIn(workflow, asked);
    return step ? { text: `${aboutStep(step)} Then: ${leadsTo(workflow, step.id)}.` } : unknownStep(workflow, asked);
  }
  if (/^who\b/i.test(asked.trim())) {
    const step = stepIn(workflow, asked);
    return step ? { text: aboutStep(step) } : undefined;
  }
  if (role === undefined) return undefined;
  const own = workflow.steps.filter(({ roles }) => roles.includes(role));
  return { text: `${strong(role)} does ${counted(own.length, "step")}:\n\n${stepList(own)}` };
};
