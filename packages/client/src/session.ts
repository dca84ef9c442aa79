// Which session the client is in and how far it has read its facts: decides for each frame whether it counts.
import type { ServerFrame } from "@polylogue/protocol";
import { factNumber, isLive } from "./frame.ts";

/** All that is needed to continue a session, in this program or in another tab. The token is a secret. */
export interface Session {
  readonly session_id: string;
  readonly session_token: string;
  readonly epoch: number;
  readonly last_seq: number;
}

export interface SessionState {
  readonly current: Session | undefined;
  /** As the `welcome` of this socket had it: what is left when the current one cannot be resumed. */
  readonly offered: Session | undefined;
  /** A `resume` awaits its answer: sent as the first frame of a socket, or later because a fact was missing. */
  readonly resuming: "no" | "after_dial" | "after_gap";
}

/**
 * `take`: new to the client. `drop`: seen before, or not of this session. `joined`: take it, and the session is
 * settled. `gap`: a fact before it is missing, ask again. `retry`: this socket cannot be used now.
 */
export type Verdict = "take" | "drop" | "joined" | "gap" | "retry";

type Judged = readonly [SessionState, Verdict];

export const startOfSession = (stored?: Session): SessionState => ({
  current: stored,
  offered: undefined,
  resuming: "no",
});

/** A new socket: what the last one offered is void. */
export const dialled = (state: SessionState): SessionState => ({
  ...state,
  offered: undefined,
  resuming: state.current === undefined ? "no" : "after_dial",
});

export function judge(state: SessionState, frame: ServerFrame): Judged {
  switch (frame.type) {
    case "welcome":
      return welcomed(state, { ...pickSession(frame), last_seq: frame.head_seq });
    case "resumed":
      return resumed(state, frame);
    case "error":
      return frame.turn_id === undefined && frame.message_id === undefined
        ? refused(state, frame)
        : counted(state, frame);
    default:
      return counted(state, frame);
  }
}

const pickSession = ({ session_id, session_token, epoch }: Omit<Session, "last_seq">) => ({
  session_id,
  session_token,
  epoch,
});

function welcomed(state: SessionState, offered: Session): Judged {
  const { current, resuming } = state;
  if (current === undefined) return [{ ...state, current: offered, offered }, "joined"];
  const same = current.session_id === offered.session_id;
  const renewed = same ? { ...current, session_token: offered.session_token } : current;
  return [{ ...state, current: renewed, offered }, resuming === "no" ? "drop" : "take"];
}

/** Not recovered: a snapshot replaces what was read, and numbering goes on from where the server says. */
function resumed(state: SessionState, frame: Extract<ServerFrame, { type: "resumed" }>): Judged {
  const { current, offered, resuming } = state;
  if (resuming === "no" || current === undefined) return [state, "drop"];
  if (frame.recovered) return [{ ...state, resuming: "no" }, "joined"];
  const epoch = frame.epoch ?? (offered?.session_id === current.session_id ? offered.epoch : current.epoch);
  return [{ ...state, current: { ...current, epoch, last_seq: frame.from_seq }, resuming: "no" }, "joined"];
}

/** The session is gone for good: the one that this socket was welcomed into takes its place. */
function refused(state: SessionState, { retryable }: { readonly retryable: boolean }): Judged {
  const { offered, resuming } = state;
  if (resuming === "no") return [state, "take"];
  // After a gap the offer is old: only a new socket brings a new one.
  if (retryable || offered === undefined || resuming === "after_gap") return [state, "retry"];
  return [{ ...state, current: offered, resuming: "no" }, "joined"];
}

function counted(state: SessionState, frame: ServerFrame): Judged {
  const { current, resuming } = state;
  if (current === undefined) return [state, "drop"];
  const foreign = frame.session_id !== undefined && frame.session_id !== current.session_id;
  if (foreign) return [state, "drop"];
  const seq = factNumber(frame);
  if (seq === undefined) return [state, isLive(frame) && resuming !== "no" ? "drop" : "take"];
  const sameEpoch = frame.epoch === undefined || frame.epoch === current.epoch;
  if (sameEpoch && seq <= current.last_seq) return [state, "drop"];
  if (sameEpoch && seq === current.last_seq + 1) return [{ ...state, current: { ...current, last_seq: seq } }, "take"];
  return resuming === "no" ? [{ ...state, resuming: "after_gap" }, "gap"] : [state, "drop"];
}
