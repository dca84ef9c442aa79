// A plain text cut at what stands in it like a heading: a line of its own in capitals, with a number, or underlined.
import type { Section } from "@polylogue/core";

/** A text without headings is cut at paragraphs into pieces of about this length, so that a place can be named. */
const pieceLength = 1_500;
const headingLength = 80;

export const plainSections = (text: string): Section[] => {
  const lines = text.replaceAll(/\r\n?/g, "\n").split("\n");
  const sections: Section[] = [];
  let path: readonly string[] = [];
  let body: string[] = [];
  let firstLine = 1;
  /** Of a heading that has nothing under it yet: it then stands for itself. */
  let headingLine = 0;

  const end = (next: number) => {
    const blank = body.findIndex((line) => line.trim() !== "");
    if (blank >= 0) sections.push({ path, text: body.join("\n").trim(), line: firstLine + blank });
    else if (headingLine > 0) sections.push({ path, text: path.at(-1) ?? "", line: headingLine });
    body = [];
    firstLine = next;
    headingLine = 0;
  };

  let length = 0;
  for (const [index, line] of lines.entries()) {
    if (isRule(line) && body.length === 0) continue;
    if (isHeading(lines, index)) {
      end(index + 2);
      path = [line.trim()];
      headingLine = index + 1;
      length = 0;
      continue;
    }
    if (line.trim() === "" && length > pieceLength) {
      end(index + 2);
      length = 0;
      continue;
    }
    if (body.length === 0) firstLine = index + 1;
    body.push(line);
    length += line.length;
  }
  end(lines.length + 1);
  return sections;
};

const isRule = (line: string | undefined): boolean => line !== undefined && /^\s*(={3,}|-{3,})\s*$/.test(line);

const isHeading = (lines: readonly string[], index: number): boolean => {
  const line = lines[index]?.trim() ?? "";
  if (line === "" || line.length > headingLength || isRule(line)) return false;
  const alone = (lines[index - 1] ?? "").trim() === "";
  if (!alone) return false;
  if (isRule(lines[index + 1])) return true;
  if ((lines[index + 1] ?? "").trim() !== "" || /[.,;:]$/.test(line)) return false;
  return (
    isCapitals(line) ||
    /^(?:chapter|part|section|appendix)\s+[\divxlc]+\b/i.test(line) ||
    /^\d+(?:\.\d+)*\.?\s+\p{Lu}/u.test(line)
  );
};

const isCapitals = (line: string): boolean => /\p{Lu}{2}/u.test(line) && !/\p{Ll}/u.test(line);
