// What the server's program consists of: its two ways to be started, and the threads that it starts by their path.
import { join } from "node:path";
import { root } from "./stage.mjs";

const threads = {
  writer: "packages/drivers/dist/embedded/writer.js",
  "document-worker": "packages/drivers/dist/documents/document-worker.js",
  "tables-worker": "packages/drivers/dist/duckdb/tables-worker.js",
};

/** By the name that each has in the bundle. */
export const programFiles = () => ({
  main: join(root, "packages/server/dist/main.js"),
  cli: join(root, "packages/server/dist/cli.js"),
  ...threadFiles(),
});

export const threadFiles = () =>
  Object.fromEntries(Object.entries(threads).map(([name, path]) => [name, join(root, path)]));
