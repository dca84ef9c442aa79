// The insights liaison before real tables: DuckDB, a shelf with one file, and turns made by hand.
import { insightsLiaison } from "@polylogue/agents";
import type { AgentEvent, Json, JsonObject, Model, ReplyOptions, Shelf, Turn, Workbench } from "@polylogue/core";
import { duckDbTables } from "@polylogue/drivers";
import { bytesOf } from "./records.ts";
import type { Answered } from "./verdict.ts";

export interface Panel {
  /** Undefined when the question was declined. Each conversation of one file goes on while `conversation` is the same. */
  ask(file: string, question: string, conversation?: string, metadata?: JsonObject, model?: FakeModel): Promise<Heard>;
  close(): Promise<void>;
}

/** Stands in for a language model: what it does with the tools it is given. */
export type FakeModel = (options: ReplyOptions) => AsyncIterable<AgentEvent>;

export interface Heard {
  readonly events: readonly AgentEvent[];
  readonly text: string;
  readonly answer?: Answered;
  readonly chart?: JsonObject;
}

export const panel = (): Panel => {
  const tables = duckDbTables();
  const workbench: Workbench = {
    tables: (_, file_id, options) => tables.open({ file_id, name: file_id, bytes: bytesOf(file_id) }, options),
  };
  const states = new Map<string, Map<string, Json>>();
  return {
    async ask(file, question, conversation, metadata = {}, model) {
      const agent = insightsLiaison({ shelf: shelfOf(file), workbench });
      const state = states.get(conversation ?? "") ?? new Map<string, Json>();
      if (conversation !== undefined) states.set(conversation, state);
      const events: AgentEvent[] = [];
      for await (const event of agent.respond(turnOf(question, metadata, state, model))) events.push(event);
      return heardOf(events);
    },
    close: () => tables.close(),
  };
};

const heardOf = (events: readonly AgentEvent[]): Heard => {
  const found = events.find(
    (event) => typeof event !== "string" && (event.type === "analysis" || event.type === "drill_down"),
  );
  const said = events.filter((event) => typeof event === "string").join("");
  if (typeof found !== "object" || !("message" in found)) return { events, text: said };
  const { rows } = found.data as unknown as { rows: Answered["rows"] };
  const picture = events.find((event) => typeof event !== "string" && event.type === "visualization");
  const chart = typeof picture === "object" && "visualization" in picture ? picture.visualization : undefined;
  return { events, text: found.message, answer: { message: found.message, rows }, ...(chart && { chart }) };
};

const shelfOf = (file: string): Shelf => ({
  list: async () => [{ file_id: file, name: file, mediaType: "text/csv", bytes: 1, state: "ready", uploadedAt: 0 }],
  document: async () => undefined,
});

const turnOf = (text: string, metadata: JsonObject, state: Map<string, Json>, model?: FakeModel): Turn => ({
  id: "t1",
  text,
  source: "text",
  metadata,
  conversation: { id: "c1", agent_type: "liaison", pillar: "insights", ordinal: 1 },
  user: { user_id: "u1", tenant_id: "t1", session_id: "s1", roles: [] },
  attempt: 1,
  signal: new AbortController().signal,
  at: 0,
  model: { modelId: model ? "fake" : "extractive" } as Model,
  memory: { get: async () => undefined, set: async () => {} },
  state: {
    get: (agent) => state.get(agent),
    set: (agent, value) => void (value === undefined ? state.delete(agent) : state.set(agent, value)),
  },
  history: async () => [],
  use: async () => {
    throw new Error("no tools here");
  },
  reply:
    model ??
    (() => {
      throw new Error("no model here");
    }),
});
