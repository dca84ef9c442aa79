// Uploads on a real disk.
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskFiles } from "../src/disk/disk-files.ts";
import { filesSuite } from "./suite/files.ts";

const newDirectory = () => mkdtemp(join(tmpdir(), "polylogue-files-"));

filesSuite("a directory", async () => {
  const directory = await newDirectory();
  return { files: diskFiles(join(directory, "uploads")), close: () => rm(directory, { recursive: true }) };
});

describe("diskFiles", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("leaves nothing half written behind", async () => {
    const files = diskFiles(directory);
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      throw new Error("gone");
    }
    await expect(files.write("u/f", broken())).rejects.toThrow("gone");
    expect(await readdir(join(directory, "u"))).toEqual([]);
  });

  it("P15 lets only the server's own user read uploads", async () => {
    await diskFiles(directory).write("u/f", new Uint8Array(1));
    expect((await stat(join(directory, "u/f"))).mode & 0o077).toBe(0);
    expect((await stat(join(directory, "u"))).mode & 0o077).toBe(0);
  });

  it("finds after a restart what was written before", async () => {
    await diskFiles(directory).write("u/f", new Uint8Array([1, 2]));
    expect(await diskFiles(directory).read("u/f")).toEqual(new Uint8Array([1, 2]));
  });
});
