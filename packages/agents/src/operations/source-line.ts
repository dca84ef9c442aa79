// The lines of a text with their place; what only belongs to the printed page is left out.
import type { Section } from "@polylogue/core";
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
  return sections.flatMap((section) => {
    const { path, text, line, page } = section;
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
      page === undefined ? lines : lines.filter((one) => !printed.has(one.text) && !pageNumber.test(one.text));
    return kept.length > 0
      ? kept
      : [{ path, text: "", indent: 0, place: { section: path.join(" › "), ...(line !== undefined && { line }) } }];
  });
};

const indentOf = (row: string): number => (/^[ \t]*/.exec(row)?.[0] ?? "").replaceAll("\t", "    ").length;

/** A heading with nothing under it stands for itself. */
const isHeadingOnly = ({ path, text }: Section): boolean => text.trim() === path.at(-1)?.trim();

/** Lines that stand at the top or bottom of more than one page. */
const headersOf = (sections: readonly Section[]): ReadonlySet<string> => {
  const seen = new Map<string, number>();
  for (const { text, page } of sections) {
    if (page === undefined) continue;
    const lines = text.split("\n").map((line) => line.trim().replaceAll(/\s+/g, " "));
    for (const edge of new Set([...lines.slice(0, 2), ...lines.slice(-2)])) seen.set(edge, (seen.get(edge) ?? 0) + 1);
  }
  return new Set([...seen].filter(([text, count]) => count > 1 && text !== "").map(([text]) => text));
};
