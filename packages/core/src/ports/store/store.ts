// The durable truth, by topic. A promise that resolves has been committed and synced.
import type { ConversationBook } from "./conversation.ts";
import type { FactBook } from "./fact.ts";
import type { FileBook } from "./file.ts";
import type { Journal } from "./journal.ts";
import type { SessionBook } from "./session.ts";
import type { TurnBook } from "./turn.ts";
import type { UserBook } from "./user.ts";

export interface Store extends SessionBook, TurnBook, FactBook, ConversationBook, Journal, FileBook, UserBook {
  /** Changes when the Store was restored from a copy: sequence numbers from before mean nothing then. */
  readonly epoch: number;
  /** Rejects when the Store cannot be read. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
