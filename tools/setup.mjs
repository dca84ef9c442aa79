// Sets up what a fresh clone lacks: the packages of package-lock.json, installed again only when that file has changed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveUp, isMain, root, secondsSince, show } from "./stage.mjs";

const stamp = join(root, "node_modules", ".polylogue-setup");
const leastNode = [20, 19];

/** Installs the packages if need be; ends the process with a sentence when Node is too old or npm fails. */
export function setUp() {
  checkNode();
  const wanted = lockHash();
  if (wanted === installedHash()) return;
  const startedMs = performance.now();
  if (!install()) giveUp("The packages could not be installed: read npm's own words above, then run this again.");
  writeFileSync(stamp, wanted);
  console.log(`set up: packages installed (${secondsSince(startedMs)})`);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
  giveUp(
    `Polylogue needs Node ${leastNode.join(".")} or newer, and this is ${process.versions.node}: install a newer one.`,
  );
}

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

function installedHash() {
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
}

/**
 * A fresh clone gets exactly the lock. `npm install` follows it too, leaves it as it is, and is for packages that are
 * there already, possibly in use by another process, and for registries that lack packages of the lock.
 */
function install() {
  const isFresh = !existsSync(join(root, "node_modules"));
  console.log("set up: installing the packages of package-lock.json …");
  return (isFresh && npm("ci")) || npm("install", "--no-save");
}

function npm(...args) {
  return show("npm", args, { shell: process.platform === "win32" });
}

if (isMain(import.meta.url)) setUp();
