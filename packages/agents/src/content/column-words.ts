// One column in words: what kind it is, from where to where, which values, how many gaps.
import { type Column, type ColumnType, unreachable } from "@polylogue/core";
import { counted, listed, plain, shareOf, strong } from "../files/wording.ts";

export const typeWord = (type: ColumnType): string => {
  switch (type) {
    case "integer":
      return "whole number";
    case "boolean":
      return "yes/no";
    case "number":
    case "date":
    case "text":
    case "empty":
      return type;
    default:
      return unreachable(type);
  }
};

/** What the examples are called when all of the values are among them. */
const allShown = ({ distinct, examples, distinctIsLowerBound }: Column): boolean =>
  !distinctIsLowerBound && distinct <= examples.length;

export const distinctWords = ({ distinct, distinctIsLowerBound }: Column): string =>
  distinctIsLowerBound ? `more than ${counted(distinct, "different value")}` : counted(distinct, "different value");

/** For a cell of a Markdown table: "5.97 to 707", "MSFT, AMZN and IBM", "311 different values, such as ford pinto". */
export const contentWords = (column: Column): string => {
  if (column.type === "empty") return "nothing";
  if (column.type !== "boolean" && column.min !== undefined && column.max !== undefined) {
    return column.min === column.max ? plain(column.min) : `${plain(column.min)} to ${plain(column.max)}`;
  }
  const examples = column.examples.map((example) => plain(example, 30));
  return allShown(column) ? listed(examples) : `${distinctWords(column)}, such as ${listed(examples.slice(0, 2))}`;
};

/** "every row has a value", "8 of 406 rows (2%) have no value". */
export const gapWords = ({ missing }: Column, rows: number): string => {
  if (missing === 0) return "every row has a value";
  if (missing === rows) return "no row has a value";
  return `${missing.toLocaleString("en")} of ${counted(rows, "row")} (${shareOf(missing, rows)}) ${missing === 1 ? "has" : "have"} no value`;
};

export const rangeWords = (column: Column): string => {
  const { type, min, max } = column;
  if (min === undefined || max === undefined || type === "boolean") {
    return `${strong(column.name)} holds ${type === "empty" ? "nothing" : typeWord(type)}, so it has no smallest or largest value`;
  }
  return `${strong(column.name)} runs from ${strong(min)} to ${strong(max)}`;
};

export const valueWords = (column: Column): string => {
  const { name, examples, type } = column;
  if (type === "empty") return `${strong(name)} is empty: no row has a value.`;
  const shown = examples.map((example) => plain(example));
  if (allShown(column)) return `${strong(name)} has ${distinctWords(column)}: ${listed(shown)}.`;
  const repeats = column.distinctIsLowerBound || column.distinct > 0;
  return `${strong(name)} has ${distinctWords(column)}. ${repeats ? "The most frequent" : "The first"} are ${listed(shown)}.`;
};

export const oddWords = ({ name, type, oddCells }: Column): string =>
  oddCells
    ? `${strong(name)}: ${counted(oddCells.count, "cell is", "cells are")} not a ${typeWord(type)}; the first is "${plain(oddCells.first)}" in row ${oddCells.row.toLocaleString("en")}.`
    : "";

/** All that is known of it, in a few sentences. */
export const columnWords = (column: Column, rows: number): string => {
  const { name, type, min } = column;
  const kind = type === "empty" ? "is empty" : `is a ${typeWord(type)} column`;
  const range =
    min !== undefined && type !== "boolean" ? ` It runs from ${plain(min)} to ${plain(column.max ?? min)}.` : "";
  const values =
    type === "text" || type === "boolean" || column.distinct <= 5
      ? ` ${valueWords(column).replace(strong(name), "It")}`
      : ` It has ${distinctWords(column)}.`;
  const odd = column.oddCells ? ` Odd: ${oddWords(column).replace(`${strong(name)}: `, "")}` : "";
  return `${strong(name)} ${kind}; ${gapWords(column, rows)}.${range}${type === "empty" ? "" : values}${odd}`;
};
