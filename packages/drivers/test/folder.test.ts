// Knowledge from a real folder.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { folder } from "../src/folder/folder.ts";
import { retrieverSuite, shelf } from "./suite/retriever.ts";

const made: string[] = [];
const folderWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), "polylogue-folder-"));
  made.push(path);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return path;
};
const removeAll = async () => {
  for (const path of made.splice(0)) await rm(path, { recursive: true, force: true });
};

retrieverSuite("a folder", async () => ({ retriever: folder(await folderWith(shelf)), close: removeAll }));

describe("folder", () => {
  afterEach(removeAll);

  it("names the file and the headings above a passage, but no title that stands above all", async () => {
    const path = await folderWith({
      "help/refunds.md": "# Refunds\n\n## Deadlines\n\nSend it back in thirty days.\n\n## Costs\n\nPostage is ours.",
      "plain.txt": "The office opens at nine.",
    });
    const sourceFor = async (query: string) => (await folder(path).search(query, { limit: 1 }))[0]?.source;
    expect(await sourceFor("who pays the postage")).toBe("help/refunds.md › Costs");
    expect(await sourceFor("when does the office open")).toBe("plain.txt");
  });

  it("finds a passage by its heading", async () => {
    const path = await folderWith({ "a.md": "# A\n\n## Warranty\n\nTwo years.\n\n## Returns\n\nThirty days." });
    expect((await folder(path).search("warranty", { limit: 1 }))[0]?.text).toBe("Two years.");
  });

  it("reads nothing from the disk after the first time", async () => {
    const path = await folderWith(shelf);
    const knowledge = folder(path);
    await knowledge.ready;
    await rm(path, { recursive: true });
    expect(await knowledge.search("refund", { limit: 1 })).toHaveLength(1);
  });

  it("passes over hidden files, packages and what is no text", async () => {
    const path = await folderWith({
      ".secret.md": "The zebra.",
      "node_modules/x/readme.md": "The zebra.",
      "zebra.png": "The zebra.",
    });
    expect(await folder(path).search("zebra", { limit: 3 })).toEqual([]);
  });

  it("cuts a long section into passages that lose nothing", async () => {
    const sentence = (at: number) => `Fact number ${at} tells about the river.`;
    const text = Array.from({ length: 200 }, (_, at) => sentence(at)).join(" ");
    const path = await folderWith({ "long.md": `# Long\n\n${text}` });
    const found = await folder(path).search("river", { limit: 100 });
    expect(found.length).toBeGreaterThan(4);
    expect(found.every((passage) => passage.text.length <= 1_200)).toBe(true);
    for (let at = 0; at < 200; at++) expect(found.some((passage) => passage.text.includes(sentence(at)))).toBe(true);
  });

  it("P13 says which folder is missing, and reads it once it is there", async () => {
    const path = await folderWith({});
    const knowledge = folder(join(path, "help"));
    await expect(knowledge.ready).rejects.toMatchObject({
      code: "config.invalid",
      message: expect.stringContaining("does not exist"),
    });
    await mkdir(join(path, "help"));
    await writeFile(join(path, "help/a.md"), "The river is long.");
    expect(await knowledge.search("river", { limit: 1 })).toHaveLength(1);
  });
});
