// The connection of a chat: where it goes, whom it addresses, and when it is there.
import { AgentClient, type AgentInfo } from "@polylogue/client";
import { PolylogueError } from "@polylogue/core";
import { WebSocket } from "ws";

export interface ChatOptions {
  readonly url: string;
  readonly agent?: string;
  readonly token?: string;
}

const patienceMs = 10_000;

/** `http://host`, `ws://host` and the full address of the socket all mean the same. */
export const socketUrl = (given: string): string => {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url?.protocol.match(/^(?:ws|http)s?:$/)) {
    throw new PolylogueError(
      "config.invalid",
      `"${given}" is not the address of a server. It looks like ws://127.0.0.1:8787.`,
    );
  }
  url.protocol = url.protocol.replace("http", "ws");
  if (url.pathname === "/") url.pathname = "/api/ws/agent";
  return url.href;
};

/** Finds an agent by its name or, for a liaison, by its pillar. */
export const agentCalled = (agents: readonly AgentInfo[], called: string): AgentInfo => {
  const found = agents.find(({ name, pillar }) => name === called || pillar === called);
  if (found) return found;
  const names = agents.map(({ name, pillar }) => pillar ?? name).join(", ");
  throw new PolylogueError("agent.unknown", `There is no agent "${called}" here. There are: ${names}.`);
};

/** Resolves once the server has said welcome; rejects with a sentence when it cannot be reached, or the agent is not there. */
export const connectChat = async ({ url, agent, token }: ChatOptions): Promise<AgentClient> => {
  const client = new AgentClient({
    url: socketUrl(url),
    webSocket: (address) => new WebSocket(address),
    ...(token !== undefined && { token }),
  });
  try {
    await welcomed(client, url);
    if (agent !== undefined) client.switchAgent(agentCalled(client.agents, agent));
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
};

const welcomed = (client: AgentClient, url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (why: string) =>
      settle(() =>
        reject(
          new PolylogueError("unavailable", `${why} Is a server running at ${url}? Start one with: polylogue start`),
        ),
      );
    const timer = setTimeout(() => fail("The server does not answer."), patienceMs);
    const stops = [client.on("welcome", () => settle(resolve)), client.on("error", ({ message }) => fail(message))];
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      finish();
    };
    client.connect();
  });
