// The life of a session on a socket: welcome, resume, a fresh credential, heartbeat, and what is away.
import * as z from "zod/mini";
import { ConversationSnapshot } from "./conversation.ts";
import { frame } from "./envelope.ts";
import { protocolVersion } from "./limit.ts";
import { Count, Id, Milliseconds, Token } from "./primitive.ts";

/** Client: continue a session after a reconnect; the token may instead have come with the upgrade. */
export const Resume = z.object({
  type: z.literal("resume"),
  session_id: Id,
  session_token: z.optional(Token),
  epoch: Count,
  last_seq: Count,
});
export type Resume = z.infer<typeof Resume>;

/** Client: a fresh token before the old one ends. */
export const Auth = z.object({ type: z.literal("auth"), token: Token });
export type Auth = z.infer<typeof Auth>;

/** Client: answered by `pong`. */
export const Ping = z.object({ type: z.literal("ping") });
export type Ping = z.infer<typeof Ping>;

export const Pong = frame("pong", {});
export type Pong = z.infer<typeof Pong>;

/** Who the session belongs to. */
export const User = z.object({
  user_id: Id,
  /** As the credential names them, when it does. */
  name: z.optional(z.string()),
  roles: z.array(z.string()),
  /** Whether the session was made without credentials. */
  anonymous: z.boolean(),
});
export type User = z.infer<typeof User>;

/** An agent that can be talked to, and how to address it; each liaison has an entry with its pillar. */
export const AgentEntry = z.object({
  /** The `agent` of its frames. */
  name: z.string(),
  /** How people call it. */
  title: z.string(),
  agent_type: z.string(),
  pillar: z.optional(z.string()),
  description: z.string(),
  /** The agent in whose team it works, and through whom people reach it; absent for those one talks to directly. */
  part_of: z.optional(z.string()),
});
export type AgentEntry = z.infer<typeof AgentEntry>;

/** The first frame of every socket. */
export const Welcome = frame("welcome", {
  protocol: z.literal(protocolVersion),
  session_id: Id,
  session_token: Token,
  user: User,
  epoch: Count,
  head_seq: Count,
  heartbeat_ms: Milliseconds,
  agents: z.array(AgentEntry),
});
export type Welcome = z.infer<typeof Welcome>;

/** The answer to `resume`: facts after `from_seq` follow; with `recovered: false` a snapshot comes first. */
export const Resumed = frame("resumed", { recovered: z.boolean(), from_seq: Count });
export type Resumed = z.infer<typeof Resumed>;

export const Snapshot = frame("snapshot", { conversations: z.array(ConversationSnapshot) });
export type Snapshot = z.infer<typeof Snapshot>;

/** A dependency is away since this moment; what needs it may be slow or refused. */
export const Degraded = frame("degraded", { part: z.string(), since: Milliseconds });
export type Degraded = z.infer<typeof Degraded>;

/** It is back; `since` says when it went away. */
export const Restored = frame("restored", { part: z.string(), since: z.optional(Milliseconds) });
export type Restored = z.infer<typeof Restored>;
