// `npm run bench`: runs all benches or those named (`npm run bench -- socket idle`); `--short` only shows that they work.
import * as agents from "./agents.mjs";
import * as idle from "./idle.mjs";
import { printReport } from "./lib/report.mjs";
import * as recovery from "./recovery.mjs";
import * as resume from "./resume.mjs";
import * as route from "./route.mjs";
import * as socket from "./socket.mjs";
import * as start from "./start.mjs";
import * as storage from "./storage.mjs";
import * as tables from "./tables.mjs";
import * as turnDurable from "./turn-durable.mjs";

const benches = { socket, idle, "turn-durable": turnDurable, storage, resume, recovery, start, tables, route, agents };

const words = process.argv.slice(2);
const short = words.includes("--short");
const asked = words.filter((word) => !word.startsWith("--"));
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}

// What was started and made is stopped and removed on exit, which a signal alone would skip.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

let allMet = true;
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  const { title, goal, run } = benches[name];
  allMet = printReport({ name, title, goal, ...(await run({ short })) }) && allMet;
}
process.exit(allMet || short ? 0 : 1);
