// The whole program on one page: every part is made here, in the order in which it is needed.
import type { IncomingMessage } from "node:http";
import { join, resolve } from "node:path";
import {
  type Agent,
  localSignals,
  registry,
  type Store,
  sessionHub,
  systemChance,
  systemClock,
  turnRunner,
} from "@polylogue/core";
import { diskFiles, documentReader, duckDbTables, modelByName } from "@polylogue/drivers";
import type { FastifyInstance } from "fastify";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { bearerOf, tokenCredential } from "./auth/credential.ts";
import { type Identity, jwtReader } from "./auth/jwt.ts";
import { placeCheck } from "./auth/place.ts";
import { sessions as openSessions } from "./auth/sessions.ts";
import { builtInAgents } from "./built-in.ts";
import type { Config } from "./config.ts";
import { courseRoot } from "./course-root.ts";
import { courseLibrary } from "./courses/library.ts";
import { shippedCourses } from "./courses/shipped.ts";
import { explainer } from "./explain.ts";
import { intake as fileIntake } from "./files/intake.ts";
import { withParquet } from "./files/parquet.ts";
import { fileShelf } from "./files/shelf.ts";
import { fileWorkbench } from "./files/workbench.ts";
import { sessionFindings } from "./findings.ts";
import type { Connection } from "./gateway/connection.ts";
import { frameHandler } from "./gateway/frames.ts";
import { type Gateway, gateway as openGateway } from "./gateway/gateway.ts";
import { httpApp } from "./http/app.ts";
import { callers as restCallers } from "./http/caller.ts";
import { conversationRoutes } from "./http/conversation-routes.ts";
import { courseRoutes } from "./http/course-routes.ts";
import { fileRoutes } from "./http/file-routes.ts";
import { meRoutes } from "./http/me-routes.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { modelKeys } from "./model-keys.ts";
import { type Log, logger } from "./observe/log.ts";
import { metrics as serverMetrics } from "./observe/metrics.ts";
import { reporter } from "./observe/report.ts";
import { openStore } from "./store.ts";
import { version } from "./version.ts";

export interface Composition {
  /** Instead of the built-in agents. */
  readonly agents?: readonly Agent[];
  readonly authenticate?: (request: IncomingMessage) => Promise<Identity | undefined> | Identity | undefined;
  /** A Store that is being opened already. */
  readonly store?: Promise<Store>;
  /** The path of the socket, when it is not /api/ws/agent. */
  readonly path?: string;
  readonly webRoot?: string;
  readonly log?: Log;
}

export interface Program {
  readonly app: FastifyInstance;
  readonly gateway: Gateway;
  readonly log: Log;
  /** Takes up turns and readings that were left unfinished. */
  start(): Promise<void>;
  /** Takes nothing new, lets what runs end, and closes everything. */
  stop(): Promise<void>;
}

export const compose = async (config: Config, composition: Composition = {}): Promise<Program> => {
  const [clock, chance] = [systemClock, systemChance];
  const log = composition.log ?? logger(config.logLevel);
  const report = reporter(log, () => metrics, chance);
  const dataDir = resolve(config.dataDir);

  const files = diskFiles(join(dataDir, "files"));
  const courses = courseLibrary({
    files,
    clock,
    shipped: () => shippedCourses(courseRoot()),
    report: (error, course_id) => void report.fault(error, { course_id }),
  });
  const [store] = await Promise.all([composition.store ?? openStore(config), courses.load()]);
  const tables = duckDbTables();
  const reader = withParquet(documentReader(), tables);
  const shelf = fileShelf({ store, files });
  const workbench = fileWorkbench({ store, files, tables });
  const recallCourses = (user_id?: string) =>
    courses.recall(user_id).catch((error: unknown) => void report.fault(error, { at: "courses" }));
  const model = await modelByName(config.model, modelKeys(config));

  const agents = registry(
    composition.agents ?? builtInAgents({ shelf, workbench, findings: sessionFindings(store), courses }),
  );
  const signals = localSignals();
  const hub = sessionHub({ store, signals, clock });
  const intake = fileIntake({
    store,
    files,
    tables,
    reader,
    hub,
    chance,
    clock,
    report: (error, file_id) => void report.fault(error, { file_id }),
  });
  const runner = turnRunner({
    store,
    hub,
    registry: agents,
    model,
    clock,
    chance,
    signals,
    observe(observation) {
      report.observe(observation);
      if (observation.type === "turn_ended") void recallCourses();
    },
    explain: explainer(chance),
    settings: {
      leaseMs: config.leaseMs,
      deadlineMs: config.turnTimeoutMs,
      queueLimit: config.queueLimit,
      openLimit: config.openTurns,
      sweepMs: 2_000,
    },
  });

  const readJwt = jwtReader({
    algorithms: config.jwtAlgorithms,
    ...(config.jwtSecret !== undefined && { secret: config.jwtSecret }),
    ...(config.jwksUrl !== undefined && { jwksUrl: config.jwksUrl }),
    ...(config.jwtIssuer !== undefined && { issuer: config.jwtIssuer }),
    ...(config.jwtAudience !== undefined && { audience: config.jwtAudience }),
  });
  const sessions = openSessions({
    store,
    readJwt,
    anonymous: config.anonymous && !composition.authenticate,
    clock,
    chance,
  });
  const checkPlace = placeCheck({
    host: config.host,
    allowedHosts: config.allowedHosts,
    allowedOrigins: config.allowedOrigins,
    checkHost: config.mode === "embedded",
  });
  const fault = (error: unknown, session_id: string) => report.fault(error, { session_id });
  const gone = (connection: Connection) => gateway.gone(connection);
  const frames = frameHandler({ store, hub, runner, registry: agents, sessions, chance, report: fault, gone });
  const gateway = openGateway({
    store,
    hub,
    registry: agents,
    sessions,
    frames,
    checkPlace,
    authenticate: composition.authenticate,
    chance,
    settings: { ...config, ...(composition.path !== undefined && { path: composition.path }) },
    events: {
      async opened({ endpoint, deprecated }, user_id) {
        metrics.socketOpened(endpoint);
        if (deprecated) log.info({ endpoint }, "a deprecated address was used; connect to /api/ws/agent instead");
        await recallCourses(user_id);
      },
      closed: () => undefined,
      refused: (status) => metrics.socketRefused(status),
      failed: (error) => void report.fault(error, { at: "gateway" }),
    },
  });
  const metrics = serverMetrics({
    sockets: () => gateway.connections.size,
    running: () => runner.running,
    sessions: () => hub.size,
  });

  const callers = restCallers(sessions, readJwt);
  const isAdmin = async (authorization: string | undefined) => {
    const token = bearerOf(authorization);
    const opened = token === undefined ? undefined : await sessions.open(tokenCredential(token));
    return opened?.record.user.roles.includes("admin") ?? false;
  };
  const ownsMachine = async ({ headers }: { headers: { authorization?: string | undefined } }) =>
    config.mode === "embedded" || isAdmin(headers.authorization);
  const app = await httpApp({
    log,
    registry: agents,
    version,
    routes(scope) {
      sessionRoutes(scope, { store, hub, sessions, callers, gateway });
      conversationRoutes(scope, { store, hub, callers });
      fileRoutes(scope, { intake, shelf, sessions, callers });
      courseRoutes(scope, { courses, sessions, callers, mayPublish: ownsMachine });
      meRoutes(scope, { store, intake, courses, gateway, callers, now: clock.now });
    },
    ready: () =>
      store.ping().then(
        () => !stopping,
        () => false,
      ),
    metrics: () => metrics.registry.metrics(),
    mayReadMetrics: ownsMachine,
    fault: report.fault,
    limit: new RateLimiterMemory({ points: config.requestsPerMinute, duration: 60 }),
    wrongPlace: checkPlace,
    webRoot: config.web ? composition.webRoot : undefined,
  });
  app.server.on("upgrade", (request, socket, head) => {
    if (!gateway.upgrade(request, socket, head)) socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
  });

  let stopping = false;
  return {
    app,
    gateway,
    log,
    async start() {
      runner.start();
      await intake.resume();
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      await runner.drain(config.drainMs);
      gateway.close();
      await app.close();
      await intake.close();
      await tables.close();
      await store.close();
    },
  };
};
