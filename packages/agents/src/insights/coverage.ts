// How much of the table an answer rests on: how many rows the conditions leave, and how many of them say nothing.
import { counted, plain } from "../files/wording.ts";
import { filtersWords } from "./filter-words.ts";
import type { Bench } from "./finding.ts";
import type { Filter } from "./plan.ts";
import { fieldOf, fromTable, sql, where } from "./sql.ts";
import { titleOf } from "./subject.ts";

export interface Coverage {
  readonly rows: number;
  /** Of those, the rows in which the column has a value, by column. */
  readonly present: ReadonlyMap<string, number>;
}

export const coverageOf = async (
  { subject, ask }: Bench,
  filters: readonly Filter[],
  columns: readonly string[],
): Promise<Coverage> => {
  const named = [...new Set(columns)];
  const counts = named.map((column) => `, count(${fieldOf(subject, column).expression})`).join("");
  const limits = where(subject, filters);
  const { rows } = await ask(
    sql(`SELECT count(*)${counts} ${fromTable(subject)} ${limits.text}`, ...limits.parameters),
  );
  const [all = 0, ...present] = (rows[0] ?? []).map(Number);
  return { rows: all, present: new Map(named.map((column, at) => [column, present[at] ?? 0])) };
};

/** "8 rows without Horsepower are left out." */
export const gapsWords = ({ subject }: Bench, { rows, present }: Coverage): string =>
  [...present]
    .filter(([, count]) => count < rows && rows > 0)
    .map(
      ([column, count]) =>
        `${counted(rows - count, "row")} without ${plain(titleOf(subject, column), 120)} ${rows - count === 1 ? "is" : "are"} left out.`,
    )
    .join(" ");

/** Said when the conditions leave nothing. */
export const nothingLeft = ({ subject }: Bench, filters: readonly Filter[]): string =>
  filters.length > 0
    ? `No row of **${plain(subject.title, 120)}** is left ${filtersWords(subject, filters)}.`
    : `**${plain(subject.title, 120)}** has no rows.`;
