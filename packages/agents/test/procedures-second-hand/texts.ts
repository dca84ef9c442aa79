// The procedures of this folder, cut into sections as an upload is: Markdown by its headings, a text whole, a PDF's text by its pages.
import { readFileSync } from "node:fs";
import { markdownSections, type Section } from "@polylogue/core";

export const sectionsOf = (file: string): Section[] => {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  if (file.endsWith(".md")) return markdownSections(text);
  const pages = text.split("\f");
  if (pages.length === 1) return [{ path: [], line: 1, text }];
  return pages.map((page, at) => ({ path: [], page: at + 1, text: page.replaceAll(/[^\S\n]+/g, " ").trim() }));
};
