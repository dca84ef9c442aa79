// Questions as people ask them about stocks.csv; each answer is computed here, from the file, without SQL.
import {
  bottomOf,
  by,
  countOf,
  deviation,
  highest,
  lowest,
  mean,
  median,
  numbers,
  type Row,
  rowsOf,
  topOf,
  yearOf,
} from "./records.ts";
import { about, type Question } from "./verdict.ts";

export const stocksQuestions = (): Question[] => {
  const all = rowsOf("stocks.csv");
  const of = (symbol: string, from = all) => from.filter((row) => row.symbol === symbol);
  const year = (wanted: string, from = all) => from.filter((row) => yearOf(row, "date") === wanted);
  const price = (rows: readonly Row[]) => numbers(rows, "price");
  const average = (rows: readonly Row[]) => mean(price(rows));
  const between = (a: number, b: number) =>
    all.filter((row) => Number(yearOf(row, "date")) >= a && Number(yearOf(row, "date")) <= b);
  const months = by(all, (row) => String(row.date), average);
  const monthNumber = (text: string) =>
    String("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ").indexOf(text.slice(0, 3)) + 1).padStart(2, "0");
  const iso = (text: string) => `${text.slice(-4)}-${monthNumber(text)}-01`;
  return about("stocks.csv", [
    ["average price by symbol", { groups: by(all, (row) => row.symbol, average) }],
    ["what's the average price of AAPL?", { figure: average(of("AAPL")) }],
    ["highest price of all time and when was it", { first: [707, "GOOG"] }],
    ["which month was worst", { first: [iso(bottomOf(months))] }],
    ["compare 2004 and 2008", { sides: [average(year("2004")), average(year("2008"))] }],
    ["how many rows per symbol", { groups: by(all, (row) => row.symbol, countOf) }],
    ["median price for IBM", { figure: median(price(of("IBM"))) }],
    ["price of AAPL in march 2008", { figure: price(of("AAPL").filter((row) => row.date === "Mar 1 2008"))[0] ?? 0 }],
    ["average price between 2000 and 2003", { figure: average(between(2000, 2003)) }],
    ["which symbol had the highest price", { first: ["GOOG", 707] }],
    ["mean price per year", { groups: by(all, (row) => yearOf(row, "date"), average) }],
    ["lowest price of amazon", { figure: lowest(price(of("AMZN"))) }],
    ["what was microsofts best month", { first: [highest(price(of("MSFT")))] }],
    ["compare AAPL and MSFT", { sides: [average(of("AAPL")), average(of("MSFT"))] }],
    ["how many different symbols are there?", { figure: 5 }],
    ["average price of google in 2009", { figure: average(year("2009", of("GOOG"))) }],
    ["how often was the price above 200?", { rows: all.filter((row) => Number(row.price) > 200).length }],
    [
      "what percentage of rows have a price under 50",
      { figure: all.filter((row) => Number(row.price) < 50).length / all.length },
    ],
    [
      "standard deviation of the price by symbol",
      {
        groups: by(
          all,
          (row) => row.symbol,
          (rows) => deviation(price(rows)),
        ),
      },
    ],
    [
      "top 3 symbols by average price",
      {
        names: topOf(
          by(all, (row) => row.symbol, average),
          3,
        ),
      },
    ],
    ["average price not counting GOOG", { figure: average(all.filter((row) => row.symbol !== "GOOG")) }],
    [
      "which year had the lowest average price",
      { first: [Number(bottomOf(by(all, (row) => yearOf(row, "date"), average)))] },
    ],
    [
      "max price for each symbol",
      {
        groups: by(
          all,
          (row) => row.symbol,
          (rows) => highest(price(rows)),
        ),
      },
    ],
    [
      "average aple price before 2005",
      { figure: average(of("AAPL").filter((row) => Number(yearOf(row, "date")) < 2005)) },
    ],
  ]);
};
