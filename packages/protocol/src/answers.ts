// `?frames=answers`: the frames for a client of the documents, which adds every frame it receives to its messages.
import type { ServerFrameType } from "./server-frame.ts";

/** Whole answers, errors and audio; binary frames belong to it too. */
export const answerFrameTypes: ReadonlySet<ServerFrameType> = new Set<ServerFrameType>([
  "message",
  "visualization",
  "analysis",
  "drill_down",
  "error",
  "audio_start",
  "audio_chunk",
  "audio_end",
  "audio_duck",
  "audio_cancelled",
]);

export const isAnswerFrame = (type: ServerFrameType): boolean => answerFrameTypes.has(type);
