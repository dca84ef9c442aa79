// Reads a written procedure as a workflow, by the structure of its text; what it had to suppose it writes down.
import { type Clock, type Document, systemClock } from "@polylogue/core";
import { besideOnes, isBesideTitle, saysBeside } from "./beside.ts";
import { doubtOf } from "./doubt.ts";
import type { Fields } from "./field.ts";
import { type Exit, newFlow } from "./flow.ts";
import { inPieces } from "./in-pieces.ts";
import { type ItemSteps, takeItem } from "./item-steps.ts";
import { stepsSpokenOf } from "./jump.ts";
import { leftOut } from "./left-out.ts";
import { type Item, outlineOf, type Part } from "./outline.ts";
import type { Phase } from "./phase.ts";
import { rolesIn } from "./role.ts";
import { answersIn, statementsInPieces, statementsOf, type Timing } from "./statement.ts";
import { type StepItems, stepItems } from "./step-items.ts";
import { stepMeant } from "./step-match.ts";
import { Workflow, type WorkflowStep } from "./workflow.ts";

/** More steps than anybody looks at in one picture; what is beyond is left out and said so. */
export const maxSteps = 200;

export type ProcedureText = Pick<Document, "name" | "sections">;

/** Thirty pages; a procedure is shorter, and reading stops here so that nobody else has to wait. */
const longestText = 60_000;
const longestLine = 10_000;

const shortened = (
  sections: ProcedureText["sections"],
): { readonly kept: ProcedureText["sections"]; readonly isCut: boolean } => {
  let room = longestText;
  const kept = sections.flatMap((section) => {
    const text = section.text
      .slice(0, Math.max(0, room))
      .split("\n")
      .map((line) => line.slice(0, longestLine))
      .join("\n");
    room -= section.text.length;
    return text === "" ? [] : [{ ...section, text }];
  });
  return { kept, isCut: room < 0 };
};

/** Undefined when there are no two steps in it. */
export const readProcedure = (text: ProcedureText, clock: Clock = systemClock): Promise<Workflow | undefined> =>
  inPieces(workflowOf(text), clock);

function* workflowOf({ name, sections }: ProcedureText): Generator<void, Workflow | undefined> {
  const { kept, isCut } = shortened(sections);
  const parts = yield* outlineOf(kept);
  const chosen = yield* stepItems(parts);
  if (!chosen) return undefined;
  const beside = besideOnes(parts, chosen);
  yield;
  const reading = yield* read(chosen, beside);
  if (reading.steps.length < 2) return undefined;
  reading.guesses.push(...leftOut(parts, chosen));
  if (isCut)
    reading.guesses.push({ text: "the text is long, and I read only its first thirty pages", sureness: "unsure" });
  const doubt = doubtOf(parts, chosen);
  return Workflow.parse({ title: titleOf(name, parts), style: chosen.style, ...(doubt && { doubt }), ...reading });
}

const titleOf = (name: string, parts: readonly Part[]): string => {
  const [first] = parts;
  const common = first?.path[0];
  return common !== undefined && parts.every(({ path }) => path[0] === common)
    ? common
    : name.replace(/\.[a-z0-9]{1,5}$/i, "");
};

interface Taken extends ItemSteps {
  readonly label: string | undefined;
  readonly entry: readonly Exit[];
}

function* read(
  { style, phases, known }: StepItems,
  beside: readonly ReadonlySet<string>[],
): Generator<void, Omit<Workflow, "title" | "style">> {
  const flow = newFlow();
  const taken: Taken[] = [];
  const labels = phases.flatMap(({ items }) => items.map(({ label }) => label)).filter((label) => label !== undefined);
  const numbered = new Set(labels).size === labels.length;
  const prose = style === "prose";
  let count = 0;

  const idOf = (label: string | undefined): string => {
    count += 1;
    const wanted = label !== undefined && numbered ? `s${label}` : `s${count}`;
    return flow.steps.some(({ id }) => id === wanted) ? `${wanted}-${count}` : wanted;
  };

  const itemNamed = (words: string): Taken | undefined => {
    const label = stepsSpokenOf(words)[0] ?? /^#?(\d+(?:\.\d+)*[a-z]?)$/.exec(words.trim())?.[1];
    if (label !== undefined) return taken.find((one) => one.label === label);
    const step = stepMeant(words, flow.steps);
    return step && taken.find(({ ids }) => ids.includes(step.id));
  };

  /** "Both the check and the review" are two. */
  const itemsNamed = (words: string): Taken[] => {
    const halves = words.split(/\s+and\s+/).map((half) => itemNamed(half.replace(/^both\s+/i, "")));
    const [one, other] = halves;
    if (halves.length === 2 && one && other && one !== other) return [one, other];
    const whole = itemNamed(words);
    return whole ? [whole] : [];
  };

  function* take(
    item: Item,
    phase: string | undefined,
    inherited: Fields,
    parent?: WorkflowStep,
  ): Generator<void, void> {
    if (flow.steps.length >= maxSteps) return;
    const statements = yield* statementsInPieces(item.text, known);
    const timings: readonly Timing[] = statements;
    yield;
    const after = [
      ...(item.fields.after === undefined ? [] : item.fields.after.split(/,|\band\b/i)),
      ...timings.flatMap((one) => one.after ?? []),
    ];
    const previous = taken.at(-1);
    const together = previous !== undefined && isBeside(item, previous, timings, beside, itemNamed);
    const outer = flow.open;
    const waits = after.flatMap(itemsNamed);
    const free =
      waits.length > 0 &&
      !waits.includes(previous as Taken) &&
      (prose || item.fields.after !== undefined || after.some((words) => stepsSpokenOf(words).length > 0));
    if (together && previous) flow.open = previous.entry;
    else if (free)
      flow.open = waits.flatMap(({ exits }) => exits.map((exit) => ({ ...exit, basis: "stated" as const })));
    else if (waits.length > 0) flow.open = outer.map((exit) => ({ ...exit, basis: exit.basis ?? "stated" }));
    const entry = flow.open;
    const label = labelWithin(item.label, parent?.label);
    const made = yield* takeItem({ ...item, ...(label !== undefined && { label }) }, statements, idOf(label), {
      flow,
      known,
      phase,
      inherited,
    });
    const consumed = new Set(waits.flatMap(({ exits }) => exits.map(({ from }) => from)));
    taken.push({ ...made, label, entry });
    claim(made, after, timings);
    yield* takeChildren(item, made, phase, inherited);
    if (item.fields.next !== undefined) leadOn(item, made, phase);
    if (together) flow.open = [...outer, ...flow.open];
    else if (free) flow.open = [...outer.filter(({ from }) => !consumed.has(from)), ...flow.open];
  }

  const claim = ({ first }: ItemSteps, after: readonly string[], timings: readonly Timing[]): void => {
    if (first === undefined) return;
    pendingClaims.push(...after.map((words) => ({ step: first, words, before: false })));
    pendingClaims.push(
      ...timings.flatMap(({ before }) => (before === undefined ? [] : [{ step: first, words: before, before: true }])),
    );
  };
  const pendingClaims: { step: string; words: string; before: boolean }[] = [];

  function* takeChildren(
    item: Item,
    made: ItemSteps,
    phase: string | undefined,
    inherited: Fields,
  ): Generator<void, void> {
    const parent = flow.steps.find(({ id }) => id === made.first);
    if (!parent) return;
    const answers = answersIn(item.children.map(({ text }) => text));
    const others = item.children.filter(({ text }) => !answers.has(text));
    const steps = others.filter((child) => child.marker !== "bullet" || actsAlone(child));
    const details = others.filter((child) => !steps.includes(child));
    if (details.length > 0) parent.text = [parent.text, ...details.map(({ text }) => text)].join("\n");
    const owner = parent.roles.length > 0 ? { owner: parent.roles.join(", ") } : {};
    const fork = saysBeside(item.text);
    const entry = flow.open;
    let exits: readonly Exit[] = [];
    for (const child of steps) {
      if (fork) flow.open = entry;
      yield* take(child, phase, { ...inherited, ...owner }, parent);
      exits = fork ? [...exits, ...flow.open] : flow.open;
    }
    if (fork && exits.length > 0) flow.open = exits;
  }

  /** A bullet under a step is a detail of it, unless somebody acts in it or something hangs on it. */
  const actsAlone = (child: Item): boolean =>
    child.fields.owner !== undefined ||
    /^(?:if|unless|otherwise)\b/i.test(child.text) ||
    rolesIn(child.text, known).by === "words" ||
    statementsOf(child.text, known).some((one) => one.type !== "action" || one.action.jump !== undefined);

  const leadOn = ({ fields: { next = "" } }: Item, { ids, exits }: ItemSteps, phase: string | undefined): void => {
    const label = stepsSpokenOf(next)[0] ?? /^#?(\d+(?:\.\d+)*[a-z]?)\.?$/.exec(next.trim())?.[1];
    const ends = /^(?:end|done|none|-|n\/a)\.?$/i.test(next.trim());
    if (label === undefined && !ends) return;
    flow.jump(exits, ends || label === undefined ? { type: "end" } : { type: "step", label }, ids[0] ?? "", phase);
    flow.open = [];
  };

  function* takePhase({ name, items, fields }: Phase): Generator<void> {
    const entry = flow.open;
    const fork = name !== undefined && items.length > 1 && isBesideTitle(name);
    const exits: Exit[] = [];
    for (const item of items) {
      yield;
      if (fork) flow.open = entry;
      yield* take(item, name, fields);
      exits.push(...flow.open);
    }
    if (fork) flow.open = exits;
  }

  for (const phase of phases) yield* takePhase(phase);
  flow.finish();
  for (const { step, words, before } of pendingClaims) {
    const other = itemNamed(words)?.first;
    if (other !== undefined && other !== step)
      flow.claims.push(before ? { step: other, after: step, words } : { step, after: other, words });
    else if (other === undefined) unknown(step, words, before);
  }
  flow.missing.push(...spokenOfInVain(flow.steps, flow.missing));
  return {
    steps: flow.steps,
    edges: flow.edges,
    claims: flow.claims,
    missing: unique(flow.missing),
    guesses: flow.guesses,
  };

  /** What it waits for is no step of the procedure: it stays with the words of the step. */
  function unknown(id: string, words: string, before: boolean): void {
    const label = stepsSpokenOf(words)[0];
    const step = flow.steps.find((one) => one.id === id);
    if (label !== undefined) flow.missing.push({ step: id, wanted: label });
    else if (step) step.text = `${step.text.replace(/[.]$/, "")} (${before ? "before" : "when"}: ${words}).`;
  }
}

/** "b" under step 2 is step 2b, "1" under it is step 2.1. */
const labelWithin = (label: string | undefined, parent: string | undefined): string | undefined => {
  if (label === undefined || parent === undefined || label.startsWith(`${parent}.`)) return label;
  return /^\d/.test(label) ? `${parent}.${label}` : `${parent}${label}`;
};

const isBeside = (
  item: Item,
  previous: Taken,
  timings: readonly Timing[],
  beside: readonly ReadonlySet<string>[],
  named: (words: string) => Taken | undefined,
): boolean => {
  const words = timings[0]?.beside ?? (item.marker === "heading" ? timings[1]?.beside : undefined);
  if (words === true) return true;
  if (words !== undefined) return named(words) === previous;
  return (
    item.label !== undefined &&
    previous.label !== undefined &&
    beside.some((group) => group.has(item.label ?? "") && group.has(previous.label ?? ""))
  );
};

/** Steps that are spoken of anywhere in the text of a step, and that do not exist. */
const spokenOfInVain = (
  steps: readonly WorkflowStep[],
  known: readonly { wanted: string }[],
): { step: string; wanted: string }[] => {
  const labels = steps.flatMap(({ label }) => label ?? []);
  if (labels.length === 0) return [];
  const isThere = (wanted: string) =>
    labels.some((label) => label === wanted || label.startsWith(`${wanted}.`) || `${wanted}a` === label) ||
    labels.some((label) => wanted === `${label.replace(/[a-z]$/, "")}${/[a-z]$/.exec(label)?.[0] ?? ""}`);
  return steps.flatMap(({ id, text }) =>
    stepsSpokenOf(text)
      .filter((wanted) => !isThere(wanted) && !known.some((one) => one.wanted === wanted))
      .map((wanted) => ({ step: id, wanted })),
  );
};

const unique = <One extends { step: string; wanted: string }>(items: readonly One[]): One[] =>
  items.filter(
    (item, at) => items.findIndex(({ step, wanted }) => step === item.step && wanted === item.wanted) === at,
  );
