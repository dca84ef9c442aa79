// The lines of a text with their place; what only belongs to the printed page is left out.
import type { Section } from "@polylogue/core";
import { isAside, isBodyHeading } from "./heading.ts";
import type { Place } from "./workflow.ts";

export interface Line {
  readonly path: readonly string[];
  /** Without the white space around it; empty for a blank line. */
  readonly text: string;
  readonly indent: number;
  readonly place: Place;
}

const pageNumber = /^(?:-\s*)?(?:page\s*)?\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?(?:\s*-)?$/i;

export const linesOf = (sections: readonly Section[]): Line[] => {
  const printed = headersOf(sections);
  const items = numberedLines(sections);
  let above: readonly string[] = [];
  return sections.flatMap((section) => {
    const { text, line, page } = section;
    const title = section.path.at(-1) ?? "";
    const item = items.has(title);
    if (!item) above = section.path;
    const path = above;
    const first: Line[] = item
      ? [{ path, text: title, indent: 0, place: { section: path.join(" › "), ...(line !== undefined && { line }) } }]
      : [];
    const rows = isHeadingOnly(section) ? [] : text.split("\n");
    const lines = rows.map((row, at) => ({
      path,
      text: row.trim().replaceAll(/\s+/g, " "),
      indent: indentOf(row),
      place: {
        section: path.join(" › "),
        ...(line !== undefined && { line: line + at }),
        ...(page !== undefined && { page }),
      },
    }));
    const kept =
      page === undefined
        ? lines
        : lines.filter((one) => !printed.has(withoutPage(one.text)) && !pageNumber.test(one.text));
    if (item) return [...first, ...kept];
    return kept.length > 0
      ? kept
      : [{ path, text: "", indent: 0, place: { section: path.join(" › "), ...(line !== undefined && { line }) } }];
  });
};

const indentOf = (row: string): number => (/^[ \t]*/.exec(row)?.[0] ?? "").replaceAll("\t", "    ").length;

/** Items of a list that were taken for headings, for they stand alone on their lines: they continue the numbers of the others. */
const numberedLines = (sections: readonly Section[]): ReadonlySet<string> => {
  const numberOf = (text: string) => Number(/^(\d{1,2})[.)]\s/.exec(text.trim())?.[1] ?? 0);
  const titles = new Set(sections.filter(({ path }) => path.length === 1).map(({ path }) => path[0] ?? ""));
  const numbered = [...titles].filter((title) => numberOf(title) > 0);
  if (numbered.some((title) => isAside(title) || isBodyHeading(title))) return new Set();
  const listed = new Set(
    sections
      .filter((section) => !isHeadingOnly(section))
      .flatMap(({ text }) => text.split("\n").map(numberOf))
      .filter((number) => number > 0),
  );
  const items = new Set<string>();
  for (let before = -1; before < items.size; ) {
    before = items.size;
    for (const title of numbered) {
      const number = numberOf(title);
      if (items.has(title) || listed.has(number) || !(listed.has(number - 1) || listed.has(number + 1))) continue;
      items.add(title);
      listed.add(number);
    }
  }
  return items;
};

/** A heading with nothing under it stands for itself. */
const isHeadingOnly = ({ path, text }: Section): boolean => text.trim() === path.at(-1)?.trim();

/** "SOP 17, page 2 of 3" stands on every page with another number. */
const withoutPage = (text: string): string => text.replace(/\bpage \d+(?:\s*(?:of|\/)\s*\d+)?/i, "page");

/** Lines that stand at the top or bottom of more than one page. */
const headersOf = (sections: readonly Section[]): ReadonlySet<string> => {
  const seen = new Map<string, number>();
  for (const { text, page } of sections) {
    if (page === undefined) continue;
    const lines = text.split("\n").map((line) => line.trim().replaceAll(/\s+/g, " "));
    for (const edge of new Set([...lines.slice(0, 2), ...lines.slice(-2)].map(withoutPage)))
      seen.set(edge, (seen.get(edge) ?? 0) + 1);
  }
  return new Set([...seen].filter(([text, count]) => count > 1 && text !== "").map(([text]) => text));
};
