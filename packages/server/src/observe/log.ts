// Structured logs: ids, codes and figures; no message bodies, no secrets.
import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

export const logger = (level: string, destination?: DestinationStream): Log => {
  const options = {
    level,
    base: null,
    redact: { paths: ["*.token", "*.session_token", "*.ticket", "req.headers.authorization"], censor: "[secret]" },
  };
  return destination ? pino(options, destination) : pino(options);
};

/** An address without the credentials that its query may hold. */
export const withoutSecrets = (url: string): string =>
  url.replace(/([?&](?:session_token|ticket|token)=)[^&]*/g, "$1[secret]");

/** What may be logged of an error: never what a user or a model wrote. */
export const errorFigures = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { name, stack } = error;
  const where = stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8)
    .map((line) => line.trim());
  return {
    name,
    code: (error as { code?: unknown }).code,
    where,
    ...(error.cause !== undefined && { cause: errorFigures(error.cause) }),
  };
};
