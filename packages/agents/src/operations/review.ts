// What is wrong or open in a workflow, each finding with its place in the text.
import { terms } from "@polylogue/core";
import { loopsOf, reachable } from "./graph.ts";
import { leavingOf } from "./jump.ts";
import { roleKey } from "./role.ts";
import { nameOfStep, type Place, type Workflow, type WorkflowStep } from "./workflow.ts";

export type ReviewKind =
  | "no-owner"
  | "several-owners"
  | "unreachable"
  | "dead-end"
  | "loop"
  | "contradiction"
  | "missing-step"
  | "duplicate"
  | "numbering";

export interface ReviewFinding {
  readonly kind: ReviewKind;
  readonly steps: readonly string[];
  /** One sentence for the user, without Markdown. */
  readonly text: string;
  readonly place: Place;
}

export const reviewOf = (workflow: Workflow): ReviewFinding[] => [
  ...contradictions(workflow),
  ...missingSteps(workflow),
  ...loops(workflow),
  ...unreachable(workflow),
  ...deadEnds(workflow),
  ...withoutOwner(workflow),
  ...severalOwners(workflow),
  ...duplicates(workflow),
  ...numbering(workflow),
];

/** Steps that somebody must do: a decision is made by whoever does the step before it, and "go back to step 1" is no work. */
export const ownable = ({ steps }: Pick<Workflow, "steps">): WorkflowStep[] =>
  steps.filter(
    ({ kind, text }) => leavingOf(text).text !== "" && (kind === "step" || !/^(?:if|until)\b|\?$/i.test(text)),
  );

export const unowned = (workflow: Pick<Workflow, "steps">): WorkflowStep[] =>
  ownable(workflow).filter(({ roles }) => roles.length === 0);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const withoutOwner = (workflow: Workflow): ReviewFinding[] =>
  unowned(workflow).map((step) => ({
    kind: "no-owner",
    steps: [step.id],
    place: step.place,
    text: `${capital(nameOfStep(step))} has no owner.`,
  }));

const severalOwners = ({ steps }: Workflow): ReviewFinding[] =>
  steps
    .filter(({ roles }) => new Set(roles.map(roleKey)).size > 1)
    .map((step) => ({
      kind: "several-owners",
      steps: [step.id],
      place: step.place,
      text: `${capital(nameOfStep(step))} has several owners: ${step.roles.join(", ")}.`,
    }));

const unreachable = ({ steps, edges }: Workflow): ReviewFinding[] => {
  const seen = reachable(edges);
  return steps
    .filter(({ id }) => !seen.has(id))
    .map((step) => ({
      kind: "unreachable",
      steps: [step.id],
      place: step.place,
      text: `${capital(nameOfStep(step))} is never reached: nothing leads to it.`,
    }));
};

/** A branch of which nothing is said, or a step behind which nothing comes. */
const deadEnds = (workflow: Workflow): ReviewFinding[] => {
  const { steps, edges } = workflow;
  return steps.flatMap((step): ReviewFinding[] => {
    const out = edges.filter(({ from }) => from === step.id);
    if (out.length === 0)
      return [
        { kind: "dead-end", steps: [step.id], place: step.place, text: `${capital(nameOfStep(step))} leads nowhere.` },
      ];
    const guessed = out.find(({ basis }) => basis === "guessed");
    const same = guessed && out.some((edge) => edge !== guessed && edge.to === guessed.to);
    if (step.kind !== "decision" || !guessed || !same) return [];
    return [
      {
        kind: "dead-end",
        steps: [step.id],
        place: step.place,
        text: `The text does not say what happens when “${step.title.replace(/\?$/, "")}” does not hold.`,
      },
    ];
  });
};

const loops = (workflow: Workflow): ReviewFinding[] =>
  loopsOf(workflow).flatMap(({ path, exits }) => {
    const found = path.flatMap((id) => workflow.steps.find((step) => step.id === id) ?? []);
    const [first] = found;
    if (!first) return [];
    const way = [...found, first].map((step) => (step.label ? `step ${step.label}` : `“${step.title}”`)).join(" → ");
    const exit = workflow.steps.find(({ id }) => id === exits[0]);
    const ending = exit ? `it can be left at ${nameOfStep(exit)}` : "nothing leads out of it";
    return [
      {
        kind: "loop" as const,
        steps: path,
        place: found.at(-1)?.place ?? first.place,
        text: `The procedure goes round: ${way}; ${ending}.`,
      },
    ];
  });

/** What the words say against what other words, or the order on the page, say. */
const contradictions = (workflow: Workflow): ReviewFinding[] => {
  const { steps, claims, style } = workflow;
  const order = new Map(steps.map(({ id }, at) => [id, at]));
  const at = (id: string) => order.get(id) ?? 0;
  const told = new Set<string>();
  return claims.flatMap(({ step: id, after, words }): ReviewFinding[] => {
    const [step, other] = [steps.find((one) => one.id === id), steps.find((one) => one.id === after)];
    const key = [id, after].sort().join(" ");
    if (!step || !other || told.has(key)) return [];
    const circle = comesAfter(claims, after, id);
    const listed = style !== "prose" && at(id) < at(after);
    if (!circle && !listed) return [];
    told.add(key);
    const text = circle
      ? `The order contradicts itself: ${nameOfStep(step)} comes after ${nameOfStep(other)}, which in turn comes after ${nameOfStep(step)}.`
      : `The order contradicts itself: ${nameOfStep(step)} is said to come after ${nameOfStep(other)} (“${words}”), but stands before it.`;
    return [{ kind: "contradiction", steps: [id, after], place: step.place, text }];
  });
};

/** Whether the claims alone put `step` after `other`. */
const comesAfter = (claims: Workflow["claims"], step: string, other: string): boolean =>
  reachable(
    claims.map(({ step: to, after: from }) => ({ from, to })),
    other,
  ).has(step);

const missingSteps = ({ steps, missing }: Workflow): ReviewFinding[] =>
  missing.flatMap(({ step: id, wanted }) => {
    const step = steps.find((one) => one.id === id);
    return step
      ? [
          {
            kind: "missing-step" as const,
            steps: [id],
            place: step.place,
            text: `${capital(nameOfStep(step))} speaks of step ${wanted}, which does not exist.`,
          },
        ]
      : [];
  });

const duplicates = ({ steps }: Workflow): ReviewFinding[] => {
  const keyOf = ({ title }: WorkflowStep) => [...new Set(terms(title))].sort().join(" ");
  const first = new Map<string, WorkflowStep>();
  return steps
    .filter(({ kind }) => kind === "step")
    .flatMap((step) => {
      const key = keyOf(step);
      const twin = first.get(key);
      if (key.split(" ").length > 1 && twin) {
        return [
          {
            kind: "duplicate" as const,
            steps: [twin.id, step.id],
            place: step.place,
            text: `${capital(nameOfStep(step))} says the same as ${nameOfStep(twin)}.`,
          },
        ];
      }
      if (!twin) first.set(key, step);
      return [];
    });
};

/** Numbers that are missing or come twice, where the numbering is one. */
const numbering = ({ steps, style }: Workflow): ReviewFinding[] => {
  if (style !== "numbered" && style !== "headings" && style !== "table") return [];
  const byPhase = new Map<string, WorkflowStep[]>();
  for (const step of steps) {
    if (!/^\d+$/.test(step.label ?? "")) continue;
    byPhase.set(step.phase ?? "", [...(byPhase.get(step.phase ?? "") ?? []), step]);
  }
  return [...byPhase.values()].flatMap((group) =>
    group.slice(1).flatMap((step, at): ReviewFinding[] => {
      const before = group[at];
      const [a, b] = [Number(before?.label), Number(step.label)];
      if (!before || b === a + 1 || b === 1) return [];
      const text =
        b === a
          ? `Two steps are numbered ${a}: “${before.title}” and “${step.title}”.`
          : b > a
            ? `The numbers jump from ${a} to ${b}: a step may be missing.`
            : `The numbers go back from ${a} to ${b}.`;
      return [{ kind: "numbering", steps: [before.id, step.id], place: step.place, text }];
    }),
  );
};
