// The ceiling on the length of a source file: past it, a file holds more than one concept.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMain, root } from "./stage.mjs";

const ceiling = 300;

/** One sentence for each source file, tracked or new, that is longer than the ceiling. */
export function longFiles() {
  return sourceFiles()
    .map((path) => ({ path, lines: readFileSync(join(root, path), "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > ceiling)
    .map(({ path, lines }) => `${path} has ${lines} lines: split it, ${ceiling} is the ceiling`);
}

function sourceFiles() {
  const listed = spawnSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx", "*.mjs"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  return listed.stdout.split("\n").filter((path) => path !== "" && existsSync(join(root, path)));
}

if (isMain(import.meta.url)) {
  const sentences = longFiles();
  if (sentences.length > 0) console.error(sentences.join("\n"));
  process.exitCode = sentences.length === 0 ? 0 : 1;
}
