// `npm test`: sets up, builds, runs every test or those named (`npm test -- packages/core`), and closes with one plain line.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { chromium } from "./chromium.mjs";
import { setUp } from "./setup.mjs";
import { bin, giveUp, root, show } from "./stage.mjs";

const reportFile = join(root, ".reports", "tests.json");

setUp();
await build();
const env = process.env.SKIP_BROWSER === "1" ? process.env : { ...process.env, CHROMIUM_PATH: chromium() ?? "missing" };
const ended = runVitest();
const { passed, failed, skipped } = count(readReport());
if (passed + failed === 0) console.error("No test ran: check the names that were given.");
else if (!ended && failed === 0) console.error("Vitest ended with an error outside any test: read its output above.");
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = ended && failed === 0 && passed > 0 ? 0 : 1;

function runVitest() {
  mkdirSync(join(root, ".reports"), { recursive: true });
  rmSync(reportFile, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  return show(process.execPath, [bin.vitest, "run", ...reporters, ...process.argv.slice(2)], { env });
}

function readReport() {
  if (!existsSync(reportFile)) giveUp("Vitest left no report in .reports/tests.json: read its output above.");
  return JSON.parse(readFileSync(reportFile, "utf8"));
}

/** A file that could not even be loaded holds no test, and counts as one that failed. */
function count(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
