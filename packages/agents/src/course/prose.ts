// A paragraph or list of Markdown as the whole sentences that it holds, in plain text; none when it is no prose.
import { plainText, sentences } from "@polylogue/core";
import type { Block } from "./block.ts";
import {
  isHiddenAnswer,
  isInvitation,
  isLeftover,
  mended,
  type WordCounts,
  wholeSentence,
  withoutRunInTitle,
} from "./torn-text.ts";

const ended = /[.!?…]["'”’)\]]*$/;
/** "Step 1." announces the sentence after it. */
const counter = /^(?:\p{Lu}\p{Ll}{2,9} )?\d{1,3}\.$/u;

const countersJoined = (parts: readonly string[]): string[] => {
  const joined: string[] = [];
  let before = "";
  for (const part of parts) {
    if (counter.test(part)) before += `${part} `;
    else {
      joined.push(before + part);
      before = "";
    }
  }
  return joined;
};

/** What ends a paragraph without an end is a label, or was cut off; what announces is only kept with what it announces. */
const wholeSentences = (text: string): string[] =>
  countersJoined(sentences(text))
    .map(wholeSentence)
    .filter((sentence): sentence is string => sentence !== undefined && ended.test(sentence));

const announces = (text: string) => /:\s*$/.test(text);

const paragraphSentences = (markdown: string, counts: WordCounts): string[] => {
  if (isHiddenAnswer(markdown) || isLeftover(markdown) || isInvitation(markdown)) return [];
  return wholeSentences(plainText(mended(withoutRunInTitle(markdown.trim(), counts))));
};

const longestLabelWords = 12;

/** Items that are sentences stay sentences; labels become one sentence with what announced them. */
const listSentences = (announcement: string, items: readonly string[]): string[] => {
  const texts = items.map((item) => plainText(mended(item)).replaceAll(/\s+/g, " ")).filter((text) => text !== "");
  const labels = texts.every((text) => !ended.test(text) && text.split(" ").length <= longestLabelWords);
  if (labels) return announcement === "" ? [] : [`${announcement} ${texts.join("; ")}.`];
  const told = texts.flatMap((text) => wholeSentences(ended.test(text) ? text : `${text.replace(/[,;:]$/, "")}.`));
  return announcement === "" ? told : [announcement.replace(/:$/, "."), ...told];
};

/** The sentence that ends in a colon, where what it announces is a list that can be told. */
const announcementIn = (paragraph: string, counts: WordCounts): string => {
  if (!announces(paragraph)) return "";
  return sentences(plainText(mended(withoutRunInTitle(paragraph.trim(), counts)))).at(-1) ?? "";
};

const asks = (sentence: string) => /\?["'”’)]*$/.test(sentence);

/** A question that nothing answers, at the end of what stands under a heading, was put to whoever read the book. */
const withoutLastQuestion = (paragraphs: readonly string[][]): string[][] => {
  const last = paragraphs.at(-1) ?? [];
  const isQuestion = last.filter(asks).length * 2 >= last.length && asks(last.at(-1) ?? "");
  return isQuestion ? paragraphs.slice(0, -1) : [...paragraphs];
};

/** The sentences of each block that has any, in order. */
export const proseOf = (blocks: readonly Block[], counts: WordCounts): string[][] => {
  const paragraphs = blocks.map((block, at) => {
    if (block.type === "gap") return [];
    if (block.type === "paragraph") return paragraphSentences(block.text, counts);
    const before = blocks[at - 1];
    return listSentences(before?.type === "paragraph" ? announcementIn(before.text, counts) : "", block.items);
  });
  return withoutLastQuestion(paragraphs.filter((found) => found.length > 0));
};
