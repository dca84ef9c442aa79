// A turn as its agent sees it: what was said, by whom, what came before, and what may be done.
import type { Json, JsonObject } from "../json.ts";
import type { Model } from "../ports/model.ts";
import type { Retriever } from "../ports/retriever.ts";
import type { UserContext } from "../user.ts";
import type { AgentEvent } from "./event.ts";
import type { Tool } from "./tool.ts";

/** One message of the conversation's history, as it was seen or heard. */
export interface Exchange {
  readonly role: "user" | "assistant";
  readonly text: string;
  /** Who spoke, for the assistant's. */
  readonly agent?: string;
}

/** What an agent knows of this user across sessions; small, durable, exportable. */
export interface Memory {
  get(key: string): Promise<Json | undefined>;
  set(key: string, value: Json): Promise<void>;
}

export interface ReplyOptions {
  /** What the agent is told to be and do. */
  readonly instructions: string;
  /** Passages are searched for the user's message and put into the prompt. */
  readonly knowledge?: Retriever;
  readonly tools?: readonly Tool[];
  /** Names of agents that the model may hand the conversation to. */
  readonly handoffs?: readonly string[];
  /** Material that is already at hand, in the form of `material()`. */
  readonly facts?: string;
  readonly model?: Model;
}

export interface Turn {
  readonly id: string;
  readonly text: string;
  readonly source: "text" | "voice";
  /** What came with the message: `file_id`, `content_id`, `course_id`, … */
  readonly metadata: JsonObject;
  readonly conversation: {
    readonly id: string;
    /** What the client addressed: "guide", "liaison", … */
    readonly agent_type: string;
    readonly pillar?: string;
    /** 1 for the first turn of the conversation. */
    readonly ordinal: number;
  };
  readonly user: UserContext;
  /** 1, or more when an earlier process died in this turn. */
  readonly attempt: number;
  /** Aborts when the turn is cancelled, runs out of time, or its server loses the conversation. */
  readonly signal: AbortSignal;
  /** Ms since 1970 at which the turn was accepted: the turn's own "now", the same on every attempt. */
  readonly at: number;
  /** The model that the server is configured with. */
  readonly model: Model;
  readonly memory: Memory;
  /** What the agents of this conversation keep from turn to turn, by agent; at most 16 KiB in all. */
  readonly state: { get(agent: string): Json | undefined; set(agent: string, value: Json | undefined): void };
  /** What was said in the last `turns` turns before this one, oldest first; 20 unless given. */
  history(turns?: number): Promise<readonly Exchange[]>;
  /** Calls a tool: input checked, journaled where its effect asks for it. */
  use<Input, Output>(tool: Tool<Input, Output>, input: Input): Promise<Output>;
  /** The default way to answer: the model in a loop with the tools, streaming. */
  reply(options: ReplyOptions): AsyncIterable<AgentEvent>;
}
