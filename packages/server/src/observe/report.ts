// Where the runner's and gateway's observations go: figures to the metrics, what needs attention to the log.
import type { Chance, Observation, Observer } from "@polylogue/core";
import { errorFigures, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** A slower turn is worth a warning. */
const slowTurnMs = 3_000;

export interface Reporter {
  readonly observe: Observer;
  /** Logs a fault of ours; answers the id that its user is told. */
  fault(error: unknown, where: Record<string, unknown>): string;
}

export const reporter = (log: Log, metrics: () => Metrics, chance: Chance): Reporter => ({
  observe(observation) {
    metrics().observe(observation);
    note(log, observation);
  },
  fault(error, where) {
    const error_id = chance.id("error");
    log.error({ error_id, ...where, ...errorFigures(error) }, "a fault of ours");
    return error_id;
  },
});

const note = (log: Log, observation: Observation): void => {
  switch (observation.type) {
    case "turn_ended": {
      const { turn_id, agent, status, latency } = observation;
      const slow = (latency.text ?? 0) > slowTurnMs;
      return log[slow ? "warn" : "debug"]({ turn_id, agent, status, latency }, slow ? "slow turn" : "turn ended");
    }
    case "turn_failed":
      return log.warn(
        { turn_id: observation.turn_id, error_id: observation.error_id, ...errorFigures(observation.error) },
        "turn failed",
      );
    case "turn_restarted":
      return log.info({ turn_id: observation.turn_id, attempt: observation.attempt }, "turn runs again");
    case "turn_lost":
      return log.info({ turn_id: observation.turn_id }, "turn let go");
    case "store_retry":
      return log.warn(
        { turn_id: observation.turn_id, ...errorFigures(observation.error) },
        "the Store could not be written",
      );
    case "turn_accepted":
      return;
  }
};
