// The tables as Kysely sees them. Inside, rows refer to one another by number; an id that is text is stored once.
import type { Generated } from "kysely";

interface MetaTable {
  schema_version: number;
  epoch: number;
}

interface SessionTable {
  n: Generated<number>;
  id: string;
  user_id: string;
  tenant_id: string;
  /** JSON. */
  roles: string;
  name: string | null;
  expires_at: number | null;
  revoked_at: number | null;
  /** The last `seq` of the session. */
  head: number;
}

interface TokenTable {
  hash: string;
  session: number;
}

interface TicketTable {
  hash: string;
  session: number;
  expires_at: number;
}

interface ConversationTable {
  n: Generated<number>;
  id: string;
  user_id: string;
  agent_type: string;
  pillar: string | null;
  /** Turns accepted so far: the ordinal of the last one. */
  turns: number;
  created_at: number;
  updated_at: number;
  /** JSON: what its agents keep. */
  state: string | null;
  lease_owner: string | null;
  /** By the lease clock; 0 when nobody holds it. */
  lease_until: number;
  fence: number;
  /** The turn that runs under this fence. */
  running: number | null;
}

interface TurnTable {
  n: Generated<number>;
  id: string;
  conversation: number;
  ordinal: number;
  session: number;
  message_id: string;
  /** Position in `sources`, `origins` and `statuses` of turn-row.ts; no status while the turn is open. */
  source: number;
  origin: number;
  status: number | null;
  /** JSON, or null for none. */
  metadata: string | null;
  accepted_at: number;
  attempt: number;
  /** 1 when somebody asked to cancel it. */
  cancelled: number;
  /** The `seq` of its `user_message` and of its last fact: between them lie all its facts. */
  first_seq: number;
  last_seq: number | null;
}

interface FactTable {
  /** Its session and `seq` in one, as place.ts puts them together. */
  place: number;
  /** The short name of fact-form.ts. */
  type: string;
  turn: number | null;
  at: number;
  body: string | null;
}

interface JournalTable {
  scope: string;
  key: string;
  name: string;
  input_hash: string;
  /** JSON. */
  result: string;
}

interface FileTable {
  id: string;
  user_id: string;
  name: string;
  media_type: string;
  bytes: number;
  state: "reading" | "ready" | "failed";
  message: string | null;
  uploaded_at: number;
}

interface MemoryTable {
  user_id: string;
  key: string;
  /** JSON. */
  value: string;
}

interface AuditTable {
  n: Generated<number>;
  at: number;
  action: string;
  subject: string;
  user_id: string;
}

export interface Database {
  meta: MetaTable;
  sessions: SessionTable;
  tokens: TokenTable;
  tickets: TicketTable;
  conversations: ConversationTable;
  turns: TurnTable;
  facts: FactTable;
  journal: JournalTable;
  files: FileTable;
  memory: MemoryTable;
  audit: AuditTable;
}
