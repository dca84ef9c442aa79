// What every answer says about how a browser may treat it: nothing foreign is loaded, framed or run.
import helmet, { type FastifyHelmetOptions } from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

const options: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'self'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "img-src": ["'self'", "data:", "blob:"],
      "connect-src": ["'self'", "ws:", "wss:"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
    },
  },
  // Whoever ends TLS in front of the server says this.
  strictTransportSecurity: false,
};

export const securityHeaders = async (app: FastifyInstance): Promise<void> => {
  await app.register(helmet, options);
};
