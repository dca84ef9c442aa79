// What can be listened to.
import type { ErrorFrame, ServerFrame } from "@polylogue/protocol";
import type { ClientFault } from "./fault.ts";
import type { Session } from "./session.ts";
import type { ClientStatus } from "./snapshot.ts";

/** The client's own events, and every type of server frame with another name. */
export interface ClientEvents extends Omit<FrameByType, OwnEvent> {
  status: ClientStatus;
  /** Another session, token or epoch; `last_seq` moves on without an event. */
  session: Session;
  /** Every frame that is new to the client, of known and unknown types. */
  frame: ServerFrame;
  error: ErrorFrame | ClientFault;
}

export type FrameByType = { [Frame in ServerFrame as Frame["type"]]: Frame };

type OwnEvent = "status" | "session" | "frame" | "error";

/** The wire has a `status` too, the agent's: it is heard by `frame`, so that one name means one thing. */
export const isHeardByType = (type: string): boolean => type !== "status" && type !== "session" && type !== "frame";
