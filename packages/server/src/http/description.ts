// OpenAPI at /docs, AsyncAPI at /docs/asyncapi, JSON Schemas at /docs/schemas: made when first asked for, so that starting stays quick.
import type { FastifyInstance } from "fastify";
import Fastify from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { type Handler, lazily } from "./lazily.ts";

interface DescriptionParts {
  readonly version: string;
  readonly routes: (app: FastifyInstance) => void;
}

export const descriptions = (app: FastifyInstance, { version, routes }: DescriptionParts): void => {
  app.get("/docs/asyncapi", async ({ host, protocol }) => {
    const { asyncApi } = await import("@polylogue/protocol/describe");
    return asyncApi({ serverUrl: `${protocol}://${host}`, version });
  });
  app.get("/docs/schemas", async () => {
    const { jsonSchemas } = await import("@polylogue/protocol/describe");
    return jsonSchemas();
  });
  const described = lazily(app, () => openApi(version, routes));
  const fromDescription: Handler = (request, reply) => {
    // Swagger's own page has inline styles.
    reply.header(
      "content-security-policy",
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    );
    return described(request, reply);
  };
  app.get("/docs", fromDescription);
  app.get("/docs/*", fromDescription);
};

const openApi = async (version: string, routes: (app: FastifyInstance) => void): Promise<FastifyInstance> => {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([
    import("@fastify/swagger"),
    import("@fastify/swagger-ui"),
  ]);
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Polylogue",
        version,
        description: "The REST calls beside the socket. The socket itself is described at /docs/asyncapi.",
      },
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: "/docs" });
  await app.register(async (scope) => routes(scope));
  await app.ready();
  return app;
};
