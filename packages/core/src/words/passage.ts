// Sections cut to a length that fits a prompt, at paragraphs where possible, each with the name of its place.
import type { Section } from "../document.ts";
import { sentences } from "./sentence.ts";

/** About 200 words: enough to answer from, short enough that five fit any prompt. */
const mostLetters = 1_200;

export interface PlacedText {
  /** "help/refunds.md › Deadlines". */
  readonly source: string;
  readonly text: string;
}

/** Pieces put together with `joint` as long as they stay within the length. */
const packed = (pieces: readonly string[], joint: string): string[] => {
  const texts: string[] = [];
  for (const piece of pieces) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + joint.length + piece.length <= mostLetters)
      texts[texts.length - 1] = last + joint + piece;
    else texts.push(piece);
  }
  return texts;
};

const sliced = (text: string): string[] => text.match(new RegExp(`[^]{1,${mostLetters}}`, "gu")) ?? [];

/** Cut at the coarsest joint that is fine enough: lines, then sentences, then anywhere. */
const cutLine = (line: string): string[] =>
  packed(
    sentences(line).flatMap((sentence) => (sentence.length <= mostLetters ? [sentence] : sliced(sentence))),
    " ",
  );
const cutParagraph = (paragraph: string): string[] =>
  paragraph.length <= mostLetters
    ? [paragraph]
    : packed(
        paragraph.split("\n").flatMap((line) => (line.length <= mostLetters ? [line] : cutLine(line))),
        "\n",
      );

const cut = (text: string): string[] => packed(text.split(/\n\s*\n/).flatMap(cutParagraph), "\n\n");

/** A title that stands above every section says nothing that the file's name does not. */
const titleOf = (sections: readonly Section[]): string | undefined => {
  const title = sections[0]?.path[0];
  return sections.every(({ path }) => path[0] === title) ? title : undefined;
};

export const passagesOf = (name: string, sections: readonly Section[]): PlacedText[] => {
  const title = titleOf(sections);
  return sections.flatMap((section) => {
    const path = title === undefined ? section.path : section.path.slice(1);
    const source = [name, ...path].join(" › ");
    return cut(section.text).map((text) => ({ source, text }));
  });
};
