// What a program needs to talk to the agents of a Polylogue server, in a browser or in Node.

export type {
  AgentEntry as AgentInfo,
  ClientFrame,
  ErrorFrame,
  FileState,
  PlanStatus,
  ServerFrame,
  TurnEnd,
  TurnStatus,
  User,
  Visualization,
} from "@polylogue/protocol";
export type { Address } from "./address.ts";
export {
  AgentClient,
  type AgentClientOptions,
  type SayOptions,
} from "./client.ts";
export type { Clock, Random } from "./clock.ts";
export type {
  AssistantEntry,
  Conversation,
  Conversations,
  Entry,
  Fault,
  NoteEntry,
  PlanEntry,
  UserEntry,
} from "./conversation.ts";
export type { ClientEvents } from "./event.ts";
export { type ClientFault, type ClientFaultCode, MessageRefused } from "./fault.ts";
export type { Session } from "./session.ts";
export type { ClientSnapshot, ClientStatus } from "./snapshot.ts";
export type { Credential, WebSocketLike } from "./socket.ts";
export type { ClientTurn, TurnOutcome } from "./turn.ts";
