// 20 questions on a sixth table, written after what the fifth one showed had been mended. Their first run: 17 right, none wrong, 3 declined.
import { by, correlation, countOf, highest, mean, median, numbers, type Row, rowsOf, sum, topOf } from "./records.ts";
import { about, type Question } from "./verdict.ts";

const file = "football.json";

export const sixthTableQuestions = (): Question[] => {
  const all = rowsOf(file);
  const home = (team: string, from = all) => from.filter((row) => row.home_team === team);
  const away = (team: string, from = all) => from.filter((row) => row.away_team === team);
  const division = (row: Row) => row.division;
  const year = (row: Row) => String(row.date).slice(0, 4);
  const inYear = (wanted: string) => all.filter((row) => year(row) === wanted);
  const average = (column: string) => (rows: readonly Row[]) => mean(numbers(rows, column));
  const total = (column: string) => (rows: readonly Row[]) => sum(numbers(rows, column));
  const named = (groups: Record<string, number>, holds: (figure: number) => boolean) =>
    Object.keys(groups).filter((name) => holds(groups[name] ?? 0));
  const byHome = (figure: (rows: readonly Row[]) => number) => by(all, (row) => row.home_team, figure);
  const premier = all.filter((row) => row.division === "English Premier League");
  return about(file, [
    ["how many matches are there per division", { groups: by(all, division, countOf) }],
    ["average home score by division", { groups: by(all, division, average("home_score")) }],
    [
      "divisions with an average away score above 1.3",
      { only: named(by(all, division, average("away_score")), (value) => value > 1.3) },
    ],
    ["which home team has the highest average home score", { first: topOf(byHome(average("home_score"))) }],
    [
      "which home teams ever scored more than 7 at home",
      {
        only: named(
          byHome((rows) => highest(numbers(rows, "home_score"))),
          (value) => value > 7,
        ),
      },
    ],
    ["how many games had a home score over 5", { rows: all.filter((row) => Number(row.home_score) > 5).length }],
    ["highest away score ever", { first: [highest(numbers(all, "away_score"))] }],
    ["are home score and away score correlated", { figure: correlation(all, "home_score", "away_score") }],
    ["how many matches in 2014", { rows: inYear("2014").length }],
    ["matches by year", { groups: by(all, year, countOf) }],
    ["total home score of Juventus at home", { figure: total("home_score")(home("Juventus")) }],
    [
      "compare the average home score of Chelsea and Arsenal",
      { sides: [average("home_score")(home("Chelsea")), average("home_score")(home("Arsenal"))] },
    ],
    ["average away score when the away team is Barcelona", { figure: average("away_score")(away("Barcelona")) }],
    ["what's the median home score in the English Premier League", { figure: median(numbers(premier, "home_score")) }],
    [
      "and the average?",
      { figure: average("away_score")(premier) },
      ["median away score in the English Premier League"],
    ],
    [
      "which division's average home score rose the most between 2013 and 2016",
      {
        first: topOf(
          by(
            all,
            division,
            (rows) =>
              average("home_score")(rows.filter((row) => year(row) === "2016")) -
              average("home_score")(rows.filter((row) => year(row) === "2013")),
          ),
        ),
      },
    ],
    [
      "what share of matches had a home score of 0",
      { figure: all.filter((row) => row.home_score === 0).length / all.length },
    ],
    ["top 3 home teams by total home score", { names: topOf(byHome(total("home_score")), 3) }],
    [
      "um show me how many matches were played each month in 2015",
      { groups: by(inYear("2015"), (row) => `${String(row.date).slice(0, 7)}-01`, countOf) },
    ],
    [
      "how many different home teams are there in each division",
      { groups: by(all, division, (rows) => new Set(rows.map((row) => row.home_team)).size) },
    ],
  ]);
};
