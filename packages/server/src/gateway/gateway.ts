// The one gateway: upgrades, who may come in, heartbeats, ended credentials, and leaving in good order.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type Chance, type Clock, type Registry, type SessionHub, type Store, systemClock } from "@polylogue/core";
import { closeCodes, errorCodes, maxFragments, maxMessageBytes, protocolVersion } from "@polylogue/protocol";
import { type WebSocket, WebSocketServer } from "ws";
import { credentialOf } from "../auth/credential.ts";
import type { Identity } from "../auth/jwt.ts";
import type { PlaceCheck } from "../auth/place.ts";
import type { OpenSession, Sessions } from "../auth/sessions.ts";
import { type Entrance, entranceOf } from "./alias.ts";
import { Connection } from "./connection.ts";
import { watchCredentials } from "./credential-watch.ts";
import type { Frames } from "./frames.ts";
import { socketSink } from "./socket.ts";
import { welcomeFrame } from "./welcome.ts";

/** A frame this much too large is still answered with an error before the close; beyond it the socket is cut. */
const hardLimitBytes = 2 * maxMessageBytes;
/** How long a socket that is being closed may take to agree. */
const closeTimeoutMs = 5_000;

export interface GatewaySettings {
  readonly path?: string;
  readonly legacyEndpoints: boolean;
  readonly heartbeatMs: number;
  readonly framesPerSecond: number;
  readonly socketsPerUser: number;
  readonly socketsPerAddress: number;
}

export interface GatewayEvents {
  /** The socket is greeted once this has resolved. */
  opened(entrance: Entrance, user_id: string): Promise<void>;
  closed(): void;
  refused(status: number, reason: string): void;
  failed(error: unknown): void;
}

export interface GatewayParts {
  readonly store: Store;
  readonly hub: SessionHub;
  readonly registry: Registry;
  readonly sessions: Sessions;
  readonly frames: Frames;
  readonly checkPlace: PlaceCheck;
  /** Who a request comes from, where the embedding program knows; otherwise credentials are read. */
  readonly authenticate?:
    | ((request: IncomingMessage) => Promise<Identity | undefined> | Identity | undefined)
    | undefined;
  readonly clock?: Clock;
  readonly chance: Chance;
  readonly events: GatewayEvents;
  readonly settings: GatewaySettings;
}

export interface Gateway {
  /** True when the path is ours: the request has been taken, or refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Closes the sockets of these sessions. */
  expel(session_ids: readonly string[]): void;
  readonly connections: ReadonlySet<Connection>;
  gone(connection: Connection): void;
  /** Takes nobody in any more, and asks all clients to come back. */
  close(): void;
}

export const gateway = (parts: GatewayParts): Gateway => {
  const { store, hub, registry, sessions, frames, settings, events, clock = systemClock } = parts;
  const { heartbeatMs } = settings;
  const connections = new Set<Connection>();
  const perUser = counter();
  const perAddress = counter();
  let open = true;
  // `maxFragments`, `maxBufferedChunks` and `closeTimeout` are newer than the types of ws.
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: hardLimitBytes,
    skipUTF8Validation: false,
    autoPong: false,
    clientTracking: false,
    ...{ maxFragments, maxBufferedChunks: 256, closeTimeout: closeTimeoutMs },
  });

  const admit = async (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    entrance: Entrance,
    query: URLSearchParams,
  ) => {
    const wrongPlace = parts.checkPlace(request);
    if (wrongPlace !== undefined) return refuse(socket, "forbidden", wrongPlace);
    const address = request.socket.remoteAddress ?? "";
    if (!isLoopback(address) && perAddress.count(address) >= settings.socketsPerAddress)
      return refuse(socket, "rate_limited", "Too many sockets from this address.");
    const session = await identify(request, query);
    if (!session)
      return refuse(
        socket,
        "unauthenticated",
        "A valid credential is needed: a bearer token, a ticket, or a session token.",
      );
    const { user } = session.record;
    if (!session.anonymous && perUser.count(user.user_id) >= settings.socketsPerUser)
      return refuse(socket, "rate_limited", "Too many sockets of this user.");
    if (socket.destroyed) return sessions.forget(session);
    server.handleUpgrade(request, socket, head, (ws) => {
      const connection = new Connection({
        socket: ws,
        sink: socketSink(ws, socket),
        session,
        entrance,
        answersOnly: query.get("frames") === "answers",
        framesPerSecond: settings.framesPerSecond,
        handler: frames,
      });
      perUser.add(user.user_id);
      perAddress.add(address);
      enter(connection, ws, () => {
        perUser.remove(user.user_id);
        perAddress.remove(address);
      });
    });
  };

  const identify = async (request: IncomingMessage, query: URLSearchParams): Promise<OpenSession | undefined> => {
    const credential = credentialOf(request, query);
    if (!parts.authenticate || credential.kind === "ticket") return sessions.open(credential);
    // A bearer without dots may be a session token, or a credential that only the program knows.
    const known = credential.kind === "session" ? await sessions.byToken(credential.token) : undefined;
    if (known) return known;
    const identity = await parts.authenticate(request);
    return identity && sessions.openFor(identity);
  };

  const enter = (connection: Connection, ws: WebSocket, left: () => void) => {
    connections.add(connection);
    ws.on("message", (data, isBinary) => connection.receive(data, isBinary));
    ws.on("ping", (data) => connection.pinged(data));
    ws.on("pong", () => {
      connection.alive = true;
    });
    // What the bytes were that ws refused is its own affair; it closes the socket with the right code.
    ws.on("error", () => undefined);
    ws.on("close", () => {
      left();
      connection.closed();
    });
    connection.inOrder(async () => {
      await events.opened(connection.entrance, connection.user.user_id);
      await greet(connection);
    });
  };

  const greet = async (connection: Connection) => {
    const { head } = await hub.settled(connection.user.session_id);
    connection.tell(
      "welcome",
      welcomeFrame({ connection, epoch: store.epoch, head, heartbeatMs, registry, protocol: protocolVersion }),
    );
    frames.follow(connection, head);
    if (connection.socket.readyState !== connection.socket.OPEN) connection.leave();
  };

  const refuse = (socket: Duplex, code: keyof typeof refusals, message: string) => {
    const { status, phrase } = refusals[code];
    events.refused(status, message);
    const body = JSON.stringify({ code, message, retryable: errorCodes[code].retryable });
    socket.end(
      `HTTP/1.1 ${status} ${phrase}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  };

  const beat = () => {
    for (const connection of connections) {
      if (!connection.alive) {
        connection.close(closeCodes.noHeartbeat, "no heartbeat");
        connection.socket.terminate();
      }
      connection.alive = false;
      connection.socket.ping();
    }
    stopBeat = clock.after(heartbeatMs, beat);
  };
  let stopBeat = clock.after(heartbeatMs, beat);

  const expelOne = (connection: Connection) => {
    connection.error("credential_expired", "This credential has ended. Sign in again.");
    connection.close(closeCodes.credentialEnded, "credential ended");
  };

  const credentials = watchCredentials({ store, sessions, clock, connections, expel: expelOne });

  return {
    connections,
    upgrade(request, socket, head) {
      // Also for an address that is not ours: whoever refuses it must not fall over a client that has gone.
      socket.on("error", () => socket.destroy());
      const { pathname, searchParams } = addressOf(request);
      const entrance = entranceOf(pathname, settings.legacyEndpoints, settings.path);
      if (!entrance) return false;
      if (!open) refuse(socket, "draining", "The server is about to restart. Connect again in a moment.");
      else {
        admit(request, socket, head, entrance, searchParams).catch((error: unknown) => {
          events.failed(error);
          refuse(socket, "unavailable", "Nobody can be let in right now. Try again in a moment.");
        });
      }
      return true;
    },
    expel(session_ids) {
      const ended = new Set(session_ids);
      for (const connection of connections) if (ended.has(connection.user.session_id)) expelOne(connection);
    },
    gone(connection) {
      connections.delete(connection);
      events.closed();
    },
    close() {
      open = false;
      stopBeat();
      credentials.stop();
      for (const connection of connections) {
        connection.cursor?.pump();
        connection.close(closeCodes.restarting, "restarting");
      }
    },
  };
};

/** Split by hand: to the URL parser some of what arrives here is no address at all. */
const addressOf = ({ url = "/" }: IncomingMessage): { pathname: string; searchParams: URLSearchParams } => {
  const [pathname = "", ...query] = url.split("?");
  return { pathname, searchParams: new URLSearchParams(query.join("?")) };
};

const refusals = {
  unauthenticated: { status: 401, phrase: "Unauthorized" },
  forbidden: { status: 403, phrase: "Forbidden" },
  rate_limited: { status: 429, phrase: "Too Many Requests" },
  draining: { status: 503, phrase: "Service Unavailable" },
  unavailable: { status: 503, phrase: "Service Unavailable" },
} as const;

const isLoopback = (address: string): boolean =>
  address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1";

const counter = () => {
  const counts = new Map<string, number>();
  return {
    count: (key: string) => counts.get(key) ?? 0,
    add: (key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    remove(key: string) {
      const left = (counts.get(key) ?? 1) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
  };
};
