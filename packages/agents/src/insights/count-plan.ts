// Plans that count: rows, different values, or what a table says each of its rows stands for.
import { sameWord, wordsOf } from "../files/mention.ts";
import { type Draft, isLabel, note, take } from "./draft.ts";
import { isBareRows, isEvent, isMark } from "./mark.ts";
import { combined } from "./measuring.ts";
import type { Pieces } from "./pieces.ts";
import type { QueryPlan } from "./plan.ts";
import { base, columnsLeft } from "./plan-parts.ts";
import { type Subject, tallyOf } from "./subject.ts";

export const count = (pieces: Pieces): QueryPlan | undefined => {
  const { draft } = pieces;
  takeEvent(draft);
  const [field] = columnsLeft(draft, () => true);
  const plan = { ...base(pieces), kind: "count" as const };
  const tally = draft.marks.some(isBareRows) || isHowOften(pieces.text) ? undefined : tallyOf(draft.subject);
  takeCountedNoun(draft, pieces.text);
  if (!field && tally) {
    note(draft, `I added up ${tally.title}, which tells how many each row stands for.`);
    return { ...plan, kind: "aggregate", measures: [{ aggregation: "sum", column: tally.name }] };
  }
  if (!field) return { ...plan, measures: [{ aggregation: "count" }] };
  if (field.role === "category" || field.role === "time" || field.role === "key")
    return {
      ...plan,
      measures: [isLabel(draft, field) ? { aggregation: "count" } : { aggregation: "distinct", column: field.name }],
    };
  return {
    ...plan,
    kind: "aggregate",
    measures: [
      {
        aggregation: combined(draft, { aggregation: "value", column: field.name }) === "sum" ? "sum" : "value",
        column: field.name,
      },
    ],
  };
};

/** "How many deaths" counts rows that have a death_date, not different dates. */
const takeEvent = (draft: Draft) => {
  const place = draft.marks.findIndex(isEvent);
  const mark = draft.marks[place];
  if (!mark) return;
  note(draft, `I took “${mark.text}” as the rows of the table.`);
  take(draft, place);
};

const isHowOften = (text: string): boolean => /\bhow (?:often|many times)\b/i.test(text);

/** Values in which a word stands beside others: "Lawyer / Judge". */
const valuesWith = ({ fields }: Subject, word: string): string[] =>
  fields.flatMap(({ values }) =>
    values.slice(0, 1_000).filter((value) => wordsOf(value).some((one) => sameWord(one, word.toLowerCase()))),
  );

/** "How many films": a word for the rows that the table does not know. */
const takeCountedNoun = (draft: Draft, text: string) => {
  const place = draft.marks.findIndex((mark) => isMark(mark, "unknown"));
  const mark = draft.marks[place];
  if (!mark || place > 0 || draft.marks.some((other) => isMark(other, "rows"))) return;
  if (!/\b(?:how many|number of|count of|count)(?: of)?(?: the)?\s+$/i.test(text.slice(0, text.indexOf(mark.text))))
    return;
  const [known] = valuesWith(draft.subject, mark.text);
  if (known !== undefined) {
    draft.troubles.push(`“${mark.text}” could be “${known}”; name it in full`);
    return;
  }
  note(draft, `I took “${mark.text}” as the rows of the table.`);
  take(draft, place);
};
