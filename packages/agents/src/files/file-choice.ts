// Which of the user's files a question is about: the one that came with it, is named in it, was spoken of last, or is newest.
import type { ShelvedFile } from "@polylogue/core";
import { mentionOfFile, spelledFileName } from "./mention.ts";

export type FileChoice =
  | {
      readonly type: "chosen";
      readonly file: ShelvedFile;
      readonly because: "attached" | "named" | "last" | "newest";
      /** Another file that is named too. */
      readonly second?: ShelvedFile;
    }
  | { readonly type: "none" }
  /** It names or brings a file that this user does not have. */
  | { readonly type: "unknown"; readonly name?: string };

export type ChosenFile = Extract<FileChoice, { type: "chosen" }>;

export interface Asked {
  readonly text: string;
  /** What came with the message. */
  readonly attached?: string;
  /** The file of the turn before. */
  readonly last?: string;
}

/** `files` newest first. */
export const chooseFile = (files: readonly ShelvedFile[], { text, attached, last }: Asked): FileChoice => {
  if (attached !== undefined) {
    const file = files.find(({ file_id }) => file_id === attached);
    return file ? { type: "chosen", file, because: "attached" } : { type: "unknown" };
  }
  const [named, second] = namedFiles(files, text);
  if (named) return { type: "chosen", file: named, because: "named", ...(second && { second }) };
  const spelled = spelledFileName(text) ?? spelledKind(text);
  if (spelled) return { type: "unknown", name: spelled };
  const before = files.find(({ file_id }) => file_id === last);
  if (
    before &&
    !/\b(?:newest|latest|just (?:uploaded|dropped|sent)|new) (?:file|upload|one|document|table)?\b/i.test(text)
  ) {
    return { type: "chosen", file: before, because: "last" };
  }
  const newest = files.find(({ state }) => state !== "failed") ?? files[0];
  return newest ? { type: "chosen", file: newest, because: "newest" } : { type: "none" };
};

/** Surest first; a weak mention counts only when it is the only one. */
const namedFiles = (files: readonly ShelvedFile[], text: string): ShelvedFile[] => {
  const marked = files.map((file) => ({ file, mark: mentionOfFile(text, file.name) })).filter(({ mark }) => mark > 0);
  const sure = marked.filter(({ mark }) => mark > 1).sort((a, b) => b.mark - a.mark);
  if (sure.length > 0) return sure.map(({ file }) => file);
  if (marked.length === 1) return marked.map(({ file }) => file);
  return ofKind(files, text);
};

const kinds: readonly (readonly [asked: RegExp, name: RegExp, called?: string])[] = [
  [/\b(?:the|my|this|that) pdf\b/i, /\.pdf$/i, "a PDF"],
  [/\b(?:the|my|this|that) csv\b/i, /\.csv$/i, "a CSV file"],
  [/\b(?:the|my|this|that) json\b/i, /\.jsonl?$/i, "a JSON file"],
  [/\b(?:the|my|this|that) (?:chapter|markdown)\b/i, /\.(?:md|markdown)$/i],
];

/** "the pdf": the newest of that kind. */
const ofKind = (files: readonly ShelvedFile[], text: string): ShelvedFile[] => {
  const kind = kinds.find(([asked]) => asked.test(text));
  const file = kind && files.find(({ name }) => kind[1].test(name));
  return file ? [file] : [];
};

/** A kind that is asked for by its name. */
const spelledKind = (text: string): string | undefined =>
  kinds.find(([asked, , called]) => called && asked.test(text))?.[2];

/** The sentence with "this file" for the file's name, whose words are not a question about columns of the same name. */
export const withoutFileName = (text: string, name: string): string => {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at >= 0) return `${text.slice(0, at)}this file${text.slice(at + name.length)}`;
  const words = name.replace(/\.[a-z0-9]+$/i, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return text;
  const spelled = words.join(String.raw`[\s_.-]*`);
  const whole = new RegExp(String.raw`(?:\b(?:the|my) )?\b${spelled}\b(?: ${fileNoun})?`, "iu");
  const part = new RegExp(String.raw`\b(?:the|my) (?:${words.join("|")}) ${fileNoun}\b`, "iu");
  return text.replace(whole, "this file").replace(part, "this file");
};

const fileNoun = "(?:file|data ?set|data|table|document|sheet|csv|json|pdf)";
