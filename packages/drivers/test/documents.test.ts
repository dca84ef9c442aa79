// The document reader, driven through its thread: what a file holds, and what is said when it cannot be read.
import { readFileSync } from "node:fs";
import type { Document } from "@polylogue/core";
import { documentReader } from "@polylogue/drivers";
import { afterAll, describe, expect, it } from "vitest";
import { pdfOf } from "./pdf-fixture.ts";

const reader = documentReader();
afterAll(() => reader.close());

const vega = (name: string) =>
  readFileSync(new URL(`../../../node_modules/vega-datasets/data/${name}`, import.meta.url));
const read = (name: string, content: string | Uint8Array, signal = new AbortController().signal): Promise<Document> =>
  reader.read(
    { file_id: "f1", name, mediaType: "", bytes: typeof content === "string" ? Buffer.from(content) : content },
    { signal },
  );
const columns = async (name: string, content: string | Uint8Array) =>
  (await read(name, content)).tables[0]?.columns ?? [];

describe("tables", () => {
  it("reads stocks.csv with its types, gaps, values and extremes", async () => {
    const { kind, tables, warnings } = await read("stocks.csv", vega("stocks.csv"));
    expect({ kind, warnings }).toEqual({ kind: "table", warnings: [] });
    const [table] = tables;
    expect(table?.rows).toBe(560);
    expect(table?.sample[0]).toEqual(["MSFT", "Jan 1 2000", "39.81"]);
    expect(table?.columns).toMatchObject([
      { name: "symbol", type: "text", missing: 0, distinct: 5 },
      { name: "date", type: "date", min: "Jan 1 2000", max: "Mar 1 2010", distinct: 123 },
      { name: "price", type: "number", min: "5.97", max: "707" },
    ]);
  });

  it("reads cars.json, where missing numbers are null", async () => {
    const found = await columns("cars.json", vega("cars.json"));
    expect(found.filter(({ missing }) => missing > 0).map(({ name, missing }) => [name, missing])).toEqual([
      ["Miles_per_Gallon", 8],
      ["Horsepower", 6],
    ]);
    expect(found.find(({ name }) => name === "Year")).toMatchObject({
      type: "date",
      min: "1970-01-01",
      max: "1982-01-01",
    });
  });

  it("takes ISO dates and negative numbers from seattle-weather.csv", async () => {
    const found = await columns("seattle-weather.csv", vega("seattle-weather.csv"));
    expect(found.map(({ type }) => type)).toEqual(["date", "number", "number", "number", "number", "text"]);
    expect(found[3]?.min).toBe("-7.1");
  });

  it.each([
    ["thousands, per cent and money", 'n\n"1,234.5"\n12%\n$3.20\n(4)', { type: "number", min: "(4)", max: "1,234.5" }],
    ["decimal commas between semicolons", "n;m\n3,14;1\n2,5;2", { type: "number", min: "2,5", max: "3,14" }],
    ["codes whose zeros count", "n\n00501\n10001", { type: "text" }],
    ["truth values", "n\nyes\nNo", { type: "boolean" }],
    [
      "every spelling of nothing",
      "n,m\n,1\nNA,1\nn/a,1\nnull,1\n-,1\nNaN,1\n7,1",
      { type: "integer", missing: 6, distinct: 1 },
    ],
    [
      "day first, decided by the whole column",
      "n\n1/2/2020\n31/1/2020",
      { type: "date", min: "31/1/2020", max: "1/2/2020" },
    ],
    [
      "month first, decided by the whole column",
      "n\n1/2/2020\n1/31/2020",
      { type: "date", min: "1/2/2020", max: "1/31/2020" },
    ],
    ["a day that does not exist", "n\n2020-02-30\n2020-02-31", { type: "text" }],
  ])("types %s", async (_, content, expected) => {
    expect((await columns("n.csv", content))[0]).toMatchObject(expected);
  });

  it("names the cell that does not fit its column", async () => {
    const cells = Array.from({ length: 20 }, (_, at) => (at === 6 ? "about 7" : String(at)));
    expect((await columns("n.csv", `n,m\n${cells.map((cell) => `${cell},x`).join("\n")}`))[0]).toMatchObject({
      type: "integer",
      oddCells: { count: 1, first: "about 7", row: 7 },
    });
  });

  it("warns of dates that can be read two ways", async () => {
    expect((await read("d.csv", "when,n\n1/2/2020,1\n3/4/2020,2")).warnings).toEqual([
      expect.stringContaining("day or the month first"),
    ]);
  });

  it("keeps quoted line ends in one cell, and copes with ragged rows, doubled and empty headers", async () => {
    const { tables, warnings } = await read("r.csv", 'a,a,\n"line\none",2,3\n4,5\n6,7,8,9\n');
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual(["a", "a_2", "column_3"]);
    expect(tables[0]?.sample).toEqual([
      ["line\none", "2", "3"],
      ["4", "5", ""],
      ["6", "7", "8"],
    ]);
    expect(tables[0]?.columns[2]?.missing).toBe(1);
    expect(warnings).toHaveLength(4);
    expect(warnings.join(" ")).toMatch(/fewer cells.*row 2.*more cells.*row 3/);
  });

  it.each([
    ["tab", "\t"],
    ["bar", "|"],
    ["semicolon", ";"],
  ])("finds the delimiter: %s", async (_, mark) => {
    expect(
      (await columns("x.csv", [`a${mark}b`, `"1,5"${mark}2`, `3${mark}4`].join("\n"))).map(({ name }) => name),
    ).toEqual(["a", "b"]);
  });

  it("gives names to the columns of a file without a header", async () => {
    const { tables } = await read("x.csv", "A,2020-01-01,3\nB,2020-01-02,4\n");
    expect(tables[0]).toMatchObject({
      rows: 2,
      columns: [{ name: "column_1" }, { name: "column_2" }, { name: "column_3" }],
    });
  });

  it("counts distinct values up to 10,000 and says when it stopped", async () => {
    const [many, few] = await columns(
      "x.csv",
      `n,m\n${Array.from({ length: 12_000 }, (_, at) => `${at},${at % 7}`).join("\n")}`,
    );
    expect(many).toMatchObject({ distinct: 10_000, distinctIsLowerBound: true, max: "11999" });
    expect(few).not.toHaveProperty("distinctIsLowerBound");
    expect(few?.distinct).toBe(7);
  });
});

describe("JSON", () => {
  it.each([
    ["lists side by side", '{"a":[1,2],"b":["x","y"]}', ["a", "b"], 2],
    ["an object with one list in it", '{"meta":{"v":1},"rows":[{"a":1},{"a":2,"b":3}]}', ["a", "b"], 2],
    ["one object per line", '{"a":1}\n{"a":2}\n', ["a"], 2],
    ["objects within objects, to the third level", '[{"a":{"b":{"c":{"d":1}}}}]', ["a.b.c"], 1],
    ["a list of lists with a header", '[["x","y"],[1,2]]', ["x", "y"], 1],
  ])("makes a table of %s", async (_, content, names, rows) => {
    const [table] = (await read("data.json", content)).tables;
    expect(table?.columns.map(({ name }) => name)).toEqual(names);
    expect(table?.rows).toBe(rows);
  });
});

describe("texts", () => {
  it("cuts Markdown at its headings, with their lines", async () => {
    const { kind, sections } = await read("a.md", "# One\n\nFirst.\n\n## Two\n\nSecond.\n");
    expect(kind).toBe("text");
    expect(sections).toEqual([
      { path: ["One"], text: "First.", line: 3 },
      { path: ["One", "Two"], text: "Second.", line: 7 },
    ]);
  });

  it("finds headings in plain text by their form", async () => {
    const { sections } = await read(
      "a.txt",
      "Hello, world.\n\nTHE BEGINNING\n\nIt was dark, and cold.\n\nChapter 2\n\nIt was light.\n",
    );
    expect(sections.map(({ path, line }) => [path[0], line])).toEqual([
      [undefined, 1],
      ["THE BEGINNING", 5],
      ["Chapter 2", 9],
    ]);
  });

  it("reads a PDF by pages and names the ones without text", async () => {
    const { sections, warnings } = await read("a.pdf", pdfOf(["Hello page one", "", "And page three"]));
    expect(sections).toEqual([
      { path: [], page: 1, text: "Hello page one" },
      { path: [], page: 3, text: "And page three" },
    ]);
    expect(warnings).toEqual([expect.stringContaining("Page 2 has no text layer")]);
  });
});

describe("kinds are told by content", () => {
  it("reads a PDF that is called .csv, and JSON that is called .txt", async () => {
    expect((await read("report.csv", pdfOf(["Hello"]))).kind).toBe("text");
    expect((await read("rows.txt", '[{"a":1}]')).kind).toBe("table");
  });

  it("reads UTF-16 with and without its mark, and Latin-1 with a warning", async () => {
    expect((await columns("a.csv", Buffer.from("\ufeffa,b\n1,é\n", "utf16le")))[1]?.examples).toEqual(["é"]);
    expect((await columns("a.csv", Buffer.from("a,b\n1,x\n2,y\n", "utf16le")))[1]?.examples).toEqual(["x", "y"]);
    const latin = await read("a.csv", Buffer.from("a,b\n1,café\n", "latin1"));
    expect(latin.tables[0]?.columns[1]?.examples).toEqual(["café"]);
    expect(latin.warnings).toEqual([expect.stringContaining("Latin-1")]);
  });

  it.each([
    ["an image", vega("7zip.png"), "file_unsupported", "images and sound"],
    ["a spreadsheet", Buffer.from("PK\x03\x04rest"), "file_unsupported", "Save a sheet as CSV"],
    ["binary data called .csv", Buffer.from([1, 0, 0, 0, 9, 200, 7]), "file_unsupported", "binary data"],
    ["a web page", Buffer.from("<!doctype html><p>hi"), "file_unsupported", "web page"],
    ["nothing", Buffer.from(""), "file_unreadable", "empty"],
    ["half a JSON", Buffer.from('{"a": [1, 2'), "file_unreadable", "not valid JSON"],
    ["an open quotation mark", Buffer.from('a,b\n"open,2\n3,4'), "file_unreadable", "quotation mark"],
    ["a damaged PDF", Buffer.from("%PDF-1.4 nothing"), "file_unreadable", "damaged"],
    ["a PDF of pictures", pdfOf(["", ""]), "file_unreadable", "no text layer"],
  ])("says plainly why it does not read %s", async (_, bytes, code, sentence) => {
    const name = bytes[0] === 0x7b ? "a.json" : "a.csv";
    await expect(read(name, bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) });
  });
});

describe("the thread", () => {
  const long = `n,m\n${"12345,some words in a cell\n".repeat(900_000)}`;

  it("reads 25 MB without holding up the event loop, and tells its progress", { timeout: 30_000 }, async () => {
    const progress: number[] = [];
    let longestPause = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last);
      last = performance.now();
    }, 5);
    const { tables } = await reader.read(
      { file_id: "f", name: "big.csv", mediaType: "text/csv", bytes: Buffer.from(long) },
      { signal: new AbortController().signal, progress: (done) => progress.push(done) },
    );
    clearInterval(ticking);
    expect(tables[0]?.rows).toBe(900_000);
    expect(progress.length).toBeGreaterThan(3);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
    expect(longestPause).toBeLessThan(500);
  });

  it("stops at once when the job is aborted, and reads the next file", async () => {
    const stop = new AbortController();
    const broken = read("big.csv", long, stop.signal);
    const next = read("small.csv", "a,b\n1,2\n");
    setTimeout(() => stop.abort(new Error("cancelled")), 100);
    await expect(broken).rejects.toThrow("cancelled");
    expect((await next).tables[0]?.rows).toBe(1);
  });

  it("reads no more once it is closed", async () => {
    const closed = documentReader();
    await closed.close();
    const bytes = Buffer.from("a\n1");
    await expect(
      closed.read({ file_id: "f", name: "a.csv", mediaType: "", bytes }, { signal: new AbortController().signal }),
    ).rejects.toMatchObject({ code: "unavailable" });
  });
});
