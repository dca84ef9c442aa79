// An agent turns a Turn into events. Guide, liaison, supervisor, resolver, flow: all are agents.
import type { Model } from "../ports/model.ts";
import type { Retriever } from "../ports/retriever.ts";
import type { AgentEvent } from "./event.ts";
import type { Tool } from "./tool.ts";
import type { Turn } from "./turn.ts";

export interface Agent {
  /** Unique in its registry; the wire's `agent`, and its `agent_type` unless it has a pillar. */
  readonly name: string;
  /** How people call it. */
  readonly title: string;
  readonly description: string;
  /** Things people say when they want this agent; routers learn from them. */
  readonly examples: readonly string[];
  /** Commands that name this agent wherever the conversation is. */
  readonly rules: readonly RegExp[];
  /** Set for a liaison: it is addressed as `liaison` with this pillar. */
  readonly pillar?: string;
  /** Agents that it may hand over to, or that it leads. */
  readonly handoffs: readonly string[];
  /** Whom it leads, for a supervisor; they can be addressed by their own names too. */
  readonly members?: readonly Agent[];
  respond(turn: Turn): AsyncIterable<AgentEvent>;
}

export interface AgentDefinition {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly examples?: readonly string[];
  readonly rules?: readonly RegExp[];
  readonly pillar?: string;
  readonly handoffs?: readonly string[];
  readonly instructions?: string | ((turn: Turn) => string);
  // biome-ignore lint/suspicious/noExplicitAny: a list of tools of unlike inputs; each call is typed where it is made
  readonly tools?: readonly Tool<any, any>[];
  readonly knowledge?: Retriever;
  readonly model?: Model;
  /** Where instructions, tools and knowledge are not enough. */
  respond?(turn: Turn): AsyncIterable<AgentEvent>;
}

/** Defines an agent from instructions, tools and knowledge, or from its own `respond`. */
export const agent = (definition: AgentDefinition): Agent => {
  const { name, description, examples = [], rules = [], handoffs = [], pillar } = definition;
  const answer = (turn: Turn): AsyncIterable<AgentEvent> => {
    const { instructions = `You are ${name}. ${description}`, tools, knowledge, model } = definition;
    return turn.reply({
      instructions: typeof instructions === "string" ? instructions : instructions(turn),
      handoffs,
      ...(tools && { tools }),
      ...(knowledge && { knowledge }),
      ...(model && { model }),
    });
  };
  return {
    name,
    title: definition.title ?? name,
    description,
    examples,
    rules,
    handoffs,
    ...(pillar !== undefined && { pillar }),
    respond: (turn) => definition.respond?.(turn) ?? answer(turn),
  };
};
