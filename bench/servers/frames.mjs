// The 24 frames of a turn of twenty deltas, as a server would write them by hand that keeps nothing.
import { twentyWords } from "../lib/text.mjs";

export const framesBefore = (turn_id, text) => [
  { type: "ack", turn_id },
  { type: "user_message", turn_id, text },
];

export const framesWhile = (turn_id) =>
  twentyWords.map((text, number) => ({ type: "delta", turn_id, agent: "talker", text, offset: number }));

export const framesAfter = (turn_id) => [
  { type: "message", turn_id, agent: "talker", message: twentyWords.join("") },
  { type: "turn_end", turn_id, status: "complete" },
];
