// The temperature at which confidence means what it says (Guo et al., 2017): found on examples that were held back.

/** What a classifier thought of an example that it had not seen. */
export interface Verdict {
  readonly target: number;
  readonly scores: readonly number[];
}

const range = { coldest: 0.02, hottest: 5 } as const;
const roundsOfSearch = 40;
const golden = (Math.sqrt(5) - 1) / 2;

/** Searches by the golden section for the temperature that makes the right labels most probable. */
export const bestTemperature = (verdicts: readonly Verdict[]): number => {
  let low = Math.log(range.coldest);
  let high = Math.log(range.hottest);
  for (let round = 0; round < roundsOfSearch; round++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (surprise(verdicts, Math.exp(left)) < surprise(verdicts, Math.exp(right))) high = right;
    else low = left;
  }
  return Number(Math.exp((low + high) / 2).toPrecision(4));
};

/** Mean negative log likelihood of the right label. */
const surprise = (verdicts: readonly Verdict[], temperature: number): number =>
  verdicts.reduce((sum, { target, scores }) => {
    const most = Math.max(...scores);
    const total = scores.reduce((all, score) => all + Math.exp((score - most) / temperature), 0);
    return sum + Math.log(total) - ((scores[target] ?? most) - most) / temperature;
  }, 0) / Math.max(1, verdicts.length);
