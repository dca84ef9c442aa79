// The times of a turn, in milliseconds since its input, and how they are said.

export interface TurnLatency {
  readonly transcript?: number | undefined;
  readonly route?: number | undefined;
  readonly agent?: number | undefined;
  readonly first_text?: number | undefined;
  readonly text?: number | undefined;
  readonly first_audio?: number | undefined;
  readonly audio?: number | undefined;
}

const stages: readonly (readonly [keyof TurnLatency, string])[] = [
  ["transcript", "understood the speech"],
  ["route", "chose the agent"],
  ["agent", "agent began"],
  ["first_text", "first word"],
  ["text", "whole answer"],
  ["first_audio", "first sound"],
  ["audio", "all spoken"],
];

export const latencyStages = (latency: TurnLatency): readonly { label: string; ms: number }[] =>
  stages.flatMap(([stage, label]) => {
    const ms = latency[stage];
    return ms === undefined ? [] : [{ label, ms }];
  });

export const latencyTotal = ({ text, first_text, audio }: TurnLatency): number | undefined =>
  text ?? first_text ?? audio;

/** "under 1 ms", "84 ms", "1.3 s". */
export function seconds(ms: number): string {
  if (ms < 1) return "under 1 ms";
  return ms < 950 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
