// A turn as the one who said something sees it: its frames to iterate, its text so far, and how it ended.
import type { ServerFrame, TurnStatus } from "@polylogue/protocol";
import { isLive } from "./frame.ts";
import { FrameQueue } from "./frame-queue.ts";
import { placed } from "./text.ts";

/** `closed`: the client was closed first; the server may still bring the turn to its end. */
export interface TurnOutcome {
  readonly status: TurnStatus | "closed";
  readonly text: string;
  /** Who answered. */
  readonly agent?: string;
  /** The turn's facts, in order: what was said in pieces is in `text`. */
  readonly frames: readonly ServerFrame[];
}

/** Iterating yields every frame of the turn once, from its first, and ends after `turn_end`. */
export interface ClientTurn extends AsyncIterable<ServerFrame> {
  readonly message_id: string;
  /** Known once the server has acknowledged the message. */
  readonly turn_id: string | undefined;
  /** The answer so far. */
  readonly text: string;
  /** Rejects, with `MessageRefused`, only if the message was not taken; so does the iteration. */
  readonly done: Promise<TurnOutcome>;
  cancel(): void;
}

export class OpenTurn implements ClientTurn {
  readonly message_id: string;
  readonly done: Promise<TurnOutcome>;
  turn_id: string | undefined;
  text = "";
  /** Asked for; the turn ends when the server says so. */
  cancelled = false;
  /** The message has left this machine at least once: only the server knows what became of it. */
  sent = false;

  readonly #queue = new FrameQueue();
  readonly #facts: ServerFrame[] = [];
  readonly #onCancel: (turn: OpenTurn) => void;
  #agent: string | undefined;
  /** Pieces of an attempt before this fact are of a text that was dropped. */
  #textFrom = 0;
  #resolve: (outcome: TurnOutcome) => void = () => {};
  #reject: (refusal: Error) => void = () => {};

  constructor(message_id: string, onCancel: (turn: OpenTurn) => void) {
    this.message_id = message_id;
    this.#onCancel = onCancel;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Who only iterates need not look at `done` as well.
    this.done.catch(() => {});
  }

  [Symbol.asyncIterator](): AsyncIterator<ServerFrame> {
    return { next: () => this.#queue.next() };
  }

  cancel(): void {
    this.cancelled = true;
    this.#onCancel(this);
  }

  accept(frame: ServerFrame): void {
    if (!isLive(frame)) this.#facts.push(frame);
    this.#read(frame);
    this.#queue.push(frame);
    if (frame.type === "turn_end") this.finish(frame.status);
  }

  finish(status: TurnOutcome["status"]): void {
    this.#queue.end();
    const agent = this.#agent === undefined ? {} : { agent: this.#agent };
    this.#resolve({ status, text: this.text, ...agent, frames: this.#facts });
  }

  refuse(refusal: Error): void {
    this.#queue.end(refusal);
    this.#reject(refusal);
  }

  #read(frame: ServerFrame): void {
    switch (frame.type) {
      case "delta":
        if ((frame.seq ?? this.#textFrom) < this.#textFrom) return;
        this.text = placed(this.text, frame.offset, frame.text);
        this.#agent = frame.agent ?? this.#agent;
        return;
      case "turn_restarted":
        this.text = "";
        this.#textFrom = frame.seq ?? 0;
        return;
      case "message":
      case "visualization":
      case "analysis":
      case "drill_down":
        this.text = frame.message;
        this.#agent = frame.agent ?? this.#agent;
        return;
      case "route":
        this.#agent = frame.agent;
        return;
      case "handoff":
        this.#agent = frame.to;
    }
  }
}
