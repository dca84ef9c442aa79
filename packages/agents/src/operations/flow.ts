// Steps being put together into a graph: what is open flows into what comes next, and jumps are settled at the end.
import type { Jump } from "./jump.ts";
import { stepMeant } from "./step-match.ts";
import { endId, type Guess, type OrderClaim, startId, type WorkflowEdge, type WorkflowStep } from "./workflow.ts";

/** Something that leads on to whatever comes next. */
export interface Exit {
  readonly from: string;
  readonly label?: string;
  readonly basis?: WorkflowEdge["basis"];
}

/** A condition of which only the one side has been told so far. */
export interface Undecided {
  readonly exit: Exit;
  readonly condition: string;
  /** What leads on from the side that was told. */
  readonly settled: readonly Exit[];
}

interface PendingJump {
  readonly exits: readonly Exit[];
  readonly jump: Jump;
  readonly phase: string | undefined;
  readonly by: string;
}

export interface Flow {
  readonly steps: WorkflowStep[];
  readonly edges: WorkflowEdge[];
  readonly claims: OrderClaim[];
  readonly guesses: Guess[];
  readonly missing: { step: string; wanted: string }[];
  open: readonly Exit[];
  undecided: Undecided | undefined;
  add(step: WorkflowStep): void;
  /** Leads everything that is open to `id`; from there it goes on. */
  enter(id: string): void;
  jump(exits: readonly Exit[], jump: Jump, by: string, phase: string | undefined): void;
  byLabel(label: string, phase?: string): WorkflowStep | undefined;
  /** Settles the jumps and leads what is still open to the end. */
  finish(): void;
}

export const newFlow = (): Flow => {
  const pending: PendingJump[] = [];
  const flow: Flow = {
    steps: [],
    edges: [],
    claims: [],
    guesses: [],
    missing: [],
    open: [{ from: startId }],
    undecided: undefined,
    add: (step) => void flow.steps.push(step),
    enter(id) {
      for (const exit of flow.open) connect(exit, id);
      flow.open = [{ from: id }];
    },
    jump: (exits, jump, by, phase) => void pending.push({ exits, jump, by, phase }),
    byLabel(label, phase) {
      const labelled = flow.steps.filter((step) => step.label === label);
      const here = labelled.filter((step) => step.phase === phase);
      if (here[0]) return here[0];
      if (labelled.length === 1) return labelled[0];
      return labelled.length === 0
        ? flow.steps.find((step) => step.label?.startsWith(`${label}.`) || step.label === `${label}a`)
        : undefined;
    },
    finish() {
      for (const { exits, jump, by, phase } of pending) {
        const to = target(jump, by, phase);
        if (to === undefined) continue;
        for (const exit of exits) connect({ ...exit, basis: "stated" }, to);
      }
      for (const exit of flow.open) connect(exit, endId);
    },
  };

  const connect = ({ from, label, basis = "order" }: Exit, to: string): void => {
    const same = flow.edges.some((edge) => edge.from === from && edge.to === to && edge.label === label);
    if (!same) flow.edges.push({ from, to, basis, ...(label !== undefined && { label }) });
  };

  const target = (jump: Jump, by: string, phase: string | undefined): string | undefined => {
    switch (jump.type) {
      case "end":
        return endId;
      case "here":
        return by;
      case "beginning":
        return flow.steps[0]?.id;
      case "words": {
        const found = stepMeant(
          jump.words,
          flow.steps.filter(({ id }) => id !== by),
        );
        if (!found)
          flow.guesses.push({
            step: by,
            text: `I could not tell which step “${jump.words}” means`,
            sureness: "unsure",
          });
        return found?.id;
      }
      case "step": {
        const found = flow.byLabel(jump.label, phase) ?? counted(jump.label, by);
        if (!found) flow.missing.push({ step: by, wanted: jump.label });
        return found?.id;
      }
    }
  };

  /** Where nothing is numbered, "step 3" is the third. */
  const counted = (label: string, by: string): WorkflowStep | undefined => {
    if (flow.steps.some((step) => step.label !== undefined)) return undefined;
    const found = flow.steps.filter(({ kind }) => kind === "step")[Number(label) - 1];
    if (found)
      flow.guesses.push({
        step: by,
        text: `nothing is numbered, so I took “step ${label}” for the ${label}${label === "1" ? "st" : label === "2" ? "nd" : label === "3" ? "rd" : "th"} one`,
        sureness: "unsure",
      });
    return found;
  };

  return flow;
};
