// What a procedure writes beside a step under a name: "Owner: HR", "Inputs: the form", "Time: 2 days".
import { plainText } from "@polylogue/core";

export type FieldName = "owner" | "inputs" | "outputs" | "time" | "after" | "next";
export type Fields = Readonly<Partial<Record<FieldName, string>>>;

const names: Readonly<Record<FieldName, string>> = {
  owner:
    "owners?|roles?|responsible(?: (?:party|person|team|role|department))?|responsibility|assigned to|assignees?|actors?|who|performed by|done by|executed by|carried out by|by whom|accountable|step owner|team|department",
  inputs:
    "inputs?|requires|required|needs|you need|materials?|tools?|documents?(?: needed)?|forms?|uses|prerequisites? documents?",
  outputs: "outputs?|results?|deliverables?|produces|outcomes?",
  time: "time|duration|deadline|due|sla|timeframe|time ?limit|when|timing|target",
  after: "depends on|after|predecessors?|follows|preceded by|dependenc(?:y|ies)|prerequisites?|requires step",
  next: "next|next step|then go to|followed by|successors?",
};

const kinds = Object.keys(names) as FieldName[];
const lineOf = (kind: FieldName): RegExp => new RegExp(String.raw`^(?:${names[kind]})\s*[:=]\s*(.+)$`, "i");
const lines = kinds.map((kind) => [kind, lineOf(kind)] as const);
const columns = kinds.map((kind) => [kind, new RegExp(String.raw`^(?:${names[kind]})$`, "i")] as const);

/** What the head of a table's column stands for. */
export const fieldOfColumn = (head: string): FieldName | undefined =>
  columns.find(([, pattern]) => pattern.test(head.trim()))?.[0];

const fieldOf = (text: string): readonly [FieldName, string] | undefined => {
  for (const [kind, pattern] of lines) {
    const value = pattern.exec(text.trim())?.[1]?.trim();
    if (value) return [kind, value];
  }
  return undefined;
};

/** A line that is nothing but fields: "Owner: HR | Time: 2 days". */
export const fieldsOfLine = (line: string): Fields | undefined => {
  const pieces = plainText(line).split(
    /\s*[|;]\s*|\s{2,}(?=\p{Lu}\p{L}+(?: \p{L}+)?:)|,\s+(?=(?:owner|role|time|duration|deadline|inputs?|outputs?)\s*:)/iu,
  );
  const found = pieces.map(fieldOf);
  if (found.length === 0 || found.some((field) => field === undefined)) return undefined;
  return Object.fromEntries(found.filter((field) => field !== undefined));
};

/** Fields within a sentence: "(Owner: HR)", "[Time: 2 days]", "— Owner: HR"; the sentence comes back without them. */
export const fieldsWithin = (text: string): { readonly text: string; readonly fields: Fields } => {
  const fields: Partial<Record<FieldName, string>> = {};
  const keep = (inner: string): boolean => {
    const found = fieldsOfLine(inner.replaceAll(",", " |").replaceAll(" | ", " |")) ?? fieldsOfLine(inner);
    if (found) Object.assign(fields, found);
    return found !== undefined;
  };
  const withoutBrackets = text.replaceAll(/\s*[([]([^()[\]]{4,120})[)\]]/g, (whole, inner: string) =>
    keep(inner) ? "" : whole,
  );
  const [, main, tail] =
    /^(.{4,}?)(?:\s+[–—-]|[.;|])\s+((?:owner|responsible|role|assigned to|time|duration|deadline|due|inputs?|outputs?|depends on)\s*:.+)$/i.exec(
      withoutBrackets,
    ) ?? [];
  if (main !== undefined && tail !== undefined && keep(tail.replace(/\.$/, ""))) return { text: main.trim(), fields };
  return { text: withoutBrackets.trim(), fields };
};
