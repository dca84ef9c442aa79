// Loaded into the server that is fuzzed, and no part of the product: writes down each time that its main thread came late to a timer.
// `file` gets a line of JSON per late tick: how late, and how much of that the machine gave the processor to others.
import { appendFileSync, readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const tickMs = 10;
const notedMs = 40;

/** Ms for which this thread ran, and for which it was ready to run and did not get the processor; 0 where the system does not tell. */
const processorMs = () => {
  try {
    const [ran, withheld] = readFileSync("/proc/thread-self/schedstat", "utf8").split(" ").map(Number);
    return { ran: ran / 1e6, withheld: withheld / 1e6 };
  } catch {
    return { ran: 0, withheld: 0 };
  }
};

const round = (ms) => Math.round(ms * 10) / 10;

if (isMainThread) {
  const file = new URL(import.meta.url).searchParams.get("file");
  let at = performance.now();
  let before = processorMs();
  const beat = () => {
    const [now, after] = [performance.now(), processorMs()];
    const late = now - at - tickMs;
    const withheld = after.withheld - before.withheld;
    const tick = {
      late_ms: round(late),
      busy_ms: round(after.ran - before.ran),
      withheld_ms: round(withheld),
      stall_ms: round(late - withheld),
    };
    if (late > notedMs) appendFileSync(file, `${JSON.stringify(tick)}\n`);
    at = now;
    before = after;
  };
  setInterval(beat, tickMs).unref();
}
