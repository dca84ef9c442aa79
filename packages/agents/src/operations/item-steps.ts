// One item of a procedure as the steps and decisions that its sentences tell.
import type { Fields } from "./field.ts";
import type { Exit, Flow } from "./flow.ts";
import { isOpposite, isSameQuestion } from "./opposite.ts";
import type { Item } from "./outline.ts";
import { inputsIn, listedIn, outputsIn } from "./resource.ts";
import { type FoundRoles, type KnownRoles, roleKey, rolesIn, statedRoles, withoutRoleInFront } from "./role.ts";
import { type Action, answersIn, type Statement } from "./statement.ts";
import { timeIn } from "./time-span.ts";
import { isImperative, isModal, isParticiple, isThirdPerson, withoutOpening, wordsOf } from "./verb.ts";
import type { WorkflowStep } from "./workflow.ts";

export interface Setting {
  readonly flow: Flow;
  readonly known: KnownRoles;
  readonly phase: string | undefined;
  /** What the heading or the step above says for all of it. */
  readonly inherited: Fields;
}

/** What one item became. */
export interface ItemSteps {
  readonly first: string | undefined;
  readonly ids: readonly string[];
  readonly exits: readonly Exit[];
}

const longestTitle = 90;

export const titleOf = (text: string): string => {
  const line = withoutOpening(text)
    .replace(/\s*\((?:approx\.? |about |~ ?)?\d[^()]{0,20}\b(?:min|minutes?|h|hours?|days?|weeks?)\)/i, "")
    .replace(/[\s.,;:]+$/, "");
  const short = line.length > longestTitle ? `${line.slice(0, longestTitle - 1).replace(/\s+\S*$/, "")}…` : line;
  return short.charAt(0).toUpperCase() + short.slice(1);
};

/** Adds the steps of `item` to the flow, entered from what is open there; leaves open what leads on. */
export function* takeItem(
  item: Item,
  statements: readonly Statement[],
  id: string,
  setting: Setting,
): Generator<void, ItemSteps> {
  const { flow, known, phase } = setting;
  const ids: string[] = [];
  let current: WorkflowStep | undefined;
  let noExit = flow.undecided;
  const branches = [...answersIn(item.children.map(({ text }) => text)).values()];
  const fields = { ...setting.inherited, ...item.fields };

  const node = (kind: WorkflowStep["kind"], title: string, text: string): WorkflowStep => {
    const own = ids.length === 0;
    const said = rolesHere(kind === "decision" && !own ? "" : text, setting, item.fields, own);
    const found =
      kind === "step" && said.roles.length === 0 && (isImperative(text) || isThing(text)) ? sameDoer() : said;
    const nextId = own ? id : `${id}-${ids.length}`;
    const step: WorkflowStep = {
      id: nextId,
      kind,
      title: titleOf(withoutRoleInFront(title, known)),
      text,
      ...found,
      inputs: [...(own && item.fields.inputs ? listedIn(item.fields.inputs) : []), ...inputsIn(text)],
      outputs: [...(own && item.fields.outputs ? listedIn(item.fields.outputs) : []), ...outputsIn(text)],
      place: item.place,
      ...(own && item.label !== undefined && { label: item.label }),
      ...timeOf(own && fields.time !== undefined ? `${fields.time}` : text, own && item.fields.time !== undefined),
      ...(phase !== undefined && { phase }),
    };
    flow.add(step);
    flow.enter(nextId);
    ids.push(nextId);
    return step;
  };

  /** "The nurse takes the pulse. If it is high, call the doctor" speaks to the nurse. */
  const sameDoer = (): Pick<WorkflowStep, "roles" | "roleBasis"> => {
    const doer = flow.steps.find((step) => ids.includes(step.id) && step.roles.length > 0);
    return doer ? { roles: doer.roles, roleBasis: "inherited" } : { roles: [], roleBasis: "none" };
  };

  /** What is done on a branch, and where it leads; answers what leads on from it. */
  const branch = (exit: Exit, { text, jump }: Action): readonly Exit[] => {
    const before = flow.open;
    flow.open = [exit];
    if (text !== "") node("step", text, text);
    const exits = flow.open;
    flow.open = before;
    if (!jump) return text === "" ? [exit] : exits;
    flow.jump(exits, jump, jump.type === "here" ? askedAbout(exit.from) : (exits[0]?.from ?? id), phase);
    return [];
  };

  /** The step in front of a question: "if it fails, try again". */
  const askedAbout = (decision: string): string => {
    const before = flow.edges.find(({ to }) => to === decision)?.from;
    return flow.steps.some((step) => step.id === before) && before !== undefined ? before : decision;
  };

  /** The step from which alone it goes on here. */
  const lastOpen = (): WorkflowStep | undefined => {
    const [only, ...more] = flow.open;
    const last = flow.steps.at(-1);
    return only && more.length === 0 && last?.id === only.from && last.kind === "step" ? last : undefined;
  };

  const decide = (condition: string, holds: Action, otherwise: Action | undefined) => {
    if (noExit && isOpposite(noExit.condition, condition)) {
      flow.open = [...noExit.settled, ...branch({ ...noExit.exit, basis: "stated" }, holds)];
      noExit = undefined;
      return;
    }
    const settled =
      noExit && (noExit.settled.length === 0 || isSameQuestion(noExit.condition, condition))
        ? noExit.settled
        : undefined;
    if (settled && noExit) flow.open = [noExit.exit];
    const asked = answers(condition) ? lastOpen() : undefined;
    if (asked) asked.kind = "decision";
    const decision = asked ?? node("decision", `${condition}?`, `If ${condition}`);
    const [yesLabel, noLabel] = asked && /\b(?:no|not)\b/i.test(condition) ? ["no", "yes"] : ["yes", "no"];
    const yes = branch({ from: decision.id, label: yesLabel, basis: "stated" }, holds);
    const exit: Exit = { from: decision.id, label: noLabel, basis: "guessed" };
    if (otherwise) {
      flow.open = [...(settled ?? []), ...yes, ...branch({ ...exit, basis: "stated" }, otherwise)];
      noExit = undefined;
    } else {
      noExit = { exit, condition, settled: [...(settled ?? []), ...yes] };
      flow.open = [...noExit.settled, exit];
    }
  };

  for (const statement of statements) {
    yield;
    switch (statement.type) {
      case "action":
        if (isPermission(statement.action, known) && flow.steps.length > 0 && ids.length > 0) {
          addWords(flow.steps.at(-1) as WorkflowStep, statement.action.text);
          break;
        }
        noExit = undefined;
        if (!(current && mergesWith(current, statement, known))) {
          if (statement.action.text !== "" || ids.length === 0)
            current = node("step", statement.action.text || item.text, statement.action.text || item.text);
        } else addWords(current, statement.action.text);
        if (statement.action.jump) {
          flow.jump(flow.open, statement.action.jump, flow.open[0]?.from ?? id, phase);
          flow.open = [];
        }
        break;
      case "condition":
        decide(statement.condition, statement.holds, statement.otherwise);
        current = undefined;
        break;
      case "otherwise":
        if (noExit) flow.open = [...noExit.settled, ...branch({ ...noExit.exit, basis: "stated" }, statement.action)];
        else if (statement.action.text !== "") current = node("step", statement.action.text, statement.action.text);
        noExit = undefined;
        break;
      case "until": {
        if (statement.action.text !== "") node("step", statement.action.text, statement.action.text);
        const decision = node("decision", `${statement.condition}?`, `Until ${statement.condition}`);
        noExit = undefined;
        const by = statement.back.type === "here" ? (ids[0] ?? decision.id) : decision.id;
        flow.jump([{ from: decision.id, label: "no" }], statement.back, by, phase);
        flow.open = [{ from: decision.id, label: "yes", basis: "stated" }];
      }
    }
  }
  flow.undecided = noExit;
  if (branches.length > 0) takeBranches(branches, setting, ids, branch);
  return { first: ids[0], ids, exits: flow.open };
}

/** "Three quotes" behind an answer says what, and leaves the doing to whoever was spoken of. */
const isThing = (text: string): boolean => {
  const words = wordsOf(text);
  const counted = /^(?:\d+|an?|one|two|three|four|five|no)$/i.test(words[0] ?? "");
  const acts = (word: string) => isModal(word) || isParticiple(word) || (isThirdPerson(word) && !counted);
  return words.length <= 4 && !words.some(acts);
};

/** A further sentence of the same step may tell what it needs and how long it takes. */
const addWords = (step: WorkflowStep, text: string): void => {
  if (text === "") return;
  step.text = `${step.text.replace(/[.]$/, "")}. ${text}`;
  step.inputs.push(...inputsIn(text).filter((input) => !step.inputs.includes(input)));
  step.outputs.push(...outputsIn(text).filter((output) => !step.outputs.includes(output)));
  step.time ??= timeIn(text);
};

/** Branches on lines of their own make a decision of the step above them. */
const takeBranches = (
  branches: readonly { label: string; action: Action }[],
  { flow }: Setting,
  ids: readonly string[],
  branch: (exit: Exit, action: Action) => readonly Exit[],
): void => {
  const decision = flow.steps.find((step) => step.id === ids.at(-1));
  if (!decision) return;
  decision.kind = "decision";
  flow.open = branches.flatMap(({ label, action }) => branch({ from: decision.id, label, basis: "stated" }, action));
};

/** "A complaint may be reopened once" lets something be done, and nobody does it here. */
const isPermission = ({ text, jump }: Action, known: KnownRoles): boolean =>
  jump === undefined && /\b(?:may|can|might) (?:not )?be\b/i.test(text) && rolesIn(text, known).by === "nothing";

/** Sentences of an item belong to one step as long as nobody else acts in them. */
const mergesWith = (
  step: WorkflowStep,
  { action }: Extract<Statement, { type: "action" }>,
  known: KnownRoles,
): boolean => {
  if (action.text === "") return true;
  const { roles, by } = rolesIn(action.text, known);
  if (by !== "words") return true;
  if (step.roleBasis !== "stated" && step.roles.length === 0) {
    step.roles = [...roles];
    step.roleBasis = "stated";
    return true;
  }
  return roles.every((role) => step.roles.some((own) => roleKey(own) === roleKey(role)));
};

const rolesHere = (
  text: string,
  { flow, known, inherited }: Setting,
  own: Fields,
  first: boolean,
): Pick<WorkflowStep, "roles" | "roleBasis"> => {
  if (first && own.owner !== undefined) {
    const roles = statedRoles(own.owner);
    if (roles.length > 0) return { roles, roleBasis: "stated" };
  }
  const found: FoundRoles = rolesIn(text, known);
  if (found.roles.length > 0) return { roles: [...found.roles], roleBasis: "stated" };
  const before = flow.steps.findLast(({ roles }) => roles.length > 0);
  if (found.by === "pronoun" && before) return { roles: before.roles, roleBasis: "inherited" };
  const above = inherited.owner === undefined ? [] : statedRoles(inherited.owner);
  return above.length > 0 && own.owner === undefined
    ? { roles: above, roleBasis: "inherited" }
    : { roles: [], roleBasis: "none" };
};

const timeOf = (text: string, isField: boolean): Pick<WorkflowStep, "time"> => {
  const time = timeIn(text) ?? (isField ? { kind: "deadline" as const, text } : undefined);
  return time ? { time } : {};
};

/** "if yes", "if it is not": the answer to what was asked before. */
const answers = (condition: string): boolean =>
  /^(?:yes|no|so|not|it is(?: not)?|they are(?: not)?|it does(?: not)?|true|false)$/i.test(condition.trim());
