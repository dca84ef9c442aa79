// A WebSocket as something to write to: what is sent in one pass leaves in one piece, and a reader that does not read is let go.

import type { Duplex } from "node:stream";
import type { Sink } from "@polylogue/core";
import { closeCodes } from "@polylogue/protocol";
import type { WebSocket } from "ws";

/** More than this may not wait for one reader. */
const mostBufferedBytes = 1024 * 1024;
/** A cursor is told to go on when less than this waits. */
const resumeBelowBytes = 128 * 1024;

export interface SocketSink extends Sink {
  send(frame: string): void;
  /** Answers a WebSocket ping. */
  pong(data: Buffer): void;
  /** Called when much was waiting and little is now. */
  onDrain: (() => void) | undefined;
}

export const socketSink = (socket: WebSocket, stream: Duplex): SocketSink => {
  let draining = false;
  const awaitDrain = () => {
    if (draining) return;
    draining = true;
    stream.once("drain", () => {
      draining = false;
      if (socket.bufferedAmount < resumeBelowBytes) sink.onDrain?.();
      else awaitDrain();
    });
  };
  const letGoIfSlow = () => {
    if (socket.bufferedAmount > mostBufferedBytes) socket.close(closeCodes.tooSlow.code, "too slow");
    else if (stream.writableNeedDrain) awaitDrain();
  };
  const sink: SocketSink = {
    onDrain: undefined,
    buffered: () => socket.bufferedAmount,
    write(frames) {
      if (socket.readyState !== socket.OPEN) return;
      stream.cork();
      for (const frame of frames) socket.send(frame);
      stream.uncork();
      letGoIfSlow();
    },
    pong(data) {
      if (socket.readyState !== socket.OPEN) return;
      socket.pong(data);
      letGoIfSlow();
    },
    send: (frame) => sink.write([frame]),
  };
  return sink;
};
