// What a page has to load for the client, bundled and minified as its author would.
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, it } from "vitest";

const limitBytes = 15 * 1024;

it("the whole client with the protocol weighs less than 15 KB gzipped, and needs nothing of Node", async () => {
  const bundle = await rolldown({
    input: new URL("../src/index.ts", import.meta.url).pathname,
    platform: "browser",
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  expect(output).toHaveLength(1);
  expect(output[0].imports).toEqual([]);
  expect(output[0].code).toContain("m_");
  expect(gzipSync(output[0].code).byteLength).toBeLessThan(limitBytes);
});
