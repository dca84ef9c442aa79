// Answers about one table as a whole, computed from what was counted when it was read; nothing here is guessed.
import type { Table } from "@polylogue/core";
import type { Answer } from "../files/answer.ts";
import { counted, listed, markdownTable, plain, sizeOf, strong } from "../files/wording.ts";
import { contentWords, typeWord } from "./column-words.ts";
import { dataOf, gapSummary, joined, nameOf, shownColumns, sizeWords, type TableQuestion } from "./table-question.ts";

const shownRows = 20;

const andMore = (table: Table): string =>
  table.columns.length > shownColumns
    ? `${counted(table.columns.length - shownColumns, "more column")} not shown here.`
    : "";

const dateSummary = (table: Table): string => {
  const dates = table.columns.filter(({ type, min, max }) => type === "date" && min !== undefined && max !== undefined);
  const [first] = dates;
  return first
    ? `The dates in ${strong(first.name)} run from ${plain(first.min ?? "")} to ${plain(first.max ?? "")}.`
    : "";
};

export const overviewOfTable = (question: TableQuestion): Answer => {
  const { document, table } = question;
  const others = document.tables.filter((other) => other !== table);
  const shown = table.columns.slice(0, shownColumns);
  const opening =
    others.length > 0
      ? `${strong(document.name)} holds ${counted(document.tables.length, "table")}: ${listed(
          document.tables.map((one) => `${strong(one.name)} (${sizeWords(one)})`),
          8,
        )}. This is ${strong(table.name)}:`
      : `${strong(document.name)} is a table with ${sizeWords(table)} (${sizeOf(document.bytes)}).`;
  return {
    text: joined(opening, dateSummary(table), gapSummary(table)),
    table: markdownTable(
      ["column", "type", "missing", "what is in it"],
      shown.map((column) => [
        plain(column.name),
        typeWord(column.type),
        column.missing.toLocaleString("en"),
        contentWords(column),
      ]),
    ),
    after: joined(andMore(table), ...document.warnings, suggestion(table)),
    data: dataOf(question, table.columns),
  };
};

/** Questions that this very table can answer. */
const suggestion = (table: Table): string => {
  const measured = table.columns.find(({ type }) => type === "number" || type === "integer");
  const [told] = table.columns
    .filter(({ type, distinct }) => type === "text" && distinct > 1)
    .sort((a, b) => a.distinct - b.distinct);
  const ideas = [
    "“show me the first rows”",
    ...(measured ? [`“what is the range of ${plain(measured.name)}?”`] : []),
    ...(told ? [`“which values does ${plain(told.name)} have?”`] : ["“any odd values?”"]),
  ];
  return `You can ask ${listed(ideas, ideas.length, "or")}`;
};

/** The same in sentences, for a summary. */
export const summaryOfTable = (question: TableQuestion): Answer => {
  const { table } = question;
  const lines = table.columns
    .slice(0, 12)
    .map((column) => `- ${strong(column.name)} (${typeWord(column.type)}): ${contentWords(column)}`);
  const more = table.columns.length > 12 ? [`- and ${table.columns.length - 12} more columns`] : [];
  return {
    text: [
      joined(`${nameOf(question)} has ${sizeWords(table)}.`, dateSummary(table), gapSummary(table)),
      [...lines, ...more].join("\n"),
    ].join("\n\n"),
    after: "This is what was counted when the file was read; what the numbers mean is yours to say.",
  };
};

export const sizeOfTable = (question: TableQuestion): Answer => ({
  text: `${nameOf(question)} has ${sizeWords(question.table)}.`,
  data: { file_id: question.document.file_id, rows: question.table.rows, columns: question.table.columns.length },
});

export const columnsOfTable = (question: TableQuestion): Answer => {
  const { table } = question;
  const names = table.columns.map(({ name }) => strong(name));
  return {
    text: `${nameOf(question)} has ${counted(table.columns.length, "column")}: ${listed(names, shownColumns)}.`,
    data: dataOf(question, table.columns),
  };
};

export const sampleOfTable = (question: TableQuestion): Answer => {
  const { document, table, intent } = question;
  const rows = table.sample.slice(0, Math.min(intent.count ?? 5, shownRows));
  const columns = table.columns.slice(0, 12);
  const asked = (intent.count ?? 5) > table.sample.length && table.rows > table.sample.length;
  return {
    text: `The first ${counted(rows.length, "row")} of ${nameOf(question)}:`,
    table: markdownTable(
      columns.map(({ name }) => plain(name)),
      rows.map((row) => columns.map((_, at) => plain(row[at] ?? ""))),
    ),
    after: joined(
      asked
        ? `I keep only the first ${table.sample.length} rows of the ${table.rows.toLocaleString("en")} at hand.`
        : "",
      table.columns.length > columns.length
        ? `${counted(table.columns.length - columns.length, "more column")} not shown here.`
        : "",
    ),
    data: { file_id: document.file_id, columns: table.columns.map(({ name }) => name), rows },
  };
};
