/** The bodies and answers of the REST calls beside the socket. */
import * as z from "zod/mini";
import { HistoryMessage, RunningTurn } from "./conversation.ts";
import { Count, Id, Milliseconds, Token } from "./primitive.ts";
import { User } from "./session.ts";

/** `POST /api/sessions`. The ticket opens one socket, once, within `expires_in` seconds. */
export const SessionAnswer = z.object({
  session_id: Id,
  session_token: Token,
  ticket: z.string(),
  expires_in: Count,
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

export const ConversationSummary = z.object({
  id: Id,
  agent_type: z.string(),
  pillar: z.optional(z.string()),
  title: z.optional(z.string()),
  created_at: Milliseconds,
  updated_at: Milliseconds,
  turns: Count,
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

/** `GET /api/conversations?limit=&cursor=`, the latest first; `next` is the cursor of the next page. */
export const ConversationList = z.object({
  conversations: z.array(ConversationSummary),
  next: z.optional(z.string()),
});
export type ConversationList = z.infer<typeof ConversationList>;

/** `GET /api/conversations/{id}?limit=&cursor=`: the latest messages, in their order; `next` leads to earlier ones. */
export const ConversationPage = z.object({
  conversation: ConversationSummary,
  messages: z.array(HistoryMessage),
  running: z.optional(RunningTurn),
  next: z.optional(z.string()),
});
export type ConversationPage = z.infer<typeof ConversationPage>;

/** `POST /api/files`; reading goes on after it, told by `file_state`. */
export const FileAnswer = z.object({
  file_id: Id,
  name: z.string(),
  media_type: z.string(),
  /** Bytes. */
  size: Count,
});
export type FileAnswer = z.infer<typeof FileAnswer>;

/** A fact as the socket sends it. */
export const Fact = z.looseObject({ type: z.string(), seq: Count, epoch: Id, at: Milliseconds });
export type Fact = z.infer<typeof Fact>;

/** `GET /api/sessions/{id}/facts?from=&limit=`: facts with `seq` from `from` on; `next` is the `from` of the next page. */
export const FactsPage = z.object({
  session_id: Id,
  epoch: Id,
  head_seq: Count,
  facts: z.array(Fact),
  next: z.optional(Count),
});
export type FactsPage = z.infer<typeof FactsPage>;

/** `GET /api/me/export`: everything that is kept about the user. */
export const UserExport = z.object({
  exported_at: Milliseconds,
  user: User,
  sessions: z.array(z.looseObject({ session_id: Id })),
  conversations: z.array(z.object({ conversation: ConversationSummary, messages: z.array(HistoryMessage) })),
  facts: z.array(Fact),
  files: z.array(FileAnswer),
});
export type UserExport = z.infer<typeof UserExport>;
