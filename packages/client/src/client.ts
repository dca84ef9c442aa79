// The client: one connection, one session, and everything that is said and heard over it.
import type { AgentEntry, Cancel, ClientFrame, Decide, Metadata, ServerFrame, User } from "@polylogue/protocol";
import { type Address, conversationIdOf, standardOf } from "./address.ts";
import { type Clock, newMessageId, type Random, systemClock, systemRandom } from "./clock.ts";
import type { Conversations } from "./conversation.ts";
import { createEmitter, type Emitter } from "./emitter.ts";
import { type ClientEvents, type FrameByType, isHeardByType } from "./event.ts";
import { clientFault } from "./fault.ts";
import { decodeFrame } from "./frame.ts";
import { createLink, type Link } from "./link.ts";
import { createOutbox, type OutgoingMessage } from "./outbox.ts";
import { dialled, judge, type Session, type SessionState, startOfSession } from "./session.ts";
import {
  type ClientSnapshot,
  type ClientStatus,
  createSnapshotStore,
  type SnapshotStore,
  statusOf,
} from "./snapshot.ts";
import { type Credential, defaultUrl, globalWebSocket, type WebSocketLike } from "./socket.ts";
import { apply, type Said, type Unsaid } from "./transcript.ts";
import { type ClientTurn, OpenTurn } from "./turn.ts";
import { createTurns } from "./turns.ts";

export interface AgentClientOptions {
  /** The endpoint; in a browser, that of the page's own origin unless told. */
  readonly url?: string;
  /** Who the user is. A function is asked before every connect, so that it can bring a fresh one. */
  readonly token?: Credential | (() => Credential | Promise<Credential>);
  /** A session to continue. Without `epoch` and `last_seq` it begins with a snapshot of its conversations. */
  readonly session?: Pick<Session, "session_id" | "session_token"> & Partial<Session>;
  /** For Node 20, which has no `WebSocket` of its own: `(url) => new WebSocket(url)` with that of `ws`. */
  readonly webSocket?: (url: string) => WebSocketLike;
  readonly clock?: Clock;
  readonly random?: Random;
}

export interface SayOptions extends Partial<Address> {
  readonly conversation_id?: string;
  readonly metadata?: Metadata;
  /** Say it again under the same id, and it is still taken once. */
  readonly message_id?: string;
}

const closed = clientFault("client_closed", "The connection is closed: connect first, then say it again.", true);

/** An epoch that no server issues: resuming from it brings a snapshot. */
const noEpoch = 0;

export class AgentClient {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #emitter: Emitter<ClientEvents> = createEmitter();
  readonly #outbox = createOutbox();
  readonly #turns = createTurns();
  readonly #shown: SnapshotStore;
  readonly #link: Link;
  #session: SessionState;
  #heartbeatMs = 0;
  /** Somebody said whom `say` addresses; until then it is whoever the server puts first. */
  #switched = false;

  constructor(options: AgentClientOptions = {}) {
    const { token, session, webSocket = globalWebSocket } = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? systemRandom;
    this.#session = startOfSession(session && { epoch: noEpoch, last_seq: 0, ...session });
    this.#shown = createSnapshotStore(this.#session.current);
    this.#link = createLink({
      url: options.url ?? defaultUrl(),
      clock: this.#clock,
      random: this.#random,
      webSocket,
      renewable: typeof token === "function",
      credential: () => (typeof token === "function" ? token() : (token ?? this.session?.session_token)),
      dialled: () => {
        this.#session = dialled(this.#session);
      },
      resume: () => this.session && { type: "resume", ...this.session },
      received: (text) => this.#received(text),
      stateChanged: (state) => this.#showStatus(statusOf[state]),
      flush: () => this.#flush(),
      finish: () => this.#finish(),
      fault: (fault) => this.#emitter.emit("error", fault),
    });
  }

  get status(): ClientStatus {
    return this.#shown.now.status;
  }
  get session(): Session | undefined {
    return this.#session.current;
  }
  get user(): User | undefined {
    return this.#shown.now.user;
  }
  get agents(): readonly AgentEntry[] {
    return this.#shown.now.agents;
  }
  /** Whom `say` addresses when it is not told. */
  get active(): Address {
    return this.#shown.now.active;
  }
  get conversations(): Conversations {
    return this.#shown.now.conversations;
  }

  /** Opens the connection, and keeps it open until `close`. Does not wait out a pause between two attempts. */
  connect(): void {
    this.#link.connect();
  }

  /** Ends the connection and every iteration. What was not acknowledged is given up. */
  close(): void {
    this.#link.close();
  }

  /** The returned function takes the listener away again. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#emitter.on(name, listener);
  }

  /** Calls `listener` after `snapshot()` has changed, once for all changes of a moment. */
  subscribe(listener: () => void): () => void {
    return this.#shown.subscribe(listener);
  }

  /** All that a page shows; it is replaced, never changed in place. */
  snapshot(): ClientSnapshot {
    return this.#shown.now;
  }

  /** Costs no connection: each conversation goes on where it was. */
  switchAgent(address: Address): void {
    this.#switched = true;
    this.#shown.change({ active: address });
  }

  /** The session's own conversation with an agent; known once there is a session. */
  conversationId(address: Address = this.active): string {
    if (!this.session) throw new TypeError('There is no session yet: wait for the event "session".');
    return conversationIdOf(address, this.session.session_id);
  }

  /** Sends a message, at once or as soon as there is a connection, again after every reconnect until it is acknowledged. */
  say(text: string, options: SayOptions = {}): ClientTurn {
    const message = this.#messageOf(text, options);
    const underWay = this.#turns.get(message.message_id);
    if (underWay) return underWay;
    const turn = new OpenTurn(message.message_id, (cancelled) => this.#cancelTurn(cancelled));
    this.#turns.add(turn);
    const fault = this.status === "closed" ? closed : this.#outbox.add(message);
    if (fault) {
      this.#turns.refuse(message.message_id, fault);
      return turn;
    }
    this.#showMessage(message);
    turn.sent = this.#link.send(message);
    return turn;
  }

  /** Like every frame but a message, it is not kept for later: `false` when there is no connection now. */
  send(frame: ClientFrame): boolean {
    return this.#link.send(frame);
  }

  cancel(what: Omit<Cancel, "type">): boolean {
    return this.send({ type: "cancel", ...what });
  }

  /** Stops what is being spoken. */
  interrupt(conversation_id?: string): boolean {
    return this.send({ type: "interrupt", ...(conversation_id !== undefined && { conversation_id }) });
  }

  decide(decision: Omit<Decide, "type">): boolean {
    return this.send({ type: "decide", ...decision });
  }

  #messageOf(text: string, { message_id, conversation_id, metadata, ...address }: SayOptions): OutgoingMessage {
    const active = this.#switched || this.agents.length > 0 ? this.active : undefined;
    const { agent_type, pillar } = address.agent_type === undefined ? { ...active, ...address } : address;
    return {
      ...(agent_type !== undefined && { agent_type }),
      ...(pillar !== undefined && { pillar }),
      message: text,
      message_id: message_id ?? newMessageId(this.#random),
      ...(conversation_id !== undefined && { conversation_id }),
      ...(metadata !== undefined && { metadata }),
    };
  }

  #cancelTurn(turn: OpenTurn): void {
    if (turn.turn_id !== undefined) this.cancel({ turn_id: turn.turn_id });
    if (turn.sent || !this.#outbox.remove(turn.message_id)) return;
    this.#turns.remove(turn);
    this.#applied({ type: "unsaid", message_id: turn.message_id, fault: undefined });
    turn.finish("cancelled");
  }

  #received(text: string): void {
    const frame = decodeFrame(text);
    if (frame) this.#judged(frame);
    else this.#emitter.emit("error", clientFault("bad_frame", "The server sent something that is not a frame.", true));
  }

  #judged(frame: ServerFrame): void {
    const before = this.session;
    const [next, verdict] = judge(this.#session, frame);
    this.#session = next;
    if (verdict === "gap") this.#link.gap();
    if (verdict === "drop" || verdict === "gap") return;
    this.#moved(before);
    this.#take(frame);
    if (verdict === "retry") this.#link.drop();
    if (verdict === "joined") this.#link.joined(this.#heartbeatMs);
  }

  /** Tells of another session, and ends the turns of the one before, of which nothing more will be heard. */
  #moved(before: Session | undefined): void {
    const { session } = this;
    if (!session || session === before) return;
    this.#shown.change({ session });
    if (session.session_id !== before?.session_id) {
      this.#turns.finishAcknowledged();
      for (const message of this.#outbox.waiting()) {
        this.#applied({ type: "unsaid", message_id: message.message_id, fault: undefined });
        this.#showMessage(message);
      }
    }
    const same = session.session_token === before?.session_token && session.epoch === before.epoch;
    if (!same) this.#emitter.emit("session", session);
  }

  #take(frame: ServerFrame): void {
    if (frame.type === "welcome") this.#welcomed(frame);
    if ("message_id" in frame && frame.message_id !== undefined) this.#outbox.remove(frame.message_id);
    this.#applied(frame);
    const met = this.#turns.deliver(frame);
    if (met?.cancelled && met.turn_id !== undefined) this.cancel({ turn_id: met.turn_id });
    this.#emitter.emit("frame", frame);
    // The frame fits the event of its type; TypeScript cannot follow a union through a name.
    if (isHeardByType(frame.type)) this.#emitter.emit(frame.type, frame as never);
  }

  #welcomed({ agents, user, heartbeat_ms }: FrameByType["welcome"]): void {
    this.#heartbeatMs = heartbeat_ms;
    const active = this.#switched ? this.active : (standardOf(agents) ?? this.active);
    this.#shown.change({ agents, user, active });
  }

  /** The order in which things were said is the order in which they are sent again. */
  #flush(): void {
    for (const message of this.#outbox.waiting()) {
      const sent = this.#link.send(message);
      const turn = this.#turns.get(message.message_id);
      if (turn) turn.sent ||= sent;
    }
    for (const { cancelled, turn_id } of this.#turns.open()) {
      if (cancelled && turn_id !== undefined) this.cancel({ turn_id });
    }
  }

  #finish(): void {
    for (const { message_id } of this.#outbox.waiting()) this.#applied({ type: "unsaid", message_id, fault: closed });
    this.#outbox.clear();
    this.#turns.finishAll();
  }

  /** Before the first connection the conversation has no name yet: the message is shown once it has. */
  #showMessage(message: OutgoingMessage): void {
    const { session } = this;
    if (!session) return;
    const { message_id, message: text, pillar } = message;
    const agent_type = message.agent_type ?? this.active.agent_type;
    const conversation_id = message.conversation_id ?? conversationIdOf({ agent_type, pillar }, session.session_id);
    this.#applied({ type: "said", conversation_id, agent_type, pillar, message_id, text, at: this.#clock.now() });
  }

  #applied(what: ServerFrame | Said | Unsaid): void {
    const conversations = apply(this.conversations, what);
    if (conversations !== this.conversations) this.#shown.change({ conversations });
  }

  #showStatus(status: ClientStatus): void {
    if (status === this.status) return;
    this.#shown.change({ status });
    this.#emitter.emit("status", status);
  }
}
