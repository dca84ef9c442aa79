// A socket as a cursor on the facts of its session: it reads on only while little is buffered, and shows live text when it is up to date.
import type { Fact } from "../ports/store/fact.ts";
import { type EncodedFact, encodeFact } from "./frame.ts";
import type { Reader, SessionStream } from "./stream.ts";

/** A socket takes no more while this much is still waiting to leave it. */
export const maxBufferedBytes = 256 * 1024;
/** Facts read from the Store at a time. */
const pageLength = 200;

/** Where a cursor writes: a socket, or a test. */
export interface Sink {
  /** Bytes that have not left yet. */
  buffered(): number;
  /** All frames of one pass, to be written together. */
  write(frames: readonly string[]): void;
}

export interface Cursor extends Reader {
  /** The next fact that it will send. */
  readonly next: number;
  /** Goes on after `seq`, forwards or back. */
  moveTo(seq: number): void;
}

export interface CursorParts {
  readonly stream: SessionStream;
  readonly sink: Sink;
  /** Starts after this fact. */
  readonly after: number;
  /** Frames of other types are left out. */
  readonly wants: (type: string) => boolean;
  readonly facts: (session_id: string, after: number, limit: number) => Promise<readonly Fact[]>;
  /** The Store could not be read; the cursor tries again when it is pumped. */
  readonly trouble: (error: unknown) => void;
}

export const cursor = ({ stream, sink, after, wants, facts, trouble }: CursorParts): Cursor => {
  let next = after + 1;
  let page: EncodedFact[] = [];
  let reading = false;
  /** How far each running turn's text has been sent. */
  let shown: Map<string, number> | undefined;

  const read = async () => {
    reading = true;
    const from = next;
    try {
      const found = await facts(stream.session_id, from - 1, pageLength);
      if (from === next) page = found.map((fact) => encodeFact(stream, fact));
    } catch (error) {
      trouble(error);
      return;
    } finally {
      reading = false;
    }
    if (page.length > 0 || from !== next) self.pump();
  };

  const fact = (seq: number): EncodedFact | undefined => {
    const recent = stream.recent(seq);
    if (recent) return recent;
    while (page[0] && page[0].seq < seq) page.shift();
    return page[0]?.seq === seq ? page[0] : undefined;
  };

  const pass = ({ type, turn_id, text }: EncodedFact, frames: string[]) => {
    next += 1;
    if (turn_id && (type === "turn_end" || type === "turn_restarted")) shown?.delete(turn_id);
    if (wants(type)) frames.push(text);
  };

  /** Pushes the new text of every running turn. */
  const catchUpWithText = (frames: string[]) => {
    if (stream.running.size === 0 || !stream.inOrder || !wants("delta")) return;
    for (const [turn_id, live] of stream.running) {
      const frame = live.deltaFrom(shown?.get(turn_id) ?? 0, stream.head);
      if (!frame) continue;
      shown ??= new Map();
      shown.set(turn_id, live.text.length);
      frames.push(frame);
    }
  };

  const self: Cursor = {
    get next() {
      return next;
    },
    pump() {
      const frames: string[] = [];
      let room = maxBufferedBytes - sink.buffered();
      while (next <= stream.head && room > 0) {
        const found = fact(next);
        if (!found) {
          if (!reading) void read();
          break;
        }
        room -= found.text.length;
        pass(found, frames);
      }
      if (next > stream.head && room > 0) {
        page = [];
        catchUpWithText(frames);
      }
      if (frames.length > 0) sink.write(frames);
    },
    moveTo(seq) {
      next = seq + 1;
      page = [];
      shown = undefined;
    },
    note(type, frame) {
      if (next > stream.head && wants(type) && sink.buffered() < maxBufferedBytes) sink.write([frame]);
    },
  };
  return self;
};
