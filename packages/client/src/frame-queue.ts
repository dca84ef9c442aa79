// The frames of a turn that wait for whoever iterates over it.
import type { ServerFrame } from "@polylogue/protocol";
import { isLive } from "./frame.ts";

/** A reader that is this far behind gets pieces joined or left out; facts it always gets, and the turn's text is whole. */
export const maxWaitingFrames = 1_000;

interface Reader {
  readonly promise: Promise<IteratorResult<ServerFrame>>;
  readonly resolve: (result: IteratorResult<ServerFrame>) => void;
  readonly reject: (fault: Error) => void;
}

export class FrameQueue implements AsyncIterator<ServerFrame> {
  readonly #waiting: ServerFrame[] = [];
  readonly #readers: Reader[] = [];
  #ended: { readonly fault: Error | undefined } | undefined;

  push(frame: ServerFrame): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) reader.resolve({ value: frame, done: false });
    else if (this.#waiting.length < maxWaitingFrames || !isLive(frame)) this.#waiting.push(frame);
    else this.#joinLast(frame);
  }

  /** What waits is still read; then the iteration ends, or fails with `fault`. */
  end(fault?: Error): void {
    if (this.#ended) return;
    this.#ended = { fault };
    for (const reader of this.#readers.splice(0)) this.#answer(reader);
  }

  next(): Promise<IteratorResult<ServerFrame>> {
    const reader = openReader();
    this.#answer(reader);
    return reader.promise;
  }

  #answer(reader: Reader): void {
    const frame = this.#waiting.shift();
    if (frame) reader.resolve({ value: frame, done: false });
    else if (!this.#ended) this.#readers.push(reader);
    else if (this.#ended.fault) reader.reject(this.#ended.fault);
    else reader.resolve({ value: undefined, done: true });
  }

  #joinLast(frame: ServerFrame): void {
    const last = this.#waiting.at(-1);
    if (last?.type !== "delta" || frame.type !== "delta") return;
    if (frame.offset !== last.offset + last.text.length) return;
    this.#waiting[this.#waiting.length - 1] = { ...last, text: last.text + frame.text };
  }
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function openReader(): Reader {
  let resolve: Reader["resolve"] = () => {};
  let reject: Reader["reject"] = () => {};
  const promise = new Promise<IteratorResult<ServerFrame>>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
