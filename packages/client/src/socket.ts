// What the client needs of a WebSocket, and where it connects to.

/** The browser's `WebSocket`, and that of the package `ws`, both fit. */
export interface WebSocketLike {
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

/** A JWT or a session token as it is; a one-use ticket of `POST /api/sessions` by its name. */
export type Credential = string | { readonly ticket: string };

export interface SocketListener {
  opened(): void;
  /** `undefined` for a binary frame: speech is not read here. */
  received(text: string | undefined): void;
  failed(reason: string): void;
  closed(code: number): void;
}

/** A socket that says nothing more once it has been hung up. */
export interface Line {
  send(text: string): void;
  hangUp(code: number): void;
}

export function openLine(socket: WebSocketLike, listener: SocketListener): Line {
  let live = true;
  const whileLive =
    <Event>(run: (event: Event) => void) =>
    (event: Event) => {
      if (live) run(event);
    };
  socket.binaryType = "arraybuffer";
  socket.onopen = whileLive(() => listener.opened());
  socket.onmessage = whileLive(({ data }: { data: unknown }) =>
    listener.received(typeof data === "string" ? data : undefined),
  );
  socket.onerror = whileLive(({ message }: { message?: unknown }) =>
    listener.failed(typeof message === "string" ? message : "no answer"),
  );
  socket.onclose = whileLive(({ code }: { code: number }) => {
    live = false;
    listener.closed(code);
  });
  return {
    send: (text) => socket.send(text),
    hangUp(code) {
      live = false;
      socket.close(code);
    },
  };
}

/** The page's own origin, where there is a page. */
export function defaultUrl(): string {
  const page = (globalThis as { location?: { origin?: string } }).location;
  if (!page?.origin) throw new TypeError("AgentClient needs a url here, for example ws://127.0.0.1:8787/api/ws/agent.");
  return `${page.origin.replace(/^http/, "ws")}/api/ws/agent`;
}

/** A browser cannot set headers on an upgrade, so the credential stands in the address; servers keep it out of logs. */
export function addressOf(url: string, credential: Credential | undefined): string {
  if (credential === undefined) return url;
  const address = new URL(url);
  if (typeof credential === "string") address.searchParams.set("session_token", credential);
  else address.searchParams.set("ticket", credential.ticket);
  return address.href;
}

export function globalWebSocket(url: string): WebSocketLike {
  const Socket = (globalThis as { WebSocket?: new (url: string) => WebSocketLike }).WebSocket;
  if (!Socket)
    throw new TypeError('There is no WebSocket here: pass webSocket: (url) => new WebSocket(url) from "ws".');
  return new Socket(url);
}
