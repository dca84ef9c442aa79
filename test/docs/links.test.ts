// What the documents point at exists: links between files, and source files that are named.
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf, filesLike, markdownFiles, root, textOf, withoutBlocks } from "./markdown.ts";

const sources = filesLike("*.ts", "*.tsx", "*.mjs");

const linksIn = (text: string): string[] => [
  ...[...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link),
  ...[...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map(([, link = ""]) => link),
];

const isElsewhere = (link: string): boolean => /^[a-z]+:/.test(link);

/** Why a link of the file at `path` leads nowhere; `undefined` where it leads somewhere. */
const fault = (path: string, link: string): string | undefined => {
  const [target = "", anchor] = link.split("#");
  const file = target === "" ? path : relative(root, join(root, dirname(path), target));
  if (!existsSync(join(root, file))) return `${link}: there is no ${file}`;
  if (anchor === undefined || !file.endsWith(".md")) return undefined;
  return anchorsOf(textOf(file)).has(anchor) ? undefined : `${link}: ${file} has no heading for it`;
};

/** Source files that a text names in passing: `sql/accept.ts`. */
const filesNamedIn = (text: string): string[] =>
  [...text.matchAll(/`([\w./-]+\/[\w-]+\.(?:ts|tsx|mjs))`/g)].map(([, name = ""]) => name);

describe("source files that the documents name", () => {
  const documents = markdownFiles().filter((path) => path.startsWith("docs/") || path === "README.md");

  it.each(documents)("%s", (path) => {
    const missing = filesNamedIn(textOf(path)).filter(
      (name) => !sources.some((file) => `/${file}`.endsWith(`/${name}`)),
    );
    expect(missing).toEqual([]);
  });

  it("are found", () => {
    expect(filesNamedIn("see `sql/accept.ts`")).toEqual(["sql/accept.ts"]);
  });
});

describe("links in Markdown", () => {
  const files = markdownFiles();

  it.each(files)("%s", (path) => {
    const links = linksIn(withoutBlocks(textOf(path))).filter((link) => !isElsewhere(link));
    expect(links.flatMap((link) => fault(path, link) ?? [])).toEqual([]);
  });

  it("are looked at in the README and the architecture", () => {
    expect(files).toEqual(expect.arrayContaining(["README.md", "docs/architecture.md", "PROTOCOL.md"]));
  });

  it("are found, and those that lead nowhere told", () => {
    expect(linksIn('[a](b.md) <img src="c.png">')).toEqual(["b.md", "c.png"]);
    expect(fault("README.md", "docs/nowhere.md")).toContain("there is no docs/nowhere.md");
    expect(fault("README.md", "PROTOCOL.md#nowhere")).toContain("no heading");
  });
});
