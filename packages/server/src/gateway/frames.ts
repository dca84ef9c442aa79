// What the frames of a client do: a message becomes a turn, a resume moves the cursor, a cancel stops a turn.
import { createHash } from "node:crypto";
import {
  type Chance,
  cursor,
  hasCode,
  type JsonObject,
  type Registry,
  type SessionHub,
  type Store,
  type TurnAnswer,
  type TurnRunner,
} from "@polylogue/core";
import type { ClientFrame, UserMessage } from "@polylogue/protocol";
import type { Sessions } from "../auth/sessions.ts";
import { addressed, conversationFor } from "../conversation/address.ts";
import { snapshot } from "../conversation/snapshot.ts";
import type { Connection, FrameHandler } from "./connection.ts";

/** A session is replayed this far; beyond it a snapshot serves. */
const longestReplay = 10_000;
/** What a client is told to wait before it sends again what could not be saved. */
const retryAfterMs = 1_000;

export interface FrameParts {
  readonly store: Store;
  readonly hub: SessionHub;
  readonly runner: TurnRunner;
  readonly registry: Registry;
  readonly sessions: Sessions;
  readonly chance: Chance;
  /** Told of what failed on our side; answers the id under which it is logged. */
  readonly report: (error: unknown, session_id: string) => string;
  readonly gone: (connection: Connection) => void;
}

type TypedFrame = Exclude<ClientFrame, { type?: undefined }>;

export interface Frames extends FrameHandler {
  /** Lets the socket follow its session's facts after this one. */
  follow(connection: Connection, after: number): void;
}

export const frameHandler = (parts: FrameParts): Frames => {
  const { store, hub, runner, registry, sessions, chance } = parts;

  const message = async (connection: Connection, frame: UserMessage): Promise<void> => {
    const { entrance, session, user } = connection;
    const pillar = frame.pillar ?? entrance.pillar;
    const agent_type = frame.agent_type ?? entrance.agent_type ?? (await impliedAgent(connection, frame));
    const where = {
      message_id: frame.message_id,
      agent_type: agent_type ?? "guide",
      pillar,
      conversation_id: frame.conversation_id,
    };
    if (frame.session_token !== undefined && !(await sessions.isOwn(session, frame.session_token))) {
      return connection.error(
        "unauthenticated",
        "This session_token is not of this socket. Leave it out, or connect with it.",
        where,
      );
    }
    const found = addressed(registry, agent_type, pillar);
    if (!found.ok) return connection.error(found.code, found.message, where);
    const message_id = frame.message_id ?? chance.id("message");
    const newId = () =>
      `c_${createHash("sha256").update(`${user.session_id}/${message_id}`).digest("base64url").slice(0, 22)}`;
    const conversation = conversationFor(frame.conversation_id, user.session_id, found.to, newId);
    const { agent, ...address } = found.to;
    const answer = await accepted({
      session: session.record,
      conversation: { ...address, ...conversation },
      message_id,
      text: frame.message,
      source: "text",
      metadata: metadataOf(frame, found.to.pillar === undefined ? pillar : undefined),
    });
    switch (answer.kind) {
      case "accepted":
        return sessions.forget(session);
      case "repeated":
        return connection.tell("ack", { message_id, ...answer.turn });
      case "absent":
        return connection.error(
          "not_found",
          'There is no such conversation. Leave conversation_id out, or send "new".',
          where,
        );
      case "full":
        return connection.error(
          "too_many_turns",
          "Too many messages are waiting in this conversation. Wait for an answer, then send again.",
          { ...where, retry_after_ms: retryAfterMs },
        );
      case "overloaded":
        return connection.error(
          "overloaded",
          "The server has too much to do. Nothing was saved; send again in a moment.",
          { ...where, retry_after_ms: retryAfterMs },
        );
      case "draining":
        return connection.error(
          "draining",
          "The server is about to restart. Nothing was saved; connect again and send once more.",
          { ...where, retry_after_ms: retryAfterMs },
        );
      case "unavailable":
        return connection.error("unavailable", "Your message could not be saved. Send it again in a moment.", {
          ...where,
          retry_after_ms: retryAfterMs,
        });
    }
  };

  /** What could not be saved is refused, never acknowledged. */
  const accepted = async (
    request: Parameters<TurnRunner["accept"]>[0],
  ): Promise<TurnAnswer | { kind: "unavailable" }> => {
    try {
      return await runner.accept(request);
    } catch (error) {
      parts.report(error, request.session.user.session_id);
      if (hasCode(error, "unavailable") || hasCode(error, "store.full") || hasCode(error, "store.closed"))
        return { kind: "unavailable" };
      throw error;
    }
  };

  /** Without an agent in the message: the one of the conversation that it names, or what the address implies. */
  const impliedAgent = async (
    { user, entrance }: Connection,
    { conversation_id }: UserMessage,
  ): Promise<string | undefined> => {
    if (conversation_id !== undefined && conversation_id !== "new") {
      const known = await store.conversation(user.user_id, conversation_id);
      if (known && known.agent_type !== "liaison") return known.agent_type;
    }
    return entrance.implied !== undefined && registry.named(entrance.implied) ? entrance.implied : undefined;
  };

  const resume = async (
    connection: Connection,
    { session_id, session_token, epoch, last_seq }: Extract<TypedFrame, { type: "resume" }>,
  ): Promise<void> => {
    const session = session_token === undefined ? connection.session : await sessions.byToken(session_token);
    if (session?.record.user.session_id !== session_id) {
      return connection.error(
        "not_found",
        "There is no such session. Go on with the one that welcome named, or sign in again.",
      );
    }
    const changed = session.record.token_hash !== connection.session.record.token_hash;
    if (changed) {
      sessions.forget(connection.session);
      connection.session = session;
    }
    const stream = await hub.settled(session_id);
    const recovered = epoch === store.epoch && last_seq <= stream.head && stream.head - last_seq <= longestReplay;
    const after = recovered ? last_seq : stream.head;
    const conversations = recovered ? undefined : await snapshot(store, stream, session.record.user);
    connection.tell("resumed", { recovered, from_seq: after, epoch: store.epoch, head_seq: stream.head });
    if (conversations) connection.tell("snapshot", { conversations });
    follow(connection, after);
  };

  /** Nothing is being spoken, so it is the running answer that is to stop. */
  const interrupt = async ({ stream, user }: Connection, conversation_id: string | undefined): Promise<void> => {
    const running = [...(stream?.running.values() ?? [])].map(({ turn }) => turn);
    const meant = running.filter((turn) => conversation_id === undefined || turn.conversation_id === conversation_id);
    await Promise.all(meant.map(({ turn_id }) => runner.cancel(turn_id, user)));
  };

  const follow = (connection: Connection, after: number) => {
    const stream = hub.stream(connection.user.session_id);
    connection.follow(
      stream,
      cursor({
        stream,
        sink: connection.sink,
        after,
        wants: connection.wants,
        facts: store.facts.bind(store),
        trouble: (error) => void parts.report(error, connection.user.session_id),
      }),
    );
  };

  const reserved = (connection: Connection, what: string) =>
    connection.error("bad_request", `${what} are not served by this version.`, { path: "type" });

  return {
    message,
    async frame(connection, frame) {
      switch (frame.type) {
        case "ping":
          return connection.tell("pong", {});
        case "resume":
          return resume(connection, frame);
        case "auth": {
          const extended = await sessions.extend(connection.session, frame.token);
          if (!extended)
            return connection.error("unauthenticated", "This token is not valid for the user of this socket.");
          const { expires_at: _, ...record } = connection.session.record;
          connection.session = {
            ...connection.session,
            record: { ...record, ...(extended.expires_at !== undefined && { expires_at: extended.expires_at }) },
          };
          return;
        }
        case "cancel": {
          if (frame.turn_id === undefined) return connection.error("not_found", "There is no such plan or task.");
          if (!(await runner.cancel(frame.turn_id, connection.user)))
            connection.error("not_found", "There is no such turn.");
          return;
        }
        case "interrupt":
          return interrupt(connection, frame.conversation_id);
        case "audio_start":
          return connection.error("voice_unavailable", "This server does not listen yet. Type instead.");
        case "audio_stop":
        case "playback":
          return;
        case "decide":
          if (!runner.decide(frame, connection.user)) connection.error("not_found", "Nothing waits for this decision.");
          return;
        case "orchestrate":
          return reserved(connection, "Plans");
        case "refine":
          return reserved(connection, "Reports");
      }
    },
    closed(connection) {
      sessions.forget(connection.session);
      parts.gone(connection);
    },
    failed: (connection, error) => parts.report(error, connection.user.session_id),
    follow,
  };
};

/** An agent that stands for no pillar is told on which one the user is. */
const metadataOf = ({ metadata = {} }: UserMessage, current_pillar: string | undefined): JsonObject =>
  ({ ...(current_pillar !== undefined && { current_pillar }), ...metadata }) as JsonObject;
