// What every tool here shares: the root of the repository, and running one stage with its seconds printed.
import { spawn, spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** True for the module that Node was asked to run, false for one that another tool imports. */
export function isMain(url) {
  return realpathSync(process.argv[1]) === fileURLToPath(url);
}

/** Runs a command with its output shown, and tells whether it ended well. */
export function show(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  return status === 0;
}

/** Runs a command with its output kept, for whoever wants to show it only when it failed. */
export function keep(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
    const output = [];
    child.stdout.on("data", (bytes) => output.push(bytes));
    child.stderr.on("data", (bytes) => output.push(bytes));
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString() }));
  });
}

/** The arguments with which Node runs a tool of node_modules directly, sparing the start of npx. */
export const bin = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  depcruise: "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
  knip: "node_modules/knip/bin/knip.js",
  tsc: "node_modules/typescript/bin/tsc",
  vite: "node_modules/vite/bin/vite.js",
  vitest: "node_modules/vitest/vitest.mjs",
};

export function secondsSince(startedMs) {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
}

/** Says a sentence that tells the reader what to do, and ends the tool. */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}
