// `serve`: a program's own agents on a socket, with a server of its own or mounted on one that is there already.
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Agent } from "@polylogue/core";
import type { Identity } from "./auth/jwt.ts";
import { compose, type Program } from "./compose.ts";
import { asEnvironment, type Config, environment, readConfig } from "./config.ts";
import { webRoot } from "./web-root.ts";

/** Who makes a request, in the words of the program that knows. */
export interface SignedIn {
  readonly id: string;
  readonly name?: string;
  readonly roles?: readonly string[];
  readonly tenant?: string;
  /** When the sign-in ends. */
  readonly expires?: Date;
}

export interface ServeOptions {
  /** The first one is addressed when a message names none. The built-in agents when left out. */
  readonly agents?: readonly Agent[];
  /** Answers nobody for a request that may not come in. Without it, credentials are read as the settings say. */
  readonly authenticate?: (request: IncomingMessage) => Promise<SignedIn | undefined> | SignedIn | undefined;
  /** A server that runs already (Node, Express, Fastify, Next): only the socket is added to it. */
  readonly server?: Server;
  /** Path of the socket; "/api/ws/agent" unless given. */
  readonly path?: string;
  /** Settings over those of the environment. */
  readonly settings?: Partial<Config>;
}

export interface Serving {
  /** Where the page and the REST calls are: `http://host:port`. Absent when mounted: the program knows its own address. */
  readonly url?: string;
  /** What `AgentClient` connects to: `ws://host:port/api/ws/agent`. Absent when mounted. */
  readonly socketUrl?: string;
  /** Lets what runs end, then closes. */
  close(): Promise<void>;
}

const standardPath = "/api/ws/agent";
const unknownAddress = "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n";

export const serve = async (options: ServeOptions = {}): Promise<Serving> => {
  const { agents, authenticate, server, path = standardPath, settings } = options;
  const config = readConfig(
    { ...environment(), ...asEnvironment(settings ?? {}) },
    { signsIn: authenticate !== undefined },
  );
  const identify = authenticate && (async (request: IncomingMessage) => identityOf(await authenticate(request)));
  const program = await compose(config, {
    ...(agents && { agents }),
    ...(identify && { authenticate: identify }),
    path,
    webRoot: webRoot(),
  });
  return server ? mounted(program, server) : standing(program, config, path);
};

const standing = async ({ app, start, stop }: Program, { host, port }: Config, path: string): Promise<Serving> => {
  const url = await app.listen({ host, port });
  await start();
  return { url, socketUrl: url.replace("http", "ws") + path, close: stop };
};

const mounted = async ({ gateway, start, stop }: Program, server: Server): Promise<Serving> => {
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Who else listens may know this address; nobody else does, so nobody would ever answer.
    if (!gateway.upgrade(request, socket, head) && server.listenerCount("upgrade") === 1) socket.end(unknownAddress);
  };
  server.on("upgrade", upgrade);
  await start();
  return {
    async close() {
      server.off("upgrade", upgrade);
      await stop();
    },
  };
};

const identityOf = (person: SignedIn | undefined): Identity | undefined =>
  person && {
    user_id: person.id,
    tenant_id: person.tenant ?? "default",
    roles: person.roles ?? [],
    ...(person.name !== undefined && { name: person.name }),
    ...(person.expires && { expires_at: person.expires.getTime() }),
  };
