// Which pieces of a text are the steps of its procedure: numbered items, headings, rows, bullets, or sentences.
import { isAside, isBodyHeading, numberedHeading } from "./heading.ts";
import { knownRoles } from "./known-roles.ts";
import type { Item, Part } from "./outline.ts";
import { type Phase, phaseName, titleOf, withHeadingRole } from "./phase.ts";
import { prosePhases } from "./prose-items.ts";
import { type KnownRoles, rolesIn, rolesOf } from "./role.ts";
import { branchOf, startsAction } from "./statement.ts";
import { isImperative, isParticiple, wordsOf } from "./verb.ts";
import type { Workflow } from "./workflow.ts";

export interface StepItems {
  readonly style: Workflow["style"];
  readonly phases: readonly Phase[];
  readonly known: KnownRoles;
}

/** Undefined when nothing looks like a procedure; in pieces, for a long text takes its time. */
export function* stepItems(parts: readonly Part[]): Generator<void, StepItems | undefined> {
  const known = knownRoles(parts);
  const working = parts.filter((part) => !standsAside(part));
  const choices: readonly (readonly [StepItems["style"], () => Choice])[] = [
    ["headings", () => explicitHeadings(working)],
    ["table", () => rowPhases(working)],
    ["numbered", () => listPhases(working, known, "number")],
    ["headings", () => ownedHeadings(working)],
    ["bullets", () => listPhases(working, known, "bullet")],
    ["headings", () => actingHeadings(working)],
    ["prose", () => prosePhases(working, known)],
  ];
  for (const [style, choose] of choices) {
    yield;
    const choice = choose();
    const phases = choice && "next" in choice ? yield* choice : choice;
    if (phases) return { style, phases: named(phases), known };
  }
  return undefined;
}

type Choice = readonly Phase[] | undefined | Generator<void, readonly Phase[] | undefined>;

/** One heading above all steps names no phase. */
const named = (phases: readonly Phase[]): readonly Phase[] =>
  new Set(phases.map(({ name }) => name)).size > 1 ? phases : phases.map(({ fields, items }) => ({ fields, items }));

const standsAside = (part: Part): boolean => part.path.some((title) => isAside(title)) && !("owner" in part.fields);

const atLeast = (phases: readonly Phase[], count: number): readonly Phase[] | undefined =>
  phases.reduce((sum, { items }) => sum + items.length, 0) >= count ? phases : undefined;

const explicitHeadings = (parts: readonly Part[]): readonly Phase[] | undefined =>
  headingPhases(
    parts,
    parts.filter((part) => numberedHeading(titleOf(part)).explicit),
  );

/** Numbered headings, or such as have an owner, when nothing under them is numbered. */
const ownedHeadings = (parts: readonly Part[]): readonly Phase[] | undefined =>
  headingPhases(
    parts,
    parts.filter(
      (part) =>
        numberedHeading(titleOf(part)).label !== undefined ||
        part.fields.owner !== undefined ||
        headingRoles(titleOf(part)).length > 0 ||
        /@\w/.test(titleOf(part)),
    ),
  );

const bracketsBehind = /\s*[([]([^()[\]]+)[)\]]$/;

/** "Check the form (Finance)"; what else may stand in brackets, such as a day, is no owner. */
const headingRoles = (title: string): string[] =>
  rolesOf((bracketsBehind.exec(title)?.[1] ?? "").replace(/^owner:\s*/i, ""));

/** Three or more headings of one level that are instructions: "Receive the order". */
const actingHeadings = (parts: readonly Part[]): readonly Phase[] | undefined => {
  const acting = parts.filter(
    (part) => isImperative(titleOf(part)) || /^(?:\p{L}+ing|\p{L}+(?:tion|al|ment|sion)) /u.test(titleOf(part)),
  );
  const steps = acting.filter((part) => !acting.some((other) => isBeneath(other, part)));
  return steps.length >= 3 ? headingPhases(parts, steps) : undefined;
};

const isBeneath = (part: Part, top: Part): boolean =>
  part.path.length > top.path.length && top.path.every((title, at) => part.path[at] === title);

const headingPhases = (parts: readonly Part[], chosen: readonly Part[]): readonly Phase[] | undefined => {
  const acting = chosen.filter((part) => !isBodyHeading(titleOf(part)));
  if (acting.length < 2) return undefined;
  const items = acting.map((part): Item => {
    const { label, title } = numberedHeading(titleOf(part));
    const own = [part, ...parts.filter((other) => isBeneath(other, part) && !acting.includes(other))];
    const roles = headingRoles(title);
    const text = [
      roles.length > 0 ? title.replace(bracketsBehind, "") : title,
      ...own.flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text)),
    ];
    return {
      marker: "heading",
      text: text.map((piece) => (/[.!?:]$/.test(piece) ? piece : `${piece}.`)).join(" "),
      fields: { ...(roles.length > 0 && { owner: roles.join(", ") }), ...part.fields },
      children: own.flatMap((one) => one.items),
      place: part.place,
      ...(label !== undefined && { label }),
    };
  });
  return [{ fields: {}, items }];
};

const rowPhases = (parts: readonly Part[]): readonly Phase[] | undefined =>
  atLeast(
    parts
      .filter(({ rows }) => rows.length > 0)
      .map((part) => ({
        ...phaseName(part),
        fields: part.fields,
        items: part.rows.map((row): Item => ({ marker: "row", children: [], ...row })),
      })),
    2,
  );

function* listPhases(
  parts: readonly Part[],
  known: KnownRoles,
  marker: "number" | "bullet",
): Generator<void, readonly Phase[] | undefined> {
  const phases = parts
    .map((part) => ({
      part,
      items: part.items.filter((item) => (marker === "number" ? item.marker !== "bullet" : item.marker === "bullet")),
    }))
    .filter(({ items }) => items.length > 0);
  const items = phases.flatMap((phase) => phase.items);
  const titled = ({ path }: Part) => path.length === 1 && parts.every((other) => other.path[0] === path[0]);
  const least = marker === "number" ? 0.5 : 0.6;
  let acting = 0;
  for (const item of items) {
    yield;
    if (looksLikeStep(item, known)) acting += 1;
  }
  if (items.length < 2 || acting < items.length * least) return undefined;
  return phases.map(({ part, items: own }) => ({
    ...phaseName(part),
    fields: titled(part) ? part.fields : withHeadingRole(part),
    items: withAnswers(own),
  }));
}

/** "Go: deploy" and "No-go: postpone" on lines of their own answer the line above them. */
const withAnswers = (items: readonly Item[]): readonly Item[] => {
  const isAnswer = (item: Item | undefined) =>
    item?.marker === "bullet" && item.children.length === 0 && branchOf(item.text) !== undefined;
  const kept: Item[] = [];
  for (const [at, item] of items.entries()) {
    const last = kept.at(-1);
    const several = isAnswer(items[at - 1]) || isAnswer(items[at + 1]);
    if (last && isAnswer(item) && several) kept[kept.length - 1] = { ...last, children: [...last.children, item] };
    else kept.push(item);
  }
  return kept;
};

const looksLikeStep = ({ text, fields, children }: Item, known: KnownRoles): boolean =>
  !isQuizQuestion(text, children) &&
  (fields.owner !== undefined ||
    startsAction(text, known) ||
    /^(?:if|once|after|when|before|unless)\b/i.test(text) ||
    branchOf(text) !== undefined ||
    (children.length > 0 && /:$/.test(text)) ||
    isNamed(text, known));

/** "Which of the following …?" asks the reader; a decision has its answers beneath it or in its text. */
const isQuizQuestion = (text: string, children: readonly Item[]): boolean =>
  /\?$/.test(text) &&
  /^(?:which|what|why|how|describe|explain)\b/i.test(text) &&
  !children.some((child) => branchOf(child.text));

/** "Approval by the manager", "Order the laptop (IT)". */
const isNamed = (text: string, known: KnownRoles): boolean =>
  rolesIn(text, known).by !== "nothing" || wordsOf(text).some((word, at) => at > 0 && isParticiple(word));
