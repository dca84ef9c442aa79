// Questions as people ask them about seattle-weather.csv; each answer is computed here, from the file, without SQL.
import {
  by,
  correlation,
  countOf,
  highest,
  lowest,
  mean,
  median,
  numbers,
  type Row,
  rowsOf,
  rowWith,
  sum,
  topOf,
} from "./records.ts";
import { about, type Question } from "./verdict.ts";

export const weatherQuestions = (): Question[] => {
  const all = rowsOf("seattle-weather.csv");
  const year = (row: Row) => String(row.date).slice(0, 4);
  const month = (row: Row) => Number(String(row.date).slice(5, 7));
  const average = (column: string) => (rows: readonly Row[]) => mean(numbers(rows, column));
  const total = (column: string) => (rows: readonly Row[]) => sum(numbers(rows, column));
  const of = (kind: string) => all.filter((row) => row.weather === kind);
  return about("seattle-weather.csv", [
    [
      "what was the hottest day",
      { first: [rowWith(all, "temp_max", "highest").date as string, highest(numbers(all, "temp_max"))] },
    ],
    ["coldest temperature ever", { figure: lowest(numbers(all, "temp_min")) }],
    ["share of rainy days", { figure: of("rain").length / all.length }],
    ["how many days did it snow", { rows: of("snow").length }],
    ["how many sunny days were there in 2014", { rows: of("sun").filter((row) => year(row) === "2014").length }],
    ["total precipitation by year", { groups: by(all, year, total("precipitation")) }],
    ["which year was the wettest?", { first: [Number(topOf(by(all, year, total("precipitation")))[0])] }],
    ["average wind", { figure: average("wind")(all) }],
    ["average wind by weather", { groups: by(all, (row) => row.weather, average("wind")) }],
    ["average max temperature in july", { figure: average("temp_max")(all.filter((row) => month(row) === 7)) }],
    ["what's the most common weather", { first: [topOf(by(all, (row) => row.weather, countOf))[0] ?? ""] }],
    ["count of days per weather type", { groups: by(all, (row) => row.weather, countOf) }],
    ["windiest day", { first: [rowWith(all, "wind", "highest").date as string] }],
    [
      "days with more than 40 mm of precipitation",
      { rows: all.filter((row) => Number(row.precipitation) > 40).length },
    ],
    ["average temp_min where weather is fog", { figure: average("temp_min")(of("fog")) }],
    ["is there a correlation between temp_max and temp_min?", { figure: correlation(all, "temp_max", "temp_min") }],
    [
      "compare precipitation in 2012 and 2015",
      {
        sides: [
          average("precipitation")(all.filter((row) => year(row) === "2012")),
          average("precipitation")(all.filter((row) => year(row) === "2015")),
        ],
      },
    ],
    [
      "average precipitation in winter",
      { figure: average("precipitation")(all.filter((row) => [12, 1, 2].includes(month(row)))) },
    ],
    [
      "how much did it rain in total in november 2012",
      { figure: total("precipitation")(all.filter((row) => year(row) === "2012" && month(row) === 11)) },
    ],
    [
      "top 10 windiest days",
      {
        sides: numbers(all, "wind")
          .sort((a, b) => b - a)
          .slice(0, 10),
      },
    ],
    ["median max temp by month of the year", { groups: by(all, month, (rows) => median(numbers(rows, "temp_max"))) }],
    [
      "what fraction of days in 2013 were foggy",
      {
        figure:
          of("fog").filter((row) => year(row) === "2013").length / all.filter((row) => year(row) === "2013").length,
      },
    ],
    ["how many days was the max temperature below 5", { rows: all.filter((row) => Number(row.temp_max) < 5).length }],
    ["average wind on days without rain", { figure: average("wind")(all.filter((row) => row.weather !== "rain")) }],
  ]);
};
