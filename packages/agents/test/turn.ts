// A turn made by hand, and what an agent said in it; `reply` repeats the material it was given, as a model that only quotes.
import type { Agent, AgentEvent, Json, JsonObject, Model, ReplyOptions, Turn } from "@polylogue/core";

export interface TurnWish {
  readonly text: string;
  readonly source?: "text" | "voice";
  readonly metadata?: JsonObject;
  readonly pillar?: string;
  readonly ordinal?: number;
  readonly modelId?: string;
  /** Kept from turn to turn when the same map is given again. */
  readonly state?: Map<string, Json>;
  readonly name?: string;
  readonly reply?: (options: ReplyOptions) => AsyncIterable<AgentEvent>;
}

async function* quote({ facts = "" }: ReplyOptions): AsyncGenerator<AgentEvent> {
  yield `QUOTED ${facts}`;
}

export const turnOf = (wish: TurnWish): Turn => {
  const state = wish.state ?? new Map<string, Json>();
  return {
    id: "t1",
    text: wish.text,
    source: wish.source ?? "text",
    metadata: wish.metadata ?? {},
    conversation: {
      id: "c1",
      agent_type: wish.pillar ? "liaison" : "guide",
      ...(wish.pillar !== undefined && { pillar: wish.pillar }),
      ordinal: wish.ordinal ?? 1,
    },
    user: {
      user_id: "u1",
      tenant_id: "t1",
      session_id: "s1",
      roles: [],
      ...(wish.name !== undefined && { name: wish.name }),
    },
    attempt: 1,
    signal: new AbortController().signal,
    at: 0,
    model: { modelId: wish.modelId ?? "extractive" } as Model,
    memory: { get: async () => undefined, set: async () => {} },
    state: {
      get: (agent) => state.get(agent),
      set: (agent, value) => void (value === undefined ? state.delete(agent) : state.set(agent, value)),
    },
    history: async () => [],
    use: async () => {
      throw new Error("no tools here");
    },
    reply: wish.reply ?? quote,
  };
};

export interface Heard {
  readonly text: string;
  readonly events: readonly AgentEvent[];
  readonly data?: Json | undefined;
}

export const hear = async (agent: Agent, wish: TurnWish): Promise<Heard> => {
  const events: AgentEvent[] = [];
  for await (const event of agent.respond(turnOf(wish))) events.push(event);
  const whole = events.find((event) => typeof event !== "string" && event.type === "analysis");
  const text = events
    .map((event) => (typeof event === "string" ? event : event.type === "analysis" ? event.message : ""))
    .join("");
  return { text, events, ...(typeof whole === "object" && "data" in whole && { data: whole.data }) };
};
