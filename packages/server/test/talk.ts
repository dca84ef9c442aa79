// A client for tests that records every frame as it came and knows nothing of the protocol but JSON.
import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";

// biome-ignore lint/suspicious/noExplicitAny: a test looks into frames freely
export type Frame = Record<string, any>;

export interface DialOptions {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** Does not wait for the first frame, and does not fail when there is none. */
  readonly bare?: boolean;
}

export interface Talk {
  readonly socket: WebSocket;
  readonly frames: Frame[];
  /** The frames as they stood on the wire. */
  readonly texts: string[];
  /** The `welcome`, where it was waited for. */
  readonly welcome: Frame;
  readonly session_id: string;
  readonly token: string;
  send(frame: unknown): void;
  /** The first frame, also of those already there, that fits; waits for it. */
  next(fits: (frame: Frame) => boolean, withinMs?: number): Promise<Frame>;
  /** Sends a message and answers the frames of its turn up to its `turn_end`. */
  say(message: string, more?: Frame): Promise<Frame[]>;
  /** Sends something and answers the next `error`. */
  refused(frame: unknown): Promise<Frame>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  close(): Promise<number>;
}

const patienceMs = 10_000;

export const dial = async (url: string, { token, headers, bare = false }: DialOptions = {}): Promise<Talk> => {
  const socket = new WebSocket(url, {
    headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    perMessageDeflate: false,
  });
  const frames: Frame[] = [];
  const texts: string[] = [];
  const listeners = new Set<() => void>();
  socket.on("message", (data) => {
    texts.push(String(data));
    frames.push(JSON.parse(String(data)) as Frame);
    for (const listener of listeners) listener();
  });
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("error", () => undefined);

  const next: Talk["next"] = (fits, withinMs = patienceMs) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = frames.find(fits);
        if (!found) return;
        clearTimeout(timer);
        listeners.delete(look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        listeners.delete(look);
        reject(new Error(`waited ${withinMs} ms for a frame (${fits}); there were:\n${texts.slice(-12).join("\n")}`));
      }, withinMs);
      listeners.add(look);
      look();
    });

  const talk: Talk = {
    socket,
    frames,
    texts,
    get welcome() {
      return frames.find(({ type }) => type === "welcome") ?? {};
    },
    get session_id() {
      return String(talk.welcome.session_id);
    },
    get token() {
      return String(talk.welcome.session_token);
    },
    send: (frame) =>
      socket.send(typeof frame === "string" || frame instanceof Uint8Array ? frame : JSON.stringify(frame)),
    next,
    async say(message, more = {}) {
      const message_id = String(more.message_id ?? randomUUID());
      talk.send({ message, message_id, ...more });
      const ack = await next(
        (frame) => frame.message_id === message_id && (frame.type === "ack" || frame.type === "error"),
      );
      if (ack.type === "error") throw new Error(`refused: ${JSON.stringify(ack)}`);
      await next((frame) => frame.type === "turn_end" && frame.turn_id === ack.turn_id);
      return frames.filter(({ turn_id }) => turn_id === ack.turn_id);
    },
    async refused(frame) {
      const before = frames.length;
      talk.send(frame);
      return next((candidate) => candidate.type === "error" && frames.indexOf(candidate) >= before);
    },
    closed,
    close: () => {
      socket.close();
      return closed;
    },
  };
  if (!bare) await next(({ type }) => type === "welcome");
  return talk;
};

/** The HTTP status with which an upgrade is refused; 101 when it is not. */
export const upgradeStatus = (url: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    socket.once("open", () => {
      socket.close();
      resolve(101);
    });
    socket.once("unexpected-response", (request, { statusCode }) => {
      request.destroy();
      resolve(statusCode ?? 0);
    });
    socket.on("error", reject);
  });

export const typesOf = (frames: readonly Frame[]): string[] => frames.map(({ type }) => String(type));
export const textOf = (frames: readonly Frame[]): string =>
  String(frames.find(({ type }) => type === "message" || type === "analysis")?.message);

/** Whether the frame is numbered for itself: neither live nor about this socket alone. */
export const isFact = (frame: Frame): boolean =>
  !["welcome", "resumed", "snapshot", "delta", "pong", "error"].includes(String(frame.type));
