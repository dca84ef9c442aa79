// A procedure that is written as a Markdown table: a row for each step, a column for who, when and with what.
import { plainText } from "@polylogue/core";
import { type Fields, fieldOfColumn } from "./field.ts";
import type { Line } from "./source-line.ts";
import type { Place } from "./workflow.ts";

export interface TableRow {
  readonly label?: string;
  readonly text: string;
  readonly fields: Fields;
  readonly place: Place;
}

const actionColumn =
  /^(?:step|steps|action|actions|activity|activities|task|tasks|what|description|what to do|process step|instruction)$/i;
const numberColumn = /^(?:#|no\.?|nr\.?|number|step(?: (?:no\.?|number|#))?|id)$/i;

const cellsOf = (text: string): string[] =>
  text
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => plainText(cell.trim()));

/** The rows that tell steps; none when the head of the table names no action. */
export const tableRows = (lines: readonly Line[]): TableRow[] => {
  const head = lines[0] ? cellsOf(lines[0].text) : [];
  const body = lines.slice(1).filter(({ text }) => !/^[|\s:-]+$/.test(text));
  const numbers = head.findIndex(
    (name, at) => numberColumn.test(name) && body.every(({ text }) => /^\d*[a-z]?\.?$/i.test(cellsOf(text)[at] ?? "")),
  );
  const actions = head
    .map((name, at) => ({ name, at }))
    .filter(({ name, at }) => at !== numbers && actionColumn.test(name));
  if (actions.length === 0) return [];
  return body.flatMap(({ text, place }) => {
    const cells = cellsOf(text);
    const label = cells[numbers]?.replace(/\.$/, "").toLowerCase();
    const words = actions.map(({ at }) => cells[at] ?? "").filter((cell) => cell !== "");
    const fields = Object.fromEntries(
      head.flatMap((name, at) => {
        const field = actions.some((action) => action.at === at) || at === numbers ? undefined : fieldOfColumn(name);
        const cell = cells[at] ?? "";
        return field && cell !== "" && !/^-+$/.test(cell) ? [[field, cell]] : [];
      }),
    ) as Fields;
    return words.length > 0 ? [{ text: words.join(". "), fields, place, ...(label && { label }) }] : [];
  });
};
