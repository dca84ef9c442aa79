// What is said in the benches: the same question and the same answer, by us and by every peer.

/** An answer of twenty deltas. */
export const twentyWords = Array.from({ length: 20 }, (_, number) => `word${number} `);
export const question = "continue teaching me";
