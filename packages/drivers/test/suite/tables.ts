// What every driver of the Tables port must do, with answers computed here from the same files.
import { readFileSync } from "node:fs";
import type { Cell, QueryRefusal, QueryResult, TableSet, Tables } from "@polylogue/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const vega = (name: string) =>
  readFileSync(new URL(`../../../../node_modules/vega-datasets/data/${name}`, import.meta.url));
const json = (name: string) => JSON.parse(vega(name).toString()) as Record<string, string | number | null>[];
/** For files without quotation marks. */
const lines = (name: string) =>
  vega(name)
    .toString()
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const answered = (answer: QueryResult | QueryRefusal): QueryResult => {
  if ("refused" in answer) throw new Error(`${answer.refused}: ${answer.message}`);
  return answer;
};

export const tablesSuite = (name: string, make: () => Tables) =>
  describe(`Tables: ${name}`, () => {
    const signal = new AbortController().signal;
    let tables: Tables;
    let opened = 0;
    beforeAll(() => {
      tables = make();
    });
    afterAll(() => tables.close());

    const open = (file: string, content: string | Uint8Array): Promise<TableSet> => {
      opened += 1;
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      return tables.open({ file_id: `f_${opened}`, name: file, bytes }, { signal });
    };
    const rows = async (set: TableSet, sql: string, parameters: readonly Cell[] = []) =>
      answered(await set.query(sql, parameters)).rows;
    const types = (set: TableSet) => set.tables[0]?.columns.map(({ type }) => type);

    it("loads stocks.csv with its written dates as dates", async () => {
      const set = await open("stocks.csv", vega("stocks.csv"));
      expect(set.tables).toEqual([
        {
          name: "stocks",
          title: "stocks.csv",
          rows: 560,
          columns: [
            { name: "symbol", type: "text" },
            { name: "date", type: "date" },
            { name: "price", type: "number" },
          ],
        },
      ]);
      expect(await rows(set, "SELECT * FROM stocks LIMIT 2")).toEqual([
        ["MSFT", "2000-01-01", 39.81],
        ["MSFT", "2000-02-01", 36.35],
      ]);
      const expected = ["AAPL", "AMZN", "GOOG", "IBM", "MSFT"].map((symbol) => [
        symbol,
        mean(
          lines("stocks.csv")
            .filter(([one, date]) => one === symbol && date?.endsWith("2008"))
            .map(([, , price]) => Number(price)),
        ),
      ]);
      const found = await rows(
        set,
        "SELECT symbol, avg(price) FROM stocks WHERE date BETWEEN ? AND ? GROUP BY symbol ORDER BY symbol",
        ["2008-01-01", "2008-12-31"],
      );
      expect(found.map(([symbol]) => symbol)).toEqual(expected.map(([symbol]) => symbol));
      for (const [index, [, average]] of found.entries()) expect(average).toBeCloseTo(Number(expected[index]?.[1]), 9);
    });

    it("loads cars.json with its gaps", async () => {
      const set = await open("cars.json", vega("cars.json"));
      const cars = json("cars.json");
      const gaps = cars.filter((car) => car.Horsepower === null).length;
      expect(gaps).toBeGreaterThan(0);
      expect(await rows(set, "SELECT count(*), count(*) - count(Horsepower), max(Weight_in_lbs) FROM cars")).toEqual([
        [cars.length, gaps, Math.max(...cars.map((car) => Number(car.Weight_in_lbs)))],
      ]);
      expect(await rows(set, "SELECT min(Year), max(Year) FROM cars")).toEqual([["1970-01-01", "1982-01-01"]]);
    });

    it("loads seattle-weather.csv", async () => {
      const set = await open("seattle-weather.csv", vega("seattle-weather.csv"));
      const rain = lines("seattle-weather.csv")
        .filter(([date]) => date?.startsWith("2013"))
        .reduce((sum, [, precipitation]) => sum + Number(precipitation), 0);
      const [[found] = []] = await rows(set, "SELECT sum(precipitation) FROM seattle_weather WHERE year(date) = 2013");
      expect(found).toBeCloseTo(rain, 6);
    });

    it("loads movies.json, whose columns have spaces in their names", async () => {
      const set = await open("movies.json", vega("movies.json"));
      expect(set.tables[0]?.columns).toContainEqual({ name: "US_Gross", title: "US Gross", type: "integer" });
      const dramas = json("movies.json").filter((movie) => movie["Major Genre"] === "Drama");
      expect(await rows(set, "SELECT count(*) FROM movies WHERE Major_Genre = 'Drama'")).toEqual([[dramas.length]]);
    });

    it("loads airports.csv and keeps codes as text", async () => {
      const set = await open("airports.csv", vega("airports.csv"));
      const alaska = vega("airports.csv")
        .toString()
        .match(/,AK,USA,/g)?.length;
      expect(await rows(set, "SELECT count(*) FROM airports WHERE state = 'AK'")).toEqual([[alaska]]);
      expect(await rows(set, "SELECT iata FROM airports LIMIT 1")).toEqual([["00M"]]);
    });

    it("loads a TSV", async () => {
      const set = await open("unemployment.tsv", vega("unemployment.tsv"));
      expect(types(set)).toEqual(["integer", "number"]);
      expect(set.tables[0]?.rows).toBe(vega("unemployment.tsv").toString().trim().split("\n").length - 1);
    });

    it("loads Parquet", async () => {
      const set = await open("flights-3m.parquet", vega("flights-3m.parquet"));
      expect(set.tables[0]).toMatchObject({ name: "flights_3m", rows: 3_000_000 });
      expect(types(set)).toEqual(["timestamp", "integer", "integer", "text", "text"]);
      expect(await rows(set, "SELECT min(date) FROM flights_3m")).toEqual([["2001-01-01T00:01:00"]]);
    });

    it("reads numbers with signs and separators, and takes NA, null and - for missing", async () => {
      const set = await open(
        "sales.csv",
        'day,amount,share,price,ok\n1/31/2020,"1,234.5",12%,$3.20,yes\n2/28/2020,NA,7.5%,null,no\n3/1/2020,-,-,$4,yes\n',
      );
      expect(types(set)).toEqual(["date", "number", "number", "number", "boolean"]);
      expect(await rows(set, "SELECT * FROM sales")).toEqual([
        ["2020-01-31", 1234.5, 12, 3.2, true],
        ["2020-02-28", null, 7.5, null, false],
        ["2020-03-01", null, null, 4, true],
      ]);
    });

    it("keeps the order of the rows, reads moments, codes and whole numbers beyond 2^53", async () => {
      const body = Array.from({ length: 5_000 }, (_, row) => `${row},2020-01-${(row % 28) + 10},0${row}`);
      const set = await open(
        "order.csv",
        `n,at,code\n${body.map((line) => line.replace(/-(\d\d),/, "-$1 12:30,")).join("\n")}`,
      );
      expect(types(set)).toContain("text");
      expect((await rows(set, 'SELECT n, code FROM "order_" LIMIT 3')).map(([n]) => n)).toEqual([0, 1, 2]);
      const big = await open("big.csv", "id\n90071992547409931234567\n3\n");
      expect(await rows(big, "SELECT id FROM big")).toEqual([["90071992547409931234567"], [3]]);
    });

    it("takes JSON lines, nested fields and lists", async () => {
      const set = await open(
        "people.jsonl",
        '{"name":"Ada","home":{"city":"Ely","zip":"02134"},"tags":["a","b"]}\n{"name":"Bo","home":{"city":"Bath","zip":"00501"}}\n',
      );
      expect(set.tables[0]?.columns).toEqual([
        { name: "name", type: "text" },
        { name: "home_city", title: "home.city", type: "text" },
        { name: "home_zip", title: "home.zip", type: "text" },
        { name: "tags", type: "text" },
      ]);
      expect(await rows(set, "SELECT name, home_zip, tags FROM people")).toEqual([
        ["Ada", "02134", '["a","b"]'],
        ["Bo", "00501", null],
      ]);
    });

    it("takes an object with several lists as several tables", async () => {
      const set = await open("shop.json", '{"orders":[{"id":1,"of":2}],"buyers":[{"id":2,"name":"Cy"}]}');
      expect(set.tables.map((table) => table.name)).toEqual(["orders", "buyers"]);
      expect(await rows(set, "SELECT name FROM orders JOIN buyers ON orders.of = buyers.id")).toEqual([["Cy"]]);
    });

    it("answers lists and structs as JSON text, decimals as numbers, what is no number as nothing", async () => {
      const set = await open("one.csv", "a\n1\n");
      expect(
        await rows(
          set,
          "SELECT [1, 2], {'d': date '2000-01-31'}, 1.50, 'nan'::DOUBLE, 12345678901234567890, a FROM one",
        ),
      ).toEqual([["[1,2]", '{"d":"2000-01-31"}', 1.5, null, "12345678901234567890", 1]]);
    });

    it("answers no more rows than are asked for, and says that there were more", async () => {
      const set = await open("stocks.csv", vega("stocks.csv"));
      const cut = answered(await set.query("SELECT * FROM stocks", [], { maxRows: 10 }));
      expect([cut.rows.length, cut.truncated]).toEqual([10, true]);
      const whole = answered(await set.query("SELECT * FROM stocks", [], { maxRows: 560 }));
      expect([whole.rows.length, whole.truncated]).toEqual([560, false]);
    });

    it("P15 shows one file nothing of another", async () => {
      const mine = await open("mine.csv", "secret\n42\n");
      const theirs = await open("theirs.csv", "other\n1\n");
      expect(await theirs.query("SELECT * FROM mine", [])).toMatchObject({ refused: "forbidden" });
      expect(JSON.stringify(await theirs.query("SELECT * FROM mine", []))).not.toContain("42");
      expect(await rows(mine, "SELECT secret FROM mine")).toEqual([[42]]);
    });

    it("P8 ends a query that takes too long, and one that is called off", async () => {
      const set = await open("stocks.csv", vega("stocks.csv"));
      const endless =
        "SELECT count(*) FROM stocks a, stocks b, stocks c, stocks d WHERE a.price < b.price + c.price * d.price";
      const started = performance.now();
      expect(await set.query(endless, [], { timeoutMs: 300 })).toMatchObject({ refused: "timeout" });
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 300);
      expect(await set.query(endless, [], { signal: stop.signal })).toMatchObject({ refused: "cancelled" });
      expect(await set.query(endless, [], { signal: AbortSignal.abort() })).toMatchObject({ refused: "cancelled" });
      expect(performance.now() - started).toBeLessThan(3_000);
      expect(await rows(set, "SELECT count(*) FROM stocks")).toEqual([[560]]);
    });

    it("says what is wrong with the SQL", async () => {
      const set = await open("stocks.csv", vega("stocks.csv"));
      expect(await set.query("SELEC 1", [])).toMatchObject({ refused: "sql" });
      expect(await set.query("SELECT prise FROM stocks", [])).toMatchObject({
        refused: "sql",
        message: expect.stringContaining("price"),
      });
      expect(await set.query("SELECT ? FROM stocks", [])).toMatchObject({ refused: "sql" });
    });

    it("refuses an answer that is too large", async () => {
      const set = await open("long.csv", `a\n${Array.from({ length: 5_000 }, () => "x".repeat(4_000)).join("\n")}`);
      expect(await set.query("SELECT a FROM long", [], { maxRows: 5_000 })).toMatchObject({ refused: "memory" });
    });

    it.each([
      ["a picture", "pic.png", vega("7zip.png"), "file_unsupported"],
      ["prose", "note.txt", "Dear Ada, I write to you, once more.", "file_unsupported"],
      ["nothing", "empty.csv", "", "file_unreadable"],
      ["damaged JSON", "bad.json", '[{"a": 1}, {"a"', "file_unreadable"],
      ["damaged Parquet", "bad.parquet", "PAR1 this is no parquet PAR1", "file_unreadable"],
    ])("refuses %s", async (_, file, content, code) => {
      await expect(open(file, content)).rejects.toMatchObject({ code });
    });

    it("says how far it is, and knows what it has", async () => {
      const seen: number[] = [];
      const source = { file_id: "f_known", name: "stocks.csv", bytes: vega("stocks.csv") };
      const set = await tables.open(source, { signal, progress: (done) => seen.push(done) });
      expect(seen.at(-1)).toBe(1);
      expect(tables.peek("f_known")).toBe(set);
      await tables.drop("f_known");
      expect(tables.peek("f_known")).toBeUndefined();
      await expect(set.query("SELECT 1 FROM stocks", [])).rejects.toMatchObject({ code: "unavailable" });
      const again = await tables.open(source, { signal });
      expect(await rows(again, "SELECT count(*) FROM stocks")).toEqual([[560]]);
    });
  });
