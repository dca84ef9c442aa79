// A user's own data and the server's own figures: exported whole, erased whole, and nothing of it in the logs.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { holds, removeFolder, sleep, startServer, type TestServer, until, upload } from "./server.ts";
import { type Frame, typesOf } from "./talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LOG_LEVEL: "debug" });
});
afterAll(async () => {
  await server.stop();
  removeFolder(server.dataDir);
});

describe("a user's own data", () => {
  it("P18 is exported whole: everything said, in every conversation, and every file", async () => {
    const talk = await server.dial();
    await upload(server, talk.token, "harvest.csv", "fruit,kilos\nquince,7\n", "text/csv");
    for (const [message, agent] of [
      ["Say quagmire to me", {}],
      ["And zeppelin", { agent_type: "liaison", pillar: "content" }],
      ["And obelisk", { conversation_id: "new" }],
    ] as const)
      await talk.say(message, agent);
    const answer = await server.call("GET", "/api/me/export", talk.token);
    expect(answer.status).toBe(200);
    const exported = (await answer.json()) as {
      user_id: string;
      exported_at: number;
      records: { part: string; record: Frame }[];
    };
    expect(exported.user_id).toBe(talk.welcome.user.user_id);
    const text = JSON.stringify(exported.records);
    for (const said of ["Say quagmire to me", "And zeppelin", "And obelisk", "harvest.csv", talk.session_id])
      expect(text).toContain(said);
    for (const { message } of talk.frames.filter(({ type }) => ["message", "analysis"].includes(type)))
      expect(text).toContain(JSON.stringify(message).slice(1, -1));
    expect(text).not.toContain(talk.token);
    await talk.close();
  });

  it("P18 P15 is erased whole: sockets close with 4401, and no byte of it is left in the folder", async () => {
    const talk = await server.dial();
    const other = await server.dial();
    await other.say("Mine stays: chrysanthemum");
    const word = "rhododendron-vermilion";
    const file_id = await upload(server, talk.token, "diary.md", `# Diary\n\nToday I saw a ${word}-file.\n`);
    for (let n = 0; n < 20; n++) await talk.say(`I like ${word}-text ${n}`);
    await talk.say(`${word}-question`, {
      agent_type: "liaison",
      pillar: "content",
      metadata: { file_id, note: `${word}-metadata` },
    });
    expect(holds(server.dataDir, word)).not.toEqual([]);
    const begun = Date.now();
    expect((await server.call("DELETE", "/api/me", talk.token)).status).toBe(204);
    expect(await talk.closed).toBe(4401);
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(holds(server.dataDir, word)).toEqual([]);
    expect(holds(server.dataDir, "diary.md")).toEqual([]);
    expect((await server.call("GET", "/api/conversations", talk.token)).status).toBe(401);
    expect((await server.call("GET", "/api/files", talk.token)).status).toBe(401);
    expect(holds(server.dataDir, "chrysanthemum")).not.toEqual([]);
    expect(typesOf(await other.say("Still here"))).toContain("turn_end");
    await other.close();
  });

  it("P18 is erased while a turn of it is being written and while a file is being read, too", async () => {
    const talk = await server.dial();
    const word = "hippopotamus-cerulean";
    const form = new FormData();
    form.append("file", new Blob([`name,${word}\n${`a,${word}\n`.repeat(100_000)}`], { type: "text/csv" }), "big.csv");
    expect((await server.call("POST", "/api/files", talk.token, form)).status).toBe(201);
    for (let n = 0; n < 5; n++) talk.send({ message: `${word} ${n}` });
    await talk.next(({ type }) => type === "ack");
    expect((await server.call("DELETE", "/api/me", talk.token)).status).toBe(204);
    await talk.closed;
    await until(() => holds(server.dataDir, word).length === 0, "the last byte to go", 15_000);
    await sleep(1_500);
    expect(holds(server.dataDir, word)).toEqual([]);
  });

  it("P18 no message, no file and no secret stands in the logs, also at the level debug", async () => {
    const talk = await server.dial();
    const { ticket } = (await (await server.call("POST", "/api/sessions")).json()) as { ticket: string };
    const other = await server.dial(`/api/ws/agent?ticket=${ticket}`);
    await server.dial(`/api/ws/guide?session_token=${talk.token}`);
    await server.call("GET", `/api/conversations?session_token=${talk.token}`, talk.token);
    await server.call("GET", "/api/conversations/nothing", talk.token);
    await upload(server, talk.token, "pomegranate.md", "# Pomegranate\n\nA pomegranate is a fruit.\n");
    await talk.say("pomegranate in a message", { metadata: { note: "pomegranate" } });
    await talk.refused('{"message": 5, "pomegranate": 1');
    await talk.refused({ type: "auth", token: "pomegranate" });
    await sleep(200);
    const log = server.output();
    expect(log).toContain('"url":"/api/conversations');
    for (const secret of ["pomegranate", talk.token, other.token, ticket]) expect(log, secret).not.toContain(secret);
    await talk.close();
    await other.close();
  });
});

describe("the server about itself", () => {
  it("S3.15 is alive, ready, and measures", async () => {
    expect(await (await server.call("GET", "/healthz")).json()).toEqual({ status: "alive" });
    expect(await (await server.call("GET", "/readyz")).json()).toEqual({ status: "ready" });
    const talk = await server.dial();
    await talk.say("Hello");
    const metrics = await (await server.call("GET", "/metrics")).text();
    expect(metrics).toMatch(/^polylogue_sockets [1-9]/m);
    expect(metrics).toMatch(/^polylogue_turns_total\{agent="guide",status="complete"\} [1-9]/m);
    expect(metrics).toMatch(/^polylogue_turn_seconds_count\{stage="first_text"\} [1-9]/m);
    await talk.close();
  });

  it("S2.20 describes its wire: OpenAPI, AsyncAPI and JSON Schemas", async () => {
    expect((await server.call("GET", "/docs")).status).toBe(200);
    const openapi = (await (await server.call("GET", "/docs/json")).json()) as { paths: Record<string, unknown> };
    for (const path of ["/api/sessions", "/api/conversations", "/api/files", "/api/me"])
      expect(Object.keys(openapi.paths)).toContain(path);
    const asyncapi = (await (await server.call("GET", "/docs/asyncapi")).json()) as Frame;
    expect(asyncapi).toMatchObject({
      asyncapi: "3.0.0",
      servers: { polylogue: { protocol: "ws", host: `127.0.0.1:${server.port}` } },
    });
    const schemas = (await (await server.call("GET", "/docs/schemas")).json()) as Frame;
    for (const name of ["client.user_message", "client.resume", "server.welcome", "server.turn_end", "FactsPage"])
      expect(Object.keys(schemas)).toContain(name);
  });

  it("P16 tells browsers to load, run and frame nothing foreign", async () => {
    const { headers } = await server.call("GET", "/api/agents");
    expect(headers.get("content-security-policy")).toMatch(
      /default-src 'self'.*object-src 'none'.*frame-ancestors 'none'/,
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("S1.16 answers what does not fit over REST with the fields of an error", async () => {
    const talk = await server.dial();
    const cases = [
      ["GET", "/api/conversations?limit=0", 400, "bad_request"],
      ["GET", "/api/conversations?limit=x", 400, "bad_request"],
      ["POST", "/api/files", 400, "bad_request"],
      ["GET", "/api/nothing", 404, "not_found"],
    ] as const;
    for (const [method, path, status, code] of cases) {
      const answer = await server.call(method, path, talk.token);
      expect(answer.status, path).toBe(status);
      expect(await answer.json()).toMatchObject({ code, message: expect.stringMatching(/\S/), retryable: false });
    }
    await talk.close();
  });

  it("S2.14 refuses what it cannot read and what is too large, and keeps nothing of it", async () => {
    const talk = await server.dial();
    const send = async (name: string, content: BlobPart, type: string) => {
      const form = new FormData();
      form.append("file", new Blob([content], { type }), name);
      return server.call("POST", "/api/files", talk.token, form);
    };
    const large = await send("large.csv", "tamarind,".repeat(3_000_000), "text/csv");
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ code: "too_large" });
    expect(holds(server.dataDir, "tamarind,tamarind")).toEqual([]);
    expect((await send("broken.pdf", "%PDF-1.7 this is none", "application/pdf")).status).toBe(201);
    expect(await talk.next(({ type, state }) => type === "file_state" && state === "failed")).toMatchObject({
      name: "broken.pdf",
      message: expect.stringMatching(/\w+/),
    });
    await talk.close();
  });
});
