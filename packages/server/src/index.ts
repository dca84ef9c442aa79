// Polylogue for programs: define agents, compose them, serve them.
export type {
  Agent,
  AgentDefinition,
  AgentEvent,
  Classifier,
  Example,
  Exchange,
  Memory,
  Model,
  Passage,
  ReplyOptions,
  Retriever,
  SupervisorDefinition,
  Tool,
  ToolCall,
  ToolEffect,
  Turn,
  UserContext,
} from "@polylogue/core";
export { agent, material, PolylogueError, supervisor, tool, train } from "@polylogue/core";
export { folder } from "@polylogue/drivers";
export type { Config } from "./config.ts";
export { type ServeOptions, type Serving, type SignedIn, serve } from "./serve.ts";
