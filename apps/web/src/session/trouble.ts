// What is not as it should be about the connection, in the order in which it matters.
import type { ClientStatus } from "@polylogue/client";

export type Trouble =
  | { readonly kind: "connecting" }
  | { readonly kind: "reconnecting" }
  | { readonly kind: "closed"; readonly message: string }
  | { readonly kind: "degraded"; readonly parts: readonly string[] }
  | { readonly kind: "fault"; readonly message: string };

interface ConnectionFacts {
  readonly status: ClientStatus;
  /** Whether a session was ever open on this page. */
  readonly known: boolean;
  readonly degraded: readonly string[];
  /** The last fault that belongs to no message: why the client gave up, or what the server could not do. */
  readonly fault: string | undefined;
}

const ended = "The connection has ended.";

export function troubleOf({ status, known, degraded, fault }: ConnectionFacts): Trouble | undefined {
  switch (status) {
    case "idle":
    case "connecting":
      return { kind: known ? "reconnecting" : "connecting" };
    case "waiting":
      return { kind: "reconnecting" };
    case "closed":
      return { kind: "closed", message: fault ?? ended };
    case "open":
      if (fault !== undefined) return { kind: "fault", message: fault };
      return degraded.length > 0 ? { kind: "degraded", parts: degraded } : undefined;
  }
}
