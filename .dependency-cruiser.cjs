// The floors of docs/architecture.md as rules: who may import whom, type imports counted.
const driverPackages = Object.keys(require("./packages/drivers/package.json").dependencies);
const sharedPackages = /^(zod|@ai-sdk\/provider|@polylogue\/.+)$/;
const vendors = driverPackages.filter((name) => !sharedPackages.test(name));

/** A package of this repository, as another one sees it: by name, built. */
const built = (name) => `^packages/${name}/dist/`;
const npm = (name) => `(^|/)node_modules/${name}/`;
const langgraph = npm("@langchain/[^/]+");

/** What `from` may import is `to`, itself, and nothing else: neither Node's modules nor packages from npm. */
const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { pathNot: to },
});

module.exports = {
  forbidden: [
    only(
      "protocol-knows-zod-only",
      "protocol says what is on the wire, and needs zod alone.",
      "^packages/protocol/src/",
      ["^packages/protocol/src/", npm("zod")],
    ),
    only(
      "core-knows-protocol-only",
      "core knows no vendor and no Node: what touches the world is a driver.",
      "^packages/core/src/",
      ["^packages/core/src/", built("protocol"), npm("zod"), npm("@ai-sdk/provider")],
    ),
    only(
      "agents-know-core-only",
      "agents think; what they need of the world is a port of core.",
      "^packages/agents/src/",
      ["^packages/agents/src/", built("protocol"), built("core"), npm("zod"), npm("@ai-sdk/provider"), langgraph],
    ),
    {
      name: "client-knows-protocol-only",
      comment: "client is small and runs in browser and Node: it imports protocol, and React under src/react alone.",
      severity: "error",
      from: { path: "^packages/client/src/", pathNot: "^packages/client/src/react/" },
      to: { pathNot: ["^packages/client/src/", built("protocol")] },
    },
    only(
      "client-react-knows-react",
      "The React part of client imports client, protocol and React.",
      "^packages/client/src/react/",
      ["^packages/client/src/", built("protocol"), npm("react")],
    ),
    {
      name: "drivers-know-core-only",
      comment: "drivers implement the ports of core, and know nothing of agents, server, client or page.",
      severity: "error",
      from: { path: "^packages/drivers/src/" },
      to: { path: "^(packages|apps|examples)/", pathNot: ["^packages/drivers/src/", built("protocol"), built("core")] },
    },
    {
      name: "vendors-apart",
      comment:
        "A vendor's folder in drivers never imports another's; `sql/` is what the databases share; `extractive/` and `documents/` are our own.",
      severity: "error",
      from: { path: "^packages/drivers/src/([^/]+)/" },
      to: {
        path: "^packages/drivers/src/[^/]+/",
        pathNot: ["^packages/drivers/src/$1/", "^packages/drivers/src/(sql|extractive|documents)/"],
      },
    },
    {
      name: "vendors-in-drivers-only",
      comment: "A package that drivers depends on is imported in drivers alone: the others use its port.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/", pathNot: "^packages/drivers/" },
      to: { path: vendors.map(npm) },
    },
    {
      name: "langgraph-in-its-folder",
      comment: "LangGraph is imported in packages/agents/src/langgraph/ alone, and loaded only when used.",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: ["^packages/agents/src/langgraph/", "^packages/[^/]+/test/"] },
      to: { path: langgraph },
    },
    {
      name: "model-interface-as-types",
      comment: "core and agents know the types of @ai-sdk/provider, never its code: write `import type`.",
      severity: "error",
      from: { path: "^packages/(core|agents)/src/" },
      to: { path: npm("@ai-sdk/provider"), dependencyTypesNot: ["type-only"] },
    },
    {
      name: "page-knows-client-only",
      comment: "The page imports @polylogue/client: what it lacks belongs there.",
      severity: "error",
      from: { path: "^apps/web/src/" },
      to: { path: "^packages/", pathNot: built("client") },
    },
    {
      name: "page-runs-in-a-browser",
      comment: "Node's own modules do not exist in a browser.",
      severity: "error",
      from: { path: "^apps/web/src/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "server-below-the-page",
      comment: "server serves the page's files and imports none of them.",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^(apps|examples)/" },
    },
    {
      name: "packages-by-name",
      comment: "Another package is imported by its name, not by a path into its sources.",
      severity: "error",
      from: { path: "^(?:packages|apps)/([^/]+)/" },
      to: { path: "^packages/[^/]+/src/", pathNot: "^packages/$1/" },
    },
    {
      name: "no-test-in-the-product",
      comment: "Sources do not import tests.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/" },
      to: { path: "^(packages|apps)/[^/]+/test/" },
    },
    {
      name: "no-circle",
      comment: "Two files that need one another are one concept, or a third one is missing.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphan",
      comment: "A file that nothing imports and that imports nothing is dead.",
      severity: "error",
      from: { orphan: true, path: "^(packages|apps)/[^/]+/src/", pathNot: "\\.d\\.ts$" },
      to: {},
    },
    {
      name: "resolvable",
      comment: "An import that leads nowhere hides from every other rule: build first, or install what is missing.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "names-that-say-something",
      comment: "Files and folders are nouns of the domain: utils, helpers, types and the like hold anything.",
      severity: "error",
      from: {},
      to: { path: "^(packages|apps|examples)/.*/(utils?|helpers?|types|common|managers?|services?)(/|\\.[a-z]+$)" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    doNotFollow: { path: ["node_modules", "/dist/"] },
    exclude: { path: ["^(packages|apps)/[^/]+/dist/.*\\.map$", "^apps/web/dist/", "^packages/server/bundle/"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
    },
  },
};
