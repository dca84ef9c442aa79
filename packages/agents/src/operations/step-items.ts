// Which pieces of a text are the steps of its procedure: numbered items, headings, rows, bullets, or sentences.
import { sentences } from "@polylogue/core";
import type { Fields } from "./field.ts";
import { isAside, isBodyHeading, namesRoles, numberedHeading } from "./heading.ts";
import type { Item, Part } from "./outline.ts";
import { isRole, type KnownRoles, roleKey, rolesIn, rolesOf, statedRoles } from "./role.ts";
import { branchOf, startsAction } from "./statement.ts";
import { isImperative, isParticiple, withoutOpening, wordsOf } from "./verb.ts";
import type { Workflow } from "./workflow.ts";

/** Items of one phase, with what its heading says of all of them. */
export interface Phase {
  readonly name?: string;
  readonly fields: Fields;
  readonly items: readonly Item[];
}

export interface StepItems {
  readonly style: Workflow["style"];
  readonly phases: readonly Phase[];
  readonly known: KnownRoles;
}

/** Undefined when nothing looks like a procedure. */
export const stepItems = (parts: readonly Part[]): StepItems | undefined => {
  const known = knownRoles(parts);
  const working = parts.filter((part) => !standsAside(part));
  const choices: readonly (readonly [StepItems["style"], () => readonly Phase[] | undefined])[] = [
    ["headings", () => explicitHeadings(working)],
    ["table", () => rowPhases(working)],
    ["numbered", () => listPhases(working, known, "number")],
    ["headings", () => ownedHeadings(working)],
    ["bullets", () => listPhases(working, known, "bullet")],
    ["headings", () => actingHeadings(working)],
    ["prose", () => prosePhases(working, known)],
  ];
  for (const [style, choose] of choices) {
    const phases = choose();
    if (phases) return { style, phases: named(phases), known };
  }
  return undefined;
};

/** One heading above all steps names no phase. */
const named = (phases: readonly Phase[]): readonly Phase[] =>
  new Set(phases.map(({ name }) => name)).size > 1 ? phases : phases.map(({ fields, items }) => ({ fields, items }));

const titleOf = (part: Part): string => part.path.at(-1) ?? "";
const standsAside = (part: Part): boolean => part.path.some((title) => isAside(title)) && !("owner" in part.fields);

/** Names under "Roles", and whatever stands behind "Owner:". */
const knownRoles = (parts: readonly Part[]): KnownRoles => {
  const listed = parts
    .filter((part) => namesRoles(titleOf(part)))
    .flatMap(({ items }) => items.map(({ text }) => text.split(/[:–—(]| - | is | are /)[0]?.trim() ?? ""))
    .filter((name) => name !== "" && wordsOf(name).length <= 5);
  const fields = [
    ...parts.map(({ fields: one }) => one),
    ...parts.flatMap(({ items }) => items.map(({ fields: one }) => one)),
    ...parts.flatMap(({ rows }) => rows.map(({ fields: one }) => one)),
  ];
  const owners = fields.flatMap(({ owner }) => (owner === undefined ? [] : statedRoles(owner)));
  return new Set([...listed, ...owners].map(roleKey).filter((key) => key !== ""));
};

const atLeast = (phases: readonly Phase[], count: number): readonly Phase[] | undefined =>
  phases.reduce((sum, { items }) => sum + items.length, 0) >= count ? phases : undefined;

const phaseName = (part: Part): { name?: string } => {
  const title = titleOf(part);
  return title === "" || isBodyHeading(title) ? {} : { name: numberedHeading(title).title };
};

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
        /\([^)]+\)$|@\w/.test(titleOf(part)),
    ),
  );

/** Three or more headings of one level that are instructions: "Receive the order". */
const actingHeadings = (parts: readonly Part[]): readonly Phase[] | undefined => {
  const acting = parts.filter(
    (part) => isImperative(titleOf(part)) || /^(?:\p{L}+ing|\p{L}+(?:tion|al|ment|sion)) /u.test(titleOf(part)),
  );
  return acting.length >= 3 ? headingPhases(parts, acting) : undefined;
};

const headingPhases = (parts: readonly Part[], chosen: readonly Part[]): readonly Phase[] | undefined => {
  const acting = chosen.filter((part) => !isBodyHeading(titleOf(part)));
  if (acting.length < 2) return undefined;
  const beneath = (part: Part, top: Part) =>
    part !== top && part.path.length > top.path.length && top.path.every((title, at) => part.path[at] === title);
  const items = acting.map((part): Item => {
    const { label, title } = numberedHeading(titleOf(part));
    const own = [part, ...parts.filter((other) => beneath(other, part) && !acting.includes(other))];
    const owner = /\s*[([]([^()[\]]+)[)\]]$/.exec(title);
    const roles = owner?.[1] ? rolesOf(owner[1].replace(/^owner:\s*/i, "")) : [];
    const text = [
      roles.length > 0 ? title.slice(0, owner?.index) : title,
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

const listPhases = (
  parts: readonly Part[],
  known: KnownRoles,
  marker: "number" | "bullet",
): readonly Phase[] | undefined => {
  const phases = parts
    .map((part) => ({
      part,
      items: part.items.filter((item) => (marker === "number" ? item.marker !== "bullet" : item.marker === "bullet")),
    }))
    .filter(({ items }) => items.length > 0);
  const items = phases.flatMap((phase) => phase.items);
  const titled = ({ path }: Part) => path.length === 1 && parts.every((other) => other.path[0] === path[0]);
  const least = marker === "number" ? 0.5 : 0.6;
  const acting = items.filter((item) => looksLikeStep(item, known)).length;
  if (items.length < 2 || acting < items.length * least) return undefined;
  return phases.map(({ part, items: own }) => ({
    ...phaseName(part),
    fields: titled(part) ? part.fields : withHeadingRole(part),
    items: own,
  }));
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

/** A heading that names a role speaks for what stands under it. */
const withHeadingRole = (part: Part): Fields => {
  if (part.fields.owner !== undefined) return part.fields;
  const title = numberedHeading(titleOf(part)).title;
  const named = isRole(title)
    ? title
    : (/[([](?:owner:\s*)?([^()[\]]+)[)\]]$/i.exec(title)?.[1] ?? /^(?:for|by)\s+(.+)$/i.exec(title)?.[1]);
  const roles = named === undefined ? [] : rolesOf(named);
  return roles.length > 0 ? { ...part.fields, owner: roles.join(", ") } : part.fields;
};

const sequenceWords = /\b(?:first|then|next|after|once|before|finally|when|if|otherwise|until|meanwhile)\b/i;

/** Sentences in which somebody does something; a text that mostly tells something else is no procedure. */
const prosePhases = (parts: readonly Part[], known: KnownRoles): readonly Phase[] | undefined => {
  let all = 0;
  let ordered = 0;
  const phases = parts.map((part) => {
    const items = part.paragraphs
      .filter(({ text }) => /[.!?:;]$/.test(text) || wordsOf(text).length > 8)
      .flatMap(({ text, place }) => {
        const told = sentences(text)
          .map((sentence) => sentence.slice(0, 500))
          .flatMap(subjectsApart);
        all += told.length;
        return told
          .filter((sentence) => tellsStep(sentence, known))
          .map((sentence): Item => {
            if (sequenceWords.test(sentence)) ordered += 1;
            return { marker: "sentence", text: sentence, fields: {}, children: [], place };
          });
      });
    return { ...phaseName(part), fields: withHeadingRole(part), items };
  });
  const count = phases.reduce((sum, { items }) => sum + items.length, 0);
  return count >= 2 && count >= all * 0.4 && ordered >= 1 ? phases.filter(({ items }) => items.length > 0) : undefined;
};

const tellsStep = (sentence: string, known: KnownRoles): boolean => {
  if (
    /^(?:this|these|the) (?:procedure|process|document|section|policy|page|purpose|goal|guide)\b(?! (?:ends|starts over))/i.test(
      sentence,
    )
  )
    return false;
  return (
    startsAction(sentence, known) ||
    /^(?:if|once|after|when|before|unless|otherwise|while)\b.{6,},? .{6,}/i.test(sentence)
  );
};

/** "The clerk checks it, and the manager signs" tells two steps; so does "…to the manager, who signs it". */
const subjectsApart = (sentence: string): string[] => {
  if (/^(?:if|unless|otherwise|while)\b/i.test(withoutOpening(sentence))) return [sentence];
  const cuts = [
    ...sentence.matchAll(
      /,?\s+(?:and then|then|and|before|after which)\s+(?=(?:the|our|a|an|\p{Lu})\s?)|,\s+who\s+|;\s+/gu,
    ),
  ];
  for (const cut of cuts) {
    if (/before/.test(cut[0])) continue;
    const front = sentence.slice(0, cut.index);
    const back = sentence.slice(cut.index + cut[0].length);
    if (/who/.test(cut[0])) {
      const subject = /(?:the |an? )?((?:[\p{L}&-]+ ){0,2}[\p{L}&-]+)$/u.exec(front)?.[1] ?? "";
      const role = [3, 2, 1]
        .map((count) => subject.split(" ").slice(-count).join(" "))
        .find((phrase) => isRole(phrase));
      if (role) return [front, ...subjectsApart(`The ${role} ${back}`)];
    } else if (rolesIn(back).by === "words" && (rolesIn(front).by !== "nothing" || isImperative(front)))
      return [front, ...subjectsApart(back)];
  }
  return [sentence];
};
