// What a session has to show right now: its last facts in memory, the text of its running turns, and who reads along.
import type { Clock } from "../clock.ts";
import type { Fact, TurnRef } from "../ports/store/fact.ts";
import { type EncodedFact, encodeFact, encodeLive, type FrameOrigin } from "./frame.ts";
import { type LiveText, liveText } from "./live-text.ts";

/** Facts that are kept at hand for sockets that are nearly up to date. */
const tailLength = 256;
/** How long a delta may wait for a fact before it, so that a turn reads in order; never longer, whatever the Store does. */
const orderGraceMs = 20;

/** Who reads along, at its own pace. */
export interface Reader {
  /** Sends what there is to send and may be sent now; called again when the sink has drained. */
  pump(): void;
  /** A live frame that is not kept. */
  note(type: string, frame: string): void;
}

export interface SessionStream extends FrameOrigin {
  /** The last fact that is known to be committed. */
  readonly head: number;
  readonly readers: ReadonlySet<Reader>;
  /** Turns that run here, by id. */
  readonly running: ReadonlyMap<string, LiveText>;
  /** Whether text may be shown now, or a fact before it is about to arrive. */
  readonly inOrder: boolean;
  /** A committed fact, if it is at hand. */
  recent(seq: number): EncodedFact | undefined;
  /** Takes up committed facts; a hole before them is filled from the Store by each reader. */
  publish(facts: readonly Fact[]): void;
  /** The Store has facts up to `head`. */
  raise(head: number): void;
  /** A fact was handed to the Store; call the answer when it has landed or failed. */
  expect(): () => void;
  begin(turn: TurnRef): LiveText;
  show(turn_id: string, text: string, speaker: string): void;
  /** Sends what text there is now, so that it goes out before the facts that end its turn. */
  showAll(): void;
  /** The turn has ended, or goes on elsewhere. */
  drop(turn_id: string): void;
  /** Sends a live frame to whoever is up to date; others do without. */
  note(frame: { type: string; turn?: TurnRef } & Record<string, unknown>): void;
  attach(reader: Reader): void;
  detach(reader: Reader): void;
}

export const sessionStream = (
  origin: FrameOrigin,
  {
    clock,
    changed,
    idle,
  }: { clock: Clock; changed: (stream: SessionStream) => void; idle: (stream: SessionStream) => void },
): SessionStream => {
  let head = 0;
  let tail: EncodedFact[] = [];
  let expected = 0;
  /** A fact has been on its way for longer than text waits. */
  let overdue = false;
  let callOffGrace = () => {};
  const readers = new Set<Reader>();
  const running = new Map<string, LiveText>();

  const restIfIdle = () => {
    if (readers.size === 0 && running.size === 0) idle(stream);
  };

  const stream: SessionStream = {
    ...origin,
    readers,
    running,
    get head() {
      return head;
    },
    get inOrder() {
      return expected === 0 || overdue;
    },
    recent(seq) {
      const first = tail[0];
      return first === undefined ? undefined : tail[seq - first.seq];
    },
    publish(facts) {
      for (const fact of facts) {
        const end = tail.at(-1)?.seq ?? fact.seq - 1;
        if (fact.seq <= end) continue;
        if (fact.seq > end + 1) tail = [];
        tail.push(encodeFact(origin, fact));
        head = Math.max(head, fact.seq);
      }
      if (tail.length > 2 * tailLength) tail = tail.slice(-tailLength);
      changed(stream);
    },
    raise(seq) {
      if (seq <= head) return;
      head = seq;
      changed(stream);
    },
    expect() {
      if (expected++ === 0) {
        callOffGrace = clock.after(orderGraceMs, () => {
          overdue = true;
          changed(stream);
        });
      }
      let landed = false;
      return () => {
        if (landed) return;
        landed = true;
        if (--expected === 0) {
          callOffGrace();
          overdue = false;
        }
        changed(stream);
      };
    },
    begin(turn) {
      const text = liveText(origin, turn, clock);
      running.set(turn.turn_id, text);
      return text;
    },
    show(turn_id, text, speaker) {
      running.get(turn_id)?.add(text, speaker);
      changed(stream);
    },
    showAll() {
      for (const reader of readers) reader.pump();
    },
    drop(turn_id) {
      running.delete(turn_id);
      restIfIdle();
    },
    note(frame) {
      if (readers.size === 0) return;
      const text = encodeLive(origin, { ...frame, seq: head, at: clock.now() });
      for (const reader of readers) reader.note(frame.type, text);
    },
    attach(reader) {
      readers.add(reader);
      changed(stream);
    },
    detach(reader) {
      readers.delete(reader);
      restIfIdle();
    },
  };
  return stream;
};
