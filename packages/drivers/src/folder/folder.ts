// Knowledge from a folder of Markdown and text files: read once, then searched by words in memory.
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import {
  markdownSections,
  type Passage,
  type PlacedText,
  PolylogueError,
  passagesOf,
  type Retriever,
  type WordIndex,
  wordIndex,
} from "@polylogue/core";

const readable = /\.(?:md|markdown|txt)$/i;

export interface Folder extends Retriever {
  /** Reads the folder if nothing has yet; rejects with `config.invalid` when that fails. */
  readonly ready: Promise<void>;
}

interface Shelved {
  readonly passages: readonly PlacedText[];
  readonly index: WordIndex;
}

/** Files below `directory`, by name, without hidden ones and what packages bring. */
const filesBelow = async (directory: string): Promise<string[]> => {
  const entries = await readdir(directory, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith(".") && name !== "node_modules");
  const found = await Promise.all(
    visible.map(async (entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() && readable.test(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort();
};

const passagesIn = async (root: string, file: string): Promise<PlacedText[]> => {
  const name = relative(root, file).split(sep).join("/");
  return passagesOf(name, markdownSections(await readFile(file, "utf8")));
};

const readFolder = async (root: string): Promise<Shelved> => {
  const passages: PlacedText[] = [];
  for (const file of await filesBelow(root)) passages.push(...(await passagesIn(root, file)));
  return { passages, index: wordIndex(passages.map(({ source, text }) => `${source}\n${text}`)) };
};

const unreadable = (path: string, cause: unknown) => {
  const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
  const why = missing ? "it does not exist" : (cause as Error).message;
  return new PolylogueError(
    "config.invalid",
    `The folder "${path}" cannot be read: ${why}. Name a folder of Markdown or text files.`,
    { cause },
  );
};

/** `path` is taken from the working directory. Read at the first search; what changes on disk afterwards is not seen. */
export const folder = (path: string): Folder => {
  const root = resolve(path);
  let reading: Promise<Shelved> | undefined;
  const shelved = () => {
    reading ??= readFolder(root).catch((cause: unknown) => {
      reading = undefined;
      throw unreadable(path, cause);
    });
    return reading;
  };

  return {
    get ready() {
      return shelved().then(() => undefined);
    },
    async search(query, { limit, signal }) {
      const { passages, index } = await shelved();
      signal?.throwIfAborted();
      return index.search(query, limit).flatMap(({ position, score }): Passage[] => {
        const passage = passages[position];
        return passage ? [{ ...passage, score }] : [];
      });
    },
  };
};
