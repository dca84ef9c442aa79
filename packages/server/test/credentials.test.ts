// Who gets in: signed tokens of every kind of wrong, tickets, session tokens, and credentials that end while a socket is open.
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, sleep, startServer, type TestServer, until } from "./server.ts";
import { typesOf, upgradeStatus } from "./talk.ts";

const secret = "a secret of at least thirty-two characters";
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const soon = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const signed = (header: object, claims: object, how: (body: string) => string) => {
  const body = `${base64(header)}.${base64({ iss: "the-issuer", exp: soon(600), ...claims })}`;
  return `${body}.${how(body)}`;
};
const hs256 = (claims: object, key: string = secret) =>
  signed({ alg: "HS256", typ: "JWT" }, claims, (body) => createHmac("sha256", key).update(body).digest("base64url"));
const rs256 = (claims: object, kid = "k1", key = privateKey) =>
  signed({ alg: "RS256", kid }, claims, (body) => sign("sha256", Buffer.from(body), key).toString("base64url"));

let server: TestServer;
let byKeySet: TestServer;
let keys: Server;
beforeAll(async () => {
  keys = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }] }),
    );
  });
  await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/keys`;
  [server, byKeySet] = await Promise.all([
    startServer({ POLYLOGUE_MODE: "production", JWT_SECRET: secret, JWT_ISSUER: "the-issuer" }),
    startServer({ POLYLOGUE_MODE: "production", JWT_JWKS_URL: address, JWT_ISSUER: "the-issuer" }),
  ]);
});
afterAll(async () => {
  await Promise.all([server.stop(), byKeySet.stop()]);
  keys.close();
  keys.closeAllConnections();
  for (const { dataDir } of [server, byKeySet]) removeFolder(dataDir);
});

const statusAt = (to: TestServer, token?: string, query = "") =>
  upgradeStatus(
    `ws://127.0.0.1:${to.port}/api/ws/agent${query}`,
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );

describe("a signed token", () => {
  it("S3.17 S2.6 S2.13 opens a session of its user, and the user of the token is the user of the socket", async () => {
    const talk = await server.dial("/api/ws/agent", {
      token: hs256({ sub: "ada", name: "Ada", roles: ["admin", "teacher"] }),
    });
    expect(talk.welcome.user).toEqual({ user_id: "ada", name: "Ada", roles: ["admin", "teacher"], anonymous: false });
    expect((await talk.say("Hello")).find(({ type }) => type === "message")?.message).toContain("Ada");
    expect(await statusAt(server, undefined, `?session_token=${hs256({ sub: "ada" })}`)).toBe(101);
    await talk.close();
  });

  const refused: readonly (readonly [string, () => string])[] = [
    ["with alg none", () => signed({ alg: "none" }, { sub: "ada" }, () => "")],
    ["with alg None and a signature", () => signed({ alg: "None" }, { sub: "ada" }, () => "AAAA")],
    ["signed with another key", () => hs256({ sub: "ada" }, "another secret of thirty-two characters!!")],
    ["that has expired", () => hs256({ sub: "ada", exp: soon(-60) })],
    ["that is not valid yet", () => hs256({ sub: "ada", nbf: soon(60) })],
    ["of another issuer", () => hs256({ sub: "ada", iss: "somebody" })],
    ["without a subject", () => hs256({})],
    [
      "changed after signing",
      () =>
        hs256({ sub: "ada" }).replace(/\.[^.]+\./, `.${base64({ sub: "eve", iss: "the-issuer", exp: soon(600) })}.`),
    ],
    ["by a private key where there is only a secret", () => rs256({ sub: "ada" })],
    ["that is no token", () => "a.b.c"],
    ["that has an empty header", () => "..  ".trim()],
  ];
  it.each(refused)("S3.17 P15 %s is refused with 401 before the upgrade, and over REST", async (_what, token) => {
    expect(await statusAt(server, token())).toBe(401);
    expect((await server.call("GET", "/api/conversations", token())).status).toBe(401);
    expect((await server.call("POST", "/api/sessions", token())).status).toBe(401);
  });

  it("S3.17 P15 by a published key set is accepted, with its own algorithms only", async () => {
    expect(await statusAt(byKeySet, rs256({ sub: "ada" }))).toBe(101);
    expect(await statusAt(byKeySet, rs256({ sub: "ada" }, "k2"))).toBe(401);
    expect(
      await statusAt(
        byKeySet,
        rs256({ sub: "ada" }, "k1", generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey),
      ),
    ).toBe(401);
    for (const confused of [publicPem, publicPem.trim(), JSON.stringify(publicKey.export({ format: "jwk" }))])
      expect(await statusAt(byKeySet, hs256({ sub: "ada" }, confused))).toBe(401);
    expect(
      await statusAt(
        byKeySet,
        signed({ alg: "none" }, { sub: "ada" }, () => ""),
      ),
    ).toBe(401);
  });
});

describe("without a credential", () => {
  it("S2.6 S3.17 production refuses the socket before the upgrade, on every address, and every call", async () => {
    for (const path of ["/api/ws/agent", "/api/ws/guide", "/api/ws/liaison/content", "/ws/x"])
      expect(await upgradeStatus(`ws://127.0.0.1:${server.port}${path}`)).toBe(401);
    for (const token of ["pst_nothing", "x"]) expect(await statusAt(server, token)).toBe(401);
    for (const query of ["?ticket=x", "?session_token=x", "?token="])
      expect(await statusAt(server, undefined, query)).toBe(401);
    for (const [method, path] of [
      ["POST", "/api/sessions"],
      ["GET", "/api/conversations"],
      ["GET", "/api/me/export"],
      ["DELETE", "/api/me"],
      ["GET", "/api/files"],
      ["POST", "/api/files"],
    ] as const) {
      expect((await server.call(method, path)).status, path).toBe(401);
    }
  });

  it("P18 production shows its figures to an admin only", async () => {
    expect((await server.call("GET", "/metrics")).status).toBe(403);
    expect((await server.call("GET", "/metrics", hs256({ sub: "eve" }))).status).toBe(403);
    expect((await server.call("GET", "/metrics", hs256({ sub: "ada", roles: ["admin"] }))).status).toBe(200);
    expect((await server.call("GET", "/healthz")).status).toBe(200);
  });
});

describe("tickets and session tokens", () => {
  it("S3.17 P15 a ticket opens its session once", async () => {
    const answer = (await (await server.call("POST", "/api/sessions", hs256({ sub: "ada" }))).json()) as {
      session_id: string;
      ticket: string;
      expires_in: number;
      session_token: string;
    };
    expect(answer.expires_in).toBe(60);
    const talk = await server.dial(`/api/ws/agent?ticket=${answer.ticket}`);
    expect(talk.session_id).toBe(answer.session_id);
    expect(talk.welcome.user.user_id).toBe("ada");
    expect(await statusAt(server, undefined, `?ticket=${answer.ticket}`)).toBe(401);
    expect(await statusAt(server, answer.ticket)).toBe(401);
    expect(typesOf(await talk.say("Hello", { session_token: answer.session_token }))).toContain("turn_end");
    await talk.close();
  });

  it("P15 the token of welcome stands for the session over REST, and ends with the session", async () => {
    const talk = await server.dial("/api/ws/agent", { token: hs256({ sub: "ada" }) });
    const tab = await server.dial("/api/ws/agent", { token: talk.token });
    await talk.say("Hello");
    expect((await server.call("GET", "/api/conversations", talk.token)).status).toBe(200);
    expect((await server.call("DELETE", `/api/sessions/${talk.session_id}`, talk.token)).status).toBe(204);
    for (const one of [talk, tab]) {
      expect(await one.closed).toBe(4401);
      expect(one.frames.at(-1)).toMatchObject({ type: "error", code: "credential_expired" });
    }
    expect(await statusAt(server, talk.token)).toBe(401);
    expect((await server.call("GET", "/api/conversations", talk.token)).status).toBe(401);
  });
});

describe("a credential that ends while its socket is open", () => {
  it("P15 S3.17 closes the socket with an error and 4401 within five seconds, and its session token opens nothing more", async () => {
    const expires = soon(3);
    const talk = await server.dial("/api/ws/agent", { token: hs256({ sub: "ada", exp: expires }) });
    await talk.say("Hello");
    expect(await talk.closed).toBe(4401);
    expect(Date.now()).toBeGreaterThanOrEqual(expires * 1000);
    expect(Date.now()).toBeLessThan(expires * 1000 + 5_000);
    expect(talk.frames.at(-1)).toMatchObject({ type: "error", code: "credential_expired", retryable: false });
    expect(await statusAt(server, talk.token)).toBe(401);
  });

  it("P15 is extended for every socket of the session by auth with a fresh token of the same user, and of nobody else", async () => {
    const expires = soon(4);
    const talk = await server.dial("/api/ws/agent", { token: hs256({ sub: "ada", exp: expires }) });
    const tab = await server.dial("/api/ws/agent", { token: talk.token });
    await talk.say("Hello");
    for (const token of [hs256({ sub: "eve" }), hs256({ sub: "ada" }, "x".repeat(32)), talk.token, "x"]) {
      expect(await talk.refused({ type: "auth", token })).toMatchObject({ code: "unauthenticated" });
    }
    talk.send({ type: "auth", token: hs256({ sub: "ada", exp: soon(600) }) });
    await until(() => Date.now() > expires * 1000 + 4_000, "the old token to end", 12_000);
    for (const one of [talk, tab]) {
      expect(one.socket.readyState).toBe(one.socket.OPEN);
      expect(typesOf(await one.say("Still here"))).toContain("turn_end");
    }
    expect((await server.call("GET", "/api/conversations", talk.token)).status).toBe(200);
    await talk.close();
    await tab.close();
  });

  it("P15 extends a session that has said nothing yet", async () => {
    const expires = soon(2);
    const talk = await server.dial("/api/ws/agent", { token: hs256({ sub: "ada", exp: expires }) });
    talk.send({ type: "auth", token: hs256({ sub: "ada", exp: soon(600) }) });
    await sleep(expires * 1000 - Date.now() + 500);
    expect(typesOf(await talk.say("Hello"))).toContain("turn_end");
    expect((await server.call("GET", "/api/conversations", talk.token)).status).toBe(200);
    await talk.close();
  });
});

describe("in embedded mode", () => {
  it("S2.6 anonymous use can be switched off", async () => {
    const closed = await startServer({ ANONYMOUS: "off", JWT_SECRET: secret });
    expect(await statusAt(closed)).toBe(401);
    expect(await statusAt(closed, hs256({ sub: "ada" }))).toBe(101);
    await closed.stop();
    removeFolder(closed.dataDir);
  });
});
