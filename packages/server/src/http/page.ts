// The page: files of the built web app, the hashed ones kept by browsers for good.
import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import Fastify, { type FastifyInstance } from "fastify";
import { lazily } from "./lazily.ts";

export const page = (app: FastifyInstance, root: string): void => {
  if (!existsSync(join(root, "index.html"))) {
    app.get("/", async (_request, reply) =>
      reply
        .type("text/plain")
        .send("The page has not been built. Run `npm run build`; the socket at /api/ws/agent works without it.\n"),
    );
    return;
  }
  const fromRoot = lazily(app, () => filesOf(root));
  for (const path of ["", ...pathsBelow(root)]) app.get(`/${path}`, fromRoot);
};

const pathsBelow = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .split(sep)
        .join("/"),
    );

const filesOf = async (root: string): Promise<FastifyInstance> => {
  const { default: files } = await import("@fastify/static");
  const app = Fastify();
  await app.register(files, {
    root,
    setHeaders: (response, path) => {
      response.header("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  await app.ready();
  return app;
};
