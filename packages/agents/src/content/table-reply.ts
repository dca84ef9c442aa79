// Which answer a question about a table gets.
import { type Document, type Table, unreachable } from "@polylogue/core";
import type { Answer } from "../files/answer.ts";
import type { IntentKind } from "../files/intent.ts";
import { mentionedColumns } from "../files/mention.ts";
import { listed, plain, strong } from "../files/wording.ts";
import { type BeyondKind, isBeyond } from "./beyond.ts";
import {
  aboutColumns,
  duplicatesOfTable,
  gapsOfTable,
  oddOfTable,
  rangesOfTable,
  spanOfTable,
  typesOfTable,
  valuesOfTable,
} from "./column-answer.ts";
import { columnsOfTable, overviewOfTable, sampleOfTable, sizeOfTable, summaryOfTable } from "./table-answer.ts";
import type { TableQuestion } from "./table-question.ts";

/** Intents that are settled before a file is chosen. */
export type SmallTalk = "greeting" | "thanks" | "help" | "upload" | "files";

export const isSmallTalk = (kind: IntentKind): kind is SmallTalk =>
  ["greeting", "thanks", "help", "upload", "files"].includes(kind);

/** The table that is named, else the one with most of the columns that are, else the first. */
export const tableOf = ({ tables }: Document, text: string): Table | undefined => {
  const byName = tables.find(({ name }) => tables.length > 1 && text.toLowerCase().includes(name.toLowerCase()));
  const named = (table: Table) =>
    mentionedColumns(
      text,
      table.columns.map(({ name }) => name),
    ).length;
  return byName ?? tables.toSorted((a, b) => named(b) - named(a))[0];
};

export type TableIntent = Exclude<IntentKind, SmallTalk | BeyondKind | "compare" | "find">;

export const answerOnTable = (question: TableQuestion, kind: TableIntent, text: string): Answer => {
  switch (kind) {
    case "overview":
      return overviewOfTable(question);
    case "summary":
      return summaryOfTable(question);
    case "rows":
      return sizeOfTable(question);
    case "columns":
    case "outline":
      return columnsOfTable(question);
    case "types":
      return typesOfTable(question);
    case "gaps":
      return gapsOfTable(question);
    case "odd":
      return oddOfTable(question);
    case "sample":
      return sampleOfTable(question);
    case "span":
      return spanOfTable(question);
    case "range":
      return rangesOfTable(question);
    case "duplicates":
      return duplicatesOfTable(question);
    case "values":
      return valuesOfTable(question);
    case "column":
      return aboutColumns(question);
    case "question":
      return valueInTable(question, text) ?? notUnderstood(question);
    default:
      return unreachable(kind);
  }
};

export const tableIntent = (kind: IntentKind): TableIntent | undefined =>
  isSmallTalk(kind) || isBeyond(kind) || kind === "compare" || kind === "find" ? undefined : kind;

/** "What about MSFT?": the columns among whose known values it is. */
const valueInTable = ({ table, document }: TableQuestion, text: string): Answer | undefined => {
  const words = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `;
  for (const column of table.columns) {
    if (column.type !== "text") continue;
    const value = column.examples.find((example) => example.length > 1 && words.includes(` ${example.toLowerCase()} `));
    if (value === undefined) continue;
    const others = column.examples.filter((example) => example !== value).map((example) => plain(example, 30));
    const beside = others.length > 0 ? `, beside ${listed(others, 4)}` : "";
    return {
      text: `${strong(value)} is one of the values of ${strong(column.name)} in ${strong(document.name)}${beside}. I do not look into single rows: that will be the work of the Insights specialist, who is not here yet.`,
    };
  }
  return undefined;
};

const notUnderstood = ({ table, document }: TableQuestion): Answer => {
  const column = table.columns.find(({ type }) => type === "number" || type === "integer") ?? table.columns[0];
  const about = column ? `, “tell me about ${plain(column.name)}”` : "";
  return {
    text: `I can't answer that: I know ${strong(document.name)} by its columns and its first rows, not row by row. Try “what is in it?”${about} or “which columns have gaps?”`,
  };
};
