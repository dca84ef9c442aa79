// How the server feels from outside: round trips twenty times a second, and its memory; what the machine withheld is not counted.
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import WebSocket from "ws";

const everyMs = 50;
const memoryEveryMs = 250;

/** Ms for which the main thread of a process was ready to run and another had the processor; 0 where the system does not tell. */
const withheldMs = (pid) => {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
};

const rssMb = (pid) => {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
};

export function probe({ base, pid, headers }) {
  const agent = new Agent({ keepAlive: true });
  const socket = new WebSocket(`${base.replace("http", "ws")}/api/ws/agent`, { headers });
  const delays = { health: [], socket: [] };
  const raw = { health: [], socket: [] };
  const waiting = new Map();
  let number = 0;
  let failures = 0;
  let mostMb = 0;
  const ownLag = lagOfThisProcess();

  const begin = () => ({ at: performance.now(), server: withheldMs(pid), own: withheldMs(process.pid) });
  const end = (kind, { at, server, own }) => {
    const tookMs = performance.now() - at;
    const ownMs = Math.max(withheldMs(process.pid) - own, ownLag.since(at));
    raw[kind].push(tookMs);
    delays[kind].push(Math.max(0, tookMs - ownMs - (withheldMs(pid) - server)));
  };

  socket.on("error", () => failures++);
  socket.on("pong", (data) => {
    const begun = waiting.get(data.toString());
    waiting.delete(data.toString());
    if (begun) end("socket", begun);
  });
  const timer = setInterval(() => {
    number += 1;
    const begun = begin();
    if (number % 2 === 0 && socket.readyState === WebSocket.OPEN) {
      waiting.set(String(number), begun);
      return socket.ping(String(number));
    }
    const request = get(`${base}/healthz`, { agent }, (response) =>
      response.resume().on("end", () => end("health", begun)),
    );
    request.on("error", () => failures++);
  }, everyMs);
  const memory = setInterval(() => {
    mostMb = Math.max(mostMb, rssMb(pid));
  }, memoryEveryMs);

  return {
    rssMb: () => rssMb(pid),
    stop() {
      clearInterval(timer);
      clearInterval(memory);
      ownLag.stop();
      socket.close();
      agent.destroy();
      const worst = (kind) => Math.round(Math.max(0, ...delays[kind]));
      return {
        probes: delays.health.length + delays.socket.length,
        failures,
        unanswered: waiting.size,
        felt_ms: Math.max(worst("health"), worst("socket")),
        felt_p99_ms: quantile([...delays.health, ...delays.socket], 0.99),
        uncorrected_ms: Math.round(Math.max(0, ...raw.health, ...raw.socket)),
        most_rss_mb: mostMb,
      };
    },
  };
}

const quantile = (values, share) => {
  const sorted = values.sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
};

/** The moments at which this process itself came late, and by how much. */
const lagOfThisProcess = () => {
  const tickMs = 5;
  const late = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const byMs = now - last - tickMs;
    if (byMs > 1) late.push({ now, byMs });
    if (late.length > 2_000) late.splice(0, 1_000);
    last = now;
  }, tickMs);
  return {
    since: (at) =>
      late.filter(({ now }) => now >= at).reduce((sum, { byMs }) => sum + byMs, 0) +
      Math.max(0, performance.now() - last - tickMs),
    stop: () => clearInterval(timer),
  };
};
