// The one error class: a closed code for programs, a sentence for people, the cause kept.
import type { ErrorCode } from "@polylogue/protocol";

/** Codes that never reach a client as they are: what goes wrong between our own parts. */
export type InternalCode =
  | "agent.duplicate"
  | "agent.unknown"
  | "config.invalid"
  | "fence.lost"
  | "journal.mismatch"
  | "state.too_large"
  | "store.closed"
  | "store.full"
  | "store.locked"
  | "store.newer"
  | "tool.input"
  | "tool.output";

export type PolylogueCode = ErrorCode | InternalCode;

export class PolylogueError extends Error {
  readonly code: PolylogueCode;

  constructor(code: PolylogueCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "PolylogueError";
    this.code = code;
  }
}

/** Whether `error` is ours with this code; also true for one that crossed a thread as a plain object. */
export const hasCode = (error: unknown, code: PolylogueCode): boolean =>
  typeof error === "object" && error !== null && (error as { code?: unknown }).code === code;
