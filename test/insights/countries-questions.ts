// Questions as people ask them about gapminder.json; each answer is computed here, from the file, without SQL.
import { by, correlation, lowest, mean, median, numbers, type Row, rowsOf, rowWith, sum } from "./records.ts";
import { about, type Question } from "./verdict.ts";

export const countriesQuestions = (): Question[] => {
  const all = rowsOf("gapminder.json");
  const year = (wanted: number) => all.filter((row) => row.year === wanted);
  const of = (country: string, from = all) => from.filter((row) => row.country === country);
  const average = (column: string) => (rows: readonly Row[]) => mean(numbers(rows, column));
  const total = (column: string) => (rows: readonly Row[]) => sum(numbers(rows, column));
  const top = (rows: readonly Row[], column: string, count: number) =>
    [...rows]
      .sort((a, b) => Number(b[column]) - Number(a[column]))
      .slice(0, count)
      .map((row) => String(row.country));
  return about("gapminder.json", [
    ["average life expectancy by year", { groups: by(all, (row) => row.year, average("life_expect")) }],
    ["which country had the highest life expectancy in 2005", { first: [top(year(2005), "life_expect", 1)[0] ?? ""] }],
    ["population of Japan in 1980", { figure: numbers(of("Japan", year(1980)), "pop")[0] ?? 0 }],
    [
      "what was the life expectancy in Rwanda in 1995",
      { figure: numbers(of("Rwanda", year(1995)), "life_expect")[0] ?? 0 },
    ],
    ["top 5 countries by population in 2005", { names: top(year(2005), "pop", 5) }],
    ["total population per year", { groups: by(all, (row) => row.year, total("pop")) }],
    ["how many countries are there", { figure: new Set(all.map((row) => row.country)).size }],
    [
      "lowest fertility ever recorded",
      { first: [lowest(numbers(all, "fertility")), rowWith(all, "fertility", "lowest").country as string] },
    ],
    ["average fertility of India", { figure: average("fertility")(of("India")) }],
    [
      "compare Brazil and Mexico on life expectancy",
      { sides: [average("life_expect")(of("Brazil")), average("life_expect")(of("Mexico"))] },
    ],
    ["does fertility correlate with life expectancy", { figure: correlation(all, "fertility", "life_expect") }],
    [
      "countries with a population over 100 million in 2000",
      { rows: year(2000).filter((row) => Number(row.pop) > 100e6).length },
    ],
    ["average life expectancy per cluster", { groups: by(all, (row) => row.cluster, average("life_expect")) }],
    ["mean fertility before 1970", { figure: average("fertility")(all.filter((row) => Number(row.year) < 1970)) }],
    [
      "how did life expectancy change over time in China",
      {
        sides: of("China")
          .sort((a, b) => Number(a.year) - Number(b.year))
          .map((row) => Number(row.life_expect)),
      },
    ],
    ["median population in 1955", { figure: median(numbers(year(1955), "pop")) }],
    ["which country had the most babies per woman in 1960", { first: [top(year(1960), "fertility", 1)[0] ?? ""] }],
    ["what's the smallest population", { figure: lowest(numbers(all, "pop")) }],
    ["how many rows for France", { rows: of("France").length }],
    [
      "average life expectancy 1990 to 2000",
      { figure: average("life_expect")(all.filter((row) => Number(row.year) >= 1990 && Number(row.year) <= 2000)) },
    ],
    ["life expectancy of germany by year", { groups: by(of("Germany"), (row) => row.year, average("life_expect")) }],
    [
      "what was the average fertility in 1955 vs 2005",
      { sides: [average("fertility")(year(1955)), average("fertility")(year(2005))] },
    ],
    [
      "which countries had a life expectancy under 40 in 1985",
      { rows: year(1985).filter((row) => Number(row.life_expect) < 40).length },
    ],
    [
      "share of the rows with fertility below 2",
      { figure: all.filter((row) => Number(row.fertility) < 2).length / all.length },
    ],
  ]);
};
