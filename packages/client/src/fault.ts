// What goes wrong on the client's own side, and the error with which a refused message ends.
import type { ErrorCode, ErrorFrame } from "@polylogue/protocol";

export type ClientFaultCode =
  | "bad_frame"
  | "client_closed"
  | "connection_failed"
  | "credential_ended"
  | "outbox_full"
  | "token_unavailable"
  | "too_large";

/** Has the shape of the server's `error` frame, so that one listener can show both. */
export interface ClientFault {
  readonly type: "error";
  readonly code: ClientFaultCode;
  /** A plain sentence that says what to do. */
  readonly message: string;
  readonly retryable: boolean;
}

export const clientFault = (code: ClientFaultCode, message: string, retryable: boolean): ClientFault => ({
  type: "error",
  code,
  message,
  retryable,
});

/** A message that was not taken: nothing of it is kept on the server, and it is not sent again by itself. */
export class MessageRefused extends Error {
  readonly code: ErrorCode | ClientFaultCode;
  /** Whether the same message may be taken later; say it again with the same `message_id`. */
  readonly retryable: boolean;
  readonly retry_after_ms: number | undefined;
  /** Names the entry in the server's log. */
  readonly error_id: string | undefined;

  constructor(fault: ErrorFrame | ClientFault) {
    super(fault.message);
    this.name = "MessageRefused";
    this.code = fault.code;
    this.retryable = fault.retryable;
    this.retry_after_ms = "retry_after_ms" in fault ? fault.retry_after_ms : undefined;
    this.error_id = "error_id" in fault ? fault.error_id : undefined;
  }
}
