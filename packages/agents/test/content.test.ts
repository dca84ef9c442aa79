// The content liaison, asked as people ask; every figure in its answers stands in the documents of shelf.ts.
import type { Json } from "@polylogue/core";
import { describe, expect, it } from "vitest";
import { contentLiaison } from "../src/content/content-liaison.ts";
import { chapter, shelfOf, stocks, weather } from "./shelf.ts";
import { hear, type TurnWish } from "./turn.ts";

const ask = (text: string, documents = [stocks], rest: Partial<TurnWish> = {}) =>
  hear(contentLiaison({ shelf: shelfOf(documents) }), { text, pillar: "content", ...rest });

/** One conversation: what was spoken of before is known. */
const conversation = (documents = [stocks, weather, chapter]) => {
  const state = new Map<string, Json>();
  return (text: string) => ask(text, documents, { state });
};

describe("S2.2 S2.12 the content liaison", () => {
  it("is addressed by its pillar and found by its name", () => {
    expect(contentLiaison({ shelf: shelfOf([]) })).toMatchObject({
      name: "ContentLiaisonAgent",
      pillar: "content",
      title: "Content",
    });
  });
});

describe("tables", () => {
  it.each([
    [
      "what is in this file?",
      [
        "560 rows and 3 columns",
        "Jan 1 2000 to Mar 1 2010",
        "| price | number | 0 | 5.97 to 707 |",
        "MSFT, AMZN and IBM",
        "No value is missing",
      ],
    ],
    ["how many rows?", ["560 rows"]],
    ["min and max of price", ["**5.97** to **707**"]],
    ["what's the highest price", ["The highest **price** in **stocks.csv** is **707**"]],
    ["what values does symbol have", ["3 different values: MSFT, AMZN and IBM"]],
    ["which columns have gaps?", ["No column of **stocks.csv** has gaps", "560 rows"]],
    ["what types are the columns", ["**price** (number)"]],
    ["show me the first row", ["| MSFT | Jan 1 2000 | 39.81 |"]],
    ["any odd values?", ["nothing odd"]],
    ["what about MSFT?", ["**MSFT** is one of the values of **symbol**"]],
  ])("answers: %s", async (question, expected) => {
    const { text } = await ask(question);
    for (const words of expected) expect(text).toContain(words);
  });

  it("names the columns with gaps, most gaps first, with data for a client", async () => {
    const { text, data } = await ask("which columns have gaps?", [weather]);
    expect(text).toContain("2 columns of **seattle-weather.csv** have gaps; the other 2 are complete");
    expect(text.indexOf("| note | 1,461 | 100% |")).toBeLessThan(text.indexOf("| temp_max | 12 | 1% |"));
    expect(data).toMatchObject({
      file_id: "f-weather",
      rows: 1461,
      columns: [
        { name: "note", missing: 1461 },
        { name: "temp_max", missing: 12 },
      ],
    });
  });

  it("tells odd cells, empty columns and what was warned of", async () => {
    const { text } = await ask("any odd values?", [weather]);
    expect(text).toContain('2 cells are not a number; the first is "warm" in row 17');
    expect(text).toContain("**note** is empty in every row");
    expect(text).toContain("fewer cells");
  });

  it("leaves tables and marks out of what is spoken", async () => {
    const { text } = await ask("what is in this file?", [stocks], { source: "voice" });
    expect(text).toContain("560 rows");
    expect(text).not.toMatch(/[|*]/);
  });

  it("does not take a cell for Markdown", async () => {
    const [first] = stocks.tables;
    if (!first) throw new Error("no table");
    const hostile = { ...stocks, tables: [{ ...first, sample: [["<img src=x>", "a|b", "[x](javascript:1)"]] }] };
    const { text } = await ask("show me the first rows", [hostile]);
    expect(text).toContain(String.raw`| \<img src=x\> | a\|b | \[x\](javascript:1) |`);
  });
});

describe("what it cannot do, it says", () => {
  it.each([
    ["what is the average price per symbol?", "Averages, totals, trends and groups"],
    ["make a chart of price", "Charts"],
    ["which symbol has the highest price?", "single rows"],
    ["join stocks.csv with another file", "Joining"],
  ])("%s", async (question, words) => {
    const { text } = await ask(question);
    expect(text).toContain(words);
    expect(text).toContain("Insights specialist, who is not here yet");
  });

  it("hands over once it may", async () => {
    const liaison = contentLiaison({ shelf: shelfOf([stocks]), handoffs: ["InsightsLiaisonAgent"] });
    const { events } = await hear(liaison, { text: "make a chart of price" });
    expect(events).toEqual([{ type: "handoff", to: "InsightsLiaisonAgent", reason: "You asked for a chart" }]);
  });

  it("invents nothing for a question that it does not understand", async () => {
    const { text } = await ask("who won the world cup?");
    expect(text).toContain("I can't answer that");
  });

  it("lets a language model judge from the counted facts, where there is one", async () => {
    const question = "would this do for a forecast of umbrella demand";
    const { text } = await ask("is this enough for a thesis", [stocks], { modelId: "gpt" });
    expect(text).toMatch(/^QUOTED <material source="stocks\.csv">.*560 rows and 3 columns/s);
    expect((await ask(question)).text).toContain("Insights specialist");
  });
});

describe("texts", () => {
  it("answers from the passages that fit, with their place", async () => {
    const { text } = await ask("what does it say about refunds?", [chapter]);
    expect(text).toContain('QUOTED <material source="help.md › Refunds">\nA refund is paid within 30 days');
    expect(text).not.toContain("Parcels");
  });

  it("says so when nothing fits", async () => {
    const { text } = await ask("what does it say about volcanoes?", [chapter]);
    expect(text).toContain("I find nothing about that in **help.md**");
  });

  it("summarises in the text's own words, and lists its outline", async () => {
    expect((await ask("summarise it", [chapter])).text).toContain(
      "- **Refunds**: A refund is paid within 30 days of the purchase.",
    );
    expect((await ask("give me the outline", [chapter])).text).toContain("- Help\n  - Refunds\n  - Delivery");
    expect((await ask("which columns have gaps?", [chapter])).text).toContain("no rows or columns");
  });

  it("shows a section that is asked for by what it is about", async () => {
    const { text } = await ask("read me the section about refunds", [chapter]);
    expect(text).toBe(
      "**help.md › Refunds**:\n\n> A refund is paid within 30 days of the purchase. Ask for it by email.",
    );
  });

  it("looks into the texts when a table cannot answer", async () => {
    const say = conversation();
    await say("how many rows does stocks.csv have");
    expect((await say("when are parcels delivered?")).text).toContain("help.md › Delivery");
  });
});

describe("which file is meant", () => {
  it("takes the file that came with the message, before any other", async () => {
    const { text } = await ask("how many rows?", [stocks, weather], { metadata: { file_id: "f-weather" } });
    expect(text).toContain("1,461 rows");
  });

  it("takes the newest and says so, then the one that was named, then stays with it", async () => {
    const say = conversation();
    expect((await say("how many rows?")).text).toMatch(/560 rows.*\n\nI took your newest file, \*\*stocks\.csv\*\*/s);
    expect((await say("and the weather file?")).text).toContain("seattle-weather.csv");
    expect((await say("how many rows?")).text).toContain("1,461 rows");
    expect((await say("range of temp max")).text).toContain("**-1.6** to **35.6**");
    expect((await say("and wind?")).text).toContain("**0.4** to **9.5**");
  });

  it("says when there is no such file, no file at all, or one that is not the user's", async () => {
    expect((await ask("what is in budget.csv?")).text).toContain(
      "can't find **budget.csv** among your files. You have **stocks.csv**",
    );
    expect((await ask("what is in this file?", [])).text).toContain("You have no files here yet. Drop a file");
    expect((await ask("how many rows?", [stocks], { metadata: { file_id: "another" } })).text).toContain(
      "can't find the file that came with your message",
    );
  });

  it("says what to do while a file is read, or when it failed", async () => {
    const base = { file_id: "f9", mediaType: "text/csv", bytes: 1, uploadedAt: 1 };
    const reading = contentLiaison({ shelf: shelfOf([], [{ ...base, name: "new.csv", state: "reading" }]) });
    expect((await hear(reading, { text: "what is in it?" })).text).toContain(
      "**new.csv** is still being read. Ask me again in a moment",
    );
    const failed = contentLiaison({
      shelf: shelfOf([], [{ ...base, name: "scan.pdf", state: "failed", message: "This PDF has no text layer." }]),
    });
    expect((await hear(failed, { text: "what is in it?" })).text).toContain(
      "could not read **scan.pdf**: This PDF has no text layer",
    );
  });

  it("compares the columns of two tables, and finds the files that speak of something", async () => {
    const say = conversation();
    const { text } = await say("compare the columns of stocks.csv and seattle-weather.csv");
    expect(text).toContain("They share 1 column by name: **date**");
    expect(text).toContain("Only in **stocks.csv**: **symbol** and **price**");
    expect((await say("which file says something about refunds?")).text).toContain(
      "- **help.md**: it is spoken of in help.md › Refunds",
    );
    expect((await say("which files do I have?")).text).toContain("3 files");
  });
});
