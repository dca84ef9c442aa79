// Uploads as files below one directory; a file is either whole under its name or not there.
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Files, PolylogueError } from "@polylogue/core";

const mostKeyLetters = 512;
/** No dot in front: that refuses "..", and leaves dotted names to what is half written. */
const safeKey = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127})*$/;

const checked = (key: string): string => {
  if (key.length <= mostKeyLetters && safeKey.test(key)) return key;
  throw new RangeError("a file's key is made of names of letters, digits, dot, dash and underscore, joined by slashes");
};

const hasErrno = (error: unknown, ...codes: string[]) => codes.includes((error as NodeJS.ErrnoException).code ?? "");

/** Two writes of one process never share a half-written file; what a dead process left is overwritten. */
let writes = 0;
const partBeside = (path: string) => join(dirname(path), `.${basename(path)}.${process.pid}-${++writes}`);

/** A name is only safe once its directory is on the disk too. */
const syncDirectory = async (path: string) => {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

const writeWhole = async (path: string, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<number> => {
  const file = await open(path, "w", 0o600);
  try {
    let size = 0;
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      await file.writeFile(chunk);
      size += chunk.byteLength;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
};

const diskError = (error: unknown) =>
  hasErrno(error, "ENOSPC", "EDQUOT")
    ? new PolylogueError(
        "store.full",
        "The disk that holds the uploads is full. Free some space and send the file again.",
        { cause: error },
      )
    : error;

/** Creates `directory` at the first write. */
export const diskFiles = (directory: string): Files => ({
  async write(key, bytes) {
    const path = join(directory, checked(key));
    const part = partBeside(path);
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const size = await writeWhole(part, bytes);
      await rename(part, path);
      await syncDirectory(dirname(path));
      return size;
    } catch (error) {
      await rm(part, { force: true });
      throw diskError(error);
    }
  },

  async read(key) {
    try {
      return new Uint8Array(await readFile(join(directory, checked(key))));
    } catch (error) {
      if (hasErrno(error, "ENOENT", "ENOTDIR", "EISDIR")) return undefined;
      throw error;
    }
  },

  async remove(prefix) {
    const whole = prefix.endsWith("/");
    const path = join(directory, checked(whole ? prefix.slice(0, -1) : prefix));
    if (whole) return rm(path, { recursive: true, force: true });
    const names = await readdir(dirname(path)).catch((error: unknown) => {
      if (hasErrno(error, "ENOENT", "ENOTDIR")) return [];
      throw error;
    });
    const doomed = names.filter((name) => name.startsWith(basename(path)));
    await Promise.all(doomed.map((name) => rm(join(dirname(path), name), { recursive: true, force: true })));
  },
});
