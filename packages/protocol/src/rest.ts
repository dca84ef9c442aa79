// The bodies and answers of the REST calls beside the socket.
import * as z from "zod/mini";
import { HistoryMessage, RunningTurn } from "./conversation.ts";
import { Count, Id, Milliseconds, Token } from "./primitive.ts";

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
  created_at: Milliseconds,
  updated_at: Milliseconds,
  turns: Count,
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;

/** `GET /api/conversations?limit=&before=`, most recently used first; `next` is the `before` of the next page. */
export const ConversationList = z.object({
  conversations: z.array(ConversationSummary),
  next: z.optional(Milliseconds),
});
export type ConversationList = z.infer<typeof ConversationList>;

/** `GET /api/conversations/{id}?limit=&before=`: the last turns, oldest first; `next` is the `before` of earlier ones. */
export const ConversationPage = z.object({
  conversation: ConversationSummary,
  messages: z.array(HistoryMessage),
  running: z.optional(RunningTurn),
  next: z.optional(Count),
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

/** `POST /api/courses`: how much was found in it. */
export const CourseAnswer = z.object({
  course_id: Id,
  title: z.string(),
  sections: Count,
  segments: Count,
  terms: Count,
  questions: Count,
});
export type CourseAnswer = z.infer<typeof CourseAnswer>;

/** `GET /api/courses`: those that one may learn from, one's own first. */
export const CourseList = z.object({ courses: z.array(CourseAnswer) });
export type CourseList = z.infer<typeof CourseList>;

/** A fact as the socket sends it. */
export const Fact = z.looseObject({ type: z.string(), seq: Count, epoch: Count, at: Milliseconds });
export type Fact = z.infer<typeof Fact>;

/** `GET /api/sessions/{id}/facts?from=&limit=`: facts with `seq` from `from` on; `next` is the `from` of the next page. */
export const FactsPage = z.object({
  session_id: Id,
  epoch: Count,
  head_seq: Count,
  facts: z.array(Fact),
  next: z.optional(Count),
});
export type FactsPage = z.infer<typeof FactsPage>;

/** `GET /api/me/export`: every record that is kept about the user, each with the part of the store it comes from. */
export const UserExport = z.object({
  exported_at: Milliseconds,
  user_id: Id,
  records: z.array(z.object({ part: z.string(), record: z.record(z.string(), z.unknown()) })),
});
export type UserExport = z.infer<typeof UserExport>;
