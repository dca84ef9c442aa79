// A part of the HTTP side that is made when it is first asked for, so that starting stays quick.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Headers of a request that decide what is answered, and those of an answer that say what it is. */
const asked = ["accept", "accept-encoding", "if-none-match", "if-modified-since", "range"];
const told = ["content-type", "content-length", "content-range", "etag", "last-modified", "location", "cache-control"];

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Answers through an app of its own; it ends with `app`. */
export const lazily = (app: FastifyInstance, make: () => Promise<FastifyInstance>): Handler => {
  let making: Promise<FastifyInstance> | undefined;
  app.addHook("onClose", async () => (await making)?.close());
  return async (request, reply) => {
    making ??= make();
    const headers = Object.fromEntries(asked.map((name) => [name, request.headers[name]]).filter(([, value]) => value));
    const answer = await (await making).inject({ method: "GET", url: request.url, headers });
    for (const name of told) {
      const value = answer.headers[name];
      if (value !== undefined) reply.header(name, value);
    }
    return reply.code(answer.statusCode).send(answer.rawPayload);
  };
};
