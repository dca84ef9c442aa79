// Takes a question apart: its conditions, groups, measures, ranking and topics, piece by piece, until only what is not understood is left.
import { takeConditions } from "./condition.ts";
import { type Draft, draftOf } from "./draft.ts";
import { type GroupCondition, takeGroupCondition } from "./group-condition.ts";
import { takeGroups } from "./grouping.ts";
import { isMark, type Topic } from "./mark.ts";
import { takeMeasures } from "./measuring.ts";
import { takeMemberships } from "./membership.ts";
import type { Chart, Filter } from "./plan.ts";
import { type Ranking, sideOf, takeRanking } from "./ranking.ts";
import { readingOf } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** Everything that was found in a question, before it is decided what it asks. */
export interface Pieces {
  readonly draft: Draft;
  readonly topics: readonly Topic[];
  readonly ranking?: Ranking;
  readonly chart?: Chart;
  /** What is asked of groups, where only some of them are wanted. */
  readonly groupCondition?: GroupCondition;
  /** For a share: what the part is, as far as the sentence separates it from the whole. */
  readonly part?: readonly Filter[];
  /** The question, as it was asked. */
  readonly text: string;
}

/** "by" ranks rather than groups beside these. */
const orderWords = /\b(?:sort|sorted|order|ordered|rank|ranked|ranking|measured|according to|top|bottom)\b/i;

/** The verb after which a share tells its part: "what percentage of days were rainy". */
const shareVerb = /\b(?:is|are|was|were|have|has|had|come|comes|came|got|gets|cost|costs|scored)\b/i;

export const piecesOf = (question: string, subject: Subject): Pieces => {
  const split = shareParts(question);
  const draft = draftOf(subject, readingOf(split?.whole ?? question, subject));
  const chart = takeChart(draft);
  const topics = takeTopics(draft);
  const ranking = preferSide(takeRanking(draft), draft);
  const groupCondition = takeGroupCondition(draft);
  takeConditions(draft);
  takeMemberships(draft);
  takeGroups(draft, ranking?.limit !== undefined || orderWords.test(question));
  const keepsColumns = topics.includes("count") && !topics.includes("trend");
  if (!keepsColumns || draft.marks.some((mark) => isMark(mark, "aggregation"))) takeMeasures(draft);
  const part = split ? partOf(draft, split.part, subject) : undefined;
  return {
    draft,
    topics,
    text: question,
    ...(ranking && { ranking }),
    ...(chart && { chart }),
    ...(groupCondition && { groupCondition }),
    ...(part && part.length > 0 && { part }),
  };
};

const shareParts = (question: string): { whole: string; part: string } | undefined => {
  const asked = /\b(?:share|percentage|percent|proportion|fraction|portion)\b|%\s*of/i.exec(question);
  if (!asked) return undefined;
  const start = asked.index + asked[0].length;
  const verb = shareVerb.exec(question.slice(start));
  if (!verb) return undefined;
  const at = start + verb.index;
  const part = question.slice(at + verb[0].length);
  return /[\p{L}\p{N}]/u.test(part) ? { whole: question.slice(0, at), part } : undefined;
};

/** What the second half of a share's sentence limits; times limit the whole. */
const partOf = (draft: Draft, text: string, subject: Subject): Filter[] => {
  const other = draftOf(subject, readingOf(text, subject));
  takeConditions(other);
  takeMemberships(other);
  takeGroups(other, false);
  draft.groups.push(...other.groups);
  draft.notes.push(...other.notes);
  draft.troubles.push(...other.troubles);
  draft.marks = [...draft.marks, ...other.marks];
  draft.sides.push(...other.sides);
  const times = other.filters.filter(({ op }) => op === "during");
  if (times.length === other.filters.length) return times;
  draft.filters.push(...times);
  return other.filters.filter(({ op }) => op !== "during");
};

const takeChart = (draft: Draft): Chart | undefined => {
  const mark = draft.marks.find((one) => isMark(one, "chart"));
  draft.marks = draft.marks.filter((one) => !isMark(one, "chart"));
  return isMark(mark, "chart") ? mark.meaning.chart : undefined;
};

const takeTopics = (draft: Draft): Topic[] => {
  const topics = draft.marks.flatMap((mark) => (isMark(mark, "topic") ? [mark.meaning.topic] : []));
  draft.marks = draft.marks.filter((mark) => !isMark(mark, "topic"));
  return [...new Set(topics)];
};

/** "Highest temperature" means temp_max where there are temp_max and temp_min. */
const preferSide = (ranking: Ranking | undefined, draft: Draft): Ranking | undefined => {
  if (!ranking) return undefined;
  draft.marks = draft.marks.map((mark) =>
    isMark(mark, "column")
      ? { ...mark, meaning: { ...mark.meaning, fields: sideOf(mark.meaning.fields, ranking.end) } }
      : mark,
  );
  return ranking;
};
