// What the extractive model reads of a prompt: the question, the question before it, and the material to answer from.
import type { LanguageModelV3Message, LanguageModelV3Prompt } from "@ai-sdk/provider";

export interface Material {
  readonly source: string;
  readonly text: string;
}

export interface Reading {
  readonly question: string;
  /** The user's message before that one, for "and why?". */
  readonly earlier: string;
  readonly material: readonly Material[];
}

const opening = /<material source="([^"\n]*)">/g;
const closing = "</material>";

/** Cuts the blocks that core's `material()` writes out of `text`. */
const parted = (text: string): { material: Material[]; rest: string } => {
  const material: Material[] = [];
  let rest = "";
  let read = 0;
  for (const match of text.matchAll(opening)) {
    if (match.index < read) continue;
    const start = match.index + match[0].length;
    const end = text.indexOf(closing, start);
    if (end < 0) break;
    rest += text.slice(read, match.index);
    material.push({ source: match[1] ?? "", text: text.slice(start, end).trim() });
    read = end + closing.length;
  }
  return { material, rest: (rest + text.slice(read)).trim() };
};

const textOf = (message: LanguageModelV3Message): string => {
  if (message.role === "system") return message.content;
  return message.content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
};

export const readPrompt = (prompt: LanguageModelV3Prompt): Reading => {
  const material: Material[] = [];
  const asked: string[] = [];
  for (const message of prompt) {
    if (message.role !== "system" && message.role !== "user") continue;
    const found = parted(textOf(message));
    material.push(...found.material);
    if (message.role === "user" && found.rest !== "") asked.push(found.rest);
  }
  return { question: asked.at(-1) ?? "", earlier: asked.at(-2) ?? "", material };
};
