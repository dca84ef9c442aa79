// Conversations of a user and what was said in them; read, never written here.
import type { Json, JsonObject } from "../../json.ts";

export interface ConversationRecord {
  readonly id: string;
  readonly agent_type: string;
  readonly pillar?: string;
  readonly turns: number;
  readonly created_at: number;
  readonly updated_at: number;
}

/** A message of a conversation as it was seen or heard. */
export interface SpokenMessage {
  readonly role: "user" | "assistant";
  readonly text: string;
  readonly type: string;
  readonly turn_id: string;
  readonly ordinal: number;
  readonly at: number;
  readonly message_id?: string;
  readonly agent?: string;
  readonly data?: Json;
  readonly visualization?: JsonObject;
  readonly partial?: boolean;
}

export interface ConversationBook {
  /** Most recently used first; `before` is an `updated_at`. */
  conversations(user_id: string, page: { limit: number; before?: number }): Promise<ConversationRecord[]>;
  conversation(user_id: string, id: string): Promise<ConversationRecord | undefined>;
  /** Messages of the last `limit` turns before turn `before`, oldest first; turns without an answer yet included. */
  messages(conversation_id: string, page: { limit: number; before?: number }): Promise<SpokenMessage[]>;
}
