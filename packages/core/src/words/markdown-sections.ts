// A Markdown text cut at its headings, each piece with the headings above it and the line it starts on.
import type { Section } from "../document.ts";
import { plainText } from "./plain-text.ts";

const headingPattern = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
const fencePattern = /^ {0,3}(`{3,}|~{3,})/;

interface Heading {
  readonly level: number;
  readonly title: string;
}

const headingOn = (line: string): Heading | undefined => {
  const match = headingPattern.exec(line);
  return match ? { level: match[1]?.length ?? 1, title: titleOf(match[2] ?? "") } : undefined;
};

/** The number of a heading belongs to it, though it looks like the mark of a list. */
const titleOf = (words: string): string => {
  const number = /^\d{1,3}[.)][ \t]+/.exec(words)?.[0] ?? "";
  return number.trim() === "" ? plainText(words) : `${number.trim()} ${plainText(words.slice(number.length))}`;
};

/** The line after a leading block between `---` lines, which is about the file and not of it. */
const afterFrontMatter = (lines: readonly string[]): number => {
  if (lines[0]?.trimEnd() !== "---") return 0;
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === "---");
  return end < 0 ? 0 : end + 1;
};

/** The same fence, at least as long, closes a block of code. */
const closes = (fence: string, line: string) => {
  const found = fencePattern.exec(line)?.[1];
  return found?.startsWith(fence) === true && line.trim() === found;
};

/** Sections in order, text as it stands under its heading; a heading with nothing under it, not even a heading, stands for itself. */
export const markdownSections = (markdown: string): Section[] => {
  const lines = markdown.replaceAll(/\r\n?/g, "\n").split("\n");
  const sections: Section[] = [];
  let above: Heading[] = [];
  let body: string[] = [];
  let firstLine = 1;
  let fence: string | undefined;
  let headingLine = 0;

  const endSection = (next?: Heading) => {
    const text = body
      .join("\n")
      .replace(/^(?:[ \t]*\n)+/, "")
      .trimEnd();
    const blank = body.findIndex((line) => line.trim() !== "");
    const path = above.map(({ title }) => title).filter((title) => title !== "");
    const [last] = above.slice(-1);
    if (text !== "") sections.push({ path, text, line: firstLine + Math.max(0, blank) });
    else if (last && last.title !== "" && headingLine > 0 && last.level >= (next?.level ?? 0))
      sections.push({ path, text: last.title, line: headingLine });
    body = [];
    headingLine = 0;
  };

  for (let at = afterFrontMatter(lines); at < lines.length; at++) {
    const line = lines[at] ?? "";
    const heading = fence === undefined ? headingOn(line) : undefined;
    if (heading) {
      endSection(heading);
      headingLine = at + 1;
      above = [...above.filter(({ level }) => level < heading.level), heading];
    } else {
      if (body.length === 0) firstLine = at + 1;
      body.push(line);
      if (fence === undefined) fence = fencePattern.exec(line)?.[1];
      else if (closes(fence, line)) fence = undefined;
    }
  }
  endSection();
  return sections;
};
