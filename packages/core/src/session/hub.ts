// The streams of all sessions that are being read or have a turn running here; one pass serves everything that changed in a tick.
import type { Clock } from "../clock.ts";
import type { Signals } from "../ports/signals.ts";
import type { Fact } from "../ports/store/fact.ts";
import type { Store } from "../ports/store/store.ts";
import { type SessionStream, sessionStream } from "./stream.ts";

/** How often the Store is looked at where a hint may be lost. */
const lookAgainMs = 2_000;

export interface SessionHub {
  /** The stream of a session, made when there is none. */
  stream(session_id: string): SessionStream;
  /** The stream of a session that is being read or has a turn running here. */
  peek(session_id: string): SessionStream | undefined;
  /** As `stream`, knowing every fact that was committed before the call. */
  settled(session_id: string): Promise<SessionStream>;
  /** Tells everybody of facts that have been committed. */
  publish(session_id: string, facts: readonly Fact[]): void;
  readonly size: number;
}

export const sessionHub = ({
  store,
  signals,
  clock,
}: {
  store: Pick<Store, "epoch" | "head">;
  signals: Signals;
  clock: Clock;
}): SessionHub => {
  const streams = new Map<string, { stream: SessionStream; unsubscribe: () => void }>();
  const changed = new Set<SessionStream>();

  const flush = () => {
    const due = [...changed];
    changed.clear();
    for (const stream of due) for (const reader of stream.readers) reader.pump();
  };
  const markChanged = (stream: SessionStream) => {
    if (changed.size === 0) clock.soon(flush);
    changed.add(stream);
  };
  /** Later in the tick, since who has just asked for the stream is about to attach to it. */
  const dropIfIdle = (stream: SessionStream) =>
    clock.soon(() => {
      const kept = streams.get(stream.session_id);
      if (kept?.stream !== stream || stream.readers.size > 0 || stream.running.size > 0) return;
      kept.unsubscribe();
      streams.delete(stream.session_id);
    });

  let looking = false;
  /** Where a hint may be lost, what it would have told is looked up. */
  const keepLooking = () => {
    if (looking || !signals.lossy || streams.size === 0) return;
    looking = true;
    clock.after(lookAgainMs, async () => {
      const read = [...streams.values()].filter(({ stream }) => stream.readers.size > 0);
      const heads = read.map(async ({ stream }) => stream.raise(await store.head(stream.session_id)));
      await Promise.allSettled(heads);
      looking = false;
      keepLooking();
    });
  };

  const open = (session_id: string): SessionStream => {
    const stream = sessionStream({ session_id, epoch: store.epoch }, { clock, changed: markChanged, idle: dropIfIdle });
    const unsubscribe = signals.subscribe(
      topic(session_id),
      (hint) => hint.kind === "facts" && stream.raise(hint.head_seq),
    );
    streams.set(session_id, { stream, unsubscribe });
    keepLooking();
    return stream;
  };

  const hub: SessionHub = {
    get size() {
      return streams.size;
    },
    stream: (session_id) => streams.get(session_id)?.stream ?? open(session_id),
    peek: (session_id) => streams.get(session_id)?.stream,
    async settled(session_id) {
      for (;;) {
        const stream = hub.stream(session_id);
        stream.raise(await store.head(session_id));
        if (hub.peek(session_id) === stream) return stream;
      }
    },
    publish(session_id, facts) {
      const last = facts.at(-1);
      if (!last) return;
      streams.get(session_id)?.stream.publish(facts);
      signals.publish(topic(session_id), { kind: "facts", session_id, head_seq: last.seq });
    },
  };
  return hub;
};

const topic = (session_id: string) => `session/${session_id}`;
