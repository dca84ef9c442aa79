// Polylogue for programs: define agents, compose them, serve them.
export type {
  Agent,
  AgentDefinition,
  AgentEvent,
  Passage,
  Retriever,
  Tool,
  ToolCall,
  Turn,
  UserContext,
} from "@polylogue/core";
export { agent, material, PolylogueError, supervisor, tool } from "@polylogue/core";
export { folder } from "@polylogue/drivers";
export { builtInAgents } from "./built-in.ts";
export type { Config } from "./config.ts";
export { type ServeOptions, type Serving, type SignedIn, serve } from "./serve.ts";
