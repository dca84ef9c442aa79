// The roadmap and the report in words: Markdown in which each statement carries the number of the finding it rests on.
import type { JsonObject } from "@polylogue/core";
import type { Answer } from "../files/answer.ts";
import { counted, listed, plain } from "../files/wording.ts";
import { type Evidence, procedureOf, specialists } from "./evidence.ts";
import type { Cited, Milestone } from "./roadmap.ts";

const longest = 400;

const cite = (refs: readonly number[]): string => refs.map((ref) => `[${ref}]`).join("");
const line = ({ text, refs }: Cited): string => `- ${plain(text, longest)} ${cite(refs)}`;

export const roadmapReport = (
  milestones: readonly Milestone[],
  evidence: readonly Evidence[],
  roles: readonly string[],
): Answer => ({
  text: `A roadmap of ${counted(milestones.length, "milestone")}, from ${counted(evidence.length, "finding")} of this session. Each statement names the finding that it rests on; dates and targets were not found, so I set none.`,
  after: [...milestones.map(milestoneWords), rolesLine(milestones, roles), sourceList(evidence)]
    .filter(Boolean)
    .join("\n\n"),
  data: dataOf(milestones, evidence),
});

const milestoneWords = ({ title, effort, after, actions, measures }: Milestone, at: number): string => {
  const order = after.length > 0 ? `, after ${listed(after.map((other) => `“${other}”`))}` : "";
  const measured = measures.length > 0 ? `\n\nMeasured by:\n\n${measures.map(line).join("\n")}` : "";
  return `**${at + 1}. ${title}** (${effort}${order})\n\n${actions.map(line).join("\n")}${measured}`;
};

const rolesLine = (milestones: readonly Milestone[], roles: readonly string[]): string => {
  if (!milestones.some(({ theme }) => theme === "owners" || theme === "flow" || theme === "time")) return "";
  return roles.length > 0
    ? `The procedure names ${listed(
        roles.map((role) => plain(role)),
        10,
      )}; which of them takes on what, I did not find.`
    : "";
};

export const shortReport = (milestones: readonly Milestone[], evidence: readonly Evidence[]): Answer => ({
  text: `What this session found, in short: ${counted(evidence.length, "finding")} on ${counted(milestones.length, "topic")}.`,
  after: [
    ...milestones.map(({ title, theme, actions }) => {
      const own = evidence.filter((one) => one.theme === theme);
      const first = own.slice(0, 3).map(({ sentence, ref }) => line({ text: sentence, refs: [ref] }));
      const more = own.length > 3 ? `\n- and ${own.length - 3} more ${cite(own.slice(3).map(({ ref }) => ref))}` : "";
      return `**${title}** (${counted(actions.length, "point")})\n\n${first.join("\n")}${more}`;
    }),
    sourceList(evidence),
  ].join("\n\n"),
  data: dataOf(milestones, evidence),
});

export const measureReport = (milestones: readonly Milestone[], evidence: readonly Evidence[]): Answer => {
  const measures = milestones.flatMap((milestone) => milestone.measures);
  if (measures.length === 0)
    return {
      text: "The findings of this session hold no number that could be measured. Ask Insights for a figure first, such as an average or a total.",
    };
  const used = new Set(measures.flatMap(({ refs }) => refs));
  return {
    text: `${counted(measures.length, "measure")} from what was found:\n\n${measures.map(line).join("\n")}`,
    after: sourceList(evidence.filter(({ ref }) => used.has(ref))),
    data: dataOf(milestones, evidence),
  };
};

/** Each finding with who said it, and to which question. */
export const sourceList = (evidence: readonly Evidence[]): string =>
  `**Findings**\n\n${evidence
    .map(
      ({ ref, sentence, finding }) =>
        `- [${ref}] ${specialists[finding.agent] ?? finding.agent}${about(finding)}, asked “${plain(finding.question, 100)}”: ${plain(sentence, longest)}`,
    )
    .join("\n")}`;

const about = ({ data }: Evidence["finding"]): string => {
  const procedure = procedureOf(data);
  return procedure === undefined ? "" : ` on ${plain(procedure, 80)}`;
};

export const dataOf = (milestones: readonly Milestone[], evidence: readonly Evidence[]): JsonObject => ({
  milestones: milestones.map(({ title, effort, after, actions, measures }) => ({
    title,
    effort,
    after,
    actions: actions.map(plainCited),
    measures: measures.map(plainCited),
  })),
  findings: evidence.map(({ ref, theme, sentence, finding: { agent, conversation_id, turn_id, at, question } }) => ({
    ref,
    theme,
    sentence,
    agent,
    conversation_id,
    turn_id,
    at,
    question,
  })),
});

const plainCited = ({ text, refs }: Cited): JsonObject => ({ text, refs: [...refs] });
