// Answers about the columns of one table: types, gaps, ranges, values, oddities.
import type { Column } from "@polylogue/core";
import type { Answer } from "../files/answer.ts";
import { counted, listed, markdownTable, plain, shareOf, strong } from "../files/wording.ts";
import { columnWords, distinctWords, gapWords, oddWords, rangeWords, typeWord, valueWords } from "./column-words.ts";
import {
  chosenColumns,
  dataOf,
  gapSummary,
  joined,
  nameOf,
  shownColumns,
  type TableQuestion,
} from "./table-question.ts";

export const typesOfTable = (question: TableQuestion): Answer => {
  const { table } = question;
  const named = chosenColumns(question);
  if (named.length > 0) {
    return {
      text: named
        .map(
          (column) =>
            `${strong(column.name)} is a ${typeWord(column.type)} column, for example ${listed(
              column.examples.slice(0, 3).map((cell) => plain(cell)),
              3,
              "or",
            )}.`,
        )
        .join(" "),
    };
  }
  const types = [...new Set(table.columns.map(({ type }) => type))];
  const words = types.map((type) => {
    const names = table.columns.filter((column) => column.type === type).map(({ name }) => strong(name));
    return `${listed(names, 8)} (${typeWord(type)})`;
  });
  return {
    text: `The columns of ${nameOf(question)} by type: ${words.join("; ")}.`,
    data: dataOf(question, table.columns),
  };
};

export const gapsOfTable = (question: TableQuestion): Answer => {
  const { table } = question;
  const named = chosenColumns(question);
  if (named.length > 0) {
    return {
      text: named.map((column) => `In ${strong(column.name)}, ${gapWords(column, table.rows)}.`).join(" "),
      data: dataOf(question, named),
    };
  }
  const gappy = table.columns.filter(({ missing }) => missing > 0).sort((a, b) => b.missing - a.missing);
  if (gappy.length === 0) {
    return {
      text: `No column of ${nameOf(question)} has gaps: all ${counted(table.rows, "row")} have a value in every column.`,
    };
  }
  const full = table.columns.length - gappy.length;
  return {
    text: `${counted(gappy.length, "column")} of ${nameOf(question)} ${gappy.length === 1 ? "has" : "have"} gaps${full > 0 ? `; the other ${full === 1 ? "one is" : `${full} are`} complete` : ""}.`,
    table: markdownTable(
      ["column", "missing", `share of ${counted(table.rows, "row")}`],
      gappy
        .slice(0, shownColumns)
        .map(({ name, missing }) => [plain(name), missing.toLocaleString("en"), shareOf(missing, table.rows)]),
    ),
    after: "Empty cells count as missing, and so do NA, N/A, null, NaN and a single dash.",
    data: dataOf(question, gappy),
  };
};

export const rangesOfTable = (question: TableQuestion): Answer => {
  const { table, intent } = question;
  const named = chosenColumns(question);
  const [only] = named;
  if (only && named.length === 1 && intent.side) {
    const value = only.type === "boolean" ? undefined : only[intent.side];
    if (value !== undefined)
      return {
        text: `The ${endWord(only, intent.side)} ${strong(only.name)} in ${nameOf(question)} is ${strong(value)}.`,
        data: dataOf(question, named),
      };
  }
  if (named.length > 0) return { text: `${named.map(rangeWords).join("; ")}.`, data: dataOf(question, named) };
  const ordered = table.columns.filter(({ min, type }) => min !== undefined && type !== "boolean");
  if (ordered.length === 0)
    return { text: `${nameOf(question)} has no numbers or dates, so there is no range to tell.` };
  return {
    text: `The columns of ${nameOf(question)} that have an order run like this:`,
    table: markdownTable(
      ["column", "smallest", "largest"],
      ordered.slice(0, shownColumns).map(({ name, min = "", max = "" }) => [plain(name), plain(min), plain(max)]),
    ),
    data: dataOf(question, ordered),
  };
};

/** From when to when, by the columns of dates. */
export const spanOfTable = (question: TableQuestion): Answer => {
  const { table } = question;
  const named = chosenColumns(question).filter(({ min }) => min !== undefined);
  const dates =
    named.length > 0 ? named : table.columns.filter(({ type, min }) => type === "date" && min !== undefined);
  if (dates.length > 0)
    return { text: `In ${nameOf(question)}, ${dates.map(rangeWords).join("; ")}.`, data: dataOf(question, dates) };
  const years = table.columns.filter(({ name, type }) => type === "integer" && /year/i.test(name));
  if (years.length > 0)
    return { text: `In ${nameOf(question)}, ${years.map(rangeWords).join("; ")}.`, data: dataOf(question, years) };
  return { text: `${nameOf(question)} has no column of dates, so I can't tell which time it covers.` };
};

/** Whole rows are not compared; what is known is which columns never repeat a value. */
export const duplicatesOfTable = (question: TableQuestion): Answer => {
  const { table } = question;
  const exact = table.columns.filter(({ distinctIsLowerBound }) => !distinctIsLowerBound);
  const unique = exact.filter(({ distinct, missing }) => distinct === table.rows && missing === 0);
  const names = listed(
    unique.map(({ name }) => strong(name)),
    5,
  );
  if (unique.length > 0) {
    return {
      text: `${nameOf(question)} has no two equal rows, for in ${names} no value comes twice.`,
      data: dataOf(question, unique),
    };
  }
  const [nearest] = [...exact].sort((a, b) => b.distinct - a.distinct);
  const hint = nearest
    ? ` The column with the most different values is ${strong(nearest.name)}: ${distinctWords(nearest)} in ${counted(table.rows, "row")}.`
    : "";
  return {
    text: `I don't compare whole rows, so I can't say whether ${nameOf(question)} has duplicates; no column is without repeated or missing values.${hint}`,
  };
};

const endWord = ({ type }: Column, side: "min" | "max"): string => {
  if (type === "date") return side === "min" ? "earliest" : "latest";
  return side === "min" ? "lowest" : "highest";
};

export const valuesOfTable = (question: TableQuestion): Answer => {
  const named = chosenColumns(question);
  if (named.length > 0) return { text: named.map(valueWords).join(" "), data: dataOf(question, named) };
  const { table } = question;
  return {
    text: `Different values in each column of ${nameOf(question)}:`,
    table: markdownTable(
      ["column", "different values", "most frequent"],
      table.columns
        .slice(0, shownColumns)
        .map(({ name, distinct, distinctIsLowerBound, examples }) => [
          plain(name),
          `${distinctIsLowerBound ? "over " : ""}${distinct.toLocaleString("en")}`,
          plain(examples.slice(0, 3).join(", ")),
        ]),
    ),
    data: dataOf(question, table.columns),
  };
};

export const aboutColumns = (question: TableQuestion): Answer => {
  const named = chosenColumns(question);
  return {
    text: named.map((column) => columnWords(column, question.table.rows)).join("\n\n"),
    data: dataOf(question, named),
  };
};

/** What looked wrong when the file was read. Values that are merely unlikely are not looked for, and that is said. */
export const oddOfTable = (question: TableQuestion): Answer => {
  const { document, table } = question;
  const named = chosenColumns(question);
  const columns = named.length > 0 ? named : table.columns;
  const constant = columns.filter(({ distinct, missing }) => distinct === 1 && missing === 0 && table.rows > 1);
  const found = [
    ...columns.filter(({ oddCells }) => oddCells).map(oddWords),
    ...columns.filter(({ type }) => type === "empty").map(({ name }) => `${strong(name)} is empty in every row.`),
    ...constant.map(
      ({ name, examples }) => `${strong(name)} has the same value in every row: ${plain(examples[0] ?? "")}.`,
    ),
    ...(named.length > 0 ? [] : document.warnings.map((warning) => plain(warning, 300))),
  ];
  const limits =
    "I look for cells that don't fit their column's type, empty columns and rows of the wrong length; outliers within a type I do not judge.";
  const where =
    named.length > 0 ? `${listed(named.map(({ name }) => strong(name)))} of ${nameOf(question)}` : nameOf(question);
  if (found.length === 0)
    return {
      text: `I found nothing odd in ${where}. ${joined(named.length > 0 ? "" : gapSummary(table))}`,
      after: limits,
    };
  const lines = found.map((line) => `- ${line}`).join("\n");
  return {
    text: `I noticed ${counted(found.length, "thing")} in ${where}:\n\n${lines}`,
    after: joined(named.length > 0 ? "" : gapSummary(table), limits),
  };
};
