// Which groups a question asks for: "by symbol", "per year", "monthly", "in each decade".
import { type Draft, note, oneOf, take } from "./draft.ts";
import { isMark, type Mark } from "./mark.ts";
import type { Bucket, Group } from "./plan.ts";
import { type Field, timeOf } from "./subject.ts";

/** More groups than this of a number are not groups that anybody reads. */
export const mostNumberGroups = 40;

/** Takes "by …" out of the marks; `ranked` when "by" may also mean the order: "top 5 by price". */
export const takeGroups = (draft: Draft, ranked: boolean) => {
  for (let place = 0; place < draft.marks.length; ) {
    const taken = takeAdverb(draft, place) || takeEach(draft, place, ranked);
    place = taken ? 0 : place + 1;
  }
};

const takeAdverb = (draft: Draft, place: number): boolean => {
  const mark = draft.marks[place];
  if (!isMark(mark, "bucket") || !mark.meaning.each) return false;
  addBucket(draft, mark.meaning.bucket, undefined);
  take(draft, place);
  return true;
};

const takeEach = (draft: Draft, place: number, ranked: boolean): boolean => {
  if (!isMark(draft.marks[place], "each")) return false;
  const first = groupAt(draft, place + 1, ranked);
  const noun = draft.marks[place + 1];
  if (!first && !ranked && isMark(noun, "rows") && takeNamedRows(draft, place, noun)) return true;
  if (!first) {
    take(draft, place);
    return true;
  }
  const used = [place, ...first.places];
  draft.groups.push(first.group);
  const next = Math.max(...used) + 1;
  if (isMark(draft.marks[next], "joint")) {
    const second = groupAt(draft, next + (isMark(draft.marks[next + 1], "each") ? 2 : 1), ranked);
    if (second) {
      draft.groups.push(second.group);
      used.push(next, next + 1, ...second.places);
    }
  }
  take(draft, ...used);
  return true;
};

const bareRows = /^(?:rows?|records?|entry|entries|items?|observations?|cases|times)$/i;

/** "By industry" of unemployment-across-industries.json means its one column of names; "per car" of cars.json means nothing. */
const takeNamedRows = (draft: Draft, place: number, { text: said, at }: Mark): boolean => {
  const by = draft.marks[place];
  if (!by || at !== by.at + by.text.split(" ").length) return false;
  const names = draft.subject.fields.filter(
    ({ kind, role, distinct }) =>
      kind === "text" && role === "category" && distinct > 1 && distinct < draft.subject.rows * 0.5,
  );
  const [name] = names;
  if (bareRows.test(said) || /^(?:per|each|every)$/i.test(by.text)) return false;
  if (!name || names.length > 1) {
    draft.troubles.push(`no column is named “${said}”`);
    return false;
  }
  note(draft, `I took “${said}” as ${name.title}.`);
  draft.groups.push({ column: name.name });
  take(draft, place, place + 1);
  return true;
};

/** The group that the marks at `place` name: a column, a bucket of time, or "release year". */
export const groupAt = (
  draft: Draft,
  place: number,
  ranked = false,
): { group: Group; places: number[] } | undefined => {
  const [mark, next] = draft.marks.slice(place, place + 2);
  if (isMark(mark, "bucket")) {
    const group = bucketGroup(draft, mark.meaning.bucket, undefined);
    return group && { group, places: [place] };
  }
  if (!isMark(mark, "column")) return undefined;
  const time = mark.meaning.fields.find(({ role }) => role === "time");
  if (time && isMark(next, "bucket")) {
    const group = bucketGroup(draft, next.meaning.bucket, time);
    return group && { group, places: [place, place + 1] };
  }
  const field = groupField(draft, mark, mark.meaning.fields, ranked);
  return field && { group: groupOf(field, mark.text), places: [place] };
};

const groupField = (draft: Draft, mark: Mark, fields: readonly Field[], ranked: boolean): Field | undefined => {
  const fit = fields.filter(
    ({ role, kind, distinct }) =>
      role === "category" || role === "time" || (kind === "number" && !ranked && distinct <= mostNumberGroups),
  );
  return oneOf(draft, fit, mark.text);
};

/** A column of dates is grouped by what it is called, or by what leaves a readable number of groups. */
export const groupOf = (field: Field, said = ""): Group => {
  if (field.kind !== "date" && field.kind !== "timestamp") return { column: field.name };
  const named = (["year", "month", "day", "week", "quarter"] as const).find(
    (bucket) => said.toLowerCase().includes(bucket) || field.words.includes(bucket),
  );
  return { column: field.name, bucket: named && named !== "day" ? named : "day" };
};

const bucketGroup = (draft: Draft, bucket: Bucket, named: Field | undefined): Group | undefined => {
  const time = named ?? timeOf(draft.subject);
  if (!time) {
    draft.troubles.push(`this table has no dates, so I cannot group it by ${bucket.replaceAll("_", " ")}`);
    return undefined;
  }
  if (time.kind !== "year") return { column: time.name, bucket };
  if (bucket === "year") return { column: time.name };
  if (bucket === "decade") return { column: time.name, bucket };
  draft.troubles.push(`${time.title} holds years, so I cannot group by ${bucket.replaceAll("_", " ")}`);
  return undefined;
};

const addBucket = (draft: Draft, bucket: Bucket, named: Field | undefined) => {
  const group = bucketGroup(draft, bucket, named);
  if (group) draft.groups.push(group);
};

/** The unit in which a span of time is best told: years over many, months over few. */
export const readableBucket = ({ kind, min, max }: Field): Bucket | undefined => {
  if (kind === "year") return undefined;
  const days = (Date.parse(String(max)) - Date.parse(String(min))) / 86_400_000;
  if (days > 365 * 15) return "year";
  if (days > 120) return "month";
  return days > 2 ? "day" : "hour";
};
