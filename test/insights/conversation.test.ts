// A conversation about one table: questions that change the one before, rows behind a mark, what is declined, and a model that plans.
import type { AgentEvent, ReplyOptions } from "@polylogue/core";
import { afterAll, describe, expect, it } from "vitest";
import { panel } from "./panel.ts";
import { by, mean, median, numbers, type Row, rowsOf, sum } from "./records.ts";

const bench = panel();
afterAll(() => bench.close());

const stocks = rowsOf("stocks.csv");
const in2008 = stocks.filter(({ date }) => String(date).endsWith("2008"));
const of = (wanted: string) => stocks.filter(({ symbol }) => symbol === wanted);
const price = (rows: readonly Row[]) => numbers(rows, "price");
const ask = (conversation: string, question: string, metadata = {}) =>
  bench.ask("stocks.csv", question, conversation, metadata);
const asRecord = (rows: readonly (readonly unknown[])[] = []) =>
  Object.fromEntries(rows.map(([name, value]) => [name, value]));

describe("S2.5 S2.12 a conversation with the insights liaison", () => {
  it("goes on from the question before: the median, only 2008, only one symbol, by year, as a pie", async () => {
    await ask("a", "average price by symbol");
    const medians = await ask("a", "what about the median?");
    expect(asRecord(medians.answer?.rows)).toEqual(
      by(
        stocks,
        ({ symbol }) => symbol,
        (rows) => median(price(rows)),
      ),
    );
    const year = await ask("a", "and for 2008?");
    expect(asRecord(year.answer?.rows)).toEqual(
      by(
        in2008,
        ({ symbol }) => symbol,
        (rows) => median(price(rows)),
      ),
    );
    const pie = await ask("a", "as a pie chart");
    expect(pie.chart).toMatchObject({ mark: { type: "arc" } });
    const one = await ask("a", "only for MSFT");
    expect(one.answer?.rows).toEqual([["MSFT", median(price(in2008.filter(({ symbol }) => symbol === "MSFT")))]]);
  });

  it("takes a new group in the place of the old", async () => {
    await ask("b", "average price by symbol");
    const years = await ask("b", "and by year?");
    const expected = by(
      stocks,
      ({ date }) => String(date).slice(-4),
      (rows) => mean(price(rows)),
    );
    expect(Object.keys(asRecord(years.answer?.rows))).toEqual(Object.keys(expected).sort());
    expect(years.chart).toMatchObject({ mark: { type: "line" } });
  });

  it("shows the rows behind a mark that the client names, and goes on from the question before", async () => {
    await ask("c", "average price by symbol in 2008");
    const rows = await ask("c", "", { drill: { symbol: "IBM", "average price": 1 } });
    expect(rows.events).toContainEqual(expect.objectContaining({ type: "drill_down" }));
    expect(rows.answer?.rows).toHaveLength(in2008.filter(({ symbol }) => symbol === "IBM").length);
    const on = await ask("c", "and the median?");
    expect(on.answer?.rows).toHaveLength(5);
  });

  it("shows the rows behind a group that is named in words", async () => {
    await ask("d", "average price by year");
    const rows = await ask("d", "show me the rows behind 2008");
    expect(rows.events).toContainEqual(expect.objectContaining({ type: "drill_down" }));
    expect(rows.answer?.rows).toHaveLength(in2008.length);
  });

  it.each(["what will the price be next year?", "how many customers churned", "why is it so low", "who grew the most"])(
    "declines “%s” with three questions that it can answer",
    async (question) => {
      const { answer, text } = await bench.ask("stocks.csv", question);
      expect(answer).toBeUndefined();
      const ideas = [...text.matchAll(/“([^”]+)”/g)].map(([, idea = ""]) => idea).slice(-3);
      expect(ideas).toHaveLength(3);
      for (const idea of ideas) expect((await bench.ask("stocks.csv", idea)).answer, idea).toBeDefined();
    },
  );

  it("leaves out groups by a figure of theirs, and says when none is left", async () => {
    const over = await bench.ask("stocks.csv", "which symbols have an average price over 100");
    expect(over.answer?.rows).toEqual([["GOOG", expect.closeTo(mean(price(of("GOOG"))), 6)]]);
    expect(over.text).toContain("By symbol, **1** has average price over 100: **GOOG** (415.87).");
    const none = await bench.ask("stocks.csv", "which symbols have an average price over 1000");
    expect(none.text).toContain("No symbol has average price over 1,000.");
    const ever = await bench.ask("stocks.csv", "which symbols ever exceeded 200?");
    expect(ever.answer?.rows.map(([name]) => name)).toEqual(["GOOG", "AAPL"]);
  });

  it("ranks by change, between the years that are named or the first and the last", async () => {
    const yearly = (symbol: string, year: string) =>
      mean(price(of(symbol).filter(({ date }) => String(date).endsWith(year))));
    const most = await bench.ask("stocks.csv", "which symbol grew most between 2000 and 2005");
    const rise = yearly("AAPL", "2005") - yearly("AAPL", "2000");
    expect(most.answer?.rows[0]?.slice(0, 4)).toEqual([
      "AAPL",
      expect.closeTo(yearly("AAPL", "2000"), 6),
      expect.closeTo(yearly("AAPL", "2005"), 6),
      expect.closeTo(rise, 6),
    ]);
    expect(most.text).toContain("1 group without both figures is left out.");
    const least = await bench.ask("stocks.csv", "which symbol fell the most from 2000 to 2001 in percent");
    expect(least.answer?.rows[0]?.[0]).toBe("AMZN");
    const first = await bench.ask("stocks.csv", "which symbol rose most");
    expect(first.text).toContain("I took the first and the last time in the table.");
  });

  it("says a column as the file does, and finds it by both of its names", async () => {
    for (const name of ["body mass (g)", "Body_Mass_g"]) {
      const { text, chart } = await bench.ask("penguins.json", `average ${name} by species`);
      expect(text).toContain("Average Body Mass (g) by Species");
      expect(JSON.stringify(chart)).not.toContain("Body_Mass_g");
    }
  });

  it("takes “from” and “to” by their columns, and says which was meant where nothing tells", async () => {
    const flights = rowsOf("flights-2k.json");
    const both = flights.filter(({ origin, destination }) => origin === "LAX" && destination === "OAK");
    const way = await bench.ask("flights-2k.json", "how many flights from LAX to OAK");
    expect(way.answer?.rows).toEqual([[both.length]]);
    const unsaid = await bench.ask("flights-2k.json", "average delay for LAX");
    expect(unsaid.text).toMatch(/for (?:origin|destination) LAX/);
    expect(unsaid.text).toMatch(/I took “LAX” as \w+; it stands in \w+, too\./);
  });

  it("adds up what a table has counted already, unless rows are asked for", async () => {
    const jobs = rowsOf("jobs.json").filter(({ year, sex }) => year === 1900 && sex === "women");
    const people = await bench.ask("jobs.json", "how many women in 1900");
    expect(people.answer?.rows).toEqual([[sum(numbers(jobs, "count"))]]);
    const rows = await bench.ask("jobs.json", "how many rows for women in 1900");
    expect(rows.answer?.rows).toEqual([[jobs.length]]);
  });

  it("takes a word of a column, such as deaths of death_date, for no value of another column", async () => {
    const riots = rowsOf("la-riots.csv");
    const { answer } = await bench.ask("la-riots.csv", "how many deaths by gender");
    expect(asRecord(answer?.rows)).toEqual(
      by(
        riots,
        ({ gender }) => gender,
        (rows) => rows.length,
      ),
    );
  });

  it("sets two side by side when one is asked to be higher", async () => {
    for (const question of ["how much higher is GOOG than IBM", "which is higher, GOOG or IBM?"]) {
      const { answer } = await bench.ask("stocks.csv", question);
      expect(answer?.rows.map(([name, , figure]) => [name, figure])).toEqual([
        ["GOOG", expect.closeTo(mean(price(of("GOOG"))), 6)],
        ["IBM", expect.closeTo(mean(price(of("IBM"))), 6)],
      ]);
    }
  });

  it("does not take kilograms for grams", async () => {
    const { answer, text } = await bench.ask("penguins.json", "species with an average mass over 4 kg");
    expect(answer).toBeUndefined();
    expect(text).toContain("“kg”");
  });

  it("draws both of two figures", async () => {
    const { chart } = await bench.ask("cars.json", "average horsepower and average displacement by origin");
    const drawn = JSON.stringify(chart);
    expect(drawn).toContain("average Horsepower");
    expect(drawn).toContain("average Displacement");
  });

  it("asks by what, where a table has several columns that could be meant", async () => {
    const { answer, text } = await bench.ask("cars.json", "which is the best?");
    expect(answer).toBeUndefined();
    expect(text).toContain("“best” by what? It could be by Miles");
  });

  it("says what it took for granted, and what it left out", async () => {
    const worst = await bench.ask("stocks.csv", "which month was worst");
    expect(worst.text).toContain("I took “worst” as the lowest price.");
    const gaps = await bench.ask("cars.json", "average horsepower by origin");
    expect(gaps.text).toContain("6 rows without Horsepower are left out.");
  });

  it("P16 passes what was said to the database as a value, never as SQL", async () => {
    const { answer } = await bench.ask("stocks.csv", `list rows where symbol is "x' OR 1=1 --"`);
    expect(answer?.rows ?? []).toEqual([]);
  });
});

const average = { kind: "aggregate", measures: [{ aggregation: "average", column: "price" }], groups: [], filters: [] };

/** Calls the one tool with each input in turn, and says something untrue at the end. */
const calling = (inputs: readonly object[], seen: string[] = []) =>
  async function* ({ tools = [], facts = "" }: ReplyOptions): AsyncGenerator<AgentEvent> {
    seen.push(facts);
    const [query] = tools;
    for (const input of inputs) {
      try {
        await query?.run(query.input.parse(input), {
          user: {} as never,
          key: "",
          signal: new AbortController().signal,
        });
      } catch (error) {
        seen.push((error as Error).message);
      }
      yield "";
    }
    yield "The price is 1,000,000.";
  };

describe("S2.12 a model plans, and the figures stay ours", () => {
  it("answers from the model's plan and leaves out what the model says", async () => {
    const seen: string[] = [];
    const { text, answer } = await bench.ask(
      "stocks.csv",
      "how are we doing?",
      undefined,
      {},
      calling([average], seen),
    );
    expect(answer?.rows[0]?.[0]).toBeCloseTo(mean(price(stocks)), 9);
    expect(text).not.toContain("1,000,000");
    expect(seen[0]).toContain("price: number, measure");
    expect(seen[0]).not.toContain("39.81");
  });

  it("lets the model repair its plan once, told what was wrong", async () => {
    const seen: string[] = [];
    const wrong = { ...average, measures: [{ aggregation: "average", column: "cost" }] };
    const { answer } = await bench.ask(
      "stocks.csv",
      "how are we doing?",
      undefined,
      {},
      calling([wrong, average], seen),
    );
    expect(seen[1]).toContain('There is no column "cost"; the columns are symbol, date, price.');
    expect(answer?.rows[0]?.[0]).toBeCloseTo(mean(price(stocks)), 9);
  });

  it("leaves the question to the grammar when the model's plans do not work", async () => {
    const wrong = { ...average, measures: [{ aggregation: "average", column: "cost" }] };
    const { answer } = await bench.ask("stocks.csv", "median price", undefined, {}, calling([wrong, wrong, average]));
    expect(answer?.rows[0]?.[0]).toBeCloseTo(median(price(stocks)), 9);
  });
});
