// Questions as people ask them about movies.json; each answer is computed here, from the file, without SQL.
import {
  by,
  correlation,
  countOf,
  highest,
  mean,
  median,
  numbers,
  type Row,
  rowsOf,
  rowWith,
  sum,
  topOf,
  yearOf,
} from "./records.ts";
import { about, type Question } from "./verdict.ts";

export const moviesQuestions = (): Question[] => {
  const all = rowsOf("movies.json");
  const average = (column: string) => (rows: readonly Row[]) => mean(numbers(rows, column));
  const total = (column: string) => (rows: readonly Row[]) => sum(numbers(rows, column));
  const genre = (name: string) => all.filter((row) => row["Major Genre"] === name);
  const rated = (column: string) => all.filter((row) => row[column] !== null);
  const byGenre = (figure: (rows: readonly Row[]) => number, rows = all) =>
    by(rows, (row) => row["Major Genre"], figure);
  const director = (name: string) => all.filter((row) => row.Director === name);
  const year = (row: Row) => yearOf(row, "Release Date");
  return about("movies.json", [
    ["which movie made the most money worldwide", { first: ["Avatar", highest(numbers(all, "Worldwide Gross"))] }],
    ["how many movies per genre", { groups: byGenre(countOf) }],
    ["average imdb rating by genre", { groups: byGenre(average("IMDB Rating"), rated("IMDB Rating")) }],
    [
      "top 5 movies by worldwide gross",
      {
        sides: numbers(all, "Worldwide Gross")
          .sort((a, b) => b - a)
          .slice(0, 5),
      },
    ],
    ["how many comedies are there?", { rows: genre("Comedy").length }],
    ["average production budget of action movies", { figure: average("Production Budget")(genre("Action")) }],
    ["which director made the most movies", { first: [topOf(by(all, (row) => row.Director, countOf))[0] ?? ""] }],
    ["total us gross by mpaa rating", { groups: by(all, (row) => row["MPAA Rating"], total("US Gross")) }],
    ["movies directed by James Cameron", { rows: director("James Cameron").length }],
    [
      "what's the average imdb rating of steven spielberg movies",
      { figure: average("IMDB Rating")(director("Steven Spielberg")) },
    ],
    [
      "how many movies have an imdb rating above 8.5",
      { rows: all.filter((row) => Number(row["IMDB Rating"] ?? 0) > 8.5).length },
    ],
    ["most expensive movie", { first: [rowWith(all, "Production Budget", "highest").Title as string] }],
    ["median running time", { figure: median(numbers(all, "Running Time min")) }],
    ["how many PG-13 films", { rows: all.filter((row) => row["MPAA Rating"] === "PG-13").length }],
    [
      "correlation between production budget and worldwide gross",
      { figure: correlation(all, "Production Budget", "Worldwide Gross") },
    ],
    ["who directed Jaws?", { first: ["Jaws", "Steven Spielberg"] }],
    [
      "which genre has the highest average rotten tomatoes rating",
      {
        first: [
          topOf(
            byGenre(
              average("Rotten Tomatoes Rating"),
              all.filter((row) => row["Rotten Tomatoes Rating"] !== null),
            ),
          )[0] ?? "",
        ],
      },
    ],
    [
      "average rotten tomatoes rating for horror vs drama",
      {
        sides: [average("Rotten Tomatoes Rating")(genre("Horror")), average("Rotten Tomatoes Rating")(genre("Drama"))],
      },
    ],
    ["what percentage of movies are dramas", { figure: genre("Drama").length / all.length }],
    ["longest movie", { first: [highest(numbers(all, "Running Time min"))] }],
    ["number of movies by creative type", { groups: by(all, (row) => row["Creative Type"], countOf) }],
    [
      "total worldwide gross of Walt Disney Pictures",
      { figure: total("Worldwide Gross")(all.filter((row) => row.Distributor === "Walt Disney Pictures")) },
    ],
    ["how many movies were released in 1999", { rows: all.filter((row) => year(row) === "1999").length }],
    [
      "average imdb votes for R rated movies",
      { figure: average("IMDB Votes")(all.filter((row) => row["MPAA Rating"] === "R")) },
    ],
  ]);
};
