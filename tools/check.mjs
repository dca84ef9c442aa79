// `npm run check`: format, lint, types, floors, dead code and file lengths, each with its verdict and seconds.
import { forgetLostOutput } from "./build.mjs";
import { setUp } from "./setup.mjs";
import { bin, keep, secondsSince } from "./stage.mjs";

const cruised = ["packages", "apps", "examples"];

/** Two lanes for two cores. What resolves imports between packages follows the build in the first. */
const lanes = [
  [
    { name: "types", args: [bin.tsc, "-b"] },
    { name: "types of tests", args: [bin.tsc, "-p", "tsconfig.tests.json"] },
    { name: "types of the page", args: [bin.tsc, "-p", "apps/web", "--noEmit"] },
    { name: "floors", args: [bin.depcruise, "--config", ".dependency-cruiser.cjs", ...cruised] },
  ],
  [
    { name: "biome", args: [bin.biome, "check", "--error-on-warnings", "--max-diagnostics=50"] },
    { name: "dead code", args: [bin.knip, "--no-progress"] },
    { name: "file lengths", args: ["tools/lines.mjs"] },
    { name: "lock", args: ["tools/lock.mjs", "--check"] },
  ],
];

async function verdict({ name, args }) {
  const startedMs = performance.now();
  const { ok, output } = await keep(process.execPath, args);
  console.log(`${ok ? "ok    " : "failed"} ${name} (${secondsSince(startedMs)})`);
  if (!ok) console.error(output.trimEnd());
  return ok;
}

async function runLane(lane) {
  const verdicts = [];
  for (const tool of lane) verdicts.push(await verdict(tool));
  return verdicts.every(Boolean);
}

setUp();
forgetLostOutput();
const startedMs = performance.now();
const allGood = (await Promise.all(lanes.map(runLane))).every(Boolean);
console.log(`check: ${allGood ? "all is well" : "something is to be mended"} (${secondsSince(startedMs)})`);
process.exitCode = allGood ? 0 : 1;
