// Completes package-lock.json with the optional platform packages that this machine's registry does not carry:
// without an entry for each of them, `npm ci` refuses the whole lock. Run it after every `npm install`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { giveUp, root } from "./stage.mjs";

const file = join(root, "package-lock.json");
const systems = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"];

/** The optional packages that some entry of the lock names and that no entry describes. */
function missingPackages(lock) {
  const missing = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isDescribed(lock.packages, path, name)) missing.push({ parent: path, name, version, dev: entry.dev });
    }
  }
  return missing;
}

/** Looks where Node would: beside the parent's own packages first, then in each folder above. */
function isDescribed(packages, parent, name) {
  const folders = parent.split("/node_modules/");
  for (let depth = folders.length; depth > 0; depth--) {
    if (`${folders.slice(0, depth).join("/node_modules/")}/node_modules/${name}` in packages) return true;
  }
  return `node_modules/${name}` in packages;
}

/** An entry without a checksum: whoever can reach the package checks it against the registry instead. */
function describe({ name, version, dev }) {
  const words = name.split(/[^a-z0-9]+/);
  const cpu = processors.filter((processor) => words.includes(processor));
  const os = systems.filter((system) => words.includes(system));
  return {
    version: version.replace(/^[~^]/, ""),
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(name.includes("musl") && { libc: ["musl"] }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

function complete(lock, missing) {
  for (const one of missing) lock.packages[`node_modules/${one.name}`] = describe(one);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} platform packages added`);
}

const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = missingPackages(lock);
if (process.argv.includes("--check")) {
  if (missing.length > 0) giveUp(`package-lock.json lacks ${missing.length} platform packages: run npm run lock`);
} else {
  complete(lock, missing);
}
