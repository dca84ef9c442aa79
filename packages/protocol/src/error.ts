// The `error` frame and the closed list of its codes; what each means stands in `error-code.ts`.
import * as z from "zod/mini";
import { frame } from "./envelope.ts";
import { Milliseconds } from "./primitive.ts";

export const ErrorCode = z.enum([
  "bad_request",
  "unknown_agent",
  "pillar_required",
  "unknown_pillar",
  "not_found",
  "unauthenticated",
  "forbidden",
  "rate_limited",
  "too_large",
  "too_deep",
  "too_many_turns",
  "unavailable",
  "overloaded",
  "turn_failed",
  "turn_timeout",
  "model_failed",
  "model_refused",
  "voice_taken",
  "voice_unavailable",
  "credential_expired",
  "file_unsupported",
  "file_unreadable",
  "draining",
  "internal",
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

const fault = {
  /** Of a newer server's code, an older client makes `internal`. */
  code: z.catch(ErrorCode, "internal"),
  /** A plain sentence that says what to do; no internals. */
  message: z.string(),
  retryable: z.boolean(),
  /** Names the entry in the server's log. */
  error_id: z.optional(z.string()),
  /** The message that was refused. */
  message_id: z.optional(z.string()),
  /** The first fault of a frame, dotted: `metadata.file_id`. */
  path: z.optional(z.string()),
  retry_after_ms: z.optional(Milliseconds),
};

/** The body of every REST answer that is not a success. */
export const Fault = z.object(fault);
export type Fault = z.infer<typeof Fault>;

/** A fact when it carries a `turn_id`, otherwise about this socket alone. */
export const ErrorFrame = frame("error", fault);
export type ErrorFrame = z.infer<typeof ErrorFrame>;
