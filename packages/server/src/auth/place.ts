// Whether a request comes from a page and names a host that this server is meant for: against DNS rebinding and foreign pages.
import type { IncomingMessage } from "node:http";

export interface PlaceSettings {
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Embedded mode trusts no host name but its own. */
  readonly checkHost: boolean;
}

export type PlaceCheck = (request: IncomingMessage) => string | undefined;

const ownNames = ["localhost", "127.0.0.1", "[::1]"];

/** Answers a sentence that says what is wrong, or nothing. */
export const placeCheck = ({ host, allowedHosts, allowedOrigins, checkHost }: PlaceSettings): PlaceCheck => {
  const names = new Set([...ownNames, host, ...allowedHosts].map((name) => name.toLowerCase()));
  const origins = new Set(allowedOrigins);
  return ({ headers }) => {
    const asked = headers.host ?? "";
    if (checkHost && !names.has(nameOf(asked)))
      return `This server is not addressed as "${asked.slice(0, 100)}"; add the name to ALLOWED_HOSTS.`;
    const { origin } = headers;
    if (origin === undefined || origins.has(origin) || isSameHost(origin, asked)) return undefined;
    return "Pages of this origin may not connect; add it to ALLOWED_ORIGINS.";
  };
};

const nameOf = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

const isSameHost = (origin: string, host: string): boolean => {
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
};
