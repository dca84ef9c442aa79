// What the tests of the client over real sockets set up: a scripted server, and clients that are closed after each test.
import { afterEach, beforeEach, expect, vi } from "vitest";
import WebSocket from "ws";
import { AgentClient, type AgentClientOptions, type AssistantEntry, type ServerFrame } from "../src/index.ts";
import { type ScriptedServer, scriptedServer } from "./scripted-server.ts";

export let server: ScriptedServer;
let clients: AgentClient[] = [];

beforeEach(async () => {
  server = await scriptedServer();
});

afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await server.close();
});

export function newClient(options: AgentClientOptions = {}): AgentClient {
  const webSocket = (url: string) => new WebSocket(url);
  const client = new AgentClient({ url: server.url, webSocket, ...options });
  clients.push(client);
  return client;
}

export async function opened(options: AgentClientOptions = {}): Promise<AgentClient> {
  const client = newClient(options);
  client.connect();
  await until(() => client.status === "open");
  return client;
}

export const until = (happened: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(happened()).toBe(true), { timeout: 5_000, interval: 5 });

/** Lets what is on the wire arrive. */
export const settle = () => new Promise((done) => setTimeout(done, 60));

export async function framesOf(turn: AsyncIterable<ServerFrame>): Promise<ServerFrame[]> {
  const frames: ServerFrame[] = [];
  for await (const frame of turn) frames.push(frame);
  return frames;
}

export const answersOf = (client: AgentClient, conversation_id: string): AssistantEntry[] =>
  (client.conversations.get(conversation_id)?.messages ?? []).filter((entry) => entry.role === "assistant");

export const messagesAt = (peer: number) => server.peers[peer]?.received.filter(({ type }) => type === undefined) ?? [];
