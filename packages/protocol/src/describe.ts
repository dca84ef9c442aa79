// The wire described for machines: JSON Schemas of all frames and bodies, and the AsyncAPI document of the socket.
import * as z from "zod/mini";
import { clientFrames } from "./client-frame.ts";
import { Fault } from "./error.ts";
import { UserMessage } from "./message.ts";
import { Plan, Step } from "./plan.ts";
import * as rest from "./rest.ts";
import { serverFrames } from "./server-frame.ts";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

const schemasAt = "#/components/schemas/";

/** Frames of the two directions that share a `type` stay apart by this prefix. */
const clientSchemas = prefixed("client", { user_message: UserMessage, ...clientFrames });
const serverSchemas = prefixed("server", serverFrames);

const bodySchemas = {
  Plan,
  Step,
  Fault,
  SessionAnswer: rest.SessionAnswer,
  ConversationList: rest.ConversationList,
  ConversationPage: rest.ConversationPage,
  FileAnswer: rest.FileAnswer,
  CourseAnswer: rest.CourseAnswer,
  CourseList: rest.CourseList,
  FactsPage: rest.FactsPage,
  UserExport: rest.UserExport,
};

/**
 * The JSON Schema of every frame (`client.resume`, `server.ack`, …) and REST body (`FactsPage`, …) by name. They refer to
 * one another as `#/components/schemas/{name}`, so that they stand in an AsyncAPI or OpenAPI document as they are.
 */
export function jsonSchemas(): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  const named = { ...clientSchemas, ...serverSchemas, ...bodySchemas };
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  // "input": what may be sent, so that fields which nobody knows yet are allowed.
  const { schemas } = z.toJSONSchema(registry, { io: "input", uri: (id) => schemasAt + id });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutAddress(schema)]));
}

export interface AsyncApiOptions {
  /** Where the server answers, as in `http://127.0.0.1:8787`. */
  readonly serverUrl: string;
  /** The version of the program, not of the wire. */
  readonly version: string;
}

/** An AsyncAPI 3.0 document, told from the server's side: it receives client frames and sends server frames. */
export function asyncApi({ serverUrl, version }: AsyncApiOptions) {
  const { host, protocol } = new URL(serverUrl);
  const received = Object.keys(clientSchemas);
  const sent = Object.keys(serverSchemas);
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Polylogue",
      version,
      description: "One socket, many agents. A client frame without `type` is a user message.",
    },
    defaultContentType: "application/json",
    servers: { polylogue: { host, protocol: protocol === "https:" || protocol === "wss:" ? "wss" : "ws" } },
    channels: {
      agent: {
        address: "/api/ws/agent",
        messages: byName([...received, ...sent], (name) => ({ $ref: `#/components/messages/${name}` })),
      },
    },
    operations: {
      receiveFrames: operation("receive", received),
      sendFrames: operation("send", sent),
    },
    components: {
      messages: byName([...received, ...sent], (name) => ({ name, payload: { $ref: schemasAt + name } })),
      schemas: jsonSchemas(),
    },
  };
}

export type AsyncApiDocument = ReturnType<typeof asyncApi>;

const operation = (action: "send" | "receive", names: readonly string[]) => ({
  action,
  channel: { $ref: "#/channels/agent" },
  messages: names.map((name) => ({ $ref: `#/channels/agent/messages/${name}` })),
});

function byName<Value>(names: readonly string[], value: (name: string) => Value): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}

function prefixed(prefix: string, schemas: Record<string, z.ZodMiniType>): Record<string, z.ZodMiniType> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${prefix}.${name}`, schema]));
}

/** `$id` would move the root that the references start from. */
function withoutAddress({ $id, $schema, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
