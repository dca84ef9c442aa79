// The words below the extractive model, the folder and the content liaison: sections, plain text, sentences, terms, and the index over them.
import { describe, expect, it } from "vitest";
import { wordIndex } from "../src/words/bm25.ts";
import { markdownSections } from "../src/words/markdown-sections.ts";
import { plainText } from "../src/words/plain-text.ts";
import { sentences } from "../src/words/sentence.ts";
import { stem } from "../src/words/stem.ts";
import { terms } from "../src/words/term.ts";

describe("markdownSections", () => {
  it("cuts at headings, with the headings above and the line of the text", () => {
    const markdown = "Preface.\n\n# One *bold*\n\n## Two ##\ntext\n\n### Three\n\ndeep\n# Four\n\nend\n";
    expect(markdownSections(markdown)).toEqual([
      { path: [], text: "Preface.", line: 1 },
      { path: ["One bold", "Two"], text: "text", line: 6 },
      { path: ["One bold", "Two", "Three"], text: "deep", line: 10 },
      { path: ["Four"], text: "end", line: 13 },
    ]);
  });

  it("takes no heading from a block of code, and nothing from the front matter", () => {
    const markdown = "---\ntitle: x\n---\n# A\n\n````sh\n# no heading\n```\n# nor this\n````\n\n# B\n\nb";
    expect(markdownSections(markdown).map(({ path }) => path)).toEqual([["A"], ["B"]]);
    expect(markdownSections("---\nnever closed").map(({ text }) => text)).toEqual(["---\nnever closed"]);
  });

  it("a heading with nothing under it stands for itself, and a number belongs to its heading", () => {
    expect(markdownSections("# A\n\n## 1. One\n\n## 2. Two\n\nend\n")).toEqual([
      { path: ["A", "1. One"], text: "1. One", line: 3 },
      { path: ["A", "2. Two"], text: "end", line: 7 },
    ]);
  });

  it("reads lines that end as on Windows", () => {
    expect(markdownSections("# A\r\n\r\none\r\ntwo\r\n")).toEqual([{ path: ["A"], text: "one\ntwo", line: 3 }]);
  });
});

describe("plainText", () => {
  it.each([
    ["a **bold** and *soft* `word`", "a bold and soft word"],
    ["see [the page](https://x.org/a) or [that][1]", "see the page or that"],
    ["![a picture](a.png) shown", "shown"],
    ["- one\n2. two\n> three", "one\ntwo\nthree"],
    ["&quot;A&quot; &amp; B&#x201C; &bogus;", '"A" & B“ &bogus;'],
    ["x<br/>y <b>z</b>", "xy z"],
    ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
    ["1 < 2 and \\*stars\\*", "1 < 2 and *stars*"],
  ])("reads %j as %j", (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });
});

describe("sentences", () => {
  it.each([
    ["One. Two! Three?", ["One.", "Two!", "Three?"]],
    ["It is 3.5 m long. It is e.g. red, i.e. Not blue.", ["It is 3.5 m long.", "It is e.g. red, i.e. Not blue."]],
    ["Dr. A. Berg came. He left.", ["Dr. A. Berg came.", "He left."]],
    ["She said “Stop.” Then she left", ["She said “Stop.”", "Then she left"]],
    ["A file\nwith lines. Next", ["A file with lines.", "Next"]],
    ["see www.example.org. and more", ["see www.example.org. and more"]],
    ["", []],
  ])("cuts %j", (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe("stem and terms", () => {
  it.each([
    ["refund", "refunds", "refunded", "refunding"],
    ["regulate", "regulation", "regulates", "regulating"],
    ["diffuse", "diffusion"],
    ["cell", "cells"],
    ["energy", "energies"],
    ["stop", "stopped", "stopping"],
    ["bacterium", "bacteria"],
    ["move", "moved", "moving", "moves", "movement"],
  ])("brings %s and its forms together", (...forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1);
  });

  it.each([
    ["organ", "organism"],
    ["cell", "cello"],
    ["glucose", "glucagon"],
  ])("keeps %s and %s apart", (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it("keeps numbers exact and leaves out what has no meaning", () => {
    expect(terms("What is the anna’s 1,000 or 0.5 μm of CO2?")).toEqual(["anna", "1000", "0.5", "μm", "co2"]);
  });
});

describe("wordIndex", () => {
  it("prefers the rare word, the short text, and the order of the shelf", () => {
    const index = wordIndex([
      "red apple",
      "green apple and a long row of other things",
      "apple",
      "zebra apple",
      "red apple",
    ]);
    expect(index.search("zebra apple", 1)[0]?.position).toBe(3);
    expect(index.search("apple", 9).map(({ position }) => position)).toEqual([2, 0, 3, 4, 1]);
    expect(index.search("red", 9).map(({ position }) => position)).toEqual([0, 4]);
  });

  it("finds nothing in nothing", () => {
    expect(wordIndex([]).search("apple", 3)).toEqual([]);
  });
});
