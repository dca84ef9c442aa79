// What a request shows of itself: a bearer token, a one-use ticket, a session token in the address, or nothing.
import type { IncomingMessage } from "node:http";

export type Credential =
  | { readonly kind: "none" }
  | { readonly kind: "jwt"; readonly token: string }
  | { readonly kind: "session"; readonly token: string }
  | { readonly kind: "ticket"; readonly ticket: string };

/** A JWT has two dots, a session token none. */
export const tokenCredential = (token: string): Credential => ({
  kind: token.includes(".") ? "jwt" : "session",
  token,
});

export const bearerOf = (header: string | undefined): string | undefined => /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];

export const credentialOf = (request: IncomingMessage, query: URLSearchParams): Credential => {
  const bearer = bearerOf(request.headers.authorization);
  if (bearer !== undefined) return tokenCredential(bearer);
  const ticket = query.get("ticket");
  if (ticket) return { kind: "ticket", ticket };
  const token = query.get("session_token") ?? query.get("token");
  return token ? tokenCredential(token) : { kind: "none" };
};
