// The life of the one connection as a table: what each event means in each state, decided without touching a socket.
import { afterClose, closeCodes } from "@polylogue/protocol";

/** `joining`: the socket is up, but whose session it speaks for is not settled. `probing`: open, but too quiet. */
export type ConnectionState = "idle" | "connecting" | "joining" | "open" | "probing" | "waiting" | "closed";

export interface Connection {
  readonly state: ConnectionState;
  /** Failures since the last connection that worked. */
  readonly attempt: number;
  /** As the server's `welcome` asked. */
  readonly heartbeatMs: number;
}

export type ConnectionEvent =
  | { readonly type: "connect" }
  | { readonly type: "opened" }
  | { readonly type: "joined"; readonly heartbeatMs: number }
  | { readonly type: "heard" }
  /** A fact is missing. */
  | { readonly type: "gap" }
  /** `renewable`: a fresh credential can be asked for. `fraction`: chance in [0, 1), for the jitter. */
  | { readonly type: "dropped"; readonly code: number; readonly renewable: boolean; readonly fraction: number }
  /** The one timer ran out. */
  | { readonly type: "elapsed"; readonly fraction: number }
  | { readonly type: "close" };

export type ConnectionEffect =
  | { readonly type: "dial" }
  | { readonly type: "resume" }
  | { readonly type: "ping" }
  | { readonly type: "hang_up"; readonly code: number }
  /** There is one timer: setting it replaces it, `undefined` stops it. */
  | { readonly type: "timer"; readonly ms: number | undefined }
  /** What waits may be sent. */
  | { readonly type: "flush" }
  /** There will be no other connection. */
  | { readonly type: "finish" };

type Step = readonly [Connection, readonly ConnectionEffect[]];
type Cell<Type> = (now: Connection, event: Extract<ConnectionEvent, { type: Type }>) => Step;
type Row = { readonly [Type in ConnectionEvent["type"]]: Cell<Type> };

const joinWithinMs = 10_000;
const pongWithinMs = 2_000;
const firstWaitMs = 250;
const longestWaitMs = 10_000;
const restartJitterMs = 1_000;

/** Ours, for a socket that is of no use any more; a client may not send 1006. */
export const uselessCode = 4000;

export const startOfConnection: Connection = { state: "idle", attempt: 0, heartbeatMs: 10_000 };

const stay = (now: Connection): Step => [now, []];

const dial = (now: Connection): Step => [
  { ...now, state: "connecting" },
  [{ type: "dial" }, { type: "timer", ms: joinWithinMs }],
];

const join = (now: Connection): Step => [
  { ...now, state: "joining" },
  [{ type: "resume" }, { type: "timer", ms: joinWithinMs }],
];

const watch = (now: Connection): readonly ConnectionEffect[] => [{ type: "timer", ms: 2 * now.heartbeatMs }];

/** Something came, so the connection works: failures before it no longer count. */
const heard = (now: Connection): Step => [{ ...now, state: "open", attempt: 0 }, watch(now)];

const close = (now: Connection): Step => [
  { ...now, state: "closed", attempt: 0 },
  [{ type: "timer", ms: undefined }, { type: "hang_up", code: closeCodes.normal.code }, { type: "finish" }],
];

const giveUp = (now: Connection): Step => [
  { ...now, state: "closed", attempt: 0 },
  [{ type: "timer", ms: undefined }, { type: "finish" }],
];

/** Exponential with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const backOff = (now: Connection, { fraction }: { readonly fraction: number }): Step => [
  { ...now, state: "waiting", attempt: now.attempt + 1 },
  [{ type: "timer", ms: fraction * Math.min(longestWaitMs, firstWaitMs * 2 ** now.attempt) }],
];

const dropped: Cell<"dropped"> = (now, event) => {
  const action = afterClose(event.code);
  if (action === "stop" || (action === "authenticate" && !event.renewable)) return giveUp(now);
  return backOff(now, event);
};

/** A restarting server is soon back, and all its clients come at once: a little jitter, no back-off. */
const droppedWhileOpen: Cell<"dropped"> = (now, event) =>
  event.code === closeCodes.restarting.code
    ? [{ ...now, state: "waiting" }, [{ type: "timer", ms: event.fraction * restartJitterMs }]]
    : dropped(now, event);

const silent: Cell<"elapsed"> = (now, event) => {
  const [next, effects] = backOff(now, event);
  return [next, [{ type: "hang_up", code: uselessCode }, ...effects]];
};

const table: { readonly [State in ConnectionState]: Row } = {
  idle: {
    connect: dial,
    opened: stay,
    joined: stay,
    heard: stay,
    gap: stay,
    dropped: stay,
    elapsed: stay,
    close,
  },
  connecting: {
    connect: stay,
    opened: join,
    joined: stay,
    heard: stay,
    gap: stay,
    dropped,
    elapsed: silent,
    close,
  },
  joining: {
    connect: stay,
    opened: stay,
    joined: (now, { heartbeatMs }) => {
      const next: Connection = { ...now, state: "open", heartbeatMs };
      return [next, [...watch(next), { type: "flush" }]];
    },
    heard: stay,
    gap: stay,
    dropped,
    elapsed: silent,
    close,
  },
  open: {
    connect: stay,
    opened: stay,
    joined: stay,
    heard,
    gap: join,
    dropped: droppedWhileOpen,
    elapsed: (now) => [{ ...now, state: "probing" }, [{ type: "ping" }, { type: "timer", ms: pongWithinMs }]],
    close,
  },
  probing: {
    connect: stay,
    opened: stay,
    joined: stay,
    heard,
    gap: join,
    dropped: droppedWhileOpen,
    elapsed: silent,
    close,
  },
  waiting: {
    connect: dial,
    opened: stay,
    joined: stay,
    heard: stay,
    gap: stay,
    dropped: stay,
    elapsed: dial,
    close,
  },
  closed: {
    connect: dial,
    opened: stay,
    joined: stay,
    heard: stay,
    gap: stay,
    dropped: stay,
    elapsed: stay,
    close: stay,
  },
};

/** What `event` makes of the connection, and what is to be done about it, in this order. */
export function transition(now: Connection, event: ConnectionEvent): Step {
  // The row has a cell for every type of event; TypeScript cannot see that the cell and the event belong together.
  const cell = table[now.state][event.type] as Cell<ConnectionEvent["type"]>;
  return cell(now, event);
}
