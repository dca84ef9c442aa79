// Contestants take turns within one run, so that a machine whose speed drifts is slow or fast for all of them.

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Measures every contestant in every round, forwards and backwards by turns; answers the values by name. */
export async function interleave(names, rounds, measure) {
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) measured[name].push(await measure(name));
  }
  return measured;
}

/** The median of the ratios of each round. */
export const ratioOf = (ours, peers) => median(ours.map((value, round) => value / peers[round]));
