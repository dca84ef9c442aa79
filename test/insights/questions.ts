// 120 questions as people ask them over five public tables; each answer is computed here, from the files, without SQL.
import {
  bottomOf,
  by,
  correlation,
  countOf,
  deviation,
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

const yearOf = (row: Row, column: string): string => /\d{4}/.exec(String(row[column] ?? ""))?.[0] ?? "";

const stocks = (): Question[] => {
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

const cars = (): Question[] => {
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

const weather = (): Question[] => {
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

const movies = (): Question[] => {
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

const countries = (): Question[] => {
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

export const questions = (): Question[] => [...stocks(), ...cars(), ...weather(), ...movies(), ...countries()];
