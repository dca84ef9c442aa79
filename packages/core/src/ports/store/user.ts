// What is kept of a user beside sessions and conversations: memory, the audit trail, and the right to take or end it all.
import type { Json, JsonObject } from "../../json.ts";

export interface AuditEntry {
  readonly action: string;
  /** An id, or a hash; never content. */
  readonly subject: string;
  readonly user_id: string;
}

export interface UserBook {
  memory(user_id: string, key: string): Promise<Json | undefined>;
  remember(user_id: string, key: string, value: Json): Promise<void>;
  audit(entry: AuditEntry): Promise<void>;
  /** Everything that is kept of the user, as plain data, in pieces small enough to hold. */
  exportUser(user_id: string): AsyncIterable<{ readonly part: string; readonly record: JsonObject }>;
  /** Erases everything of the user but the audit trail; answers the sessions that ended. */
  eraseUser(user_id: string): Promise<string[]>;
}
