// `serve`: a program's own agents on a socket, with a server of its own or mounted on one that is there already.
import type { IncomingMessage, Server } from "node:http";
import type { Agent } from "@polylogue/core";
import type { Identity } from "./auth/jwt.ts";
import { compose } from "./compose.ts";
import { type Config, environment, readConfig } from "./config.ts";

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
  /** `http://host:port`, or undefined when mounted. */
  readonly url: string | undefined;
  /** Lets what runs end, then closes. */
  close(): Promise<void>;
}

export const serve = async (options: ServeOptions = {}): Promise<Serving> => {
  const { agents, authenticate, server, path, settings } = options;
  const config: Config = { ...readConfig(environment()), ...settings };
  const identify = authenticate && (async (request: IncomingMessage) => identityOf(await authenticate(request)));
  const program = await compose(config, {
    ...(agents && { agents }),
    ...(identify && { authenticate: identify }),
    ...(path !== undefined && { path }),
  });
  if (server) {
    const upgrade = program.gateway.upgrade;
    server.on("upgrade", upgrade);
    await program.start();
    return {
      url: undefined,
      async close() {
        server.off("upgrade", upgrade);
        await program.stop();
      },
    };
  }
  const url = await program.app.listen({ host: config.host, port: config.port });
  await program.start();
  return { url, close: program.stop };
};

const identityOf = (person: SignedIn | undefined): Identity | undefined =>
  person && {
    user_id: person.id,
    tenant_id: person.tenant ?? "default",
    roles: person.roles ?? [],
    ...(person.name !== undefined && { name: person.name }),
    ...(person.expires && { expires_at: person.expires.getTime() }),
  };
