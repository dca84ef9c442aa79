// Installs what we are measured against, into bench/node_modules, when that is missing or older than bench/package.json.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The supervisor of LangGraph asks for a release candidate of it; `--legacy-peer-deps` lets the released one do. */
const installArgs = [
  "install",
  "--ignore-scripts",
  "--legacy-peer-deps",
  "--no-package-lock",
  "--no-audit",
  "--no-fund",
];

const folder = fileURLToPath(new URL("..", import.meta.url));

/** For benches whose peers are packages; it needs the network once. */
export function installPeers() {
  const wanted = readFileSync(join(folder, "package.json"), "utf8");
  const mark = join(folder, "node_modules", ".installed");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
  console.log("Installing the peers into bench/node_modules …");
  const { status } = spawnSync("npm", installArgs, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`The peers could not be installed. Run "npm ${installArgs.join(" ")}" in bench/.`);
  writeFileSync(mark, wanted);
}
