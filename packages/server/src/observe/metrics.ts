// The server's figures for Prometheus.
import type { Observation } from "@polylogue/core";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  observe(observation: Observation): void;
  socketOpened(endpoint: string): void;
  socketRefused(status: number): void;
}

const latencyBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 120];

export const metrics = (gauges: { sockets: () => number; running: () => number; sessions: () => number }): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge("polylogue_sockets", "Open sockets", gauges.sockets);
  gauge("polylogue_sessions_active", "Sessions with a socket or a running turn", gauges.sessions);
  gauge("polylogue_turns_running", "Turns running on this server", gauges.running);
  const turns = new Counter({
    name: "polylogue_turns_total",
    help: "Turns that ended",
    labelNames: ["agent", "status"],
    registers,
  });
  const restarts = new Counter({
    name: "polylogue_turn_restarts_total",
    help: "Turns that were run again after a process died",
    registers,
  });
  const lost = new Counter({
    name: "polylogue_turns_lost_total",
    help: "Turns that another server took over",
    registers,
  });
  const retries = new Counter({
    name: "polylogue_store_retries_total",
    help: "Writes to the Store that had to be tried again",
    registers,
  });
  const accept = new Histogram({
    name: "polylogue_accept_seconds",
    help: "Message in to message durable",
    buckets: latencyBuckets,
    registers,
  });
  const stage = new Histogram({
    name: "polylogue_turn_seconds",
    help: "Time from the start of a turn to each of its stages",
    labelNames: ["stage"],
    buckets: latencyBuckets,
    registers,
  });
  const opened = new Counter({
    name: "polylogue_sockets_opened_total",
    help: "Sockets opened, by the address they came in at; all but agent are deprecated",
    labelNames: ["endpoint"],
    registers,
  });
  const refused = new Counter({
    name: "polylogue_sockets_refused_total",
    help: "Upgrades refused",
    labelNames: ["status"],
    registers,
  });

  return {
    registry,
    socketOpened: (endpoint) => opened.inc({ endpoint }),
    socketRefused: (status) => refused.inc({ status: String(status) }),
    observe(observation) {
      switch (observation.type) {
        case "turn_accepted":
          return accept.observe(observation.ms / 1000);
        case "turn_ended":
          turns.inc({ agent: observation.agent, status: observation.status });
          for (const [name, ms] of Object.entries(observation.latency)) stage.observe({ stage: name }, ms / 1000);
          return;
        case "turn_restarted":
          return restarts.inc();
        case "turn_lost":
          return lost.inc();
        case "store_retry":
          return retries.inc();
        case "turn_failed":
          return;
      }
    },
  };
};
