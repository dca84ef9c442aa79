// Everything that the doctor looks at, in the order in which it is told; nothing here throws.
import { constants, existsSync } from "node:fs";
import { access } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { hasCode } from "@polylogue/core";
import { checkModel, embeddedStore, modelByName } from "@polylogue/drivers";
import { type Config, readConfig } from "../config.ts";
import { modelKeys } from "../model-keys.ts";
import { type Finding, fail, ok, sentenceOf, warn } from "./finding.ts";

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Such as "20.19.0". */
  readonly node: string;
  /** Where the built page lies, or would lie. */
  readonly webRoot: string;
}

const leastNode = [20, 19] as const;
const modelPatienceMs = 30_000;
const portPatienceMs = 3_000;

export async function* examine({ env, node, webRoot }: Surroundings): AsyncGenerator<Finding> {
  yield nodeVersion(node);
  const config = configuration(env);
  if ("verdict" in config) return yield config;
  yield ok("Configuration", `POLYLOGUE_MODE=${config.mode}, anonymous use ${config.anonymous ? "allowed" : "refused"}`);
  const listener = await whoListens(config);
  yield port(config, listener);
  yield await data(config, listener);
  yield await model(config);
  yield page(config, webRoot);
  if (config.jwksUrl !== undefined) yield await keySet(config.jwksUrl);
}

const nodeVersion = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  return isNewEnough
    ? ok("Node", version)
    : fail("Node", `${version} is too old: install ${leastNode.join(".")} or newer.`);
};

const configuration = (env: Surroundings["env"]): Config | Finding => {
  try {
    return readConfig(env);
  } catch (error) {
    return fail("Configuration", sentenceOf(error));
  }
};

type Listener = "nobody" | "polylogue" | "somebody" | "forbidden";

const whoListens = async ({ host, port }: Config): Promise<Listener> => {
  const refusal = port === 0 ? undefined : await refusalToListen(host, port);
  if (refusal === undefined) return "nobody";
  if (refusal !== "EADDRINUSE") return "forbidden";
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host;
  const answer = await fetch(`http://${name}:${port}/api/agents`, { signal: AbortSignal.timeout(portPatienceMs) })
    .then(
      (response) => response.json() as Promise<{ agents?: unknown }>,
      () => undefined,
    )
    .catch(() => undefined);
  return Array.isArray(answer?.agents) ? "polylogue" : "somebody";
};

const refusalToListen = (host: string, port: number): Promise<string | undefined> =>
  new Promise((settle) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => settle(error.code ?? "unknown"));
    probe.listen({ host, port }, () => probe.close(() => settle(undefined)));
  });

const port = ({ host, port }: Config, listener: Listener): Finding => {
  const place = `${host}:${port}`;
  switch (listener) {
    case "nobody":
      return ok("Port", port === 0 ? "a free one is taken at start" : `${place} is free`);
    case "polylogue":
      return ok("Port", `a Polylogue server answers at ${place}`);
    case "somebody":
      return fail("Port", `another program uses ${place}: stop it, or set PORT.`);
    case "forbidden":
      return fail("Port", `nobody may listen on ${place} here: check HOST and PORT.`);
  }
};

/** Opens the Store as the server would, which also brings its schema up to date. */
const data = async ({ dataDir }: Config, listener: Listener): Promise<Finding> => {
  const folder = resolve(dataDir);
  const path = join(folder, "polylogue.db");
  try {
    await access(nearestFolder(folder), constants.W_OK);
  } catch {
    return fail("Data", `${folder} cannot be written: change its permissions, or set DATA_DIR.`);
  }
  if (!existsSync(path)) return ok("Data", `${folder} gets its database at the first start`);
  try {
    const store = await embeddedStore({ path });
    await store.close();
    return ok("Data", `${folder} opens, and its schema is of this version`);
  } catch (error) {
    if (!hasCode(error, "store.locked")) return fail("Data", sentenceOf(error));
    return listener === "polylogue"
      ? ok("Data", `${folder} is in use by a running server`)
      : warn("Data", sentenceOf(error));
  }
};

const nearestFolder = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));

const model = async (config: Config): Promise<Finding> => {
  try {
    const check = await checkModel(await modelByName(config.model, modelKeys(config)), {
      signal: AbortSignal.timeout(modelPatienceMs),
    });
    return check.ok
      ? ok("Model", `${config.model} answers after ${Math.round(check.ms)} ms`)
      : fail("Model", check.problem);
  } catch (error) {
    return fail("Model", sentenceOf(error));
  }
};

const page = ({ web }: Config, root: string): Finding => {
  if (!web) return ok("Page", "switched off by WEB");
  return existsSync(join(root, "index.html"))
    ? ok("Page", "is built")
    : warn("Page", "is not built: run `npm run build`. The socket works without it.");
};

const keySet = async (url: string): Promise<Finding> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(portPatienceMs) });
    const { keys } = (await answer.json()) as { keys?: unknown };
    if (Array.isArray(keys)) return ok("Sign-in", `${keys.length} keys at JWT_JWKS_URL`);
    return fail("Sign-in", `${url} holds no key set: check JWT_JWKS_URL.`);
  } catch {
    return fail("Sign-in", `${url} cannot be read: check JWT_JWKS_URL and the network.`);
  }
};
