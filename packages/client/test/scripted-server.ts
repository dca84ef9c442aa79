// A server of the wire in a few lines, over real sockets: it keeps facts, replays them, and does what a test tells it to.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

type Frame = Record<string, unknown>;

export interface Peer {
  readonly socket: WebSocket;
  /** The address with which the upgrade came. */
  readonly url: URL;
  readonly received: Frame[];
  send(frame: Frame): void;
}

export interface ScriptedServer {
  readonly url: string;
  readonly peers: readonly Peer[];
  readonly facts: readonly Frame[];
  session_id: string;
  epoch: number;
  heartbeat_ms: number;
  /** Whether a `resume` is answered by a replay, a snapshot, or a refusal. */
  resume: "replay" | "snapshot" | "refuse";
  snapshot: Frame[];
  /** What happens to a user message; at first it is acknowledged and answered by an echo. */
  onMessage(message: Frame, peer: Peer): void;
  onFrame(frame: Frame, peer: Peer): void;
  /** Appends a fact and sends it to every peer. */
  fact(frame: Frame, options?: { readonly silently?: boolean }): Frame;
  live(frame: Frame): void;
  acknowledge(
    message: Frame,
    options?: { readonly silently?: boolean },
  ): { turn_id: string; conversation_id: string; agent_type: string };
  close(): Promise<void>;
  /** Stops listening and drops everybody; `comeBack` listens on the same port again. */
  goAway(code?: number): Promise<void>;
  comeBack(): Promise<void>;
}

export async function scriptedServer(): Promise<ScriptedServer> {
  const facts: Frame[] = [];
  const peers: Peer[] = [];
  const turns = new Map<unknown, string>();
  let sockets = await listen(0);
  const { port } = sockets.address() as AddressInfo;
  sockets.on("connection", welcome);

  function welcome(socket: WebSocket, request: { url?: string }) {
    const url = new URL(request.url ?? "/", "ws://localhost");
    const peer: Peer = { socket, url, received: [], send: (frame) => socket.send(JSON.stringify(frame)) };
    peers.push(peer);
    socket.on("message", (data) => take(JSON.parse(String(data)), peer));
    const { session_id, epoch, heartbeat_ms } = server;
    const agents = [{ name: "guide", title: "Guide", agent_type: "guide", description: "Shows the way." }];
    const user = { user_id: "u1", roles: [], anonymous: true };
    const head_seq = facts.length;
    const session_token = `token-of-${session_id}`;
    peer.send({
      type: "welcome",
      at: 1,
      protocol: 1,
      session_id,
      session_token,
      user,
      epoch,
      head_seq,
      heartbeat_ms,
      agents,
    });
  }

  function take(frame: Frame, peer: Peer) {
    peer.received.push(frame);
    if (frame.type === undefined) server.onMessage(frame, peer);
    else if (frame.type === "resume") resumed(frame, peer);
    else server.onFrame(frame, peer);
  }

  function resumed({ last_seq }: Frame, peer: Peer) {
    if (server.resume === "refuse") {
      return peer.send({
        type: "error",
        at: 1,
        code: "not_found",
        message: "There is no such session.",
        retryable: false,
      });
    }
    if (server.resume === "snapshot") {
      peer.send({ type: "resumed", at: 1, recovered: false, from_seq: facts.length, epoch: server.epoch });
      return peer.send({ type: "snapshot", at: 1, conversations: server.snapshot });
    }
    peer.send({ type: "resumed", at: 1, recovered: true, from_seq: last_seq });
    for (const fact of facts.slice(last_seq as number)) peer.send(fact);
  }

  const everyone = (frame: Frame) => {
    for (const { socket } of peers) if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };

  const server: ScriptedServer = {
    url: `ws://127.0.0.1:${port}/api/ws/agent`,
    peers,
    facts,
    session_id: "s1",
    epoch: 1,
    heartbeat_ms: 10_000,
    resume: "replay",
    snapshot: [],
    onMessage: (message) => echo(server, message),
    onFrame(frame, peer) {
      if (frame.type === "ping") peer.send({ type: "pong", at: 1 });
    },
    fact(frame, { silently = false } = {}) {
      const fact = {
        at: facts.length + 1,
        seq: facts.length + 1,
        epoch: server.epoch,
        session_id: server.session_id,
        ...frame,
      };
      facts.push(fact);
      if (!silently) everyone(fact);
      return fact;
    },
    live: (frame) =>
      everyone({ at: 1, seq: facts.length, epoch: server.epoch, session_id: server.session_id, ...frame }),
    acknowledge(message, options) {
      const { agent_type = "guide", pillar, message_id, message: text } = message as Record<string, string>;
      const prefix = pillar === undefined ? agent_type : `${pillar}_${agent_type}`;
      const known = turns.get(message_id);
      const turn_id = known ?? `t${turns.size + 1}`;
      turns.set(message_id, turn_id);
      const conversation_id = (message.conversation_id as string) ?? `${prefix}_${server.session_id}`;
      const turn = { turn_id, conversation_id, agent_type, ...(pillar !== undefined && { pillar }) };
      if (known) {
        everyone({ type: "ack", at: 1, message_id, ...turn });
      } else {
        server.fact({ type: "ack", message_id, ...turn }, options);
        server.fact({ type: "user_message", message_id, text, source: "text", ...turn }, options);
      }
      return turn;
    },
    async close() {
      for (const { socket } of peers) socket.terminate();
      await new Promise((done) => sockets.close(done));
    },
    async goAway(code) {
      for (const { socket } of peers) code === undefined ? socket.terminate() : socket.close(code);
      await new Promise((done) => sockets.close(done));
    },
    async comeBack() {
      sockets = await listen(port);
      sockets.on("connection", welcome);
    },
  };
  return server;
}

/** Answers "echo: …" in three pieces and as a whole. */
export function echo(server: ScriptedServer, message: Frame): void {
  const turn = server.acknowledge(message);
  const answer = `echo: ${message.message}`;
  server.fact({ type: "route", agent: "guide", tier: "rules", confidence: 1, ms: 1, ...turn });
  for (const [from, to] of [
    [0, 2],
    [2, 6],
    [6, answer.length],
  ] as const) {
    server.live({ type: "delta", text: answer.slice(from, to), offset: from, agent: "guide", ...turn });
  }
  server.fact({ type: "message", message: answer, text: answer, agent: "guide", ...turn });
  server.fact({ type: "turn_end", status: "complete", origin: "user", latency: { text: 3 }, ...turn });
}

async function listen(port: number): Promise<WebSocketServer> {
  const sockets = new WebSocketServer({ host: "127.0.0.1", port });
  await once(sockets, "listening");
  return sockets;
}
