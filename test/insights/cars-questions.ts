// Questions as people ask them about cars.json; each answer is computed here, from the file, without SQL.
import {
  by,
  correlation,
  countOf,
  lowest,
  mean,
  median,
  numbers,
  type Row,
  rowsOf,
  rowWith,
  topOf,
  yearOf,
} from "./records.ts";
import { about, type Question } from "./verdict.ts";

export const carsQuestions = (): Question[] => {
  const all = rowsOf("cars.json");
  const from = (origin: string) => all.filter((row) => row.Origin === origin);
  const average = (column: string) => (rows: readonly Row[]) => mean(numbers(rows, column));
  const year = (row: Row) => yearOf(row, "Year");
  return about("cars.json", [
    ["how many cars per origin", { groups: by(all, (row) => row.Origin, countOf) }],
    ["average horsepower by origin", { groups: by(all, (row) => row.Origin, average("Horsepower")) }],
    ["which car has the most horsepower", { first: [rowWith(all, "Horsepower", "highest").Name as string, 230] }],
    [
      "top 5 by horsepower",
      {
        sides: numbers(all, "Horsepower")
          .sort((a, b) => b - a)
          .slice(0, 5),
      },
    ],
    [
      "how many cars have more than 200 horsepower?",
      { rows: all.filter((row) => Number(row.Horsepower) > 200).length },
    ],
    ["average mpg of japanese cars", { figure: average("Miles_per_Gallon")(from("Japan")) }],
    ["how many cars have 8 cylinders", { rows: all.filter((row) => row.Cylinders === 8).length }],
    ["what's the heaviest car", { first: [rowWith(all, "Weight_in_lbs", "highest").Name as string] }],
    ["does weight correlate with mpg?", { figure: correlation(all, "Weight_in_lbs", "Miles_per_Gallon") }],
    ["average weight by number of cylinders", { groups: by(all, (row) => row.Cylinders, average("Weight_in_lbs")) }],
    [
      "mean acceleration for cars not from the USA",
      { figure: average("Acceleration")(all.filter((row) => row.Origin !== "USA")) },
    ],
    ["mpg per year", { groups: by(all, year, average("Miles_per_Gallon")) }],
    ["what share of cars come from Europe", { figure: from("Europe").length / all.length }],
    ["median displacement", { figure: median(numbers(all, "Displacement")) }],
    [
      "which origin has the most fuel efficient cars",
      { first: [topOf(by(all, (row) => row.Origin, average("Miles_per_Gallon")))[0] ?? ""] },
    ],
    ["how many american cars with 4 cylinders", { rows: from("USA").filter((row) => row.Cylinders === 4).length }],
    ["lightest car from japan", { first: [rowWith(from("Japan"), "Weight_in_lbs", "lowest").Name as string] }],
    [
      "compare USA and Japan on horsepower",
      { sides: [average("Horsepower")(from("USA")), average("Horsepower")(from("Japan"))] },
    ],
    ["average horsepwer for european cars", { figure: average("Horsepower")(from("Europe")) }],
    [
      "list the cars with less than 50 hp",
      { rows: all.filter((row) => row.Horsepower !== null && Number(row.Horsepower) < 50).length },
    ],
    ["how many cars in 1982", { rows: all.filter((row) => year(row) === "1982").length }],
    ["average mpg since 1980", { figure: average("Miles_per_Gallon")(all.filter((row) => Number(year(row)) >= 1980)) }],
    ["lowest miles per gallon", { figure: lowest(numbers(all, "Miles_per_Gallon")) }],
    [
      "what is the average weight of cars with at least 150 horsepower",
      { figure: average("Weight_in_lbs")(all.filter((row) => Number(row.Horsepower) >= 150)) },
    ],
  ]);
};
