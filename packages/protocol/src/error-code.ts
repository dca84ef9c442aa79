// The table of error codes: whether to try again, what each means, and what to do about it.
import type { ErrorCode } from "./error.ts";

export interface ErrorCodeEntry {
  /** Whether the same request may succeed later without a change. */
  readonly retryable: boolean;
  readonly meaning: string;
  readonly fix: string;
}

export const errorCodes: Readonly<Record<ErrorCode, ErrorCodeEntry>> = {
  bad_request: {
    retryable: false,
    meaning: "The frame or the request is not valid JSON, has an unknown type, or does not fit its schema.",
    fix: "Correct the field that `path` names.",
  },
  unknown_agent: {
    retryable: false,
    meaning: "No agent is registered under this `agent_type`.",
    fix: "Use one of the agents that `welcome` lists.",
  },
  pillar_required: {
    retryable: false,
    meaning: "A message to the liaison names no pillar.",
    fix: "Add `pillar`.",
  },
  unknown_pillar: {
    retryable: false,
    meaning: "There is no liaison for this pillar.",
    fix: "Use content, insights, operations or business_outcomes.",
  },
  not_found: {
    retryable: false,
    meaning: "What the request names does not exist, or is not yours.",
    fix: "Check the id, and that it belongs to this user.",
  },
  unauthenticated: {
    retryable: false,
    meaning: "The credential is missing or not valid.",
    fix: "Get a session from POST /api/sessions, or sign in again.",
  },
  forbidden: {
    retryable: false,
    meaning: "The credential is valid but lacks the right to do this.",
    fix: "Ask for the role that the call needs.",
  },
  rate_limited: {
    retryable: true,
    meaning: "Too many requests came in a short time.",
    fix: "Wait for `retry_after_ms`, then send again.",
  },
  too_large: {
    retryable: false,
    meaning: "The frame or the file is larger than allowed.",
    fix: "Keep frames under 64 KiB and files under 25 MB; send long material as a file.",
  },
  too_deep: {
    retryable: false,
    meaning: "Objects and arrays stand more than 32 deep inside one another.",
    fix: "Flatten the frame.",
  },
  too_many_turns: {
    retryable: true,
    meaning: "As many turns as are allowed are already waiting.",
    fix: "Wait for a `turn_end`, then send again with the same `message_id`.",
  },
  unavailable: {
    retryable: true,
    meaning: "The store cannot be reached; nothing was saved.",
    fix: "Send again with the same `message_id` after `retry_after_ms`.",
  },
  overloaded: {
    retryable: true,
    meaning: "The server has more work than it can take; nothing was saved.",
    fix: "Send again with the same `message_id` after `retry_after_ms`.",
  },
  turn_failed: {
    retryable: true,
    meaning: "The agent failed in this turn.",
    fix: "Ask again as a new message; if it fails again, report the `error_id`.",
  },
  turn_timeout: {
    retryable: true,
    meaning: "The turn ran out of time and was stopped.",
    fix: "Ask again, or ask for less at once.",
  },
  model_failed: {
    retryable: true,
    meaning: "The language model did not answer.",
    fix: "Ask again a little later; an operator checks the model's key and address.",
  },
  model_refused: {
    retryable: false,
    meaning: "The language model declined to answer this.",
    fix: "Put the question differently.",
  },
  voice_taken: {
    retryable: false,
    meaning: "Another socket of this session has opened its microphone; this one receives no more audio.",
    fix: "Send `audio_start` to take the voice back.",
  },
  voice_unavailable: {
    retryable: true,
    meaning: "Speech cannot be understood or spoken on this server now.",
    fix: "Type instead; an operator installs or configures the speech models.",
  },
  credential_expired: {
    retryable: false,
    meaning: "The credential of this socket has ended or was revoked.",
    fix: "Connect again with a fresh credential; before it ends, send `auth`.",
  },
  file_unsupported: {
    retryable: false,
    meaning: "Files of this kind are not read.",
    fix: "Send CSV, JSON, Parquet, Markdown, text, PDF, PNG, JPEG, WebP or WAV.",
  },
  file_unreadable: {
    retryable: false,
    meaning: "The file is damaged, empty, or not what its name says.",
    fix: "Open the file on your side, save it again and send it anew.",
  },
  draining: {
    retryable: true,
    meaning: "The server is about to restart and takes no new turns; nothing was saved.",
    fix: "Connect again and send with the same `message_id`.",
  },
  internal: {
    retryable: true,
    meaning: "The server met a fault of its own.",
    fix: "Try again; if it happens again, report the `error_id`.",
  },
};
