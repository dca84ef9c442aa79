// The sentences of a running text in which somebody does something.
import { sentences } from "@polylogue/core";
import type { Item, Paragraph, Part } from "./outline.ts";
import { type Phase, phaseName, withHeadingRole } from "./phase.ts";
import { isRole, type KnownRoles, rolesIn } from "./role.ts";
import { startsAction } from "./statement.ts";
import { isImperative, withoutOpening, wordsOf } from "./verb.ts";

const longestSentence = 500;
const sequenceWords = /\b(?:first|then|next|after|once|before|finally|when|if|otherwise|until|meanwhile)\b/i;

/** Sentences in which somebody does something; a text that mostly tells something else is no procedure. */
export function* prosePhases(parts: readonly Part[], known: KnownRoles): Generator<void, readonly Phase[] | undefined> {
  let all = 0;
  let ordered = 0;
  const phases: Phase[] = [];
  for (const part of parts) {
    const items: Item[] = [];
    for (const { text, place } of part.paragraphs.filter(isProse)) {
      yield;
      const told = sentences(text)
        .map((sentence) => sentence.slice(0, longestSentence))
        .flatMap(subjectsApart);
      const steps = told.filter((sentence) => tellsStep(sentence, known));
      all += told.length;
      ordered += steps.filter((sentence) => sequenceWords.test(sentence)).length;
      items.push(...steps.map((step): Item => ({ marker: "sentence", text: step, fields: {}, children: [], place })));
    }
    phases.push({ ...phaseName(part), fields: withHeadingRole(part), items });
  }
  const count = phases.reduce((sum, { items }) => sum + items.length, 0);
  return count >= 2 && count >= all * 0.4 && ordered >= 1 ? phases.filter(({ items }) => items.length > 0) : undefined;
}

const isProse = ({ text }: Paragraph): boolean => /[.!?:;]$/.test(text) || wordsOf(text).length > 8;

const tellsStep = (sentence: string, known: KnownRoles): boolean => {
  if (
    /^(?:this|these|the) (?:procedure|process|document|section|policy|page|purpose|goal|guide)\b(?! (?:ends|starts over))/i.test(
      sentence,
    )
  )
    return false;
  if (/^(?:exceptions?|questions?|deviations?|enquir(?:y|ies)|queries)\b/i.test(sentence)) return false;
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
