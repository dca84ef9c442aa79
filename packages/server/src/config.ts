// The only reader of the environment: every setting, documented and checked.
import { PolylogueError } from "@polylogue/core";
import { choice, flag, list, required, type Setting, text, whole } from "./setting.ts";

/** Every setting by the name it has in the program; the README's table is made from this. */
export const settings = {
  mode: choice(
    "POLYLOGUE_MODE",
    "On one machine, anonymous use allowed; or in production, where every socket needs a credential",
    ["embedded", "production"],
    "embedded",
  ),
  host: required("HOST", "Address to listen on", "127.0.0.1"),
  port: whole("PORT", "Port to listen on; 0 takes a free one", 8787, 0, 65_535),
  dataDir: required("DATA_DIR", "Folder of the database and the uploads", "./.polylogue"),
  anonymous: text("ANONYMOUS", "on or off: sessions without a credential; on in embedded mode, off in production"),
  allowedOrigins: list("ALLOWED_ORIGINS", "Origins whose pages may connect, beside the server's own; comma-separated"),
  allowedHosts: list(
    "ALLOWED_HOSTS",
    "Host names under which the server may be addressed, beside its own; comma-separated",
  ),
  jwtSecret: text("JWT_SECRET", "Secret for JWTs signed with HS256, at least 32 characters"),
  jwksUrl: text("JWT_JWKS_URL", "Address of the key set for JWTs signed with a private key"),
  jwtAlgorithms: list("JWT_ALGORITHMS", "Signature algorithms that are accepted", "HS256,RS256,ES256,EdDSA"),
  jwtIssuer: text("JWT_ISSUER", "Required `iss` of a JWT"),
  jwtAudience: text("JWT_AUDIENCE", "Required `aud` of a JWT"),
  model: required(
    "MODEL",
    "Language model: openai:NAME, anthropic:NAME, google:NAME, openai-compatible:NAME, or extractive (offline)",
    "extractive",
  ),
  modelBaseUrl: text("MODEL_BASE_URL", "Base URL of an OpenAI-compatible server"),
  modelApiKey: text("MODEL_API_KEY", "Key for MODEL; otherwise the provider's own variable is read"),
  openaiApiKey: text("OPENAI_API_KEY", "Key for openai:…"),
  anthropicApiKey: text("ANTHROPIC_API_KEY", "Key for anthropic:…"),
  googleApiKey: text("GOOGLE_GENERATIVE_AI_API_KEY", "Key for google:…"),
  turnTimeoutMs: whole("TURN_TIMEOUT_MS", "A turn that takes longer is stopped", 120_000, 100, 3_600_000),
  leaseMs: whole("LEASE_MS", "How long a conversation is held without being renewed", 10_000, 300, 600_000),
  queueLimit: whole("QUEUE_LIMIT", "Turns that may wait in one conversation", 100, 1, 10_000),
  openTurns: whole(
    "OPEN_TURNS",
    "Turns that this server runs at once; more are refused before they are accepted",
    5_000,
    1,
    1_000_000,
  ),
  drainMs: whole("DRAIN_MS", "Time that running turns get to end after SIGTERM", 25_000, 0, 600_000),
  heartbeatMs: whole("HEARTBEAT_MS", "Pause between pings; a silent peer is dropped after two", 10_000, 100, 60_000),
  framesPerSecond: whole(
    "FRAMES_PER_SECOND",
    "Frames that one socket may send per second, on average",
    1_000,
    1,
    1_000_000,
  ),
  socketsPerUser: whole("SOCKETS_PER_USER", "Sockets that one signed-in user may have open", 50, 1, 1_000_000),
  socketsPerAddress: whole(
    "SOCKETS_PER_ADDRESS",
    "Sockets from one address; loopback is not counted",
    2_000,
    1,
    1_000_000,
  ),
  requestsPerMinute: whole(
    "REQUESTS_PER_MINUTE",
    "REST calls from one address per minute; loopback is not counted",
    600,
    1,
    1_000_000,
  ),
  legacyEndpoints: flag(
    "LEGACY_ENDPOINTS",
    "Serve the old addresses /api/ws/guide, /api/ws/liaison/{pillar} and /ws/{label}",
    true,
  ),
  storeMaxMb: whole("STORE_MAX_MB", "Largest size of the database in MB; 0 sets no limit", 0, 0, 10_000_000),
  logLevel: choice("LOG_LEVEL", "What is logged", ["silent", "error", "warn", "info", "debug"], "info"),
  web: flag("WEB", "Serve the page at /", true),
} as const satisfies Record<string, Setting<unknown>>;

type Read = { readonly [Name in keyof typeof settings]: ReturnType<(typeof settings)[Name]["read"]> };

export type Config = Omit<Read, "anonymous"> & { readonly anonymous: boolean };

/** Reads and checks all settings; throws `config.invalid` that names every fault. `signsIn`: the program says itself who a request comes from. */
export const readConfig = (
  env: Readonly<Record<string, string | undefined>>,
  { signsIn = false }: { readonly signsIn?: boolean } = {},
): Config => {
  const faults: string[] = [];
  const entries = Object.entries(settings).map(([key, setting]: [string, Setting<unknown>]) => {
    const given = env[setting.name]?.trim();
    try {
      return [key, setting.read(given === "" ? undefined : given)];
    } catch (fault) {
      faults.push(`${setting.name} ${String(fault)}`);
      return [key, undefined];
    }
  });
  const read = Object.fromEntries(entries) as Read;
  faults.push(...contradictions(read, signsIn));
  if (faults.length > 0)
    throw new PolylogueError(
      "config.invalid",
      `The configuration cannot be used:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
  return { ...read, anonymous: read.anonymous === undefined ? read.mode === "embedded" : read.anonymous === "on" };
};

const contradictions = (config: Read, signsIn: boolean): string[] => {
  const faults: string[] = [];
  if (config.anonymous !== undefined && !["on", "off"].includes(config.anonymous))
    faults.push(`ANONYMOUS must be on or off, not "${config.anonymous}"`);
  if (config.jwtSecret !== undefined && config.jwtSecret.length < 32)
    faults.push("JWT_SECRET must have at least 32 characters");
  if (config.jwksUrl !== undefined && !URL.canParse(config.jwksUrl))
    faults.push(`JWT_JWKS_URL must be an address such as https://login.example.com/keys, not "${config.jwksUrl}"`);
  const anonymous = config.anonymous === undefined ? config.mode === "embedded" : config.anonymous === "on";
  if (
    config.mode === "production" &&
    !anonymous &&
    !signsIn &&
    config.jwtSecret === undefined &&
    config.jwksUrl === undefined
  ) {
    faults.push(
      "POLYLOGUE_MODE=production needs JWT_SECRET or JWT_JWKS_URL, so that users can sign in (or ANONYMOUS=on)",
    );
  }
  if (config.model.startsWith("openai-compatible:") && config.modelBaseUrl === undefined)
    faults.push("MODEL=openai-compatible:… needs MODEL_BASE_URL");
  return faults;
};

/** Settings that a program gives, as the environment would hold them: read and checked the same way. */
export const asEnvironment = (given: Partial<Config>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [settings[key as keyof Config].name, spelled(value)]),
  );

const spelled = (value: unknown): string => (typeof value === "boolean" ? (value ? "on" : "off") : String(value));

/** The environment of this process. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env;
