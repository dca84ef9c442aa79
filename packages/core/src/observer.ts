// What the runner tells those who log and measure; ids and figures only, never what was said.

import type { TurnStatus } from "./ports/store/turn.ts";
import type { TurnLatency } from "./turn/state.ts";

export type Observation =
  | { readonly type: "turn_accepted"; readonly turn_id: string; readonly ms: number }
  | {
      readonly type: "turn_ended";
      readonly turn_id: string;
      readonly session_id: string;
      readonly agent: string;
      readonly status: TurnStatus;
      readonly latency: TurnLatency;
    }
  | { readonly type: "turn_failed"; readonly turn_id: string; readonly error_id: string; readonly error: unknown }
  | { readonly type: "turn_lost"; readonly turn_id: string }
  | { readonly type: "turn_restarted"; readonly turn_id: string; readonly attempt: number }
  | { readonly type: "store_retry"; readonly turn_id: string; readonly error: unknown };

export type Observer = (observation: Observation) => void;
