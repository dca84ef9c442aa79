// What every driver of the Files port must do.
import type { Files } from "@polylogue/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

export interface OpenFiles {
  readonly files: Files;
  close(): Promise<void>;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: Uint8Array | undefined) => (found ? new TextDecoder().decode(found) : undefined);

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of texts) yield bytes(piece);
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield bytes("half of ");
  throw new Error("the sender is gone");
}

export const filesSuite = (name: string, make: () => Promise<OpenFiles>) =>
  describe(`Files: ${name}`, () => {
    let open: OpenFiles;
    beforeEach(async () => {
      open = await make();
    });
    afterEach(() => open.close());

    it("gives back what was written, and says how much that was", async () => {
      expect(await open.files.write("u_1/f_1", bytes("abc"))).toBe(3);
      expect(await open.files.write("u_1/f_2", pieces("ab", "", "cdé"))).toBe(6);
      expect(text(await open.files.read("u_1/f_1"))).toBe("abc");
      expect(text(await open.files.read("u_1/f_2"))).toBe("abcdé");
    });

    it("keeps an empty file", async () => {
      expect(await open.files.write("empty", new Uint8Array())).toBe(0);
      expect(await open.files.read("empty")).toEqual(new Uint8Array());
    });

    it("has nothing under a key that was never written", async () => {
      expect(await open.files.read("u_1/none")).toBeUndefined();
      await open.files.write("u_1/f", bytes("a"));
      expect(await open.files.read("u_1")).toBeUndefined();
    });

    it("replaces what was there", async () => {
      await open.files.write("f", bytes("the first and longer one"));
      await open.files.write("f", bytes("second"));
      expect(text(await open.files.read("f"))).toBe("second");
    });

    it("shows nothing of a file before all of it is there", async () => {
      let seen: Uint8Array | undefined;
      async function* looking() {
        yield bytes("one");
        seen = await open.files.read("f");
        yield bytes("two");
      }
      await open.files.write("f", looking());
      expect(seen).toBeUndefined();
      expect(text(await open.files.read("f"))).toBe("onetwo");
    });

    it("leaves what was there when a write breaks off", async () => {
      await open.files.write("f", bytes("old"));
      await expect(open.files.write("f", broken())).rejects.toThrow("the sender is gone");
      expect(text(await open.files.read("f"))).toBe("old");
      await expect(open.files.write("g", broken())).rejects.toThrow();
      expect(await open.files.read("g")).toBeUndefined();
    });

    it("ends with one whole file when two are written under a key at once", async () => {
      const [a, b] = ["a".repeat(200_000), "b".repeat(100_000)];
      await Promise.all([open.files.write("f", bytes(a)), open.files.write("f", bytes(b))]);
      expect([a, b]).toContain(text(await open.files.read("f")));
    });

    it("P18 removes everything whose key begins so, and nothing else", async () => {
      for (const key of ["u_1/a", "u_1/b/c", "u_2/a", "u_11/a"]) await open.files.write(key, bytes(key));
      await open.files.remove("u_1/");
      const left = await Promise.all(["u_1/a", "u_1/b/c", "u_2/a", "u_11/a"].map((key) => open.files.read(key)));
      expect(left.map(text)).toEqual([undefined, undefined, "u_2/a", "u_11/a"]);
      await open.files.remove("u_2/a");
      expect(await open.files.read("u_2/a")).toBeUndefined();
      await open.files.remove("u_1");
      expect(await open.files.read("u_11/a")).toBeUndefined();
    });

    it("removes what is not there without complaint", async () => {
      await open.files.remove("nobody/");
      await open.files.remove("nobody/nothing");
    });

    it.each([
      "",
      "/",
      "/etc/passwd",
      "../x",
      "a/../../x",
      "a//b",
      "a/.",
      ".hidden",
      "a\\b",
      "a\0b",
      "ä",
      "a b",
      "a/",
      "x".repeat(2_000),
    ])("P15 refuses the key %j", async (key) => {
      await expect(open.files.write(key, bytes("x"))).rejects.toThrow();
      await expect(open.files.read(key)).rejects.toThrow();
    });

    it.each(["", "/", "..", "../", "a/../"])("P15 refuses to remove %j", async (prefix) => {
      await expect(open.files.remove(prefix)).rejects.toThrow();
    });
  });
