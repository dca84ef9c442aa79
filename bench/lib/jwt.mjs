// Signs in as anybody: JWTs with the secret that the bench's server was given.
import { createHmac } from "node:crypto";

export const jwtSecret = "a secret of the bench, and of nobody else";

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const head = encoded({ alg: "HS256", typ: "JWT" });

export function jwtOf(user_id) {
  const signed = `${head}.${encoded({ sub: user_id, exp: Math.floor(Date.now() / 1000) + 3600 })}`;
  return `${signed}.${createHmac("sha256", jwtSecret).update(signed).digest("base64url")}`;
}
