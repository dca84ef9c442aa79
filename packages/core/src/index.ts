// What the floors above may use of core.
export type { Agent, AgentDefinition } from "./agent/agent.ts";
export { agent } from "./agent/agent.ts";
export type { AgentEvent, AnswerEvent, HandoffEvent, RouteEvent, RouteTier } from "./agent/event.ts";
export { material } from "./agent/material.ts";
export type { Registry } from "./agent/registry.ts";
export { registry } from "./agent/registry.ts";
export type { Tool, ToolCall, ToolEffect } from "./agent/tool.ts";
export { tool } from "./agent/tool.ts";
export type { Exchange, Memory, ReplyOptions, Turn } from "./agent/turn.ts";
export type { Chance, IdKind } from "./chance.ts";
export { chanceFrom, systemChance } from "./chance.ts";
export type { Clock } from "./clock.ts";
export { pause, systemClock } from "./clock.ts";
export type { Course, CourseQuestion, CourseSection, CourseSegment, CourseTerm } from "./course.ts";
export type { Column, ColumnType, Document, Section, Table } from "./document.ts";
export type { InternalCode, PolylogueCode } from "./error.ts";
export { hasCode, PolylogueError } from "./error.ts";
export { once, sha256 } from "./journal.ts";
export type { Json, JsonObject } from "./json.ts";
export type { Observation, Observer } from "./observer.ts";
export type { CoursePassage, Courses } from "./ports/courses.ts";
export type { DocumentReader } from "./ports/document-reader.ts";
export type { Files } from "./ports/files.ts";
export type { Finding, Findings } from "./ports/findings.ts";
export type { Model } from "./ports/model.ts";
export type { Passage, Retriever } from "./ports/retriever.ts";
export type { Shelf, ShelvedFile } from "./ports/shelf.ts";
export type { SignalHint, Signals } from "./ports/signals.ts";
export type { ConversationBook, ConversationRecord, SpokenMessage } from "./ports/store/conversation.ts";
export type { Fact, FactBook, NewFact, TurnRef } from "./ports/store/fact.ts";
export type { FileBook, FileRecord } from "./ports/store/file.ts";
export type { Journal, JournalEntry } from "./ports/store/journal.ts";
export type { SessionBook, SessionRecord } from "./ports/store/session.ts";
export type { Store } from "./ports/store/store.ts";
export type {
  AcceptAnswer,
  AcceptRequest,
  ClaimAnswer,
  Claimant,
  ClaimedTurn,
  Fenced,
  SessionFacts,
  TurnBook,
  TurnOrigin,
  TurnStatus,
  Written,
} from "./ports/store/turn.ts";
export type { AuditEntry, UserBook } from "./ports/store/user.ts";
export type {
  Cell,
  LoadedTable,
  QueryOptions,
  QueryRefusal,
  QueryResult,
  TableColumn,
  TableColumnType,
  TableSet,
  TableSource,
  Tables,
  Workbench,
} from "./ports/tables.ts";
export type { Cursor, Sink } from "./session/cursor.ts";
export { cursor } from "./session/cursor.ts";
export { encodeFact } from "./session/frame.ts";
export type { SessionHub } from "./session/hub.ts";
export { sessionHub } from "./session/hub.ts";
export { localSignals } from "./session/local-signals.ts";
export type { SessionStream } from "./session/stream.ts";
export { type Classification, classify } from "./supervisor/classifier/classify.ts";
export type { Classifier } from "./supervisor/classifier/model.ts";
export { type Example, train } from "./supervisor/classifier/train.ts";
export { isConfident } from "./supervisor/router.ts";
export { type SupervisorDefinition, supervisor } from "./supervisor/supervisor.ts";
export type { RunnerSettings, TurnAnswer, TurnRequest, TurnRunner } from "./turn/runner.ts";
export { turnRunner } from "./turn/runner.ts";
export type { TurnLatency, TurnProblem } from "./turn/state.ts";
export { unreachable } from "./unreachable.ts";
export type { UserContext } from "./user.ts";
export { type CheckedVisualization, checkedVisualization } from "./visualization.ts";
export { rarity, type WordIndex, wordIndex } from "./words/bm25.ts";
export { markdownSections } from "./words/markdown-sections.ts";
export { type PlacedText, passagesOf } from "./words/passage.ts";
export { plainText } from "./words/plain-text.ts";
export { sentences } from "./words/sentence.ts";
export { isNumber, terms } from "./words/term.ts";
export { WorkflowPicture } from "./workflow-picture.ts";
