// The text of a running turn, put together from pieces that say where they stand.

/** Overwrites what stands there; a piece past the end leaves a hole, so it is left to the resend of the whole text. */
export const placed = (text: string, offset: number, piece: string): string =>
  offset > text.length ? text : text.slice(0, offset) + piece + text.slice(offset + piece.length);
