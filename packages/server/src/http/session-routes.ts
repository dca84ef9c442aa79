// Sessions over REST: to begin one, to end one, and to replay its facts.
import { encodeFact, type SessionHub, type Store } from "@polylogue/core";
import { FactsPage, SessionAnswer } from "@polylogue/protocol";
import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { bearerOf, tokenCredential } from "../auth/credential.ts";
import { type Sessions, ticketMs } from "../auth/sessions.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Callers } from "./caller.ts";
import { fault, notFound } from "./fault.ts";

const FactsQuery = z.object({
  from: z.coerce.number().int().min(1).default(1).describe("First seq"),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
const SessionPath = z.object({ id: z.string().max(256) });

interface SessionRouteParts {
  readonly store: Store;
  readonly hub: SessionHub;
  readonly sessions: Sessions;
  readonly callers: Callers;
  readonly gateway: Gateway;
}

export const sessionRoutes = (app: FastifyInstance, { store, sessions, callers, gateway }: SessionRouteParts): void => {
  app.post(
    "/api/sessions",
    { schema: { summary: "Begin a session", tags: ["sessions"], response: { 201: SessionAnswer } } },
    async (request, reply) => {
      const token = bearerOf(request.headers.authorization);
      const session = await sessions.open(token === undefined ? { kind: "none" } : tokenCredential(token));
      if (!session)
        return fault(
          reply,
          401,
          "unauthenticated",
          "Send a JWT as a bearer token; this server makes no anonymous sessions.",
        );
      await sessions.keep(session);
      const ticket = await sessions.issueTicket(session);
      return reply.code(201).send({
        session_id: session.record.user.session_id,
        session_token: session.token,
        ticket,
        expires_in: ticketMs / 1000,
      });
    },
  );

  app.delete(
    "/api/sessions/:id",
    { schema: { summary: "End a session", tags: ["sessions"], params: SessionPath } },
    async (request, reply) => {
      const caller = await callers.require(request, reply);
      if (!caller) return reply;
      const { id } = request.params as z.infer<typeof SessionPath>;
      if (caller.session === undefined || caller.user.session_id !== id) return notFound(reply, "session");
      await store.revokeSession(id);
      gateway.expel([id]);
      return reply.code(204).send();
    },
  );

  const schema = {
    summary: "Replay facts",
    tags: ["sessions"],
    params: SessionPath,
    querystring: FactsQuery,
    response: { 200: FactsPage },
  };
  app.get("/api/sessions/:id/facts", { schema }, async (request, reply) => {
    const caller = await callers.require(request, reply);
    if (!caller) return reply;
    const { id } = request.params as z.infer<typeof SessionPath>;
    const { from, limit } = request.query as z.infer<typeof FactsQuery>;
    if (caller.user.session_id !== id) return notFound(reply, "session");
    const facts = await store.facts(id, from - 1, limit);
    const head_seq = await store.head(id);
    const last = facts.at(-1)?.seq ?? head_seq;
    return {
      session_id: id,
      epoch: store.epoch,
      head_seq,
      facts: facts.map((fact) => JSON.parse(encodeFact({ session_id: id, epoch: store.epoch }, fact).text)),
      ...(last < head_seq && { next: last + 1 }),
    };
  });
};
