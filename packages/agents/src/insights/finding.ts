// What was found for a plan: the answer in words, the rows behind it, the SQL that gave them, and a picture where one helps.
import type { Cell, JsonObject, QueryResult } from "@polylogue/core";
import { markdownTable, plain } from "../files/wording.ts";
import type { Sql } from "./sql.ts";
import type { Subject } from "./subject.ts";

export interface Finding {
  readonly text: string;
  /** Markdown, for those who look. */
  readonly table?: string;
  readonly after?: string;
  readonly sql: Sql;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly chart?: JsonObject;
}

/** A query was refused; the message is for whoever wrote the plan. */
export class QueryFault extends Error {}

/** The table at hand, and how it is asked. */
export interface Bench {
  readonly subject: Subject;
  ask(sql: Sql): Promise<QueryResult>;
}

/** Rows of a table that are shown in the conversation; more are in the data. */
const shownRows = 12;

/** The first rows as Markdown; says how many more there are. */
export const shownTable = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
): { table: string; more: string } => ({
  table: markdownTable(
    header.map((name) => plain(name, 120)),
    rows.slice(0, shownRows).map((cells) => cells.map((cell) => plain(cell, 80))),
  ),
  more: rows.length > shownRows ? `The first ${shownRows} of ${rows.length.toLocaleString("en")} are shown.` : "",
});

export const sentences = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(" ");

/** With a capital at its beginning; a name in bold stays as it is spelt. */
export const capital = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
