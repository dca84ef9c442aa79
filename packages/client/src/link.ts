// Runs the connection: carries out what `connection.ts` decides, on real sockets and a real clock.
import { afterClose, type ClientFrame } from "@polylogue/protocol";
import type { Clock, Random } from "./clock.ts";
import {
  type ConnectionEffect,
  type ConnectionEvent,
  type ConnectionState,
  startOfConnection,
  transition,
  uselessCode,
} from "./connection.ts";
import { type ClientFault, clientFault } from "./fault.ts";
import { addressOf, type Credential, type Line, openLine, type WebSocketLike } from "./socket.ts";

export interface LinkOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly webSocket: (url: string) => WebSocketLike;
  /** Whether `credential` can bring a fresh one. */
  readonly renewable: boolean;
  /** Asked before every socket. */
  credential(): Promise<Credential | undefined> | Credential | undefined;
  /** A socket is being opened. */
  dialled(): void;
  /** The frame that asks to go on with the session, when there is one. */
  resume(): ClientFrame | undefined;
  received(text: string): void;
  stateChanged(state: ConnectionState): void;
  flush(): void;
  finish(): void;
  fault(fault: ClientFault): void;
}

export interface Link {
  readonly state: ConnectionState;
  connect(): void;
  close(): void;
  /** The session is settled: what waits may go out. */
  joined(heartbeatMs: number): void;
  /** A fact is missing: asks for it. */
  gap(): void;
  /** This socket is of no use; the next one is tried after a while. */
  drop(): void;
  /** `false` when the session is not open now. */
  send(frame: ClientFrame): boolean;
}

const lostCode = 1006;

export function createLink(options: LinkOptions): Link {
  const { clock, random } = options;
  let connection = startOfConnection;
  let line: Line | undefined;
  let stopTimer = () => {};
  /** Numbers the attempts, so that a token that comes late opens no second socket. */
  let dialNo = 0;

  const happen = (event: ConnectionEvent) => {
    const before = connection.state;
    const [next, effects] = transition(connection, event);
    connection = next;
    if (next.state !== before) options.stateChanged(next.state);
    effects.forEach(carryOut);
  };

  const carryOut = (effect: ConnectionEffect): void => {
    switch (effect.type) {
      case "dial":
        void dial();
        break;
      case "resume":
        write(options.resume());
        break;
      case "ping":
        write({ type: "ping" });
        break;
      case "hang_up":
        hangUp(effect.code);
        break;
      case "timer":
        setTimer(effect.ms);
        break;
      case "flush":
        options.flush();
        break;
      case "finish":
        options.finish();
        break;
    }
  };

  const write = (frame: ClientFrame | undefined) => {
    if (frame) line?.send(JSON.stringify(frame));
  };

  const hangUp = (code: number) => {
    dialNo += 1;
    line?.hangUp(code);
    line = undefined;
  };

  const setTimer = (ms: number | undefined) => {
    stopTimer();
    stopTimer = ms === undefined ? () => {} : clock.after(ms, () => happen({ type: "elapsed", fraction: random() }));
  };

  const dropped = (code: number) => {
    line = undefined;
    const reason = endOf(code, options.renewable);
    if (reason) options.fault(reason);
    happen({ type: "dropped", code, renewable: options.renewable, fraction: random() });
  };

  const dial = async () => {
    dialNo += 1;
    const mine = dialNo;
    const credential = await askCredential();
    if (mine !== dialNo) return;
    if (credential === "unavailable") return dropped(lostCode);
    options.dialled();
    line = open(credential.value);
    if (!line) dropped(lostCode);
  };

  const askCredential = async (): Promise<{ value: Credential | undefined } | "unavailable"> => {
    try {
      return { value: await options.credential() };
    } catch (cause) {
      options.fault(clientFault("token_unavailable", `No token could be had: ${sentence(cause)}.`, true));
      return "unavailable";
    }
  };

  /** Making a socket may already fail, for an address that is none. */
  const open = (credential: Credential | undefined): Line | undefined => {
    const failed = (reason: string) =>
      options.fault(clientFault("connection_failed", `The server cannot be reached: ${reason}.`, true));
    try {
      return openLine(options.webSocket(addressOf(options.url, credential)), {
        opened: () => happen({ type: "opened" }),
        received(text) {
          happen({ type: "heard" });
          if (text !== undefined) options.received(text);
        },
        failed,
        closed: dropped,
      });
    } catch (cause) {
      failed(sentence(cause));
      return undefined;
    }
  };

  const isOpen = () => connection.state === "open" || connection.state === "probing";

  return {
    get state() {
      return connection.state;
    },
    connect: () => happen({ type: "connect" }),
    close: () => happen({ type: "close" }),
    joined: (heartbeatMs) => happen({ type: "joined", heartbeatMs }),
    gap: () => happen({ type: "gap" }),
    drop() {
      hangUp(uselessCode);
      dropped(lostCode);
    },
    send(frame) {
      if (!isOpen()) return false;
      write(frame);
      return true;
    },
  };
}

/** Why no other connection follows a close with this code; `undefined` when one does. */
function endOf(code: number, renewable: boolean): ClientFault | undefined {
  switch (afterClose(code)) {
    case "resume":
      return undefined;
    case "authenticate":
      return renewable ? undefined : clientFault("credential_ended", "The session has ended: sign in again.", false);
    case "stop":
      return clientFault("connection_failed", `The server ended the connection (${code}): connect again.`, false);
  }
}

/** The reason without its full stop: it ends up inside another sentence. */
const sentence = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
