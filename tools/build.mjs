// Builds what has changed: the packages with `tsc -b`, which keeps its own books, and the web page when its inputs differ.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { programFiles } from "./program.mjs";
import { setUp } from "./setup.mjs";
import { bin, giveUp, isMain, root, secondsSince, show } from "./stage.mjs";

const web = join(root, "apps", "web");
const webStamp = join(root, ".cache", "web-build");
const webInputs = ["apps/web", "packages/client/dist", "packages/protocol/dist", "package-lock.json"];
const notInputs = new Set(["dist", "node_modules", "test"]);

/** Ends the process with a sentence when something does not build. */
export async function build() {
  buildPackages();
  await buildProgram();
  buildWeb();
}

/** The server in the few files that it is started from. */
async function buildProgram() {
  const startedMs = performance.now();
  const { bundleProgram } = await import("./bundle.mjs");
  await bundleProgram(programFiles(), join(root, "packages", "server", "bundle"));
  console.log(`build: server (${secondsSince(startedMs)})`);
}

function buildPackages() {
  const startedMs = performance.now();
  forgetLostOutput();
  if (!show(process.execPath, [bin.tsc, "-b"])) giveUp("The packages do not build: mend the errors above.");
  console.log(`build: packages (${secondsSince(startedMs)})`);
}

/** tsc trusts its record of a build even when somebody deleted the output; so the record goes with the output. */
export function forgetLostOutput() {
  for (const name of readdirSync(join(root, "packages"))) {
    const folder = join(root, "packages", name);
    if (!existsSync(join(folder, "dist"))) rmSync(join(folder, "tsconfig.tsbuildinfo"), { force: true });
  }
}

function buildWeb() {
  if (!existsSync(join(web, "index.html"))) {
    console.log("build: no web page yet (apps/web/index.html is missing)");
    return;
  }
  const wanted = webHash();
  if (wanted === builtWebHash()) return;
  const startedMs = performance.now();
  const vite = [join(root, bin.vite), "build", "--logLevel", "warn"];
  if (!show(process.execPath, vite, { cwd: web })) giveUp("The web page does not build: mend the errors above.");
  mkdirSync(dirname(webStamp), { recursive: true });
  writeFileSync(webStamp, wanted);
  console.log(`build: web page (${secondsSince(startedMs)})`);
}

function webHash() {
  const hash = createHash("sha256");
  const files = webInputs.flatMap((path) => filesUnder(join(root, path)));
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function builtWebHash() {
  const isBuilt = existsSync(join(web, "dist", "index.html")) && existsSync(webStamp);
  return isBuilt ? readFileSync(webStamp, "utf8") : "";
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const inner = readdirSync(path).filter((name) => !notInputs.has(name));
  return inner.sort().flatMap((name) => filesUnder(join(path, name)));
}

if (isMain(import.meta.url)) {
  setUp();
  await build();
}
