// Frames as the client reads them: leniently, because a newer server may say more than this client knows.
import { frameKind, type ServerFrame } from "@polylogue/protocol";

/**
 * Any object with a string `type` is a frame. Known types are trusted to have their fields (the server checked them),
 * unknown ones pass through as they are: their `seq` must still be counted.
 */
export function decodeFrame(text: string): ServerFrame | undefined {
  const value = parseJson(text);
  const readable = typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
  return readable ? (value as ServerFrame) : undefined;
}

/** On its way, not kept: it carries the number of the last fact and has none of its own. */
export const isLive = (frame: ServerFrame): boolean =>
  frame.offset !== undefined || frameKind(frame.type, frame) === "live";

/** A fact's own number, or `undefined` for every other frame. */
export const factNumber = (frame: ServerFrame): number | undefined => (isLive(frame) ? undefined : frame.seq);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
