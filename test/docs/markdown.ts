// The Markdown of this repository, as the tests of the documents read it.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

/** Files of these patterns that are tracked, or new and not ignored. */
export const filesLike = (...patterns: string[]): string[] => {
  const listed = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...patterns], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.stdout.split("\n").filter((path) => path !== "" && existsSync(join(root, path)));
};

export const markdownFiles = (): string[] => filesLike("*.md");

export interface Block {
  readonly language: string;
  readonly text: string;
  /** The number of its first line. */
  readonly line: number;
}

const fence = /^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm;

/** The fenced blocks of a text, in order. */
export const blocksOf = (text: string): Block[] =>
  [...text.matchAll(fence)].map(({ 1: language = "", 2: block = "", index }) => ({
    language,
    text: block,
    line: text.slice(0, index).split("\n").length + 1,
  }));

export const withoutBlocks = (text: string): string => text.replace(fence, "");

/** What GitHub calls the headings of a text in addresses. */
export const anchorsOf = (text: string): Set<string> =>
  new Set(
    [...withoutBlocks(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
