// Reads a JWT by a shared secret or a published key set; only the algorithms that were allowed, only unexpired.
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from "jose";

/** Who a credential stands for, before there is a session. */
export interface Identity {
  readonly user_id: string;
  readonly tenant_id: string;
  readonly roles: readonly string[];
  readonly name?: string;
  /** Ms since 1970. */
  readonly expires_at?: number;
}

export interface JwtSettings {
  readonly secret?: string;
  readonly jwksUrl?: string;
  readonly algorithms: readonly string[];
  readonly issuer?: string;
  readonly audience?: string;
}

export type JwtReader = (token: string) => Promise<Identity | undefined>;

/** `undefined` for a token that is not good, whatever the reason; rejects only when the key set cannot be reached. */
export const jwtReader = (settings: JwtSettings): JwtReader => {
  if (settings.secret === undefined && settings.jwksUrl === undefined) return async () => undefined;
  let reading: Promise<JwtReader> | undefined;
  return async (token) => {
    reading ??= verifier(settings);
    return (await reading)(token);
  };
};

/** Loads what verifies with the first token: a server that is asked for none starts without it. */
const verifier = async ({ secret, jwksUrl, algorithms, issuer, audience }: JwtSettings): Promise<JwtReader> => {
  const { createRemoteJWKSet, errors, jwtVerify } = await import("jose");
  const key = secret === undefined ? undefined : new TextEncoder().encode(secret);
  const keySet = jwksUrl === undefined ? undefined : createRemoteJWKSet(new URL(jwksUrl));
  // Each key goes with algorithms of its own kind: a public key is never taken for a secret.
  const served = (name: string) => (isSymmetric(name) ? key : name === "none" ? undefined : keySet) !== undefined;
  const keyFor: JWTVerifyGetKey = (header, token) => {
    const found = isSymmetric(header.alg) ? key : keySet?.(header, token);
    if (!found) throw new errors.JWKSNoMatchingKey();
    return found;
  };
  const checks: JWTVerifyOptions = {
    algorithms: algorithms.filter(served),
    clockTolerance: 5,
    ...(issuer && { issuer }),
    ...(audience && { audience }),
  };
  return async (token) => {
    try {
      return identityOf((await jwtVerify(token, keyFor, checks)).payload);
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return undefined;
      throw error;
    }
  };
};

const isSymmetric = (algorithm: string): boolean => algorithm.startsWith("HS");

const identityOf = ({ sub, exp, roles, tenant_id, name }: JWTPayload): Identity | undefined => {
  if (!sub) return undefined;
  return {
    user_id: sub,
    tenant_id: typeof tenant_id === "string" ? tenant_id : "default",
    roles: Array.isArray(roles) ? roles.filter((role): role is string => typeof role === "string") : [],
    ...(typeof name === "string" && { name }),
    ...(exp !== undefined && { expires_at: exp * 1000 }),
  };
};
