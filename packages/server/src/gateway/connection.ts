// One socket: its frames are decoded, bounded and handed to whoever answers them; what its session has to show comes back through a cursor.
import type { Cursor, SessionStream } from "@polylogue/core";
import {
  type ClientFrame,
  closeCodes,
  decodeClientFrame,
  type ErrorCode,
  errorCodes,
  isAnswerFrame,
  maxMessageBytes,
  type ServerFrameType,
  type UserMessage,
} from "@polylogue/protocol";
import type { RawData, WebSocket } from "ws";
import type { OpenSession } from "../auth/sessions.ts";
import type { Entrance } from "./alias.ts";
import { type Bucket, bucket } from "./rate.ts";
import type { SocketSink } from "./socket.ts";

/** Refusals for haste after which a socket is closed. */
const patience = 200;
/** Messages of one socket that may wait for the Store before it is read no further. */
const inboxLimit = 64;

/** Further fields of an `error` frame. */
export interface ErrorDetail {
  readonly message_id?: string | undefined;
  readonly path?: string | undefined;
  readonly retry_after_ms?: number;
  readonly error_id?: string;
  readonly agent_type?: string | undefined;
  readonly pillar?: string | undefined;
  readonly conversation_id?: string | undefined;
}

/** Who acts on frames; one for all connections. */
export interface FrameHandler {
  message(connection: Connection, frame: UserMessage): Promise<void>;
  /** Frames with a type; those that only look or stop something. */
  frame(connection: Connection, frame: Exclude<ClientFrame, { type?: undefined }>): Promise<void>;
  closed(connection: Connection): void;
  /** A frame could not be acted on, through no fault of its sender; answers the error's id. */
  failed(connection: Connection, error: unknown): string;
}

export interface ConnectionParts {
  readonly socket: WebSocket;
  readonly sink: SocketSink;
  readonly session: OpenSession;
  readonly entrance: Entrance;
  /** `?frames=answers`: nothing but whole answers, errors and audio. */
  readonly answersOnly: boolean;
  readonly framesPerSecond: number;
  readonly handler: FrameHandler;
}

export class Connection {
  readonly socket: WebSocket;
  readonly sink: SocketSink;
  readonly entrance: Entrance;
  readonly answersOnly: boolean;
  session: OpenSession;
  stream: SessionStream | undefined;
  cursor: Cursor | undefined;
  /** Something was heard since the last heartbeat. */
  alive = true;
  #rate: Bucket;
  #handler: FrameHandler;
  #refusals = 0;
  #inbox: Promise<void> | undefined;
  #waiting = 0;

  constructor({ socket, sink, session, entrance, answersOnly, framesPerSecond, handler }: ConnectionParts) {
    this.socket = socket;
    this.sink = sink;
    this.session = session;
    this.entrance = entrance;
    this.answersOnly = answersOnly;
    this.#rate = bucket(framesPerSecond);
    this.#handler = handler;
  }

  get user() {
    return this.session.record.user;
  }

  readonly wants = (type: string): boolean => !this.answersOnly || isAnswerFrame(type as ServerFrameType);

  /** A frame about this socket alone. */
  tell(type: ServerFrameType, body: Record<string, unknown>): void {
    if (!this.wants(type)) return;
    this.sink.send(JSON.stringify({ type, at: Date.now(), session_id: this.user.session_id, ...body }));
  }

  error(code: ErrorCode, message: string, detail: ErrorDetail = {}): void {
    this.tell("error", { code, message, retryable: errorCodes[code].retryable, ...detail });
  }

  close({ code }: { code: number }, reason = ""): void {
    this.socket.close(code, reason);
  }

  /** Whether the connection follows the session's facts already. */
  follow(stream: SessionStream, cursor: Cursor): void {
    this.leave();
    this.stream = stream;
    this.cursor = cursor;
    this.sink.onDrain = () => cursor.pump();
    stream.attach(cursor);
  }

  leave(): void {
    if (this.stream && this.cursor) this.stream.detach(this.cursor);
    this.stream = undefined;
    this.cursor = undefined;
  }

  /** Answered like a frame, so that whoever asks without reading the answers is let go. */
  pinged(data: Buffer): void {
    this.alive = true;
    const wait = this.#rate.take(performance.now());
    if (wait > 0) return this.#refuseHaste(wait);
    this.sink.pong(data);
  }

  receive(data: RawData, isBinary: boolean): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.alive = true;
    const bytes = data as Buffer;
    if (bytes.length > maxMessageBytes) {
      this.error("too_large", `A frame may have at most ${maxMessageBytes} bytes; send long material as a file.`);
      return this.close(closeCodes.tooLarge, "too large");
    }
    const wait = this.#rate.take(performance.now());
    if (wait > 0) return this.#refuseHaste(wait);
    if (isBinary)
      return this.error(
        "voice_unavailable",
        "Binary frames are audio, and no microphone is open. Send audio_start first.",
      );
    const decoded = decodeClientFrame(bytes.toString("utf8"));
    if (!decoded.ok) {
      const { code, message, ...detail } = decoded.error;
      this.error(code, message, detail);
      if (code === "too_deep") this.close(closeCodes.tooDeep, "too deep");
      return;
    }
    const { frame } = decoded;
    if (frame.type === undefined) this.inOrder(() => this.#handler.message(this, frame));
    else if (frame.type === "resume" || frame.type === "auth") this.inOrder(() => this.#handler.frame(this, frame));
    else void this.#act(() => this.#handler.frame(this, frame));
  }

  closed(): void {
    this.leave();
    this.#handler.closed(this);
  }

  /** Messages keep the order in which they came, and a socket that sends faster than they can be kept is read no further. */
  inOrder(run: () => Promise<void>): void {
    this.#waiting++;
    if (this.#waiting === inboxLimit) this.socket.pause();
    const previous = this.#inbox ?? Promise.resolve();
    const current = previous
      .then(() => this.#act(run))
      .then(() => {
        this.#waiting--;
        if (this.socket.isPaused && this.#waiting < inboxLimit / 2) this.socket.resume();
        if (this.#inbox === current) this.#inbox = undefined;
      });
    this.#inbox = current;
  }

  async #act(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      const error_id = this.#handler.failed(this, error);
      this.error("internal", "Something went wrong on our side. Try again; if it happens again, report the error_id.", {
        error_id,
      });
    }
  }

  #refuseHaste(retry_after_ms: number): void {
    this.#refusals++;
    if (this.#refusals <= patience) {
      return this.error("rate_limited", "Frames come too fast. Wait a moment, then send again.", { retry_after_ms });
    }
    this.close(closeCodes.tooFast, "too fast");
  }
}
