// `npm run pack`: the published packages as tarballs in .reports/packages, as `npm publish` would send them.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { bundleCode, copyDeclarations } from "./bundle.mjs";
import { programFiles } from "./program.mjs";
import { setUp } from "./setup.mjs";
import { giveUp, isMain, keep, root, secondsSince } from "./stage.mjs";

const packagesFolder = join(root, ".reports", "packages");

/**
 * Nobody who installs us has our overrides. Both stand between us and a package that refuses Node 20: fastify's own range
 * would bring a light-my-request with cookie 2, and a later @fastify/static content-disposition 3.
 */
const pinned = { "light-my-request": "6.6.0", "@fastify/static": "10.1.3" };

const published = [
  {
    folder: "packages/server",
    code: {
      index: "packages/server/dist/index.js",
      testing: "packages/server/dist/testing.js",
    },
    program: programFiles(),
    exported: { ".": "index", "./testing": "testing" },
    web: "apps/web/dist",
    courses: "packages/server/courses",
    pinned,
  },
  {
    folder: "packages/client",
    code: { index: "packages/client/dist/index.js" },
    program: {},
    exported: { ".": "index" },
    pinned: {},
  },
];

/** Answers the paths of the tarballs. */
export async function pack() {
  rmSync(packagesFolder, { recursive: true, force: true });
  const tarballs = [];
  for (const parts of published) tarballs.push(await packOne(parts));
  return tarballs;
}

async function packOne(parts) {
  const startedMs = performance.now();
  const source = readManifest(parts.folder);
  const stage = join(packagesFolder, "staged", source.name);
  const dist = join(stage, "dist");
  mkdirSync(dist, { recursive: true });
  const imported = await bundleCode({ ...absolute(parts.code), ...parts.program }, dist);
  const entries = Object.values(parts.exported).map((entry) => parts.code[entry].replace(/\.js$/, ".d.ts"));
  const typed = copyDeclarations(entries, join(dist, "types"));
  if (parts.web) copyPage(parts.web, join(dist, "web"));
  if (parts.courses) cpSync(join(root, parts.courses), join(dist, "shipped-courses"), { recursive: true });
  const manifest = publishedManifest(source, parts, [...imported, ...typed]);
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const name of ["LICENSE", "README.md"]) copyNearest(name, parts.folder, stage);
  const tarball = await tarballOf(stage);
  console.log(`pack: ${tarball} (${secondsSince(startedMs)})`);
  return tarball;
}

function publishedManifest(source, { folder, exported, pinned: held }, imported) {
  const { name, version, description, type, license, engines, bin, sideEffects } = source;
  const workspace = folder.split("/").at(-1);
  const typesOf = (entry) => `./dist/types/${workspace}/${entry}.d.ts`;
  const exports = Object.entries(exported).map(([path, entry]) => [
    path,
    { types: typesOf(entry), default: `./dist/${entry}.js` },
  ]);
  return {
    name,
    version,
    description,
    type,
    license,
    engines,
    bin,
    sideEffects,
    exports: { ...Object.fromEntries(exports), "./package.json": "./package.json" },
    files: ["dist"],
    dependencies: { ...ranges(imported), ...held },
  };
}

/** What is tested here is the least that is asked for; of a pre-release nothing later is known to fit. */
function ranges(imported) {
  const known = Object.assign(
    {},
    ...readdirSync(join(root, "packages")).map((name) => readManifest(`packages/${name}`).dependencies),
  );
  const names = [...new Set(imported)].sort();
  const unknown = names.filter((name) => !(name in known));
  if (unknown.length > 0)
    giveUp(`No workspace depends on ${unknown.join(", ")}: add it to the package that imports it.`);
  const range = (version) => (version.includes("-") ? version : `^${version}`);
  return Object.fromEntries(names.map((name) => [name, range(known[name])]));
}

function copyPage(from, to) {
  if (!existsSync(join(root, from, "index.html"))) giveUp(`${from} holds no page: run \`npm run build\` first.`);
  cpSync(join(root, from), to, { recursive: true });
}

/** The package's own, or else the repository's. */
function copyNearest(name, folder, stage) {
  const found = [join(root, folder, name), join(root, name)].find((path) => existsSync(path));
  if (found) cpSync(found, join(stage, name));
}

async function tarballOf(stage) {
  const args = [
    "pack",
    stage,
    "--pack-destination",
    packagesFolder,
    "--json",
    "--ignore-scripts",
    "--loglevel",
    "error",
  ];
  const { ok, output } = await keep("npm", args, { shell: process.platform === "win32" });
  if (!ok) giveUp(`npm could not pack ${stage}:\n${output}`);
  return join(packagesFolder, /"filename": "([^"]+)"/.exec(output)[1]);
}

const readManifest = (folder) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
const absolute = (paths) => Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, join(root, path)]));

if (isMain(import.meta.url)) {
  setUp();
  await build();
  await pack();
}
