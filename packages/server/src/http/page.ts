// The page: files of the built web app, the hashed ones kept by browsers for good.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";

export const page = async (app: FastifyInstance, root: string): Promise<void> => {
  if (!existsSync(join(root, "index.html"))) {
    app.get("/", async (_request, reply) =>
      reply
        .type("text/plain")
        .send("The page has not been built. Run `npm run build`; the socket at /api/ws/agent works without it.\n"),
    );
    return;
  }
  const { default: files } = await import("@fastify/static");
  await app.register(files, {
    root,
    wildcard: false,
    setHeaders: (response, path) => {
      response.header("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
};
