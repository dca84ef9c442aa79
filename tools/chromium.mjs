// Finds Debian's Chromium for the browser tests, and installs it where this process may.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { secondsSince, show } from "./stage.mjs";

const debianPath = "/usr/bin/chromium";

/** The path of Chromium; `undefined`, after a sentence that says what to install, where there is none. */
export function chromium() {
  const path = process.env.CHROMIUM_PATH ?? debianPath;
  if (existsSync(path)) return path;
  if (path === debianPath && installed()) return path;
  console.error(
    `Chromium is not at ${path}, so the browser tests will fail. Install Debian's package "chromium" ` +
      "(apt-get install chromium), name another with CHROMIUM_PATH, or leave them out with SKIP_BROWSER=1.",
  );
}

function installed() {
  const before = rootPrefix();
  if (before === undefined) return false;
  const startedMs = performance.now();
  const aptGet = [...before, "apt-get"];
  run([...aptGet, "update", "-qq"]);
  run([...aptGet, "install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  if (existsSync(debianPath)) console.log(`set up: chromium installed (${secondsSince(startedMs)})`);
  return existsSync(debianPath);
}

/** What to write before a command that only root may run; `undefined` where that is not allowed. */
function rootPrefix() {
  if (spawnSync("apt-get", ["--version"]).status !== 0) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["-n", "true"]).status === 0 ? ["sudo", "-n"] : undefined;
}

function run([command, ...args]) {
  return show(command, args, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
