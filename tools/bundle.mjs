// One published package's code and types: workspaces built in, packages of npm left to npm.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { rolldown } from "rolldown";
import { giveUp, root } from "./stage.mjs";

const isOurs = (specifier) => specifier.startsWith("@polylogue/");
const isPath = (specifier) => /^[./]/.test(specifier) || specifier.includes(":\\");

/** "@scope/name/inner" and "name/inner" without what is inside. */
const packageOf = (specifier) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

const fromNpm = (specifiers) => specifiers.filter((one) => !isBuiltin(one) && !isPath(one)).map(packageOf);

/**
 * All files lie flat in `folder`, so that `new URL("./worker.js", import.meta.url)` finds a worker from wherever its
 * caller came to lie. Answers the packages of npm that are imported.
 */
export async function bundleCode(input, folder) {
  const bundle = await rolldown({
    input,
    platform: "node",
    external: (specifier) => !isPath(specifier) && !isOurs(specifier),
  });
  const { output } = await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
  requireNeighbours(output);
  return fromNpm(output.flatMap((chunk) => [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])])).filter(
    (name) => !output.some((chunk) => chunk.fileName === name),
  );
}

/** Packages that hold machine code or files that they look for beside themselves; all others are built into the program. */
const apart = [
  "libsql",
  "@duckdb/node-api",
  "onnxruntime-node",
  "pino",
  "@fastify/static",
  "@fastify/swagger",
  "@fastify/swagger-ui",
];

/**
 * The server as it is started: a few files instead of fifteen hundred modules, since finding and reading those takes
 * longer than everything else in a start.
 */
export async function bundleProgram(input, folder) {
  const bundle = await rolldown({
    input,
    platform: "node",
    external: (specifier) => apart.includes(packageOf(specifier)),
  });
  const { output } = await bundle.write({
    dir: folder,
    format: "esm",
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
  });
  await bundle.close();
  requireNeighbours(output);
  forgetOldFiles(folder, new Set(output.map(({ fileName }) => fileName)));
}

const oldMs = 24 * 60 * 60 * 1000;

/** Files of earlier builds stay for a day: a server that was started from them may load one yet. */
function forgetOldFiles(folder, current) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!current.has(name) && Date.now() - statSync(path).mtimeMs > oldMs) rmSync(path);
  }
}

/** What is started by its path is invisible to a bundler: it must be an entry of its own. */
function requireNeighbours(output) {
  const files = new Set(output.map(({ fileName }) => `./${fileName}`));
  const named = output.flatMap(({ code = "" }) => [
    ...code.matchAll(/new URL\("(\.\/[^"]+\.js)", import\.meta\.url\)/g),
  ]);
  const missing = named.map(([, path]) => path).filter((path) => !files.has(path));
  if (missing.length > 0) giveUp(`${missing.join(", ")} is started by its path: add it to \`code\` in tools/pack.mjs.`);
}

/** Copies the declarations that `entries` lead to, one folder for each workspace. Answers the packages of npm they name. */
export function copyDeclarations(entries, folder) {
  const waiting = entries.map((path) => join(root, path));
  const copied = new Set();
  const named = new Set();
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (copied.has(path)) continue;
    copied.add(path);
    const here = placeOf(path);
    const text = readFileSync(path, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
    const rewritten = text.replace(/(\bfrom |\bimport |\bimport\()"([^"]+)"/g, (whole, before, specifier) => {
      if (!isPath(specifier) && !isOurs(specifier)) {
        named.add(specifier);
        return whole;
      }
      const target = isOurs(specifier)
        ? typesOf(specifier)
        : join(dirname(path), specifier.replace(/\.[tj]s$/, ".d.ts"));
      waiting.push(target);
      return `${before}"${pathBetween(here, placeOf(target))}"`;
    });
    const to = join(folder, here);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, rewritten);
  }
  return fromNpm([...named]);
}

/** packages/core/dist/agent/tool.d.ts goes to core/agent/tool.d.ts. */
function placeOf(path) {
  const [, workspace, , ...rest] = relative(root, path).split(sep);
  return [workspace, ...rest].join("/");
}

function pathBetween(from, to) {
  const path = relative(dirname(from), to)
    .split(sep)
    .join("/")
    .replace(/\.d\.ts$/, ".js");
  return path.startsWith(".") ? path : `./${path}`;
}

function typesOf(specifier) {
  const folder = join(root, "packages", specifier.split("/")[1]);
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const key = ["."].concat(specifier.split("/").slice(2)).join("/");
  return join(folder, exports[key].types);
}
