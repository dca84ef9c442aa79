// Who makes a REST call: by session token or JWT; what is not theirs answers as what does not exist.
import type { UserContext } from "@polylogue/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { bearerOf, tokenCredential } from "../auth/credential.ts";
import type { JwtReader } from "../auth/jwt.ts";
import type { OpenSession, Sessions } from "../auth/sessions.ts";
import { fault } from "./fault.ts";

export interface Caller {
  readonly user: UserContext;
  /** Absent when a JWT alone speaks: it opens no session here. */
  readonly session?: OpenSession;
}

export interface Callers {
  /** Answers 401 and nothing when the credential is missing or not good. */
  require(request: FastifyRequest, reply: FastifyReply): Promise<Caller | undefined>;
}

export const callers = (sessions: Sessions, readJwt: JwtReader): Callers => ({
  async require(request, reply) {
    const token = bearerOf(request.headers.authorization);
    const credential = token === undefined ? undefined : tokenCredential(token);
    if (credential?.kind === "session") {
      const session = await sessions.byToken(credential.token);
      if (session) return { user: session.record.user, session };
    }
    if (credential?.kind === "jwt") {
      const identity = await readJwt(credential.token);
      if (identity) return { user: { ...identity, session_id: "" } };
    }
    await fault(
      reply,
      401,
      "unauthenticated",
      "A session token or JWT is needed as a bearer token. POST /api/sessions gives one.",
    );
    return undefined;
  },
});
