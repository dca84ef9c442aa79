// `npm run bench`: runs all benches or those named (`npm run bench -- socket idle`); `--short` only shows that they work.
import { fileURLToPath } from "node:url";
import { isMain } from "../tools/stage.mjs";
import * as idle from "./idle.mjs";
import { installPeers } from "./lib/peers.mjs";
import { printReport } from "./lib/report.mjs";
import * as recovery from "./recovery.mjs";
import * as resume from "./resume.mjs";
import * as socket from "./socket.mjs";
import * as start from "./start.mjs";
import * as storage from "./storage.mjs";
import * as turnDurable from "./turn-durable.mjs";

const benches = { socket, idle, "turn-durable": turnDurable, storage, resume, recovery, start };

/** True when every one that was asked for met its gate. */
export async function runBenches(names, form) {
  await installPeers(fileURLToPath(new URL(".", import.meta.url)));
  let allMet = true;
  for (const name of names) {
    const { title, goal, run } = benches[name];
    allMet = printReport({ name, title, goal, ...(await run(form)) }) && allMet;
  }
  return allMet;
}

if (isMain(import.meta.url)) {
  const words = process.argv.slice(2);
  const short = words.includes("--short");
  const asked = words.filter((word) => !word.startsWith("--"));
  const unknown = asked.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    console.error(`There is no bench called ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`);
    process.exit(1);
  }
  const met = await runBenches(asked.length > 0 ? asked : Object.keys(benches), { short });
  process.exit(met || short ? 0 : 1);
}
