// A text as its writer laid it out: under each heading the lists with their levels, the tables and the paragraphs.
import { plainText, type Section } from "@polylogue/core";
import { type Fields, fieldsOfLine, fieldsWithin } from "./field.ts";
import { isAside, isBodyHeading } from "./heading.ts";
import { tidyLabel } from "./jump.ts";
import { type Line, linesOf } from "./source-line.ts";
import { type TableRow, tableRows } from "./table-row.ts";
import type { Place } from "./workflow.ts";

export interface Item {
  readonly marker: "number" | "letter" | "bullet" | "heading" | "row" | "sentence";
  /** As the text numbers it. */
  readonly label?: string;
  readonly text: string;
  readonly fields: Fields;
  /** What stands in bold in front: "**Docs** proofreads the notes". */
  readonly bold?: string;
  readonly children: readonly Item[];
  readonly place: Place;
}

export interface Paragraph {
  readonly text: string;
  readonly place: Place;
}

/** What stands under one heading. */
export interface Part {
  readonly path: readonly string[];
  readonly place: Place;
  readonly items: readonly Item[];
  readonly rows: readonly TableRow[];
  readonly paragraphs: readonly Paragraph[];
  readonly fields: Fields;
}

interface OpenItem {
  readonly marker: "number" | "letter" | "bullet";
  label?: string;
  text: string;
  fields: Fields;
  readonly bold?: string;
  readonly children: OpenItem[];
  readonly place: Place;
  readonly indent: number;
}

export interface Mark {
  readonly marker: OpenItem["marker"];
  readonly label?: string;
  readonly rest: string;
}

const bold = String.raw`(?:\*\*|__)?`;
const stepMark = new RegExp(
  String.raw`^${bold}(?:step|stage|task)\s*#?(\d+(?:\.\d+)*[a-z]?)${bold}\s*(?:[.:)–—-]+${bold})?\s*(.*)$`,
  "i",
);
const numberMark = new RegExp(
  String.raw`^${bold}[([]?(\d+(?:\.\d+)*[a-z]?)\s?(?:[.)\]]|:(?=\s))${bold}\s*(?!\d)(?=\S)(.*)$`,
);
const outlineMark = /^(\d+(?:\.\d+)+)\s+(?=\p{Lu})(.*)$/u;
const slipMark = /^([lI])\s?[.)]\s+(?=\p{Lu})(.*)$/u;
const letterMark = /^[([]?([a-z]|[ivx]{2,4})\s?[.)\]]\s+(.*)$/;
const bulletMark = /^(?:[-*+•◦▪‣·●○–—]|\[[ xX]\])\s+(?:\[[ xX]\]\s+)?(.*)$/;

/** What a line of a list begins with; recognised text takes "1" for "l". */
export const markOf = (text: string): Mark | undefined => {
  const numbered = stepMark.exec(text) ?? numberMark.exec(text) ?? outlineMark.exec(text);
  if (numbered?.[1] !== undefined && numbered[2])
    return { marker: "number", label: tidyLabel(numbered[1]), rest: numbered[2] };
  const slip = slipMark.exec(text);
  if (slip?.[2]) return { marker: "number", label: "1", rest: slip[2] };
  const letter = letterMark.exec(text);
  if (letter?.[1] !== undefined && letter[2]) return { marker: "letter", label: letter[1], rest: letter[2] };
  const bullet = bulletMark.exec(text);
  return bullet?.[1] ? { marker: "bullet", rest: bullet[1] } : undefined;
};

/** In pieces, for a long text takes its time. */
export function* outlineOf(sections: readonly Section[]): Generator<void, Part[]> {
  const parts: OpenPart[] = [];
  for (const line of linesOf(sections)) {
    yield;
    const last = parts.at(-1);
    const part = last && samePath(last.path, line.path) ? last : openPart(line.path, line.place);
    if (part !== last) parts.push(part);
    const heading = headingWithin(line);
    if (heading !== undefined) parts.push(openPart([...line.path, heading], line.place, line.path));
    else takeLine(part, line);
  }
  return parts
    .map(closed)
    .filter(
      ({ items, rows, paragraphs, fields, path }) =>
        items.length + rows.length + paragraphs.length + Object.keys(fields).length + path.length > 0,
    );
}

interface OpenPart {
  readonly path: readonly string[];
  readonly shown: readonly string[];
  readonly place: Place;
  readonly items: OpenItem[];
  readonly lines: Line[];
  readonly paragraphs: { text: string; readonly place: Place }[];
  /** Paragraphs behind an item, which are its own if the list goes on after them. */
  loose: { text: string; readonly place: Place }[];
  fields: Fields;
  stack: OpenItem[];
  blank: boolean;
}

/** `path` as sections have it; a heading found within their text is shown beneath it. */
const openPart = (shown: readonly string[], place: Place, path = shown): OpenPart => ({
  path,
  shown,
  place: { ...place, section: shown.join(" › ") },
  items: [],
  lines: [],
  paragraphs: [],
  loose: [],
  fields: {},
  stack: [],
  blank: true,
});

const samePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((title, at) => title === b[at]);

/** In texts without marks for headings: "1. Purpose", "PROCEDURE", "Process steps:". */
const headingWithin = ({ text }: Line): string | undefined => {
  const bare = plainText(text).replace(/:$/, "").trim();
  const title = markOf(bare)?.marker === "number" ? (markOf(bare)?.rest ?? "").replace(/:$/, "") : bare;
  if (title.length > 60 || title === "") return undefined;
  if (isAside(title) || isBodyHeading(title)) return title;
  return /^[\p{Lu}\d][\p{Lu}\d\s&/,-]{5,}$/u.test(bare) &&
    !/\d$/.test(bare) &&
    markOf(bare) === undefined &&
    bare.split(/\s+/).length <= 8
    ? bare
    : undefined;
};

const takeLine = (part: OpenPart, line: Line): void => {
  if (line.text === "") {
    part.blank = true;
    return;
  }
  if (line.text.startsWith("|")) {
    part.lines.push(line);
    part.blank = false;
    return;
  }
  const bulleted = markOf(line.text);
  const fields = fieldsOfLine(bulleted?.marker === "bullet" ? bulleted.rest : line.text);
  if (fields) takeFields(part, line, fields, bulleted !== undefined);
  else if (bulleted) takeItem(part, line, bulleted);
  else takeWords(part, line);
  part.blank = false;
};

const takeFields = (part: OpenPart, line: Line, fields: Fields, bulleted: boolean): void => {
  const nested = part.stack.filter(
    ({ indent, marker }) => indent < line.indent || (marker !== "bullet" && (bulleted || !part.blank)),
  );
  const owner = nested.at(-1);
  if (owner) owner.fields = { ...owner.fields, ...fields };
  else part.fields = { ...part.fields, ...fields };
};

const rank = { number: 0, letter: 1, bullet: 2 } as const;
const depthOf = (label = ""): number => label.split(".").length;

/** Deeper by its indent, by its number ("3.1" under "3"), or, where indents were lost, by its kind of mark. */
const isWithin = (inner: OpenItem, outer: OpenItem): boolean => {
  if (inner.marker === "number" && outer.marker === "number") {
    if (depthOf(inner.label) !== depthOf(outer.label)) return depthOf(inner.label) > depthOf(outer.label);
    return inner.indent >= outer.indent + 2 && inner.label !== nextLabel(outer.label);
  }
  if (inner.marker === outer.marker) return inner.indent >= outer.indent + 2;
  if (inner.indent !== outer.indent) return inner.indent > outer.indent;
  return rank[inner.marker] > rank[outer.marker];
};

const nextLabel = (label = ""): string => label.replace(/\d+$/, (number) => String(Number(number) + 1));

const takeItem = (part: OpenPart, line: Line, { marker, label, rest }: Mark): void => {
  const within = fieldsWithin(plainText(rest));
  const inBold = /^\*\*([^*:]{2,40})\*\*\s+\p{Ll}/u.exec(rest)?.[1];
  const item: OpenItem = {
    marker,
    text: within.text,
    fields: within.fields,
    children: [],
    place: line.place,
    indent: line.indent,
    ...(label !== undefined && { label }),
    ...(inBold !== undefined && { bold: inBold }),
  };
  while (part.stack.length > 0 && !isWithin(item, part.stack.at(-1) as OpenItem)) part.stack.pop();
  const parent = part.stack.at(-1);
  const previous = (parent?.children ?? part.items).at(-1);
  keepLoose(part, previous, item);
  (parent?.children ?? part.items).push(item);
  part.stack.push(item);
};

const keepLoose = (part: OpenPart, previous: OpenItem | undefined, item: OpenItem): void => {
  const goesOn = previous !== undefined && item.label !== undefined && item.label === nextLabel(previous.label);
  if (goesOn) for (const { text } of part.loose) previous.text = ended(previous.text, text);
  else part.paragraphs.push(...part.loose);
  part.loose = [];
};

const ended = (text: string, more: string): string => `${/[.!?:;]$/.test(text) ? text : `${text}.`} ${more}`;

const takeWords = (part: OpenPart, line: Line): void => {
  const words = plainText(line.text);
  const item = part.stack.at(-1);
  if (item && (!part.blank || line.indent > item.indent)) {
    const { text, fields } = fieldsWithin(words);
    item.text = part.blank || beginsSentence(item, line) ? ended(item.text, text) : joined(item.text, text);
    item.fields = { ...item.fields, ...fields };
    return;
  }
  const open = item ? part.loose : part.paragraphs;
  const last = open.at(-1);
  if (last && !part.blank) last.text = joined(last.text, words);
  else open.push({ text: words, place: line.place });
};

/** A line beneath an item that goes on with a sentence of its own, though the one before it has no full stop. */
const beginsSentence = (item: OpenItem, line: Line): boolean =>
  line.indent > item.indent &&
  !/[,;:–—-]$/.test(item.text) &&
  /^(?:If|Unless|Otherwise|When|Once|After|Before|Note|Do|Never|Only)\b/.test(line.text);

/** A word that was cut at the end of its line is put together again. */
const joined = (text: string, more: string): string =>
  /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(more) ? text.slice(0, -1) + more : `${text} ${more}`;

const closed = (part: OpenPart): Part => ({
  path: part.shown,
  place: part.place,
  items: part.items,
  rows: tableRows(part.lines),
  paragraphs: [...part.paragraphs, ...part.loose],
  fields: part.fields,
});
