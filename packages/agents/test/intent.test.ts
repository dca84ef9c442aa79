// The grammar of questions about files, sentence by sentence.
import { describe, expect, it } from "vitest";
import { followsOn, type IntentKind, intentOf } from "../src/files/intent.ts";
import { mentionedColumns } from "../src/files/mention.ts";

const columns = ["symbol", "date", "price", "temp_max", "Major Genre"];

const sentences: readonly (readonly [IntentKind, ...string[]])[] = [
  [
    "overview",
    "what is in this file?",
    "what's in it",
    "What does this file contain?",
    "describe it",
    "what is this about?",
    "what did I upload",
    "tell me about this file",
  ],
  ["summary", "summarise it", "Summarize the document", "give me the key points", "tl;dr"],
  [
    "gaps",
    "which columns have gaps?",
    "is any data missing",
    "are there empty cells",
    "how many missing values in price",
  ],
  ["rows", "how many rows", "How many lines does it have?", "how long is it"],
  ["columns", "which columns does it have", "list the fields"],
  ["types", "what types are the columns", "what type is price"],
  ["sample", "show me the first rows", "show the first 10 rows", "preview", "show me some data"],
  ["range", "min and max of price", "what's the highest price?", "lowest temp max", "range of price"],
  ["span", "what's the time span?", "when does the data start and end", "which dates does it cover"],
  [
    "values",
    "what values does symbol have",
    "how many symbols are there",
    "distinct values of symbol",
    "what are the different genres",
  ],
  ["odd", "any odd values?", "is the data any good", "are there problems in it"],
  ["duplicates", "are there duplicates?"],
  ["column", "tell me about price", "what is the date column", "and the price?"],
  ["compare", "compare the columns of the two files", "what do the two tables have in common"],
  ["find", "which file has something about refunds", "do any files mention delivery"],
  ["files", "which files do I have", "list my files"],
  ["outline", "give me the outline", "which sections are there"],
  ["chart", "make a chart of price", "plot price over time"],
  ["join", "join the two tables on date"],
  ["statistics", "average price per symbol", "what is the total", "is there a trend"],
  ["lookup", "which symbol has the highest price?", "price of MSFT in January 2000", "top 10 by price"],
  ["change", "delete this file", "please fill the gaps"],
  ["upload", "how do I upload a file", "can I upload excel"],
  ["question", "what does it say about refunds", "why do plants look green"],
  ["greeting", "hello", "Good morning!"],
  ["thanks", "thanks a lot", "ok, thank you"],
  ["help", "what can you do"],
];

describe("intentOf", () => {
  for (const [kind, ...texts] of sentences) {
    it.each(texts)(`hears ${kind} in "%s"`, (text) => expect(intentOf(text, columns).kind).toBe(kind));
  }

  it("hears how many rows, and which end", () => {
    expect(intentOf("show me the first 12 rows").count).toBe(12);
    expect(intentOf("show me the first rows").count).toBe(5);
    expect(intentOf("highest price", columns)).toMatchObject({ side: "max", columns: ["price"] });
    expect(intentOf("range of temp max", columns)).not.toHaveProperty("side");
  });

  it("takes no time over a hostile sentence", () => {
    const begun = performance.now();
    for (const text of ["what ".repeat(200), "the ".repeat(250), `what is ${"it ".repeat(300)}!`, "a".repeat(1000)])
      intentOf(text, columns);
    expect(performance.now() - begun).toBeLessThan(100);
  });

  it("tells a question that goes on", () => {
    expect([followsOn("and wind?"), followsOn("what about price"), followsOn("android prices")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("mentionedColumns", () => {
  it.each([
    ["min and max of temp max", ["temp_max"]],
    ["prices of symbols", ["price", "symbol"]],
    ["the pirce", ["price"]],
    ["genres", ["Major Genre"]],
    ["the temperature", ["temp_max"]],
    ["nothing of the kind", []],
  ])("finds the columns in %s", (text, expected) => expect(mentionedColumns(text, columns)).toEqual(expected));

  it("does not take the words of a question for a column of that name", () => {
    expect(mentionedColumns("what are the values of target", ["value", "target"])).toEqual(["target"]);
    expect(mentionedColumns('the range of "value"', ["value", "range"])).toContain("value");
  });
});
