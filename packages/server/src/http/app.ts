// The HTTP side of the server: REST, health, metrics, the descriptions of both, and the page.
import multipart from "@fastify/multipart";
import { PolylogueError, type Registry } from "@polylogue/core";
import { maxUploadBytes } from "@polylogue/protocol";
import Fastify, { type FastifyInstance } from "fastify";
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import { agentEntries } from "../gateway/welcome.ts";
import type { Log } from "../observe/log.ts";
import { withoutSecrets } from "../observe/log.ts";
import { descriptions } from "./description.ts";
import { fault, faultBody } from "./fault.ts";
import { securityHeaders } from "./headers.ts";
import { page } from "./page.ts";

export interface AppParts {
  readonly log: Log;
  readonly registry: Registry;
  readonly version: string;
  /** The REST calls; also used to describe them. */
  readonly routes: (app: FastifyInstance) => void;
  readonly ready: () => Promise<boolean>;
  readonly metrics: () => Promise<string>;
  readonly mayReadMetrics: (request: { headers: { authorization?: string | undefined } }) => Promise<boolean>;
  readonly fault: (error: unknown, where: Record<string, unknown>) => string;
  readonly limit?: RateLimiterAbstract;
  readonly wrongPlace: (request: import("node:http").IncomingMessage) => string | undefined;
  /** Folder of the built page; absent when it is not served. */
  readonly webRoot?: string | undefined;
}

const headerTimeoutMs = 10_000;

export const httpApp = async (parts: AppParts): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
    connectionTimeout: 0,
    requestTimeout: 120_000,
    http: { headersTimeout: headerTimeoutMs, connectionsCheckingInterval: 2_000 },
    forceCloseConnections: true,
    genReqId: () => "",
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await securityHeaders(app);
  await app.register(multipart, {
    limits: { fileSize: maxUploadBytes, files: 1, fields: 4, fieldSize: 1024, headerPairs: 40 },
  });

  app.addHook("onRequest", async (request, reply) => {
    const wrong = parts.wrongPlace(request.raw);
    if (wrong !== undefined) return fault(reply, 403, "forbidden", wrong);
    if (parts.limit && request.url.startsWith("/api/") && !isLoopback(request.ip)) {
      try {
        await parts.limit.consume(request.ip);
      } catch {
        return fault(reply, 429, "rate_limited", "Too many requests from this address. Wait a moment.", {
          retry_after_ms: 1_000,
        });
      }
    }
    return undefined;
  });
  app.addHook("onResponse", async (request, reply) => {
    parts.log.debug(
      {
        method: request.method,
        url: withoutSecrets(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request",
    );
  });
  app.setErrorHandler((error, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const [first] = error.validation;
      const path = first?.instancePath.slice(1).replaceAll("/", ".");
      return fault(
        reply,
        400,
        "bad_request",
        `${path || "The request"}: ${first?.message ?? "does not fit"}`,
        path ? { path } : {},
      );
    }
    if (error instanceof PolylogueError && error.code === "too_large")
      return fault(reply, 413, "too_large", error.message);
    if (error instanceof PolylogueError && (error.code === "unavailable" || error.code === "store.full")) {
      return fault(reply, 503, "unavailable", "This could not be saved. Try again in a moment.", {
        retry_after_ms: 1_000,
      });
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status < 500)
      return fault(reply, status, status === 413 ? "too_large" : "bad_request", (error as Error).message);
    const error_id = parts.fault(error, { route: request.routeOptions.url });
    return reply
      .code(500)
      .send(
        faultBody(
          "internal",
          "Something went wrong on our side. Try again; if it happens again, report the error_id.",
          { error_id },
        ),
      );
  });
  app.setNotFoundHandler((_request, reply) => fault(reply, 404, "not_found", "There is nothing at this address."));

  app.get("/healthz", async () => ({ status: "alive" }));
  app.get("/readyz", async (_request, reply) =>
    (await parts.ready()) ? { status: "ready" } : reply.code(503).send({ status: "not ready" }),
  );
  app.get("/metrics", async (request, reply) => {
    if (!(await parts.mayReadMetrics(request))) return fault(reply, 403, "forbidden", "Metrics need the role admin.");
    return reply.type("text/plain; version=0.0.4").send(await parts.metrics());
  });
  app.get("/api/agents", async () => ({ agents: agentEntries(parts.registry) }));
  parts.routes(app);
  descriptions(app, parts);
  if (parts.webRoot !== undefined) page(app, parts.webRoot);
  return app;
};

const isLoopback = (address: string): boolean =>
  address === "127.0.0.1" || address === "::1" || address === "::ffff:127.0.0.1";
