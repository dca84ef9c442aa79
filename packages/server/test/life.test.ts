// The life of a server: starting, refusing to start, leaving in good order, being killed, running out of room.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ScriptedModel, scriptedModel } from "./scripted-model.ts";
import { refusalOf, removeFolder, startServer, type TestServer, temporaryFolder, until, upload } from "./server.ts";
import { dial, type Frame, type Talk, textOf, typesOf, upgradeStatus } from "./talk.ts";

let model: ScriptedModel;
const folders: string[] = [];
beforeAll(async () => {
  model = await scriptedModel();
});
afterAll(async () => {
  await model.close();
  for (const folder of folders) removeFolder(folder);
});

const folder = () => {
  const made = temporaryFolder();
  folders.push(made);
  return made;
};
const content = { agent_type: "liaison", pillar: "content", message: "What does it say about the lighthouse?" };
const withFile = async (server: TestServer): Promise<Talk> => {
  const talk = await server.dial();
  await upload(server, talk.token, "notes.md", "# Notes\n\nThe lighthouse was built in 1861.\n");
  return talk;
};
const slowly = (words: number) => ({ say: Array.from({ length: words }, (_, n) => `word${n} `).join(""), delayMs: 60 });
const again = async (server: TestServer, talk: Talk): Promise<Talk> => {
  const back = await server.dial("/api/ws/agent", { token: talk.token });
  back.send({ type: "resume", session_id: talk.session_id, epoch: talk.welcome.epoch, last_seq: 0 });
  await back.next(({ type }) => type === "resumed");
  return back;
};

describe("SIGTERM", () => {
  it("P12 lets the running turn end, refuses new ones as draining, closes with 1012 and leaves with code 0", async () => {
    const server = await startServer(model.env, folder());
    const talk = await withFile(server);
    const other = await server.dial();
    model.answer(slowly(20));
    talk.send({ ...content, message_id: "running" });
    await talk.next(({ type }) => type === "delta");
    const ended = server.stop("SIGTERM");
    await until(
      async () => (await server.call("GET", "/readyz")).status === 503,
      "the server to say that it is not ready",
    );
    const refused = await other.refused({ message: "One more", message_id: "late" });
    expect(refused).toMatchObject({
      code: "draining",
      retryable: true,
      message_id: "late",
      retry_after_ms: expect.any(Number),
    });
    expect(await ended).toBe(0);
    expect([await talk.closed, await other.closed]).toEqual([1012, 1012]);
    expect(talk.frames.at(-1)).toMatchObject({ type: "turn_end", status: "complete" });
    expect(textOf(talk.frames)).toContain("word19");

    const next = await startServer(model.env, server.dataDir);
    const back = await again(next, talk);
    await until(() => back.frames.filter(({ type }) => type === "turn_end").length === 1, "the turn as it was");
    expect(back.frames.filter(({ type }) => type === "user_message").map(({ message_id }) => message_id)).toEqual([
      "running",
    ]);
    await next.stop();
  });

  it("P12 P4 S2.23 hands over what still runs after DRAIN_MS: it runs again after the restart and ends once", async () => {
    const server = await startServer({ ...model.env, DRAIN_MS: "200" }, folder());
    const talk = await withFile(server);
    model.answer(slowly(500), { say: "The whole answer." });
    talk.send(content);
    const ack = await talk.next(({ type }) => type === "ack");
    await talk.next(({ type }) => type === "delta");
    const begun = Date.now();
    expect(await server.stop("SIGTERM")).toBe(0);
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(await talk.closed).toBe(1012);
    expect(typesOf(talk.frames)).not.toContain("turn_end");

    const next = await startServer(model.env, server.dataDir);
    const back = await again(next, talk);
    await back.next(({ type }) => type === "turn_end");
    const facts = back.frames.filter(({ turn_id, type }) => turn_id === ack.turn_id && type !== "delta");
    expect(facts.find(({ type }) => type === "turn_restarted")).toMatchObject({ attempt: 2 });
    expect(textOf(facts)).toBe("The whole answer.");
    expect(typesOf(facts).filter((type) => type === "turn_end")).toHaveLength(1);
    await next.stop();
  });
});

describe("kill -9", () => {
  it("P1 P4 loses nothing that was acknowledged and ends each turn once", async () => {
    const dataDir = folder();
    let server = await startServer(model.env, dataDir);
    const talk = await withFile(server);
    model.answer(slowly(500));
    const sent = Array.from({ length: 6 }, () => randomUUID());
    for (const message_id of sent) talk.send({ ...content, message_id });
    await until(() => talk.frames.filter(({ type }) => type === "ack").length === sent.length, "six acks");
    await talk.next(({ type }) => type === "delta");
    await server.stop("SIGKILL");
    expect(await talk.closed).toBe(1006);

    model.answer({ say: "The whole answer." });
    server = await startServer(model.env, dataDir);
    const back = await again(server, talk);
    await until(() => back.frames.filter(({ type }) => type === "turn_end").length === sent.length, "six ends", 15_000);
    expect(back.frames.filter(({ type }) => type === "user_message").map(({ message_id }) => message_id)).toEqual(sent);
    expect(back.frames.filter(({ type, status }) => type === "turn_end" && status === "complete")).toHaveLength(
      sent.length,
    );
    const numbers = back.frames.filter(({ type, seq }) => seq !== undefined && type !== "delta").map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    back.send({ ...content, message_id: sent[0] });
    expect((await back.next(({ type, seq }) => type === "ack" && seq === undefined)).turn_id).toBe(
      back.frames.find(({ type }) => type === "ack")?.turn_id,
    );
    await server.stop();
  });
});

describe("a server that cannot start", () => {
  it("P13 refuses a configuration that it cannot use and names every fault", async () => {
    const { code, output } = await refusalOf(
      {
        PORT: "99999",
        POLYLOGUE_MODE: "producton",
        HEARTBEAT_MS: "soon",
        ANONYMOUS: "perhaps",
        JWT_SECRET: "short",
        MODEL: "openai-compatible:x",
        WEB: "maybe",
      },
      folder(),
    );
    expect(code).toBe(1);
    for (const name of ["PORT", "MODE", "HEARTBEAT_MS", "ANONYMOUS", "JWT_SECRET", "MODEL_BASE_URL", "WEB"])
      expect(output).toMatch(new RegExp(`^  - .*${name}`, "m"));
    expect(output).not.toContain("    at ");
  });

  it("P13 P15 refuses production without a way to sign in, a model that it does not know, and a model without its key", async () => {
    const cases = [
      [{ POLYLOGUE_MODE: "production" }, /JWT_SECRET/],
      [{ MODEL: "oracle" }, /MODEL=oracle/],
      [{ MODEL: "openai:gpt-5-mini" }, /key/i],
      [{ JWT_JWKS_URL: "nowhere" }, /JWT_JWKS_URL/],
    ] as const;
    for (const [env, sentence] of cases) {
      const { code, output } = await refusalOf(env, folder());
      expect(code).toBe(1);
      expect(output).toMatch(sentence);
      expect(output).not.toContain("    at ");
    }
  });

  it("P13 refuses a folder that another server uses, and a store that a newer version wrote", async () => {
    const server = await startServer({}, folder());
    const second = await refusalOf({}, server.dataDir);
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Process ${server.pid}`);
    const talk = await server.dial();
    expect(typesOf(await talk.say("Hello"))).toContain("turn_end");
    await server.stop();

    const { default: Database } = await import("libsql");
    const database = new Database(`${server.dataDir}/polylogue.db`);
    const [{ name: table }] = database
      .prepare(
        "select name from sqlite_master where name like '%meta%' or name like '%migration%' or name like '%schema%'",
      )
      .all() as [{ name: string }];
    const columns = (database.prepare(`pragma table_info(${table})`).all() as { name: string }[]).map(
      ({ name }) => name,
    );
    const version = columns.find((name) => /version|schema/.test(name));
    database.exec(`update ${table} set ${version} = 9999`);
    database.close();
    const newer = await refusalOf({}, server.dataDir);
    expect(newer.code).toBe(1);
    expect(newer.output).toMatch(/newer/);
    expect(newer.output).not.toContain("    at ");
  });

  it("P13 refuses a port that is taken and leaves the folder free", async () => {
    const server = await startServer({}, folder());
    const mine = folder();
    const { code, output } = await refusalOf({ PORT: String(server.port) }, mine);
    expect(code).toBe(1);
    expect(output).toContain(String(server.port));
    const other = await startServer({}, mine);
    await other.stop();
    await server.stop();
  });
});

describe("a full store", () => {
  it("P1 answers unavailable and never an ack, keeps what was acknowledged, and takes the same message when there is room", async () => {
    const dataDir = folder();
    const server = await startServer({ STORE_MAX_MB: "1" }, dataDir);
    const talk = await server.dial();
    const padding = "x".repeat(30_000);
    let refused: Frame | undefined;
    for (let n = 0; n < 100 && !refused; n++) {
      talk.send({ message: `Hello ${n} ${padding}`, message_id: `m${n}` });
      const answer = await talk.next(
        ({ message_id, type }) => message_id === `m${n}` && (type === "ack" || type === "error"),
      );
      if (answer.type === "error") refused = answer;
    }
    expect(refused).toMatchObject({ code: "unavailable", retryable: true, retry_after_ms: expect.any(Number) });
    const acknowledged = talk.frames.filter(({ type }) => type === "ack").map(({ message_id }) => message_id);
    expect(acknowledged.length).toBeGreaterThan(5);
    expect(acknowledged).not.toContain(refused?.message_id);
    expect(talk.socket.readyState).toBe(talk.socket.OPEN);
    expect((await server.call("GET", "/healthz")).status).toBe(200);
    expect((await server.call("GET", `/api/conversations/guide_${talk.session_id}`, talk.token)).status).toBe(200);
    await server.stop("SIGKILL");

    const larger = await startServer({ STORE_MAX_MB: "100" }, dataDir);
    const back = await again(larger, talk);
    await until(
      () => back.frames.filter(({ type }) => type === "turn_end").length === acknowledged.length,
      "all turns to end",
    );
    expect(back.frames.filter(({ type }) => type === "user_message").map(({ message_id }) => message_id)).toEqual(
      acknowledged,
    );
    back.send({ message: "Again", message_id: refused?.message_id });
    expect(
      await back.next(({ type, message_id }) => type === "ack" && message_id === refused?.message_id),
    ).toMatchObject({ seq: expect.any(Number) });
    await larger.stop();
  });
});

describe("switched off", () => {
  it("S2.21 the old addresses can be switched off", async () => {
    const server = await startServer({ LEGACY_ENDPOINTS: "off" }, folder());
    for (const path of ["/api/ws/guide", "/api/ws/liaison/content", "/ws/x", "/"])
      expect(await upgradeStatus(`ws://127.0.0.1:${server.port}${path}`)).toBe(404);
    expect(await upgradeStatus(`ws://127.0.0.1:${server.port}/api/ws/agent`)).toBe(101);
    await server.stop();
  });

  it("P14 P10 too many turns and too many sockets are refused before they are accepted", async () => {
    const secret = "a secret of at least thirty-two characters";
    const server = await startServer(
      { ...model.env, QUEUE_LIMIT: "2", OPEN_TURNS: "2", SOCKETS_PER_USER: "2", JWT_SECRET: secret },
      folder(),
    );
    model.answer(slowly(200));
    const talk = await withFile(server);
    for (let n = 0; n < 4; n++) talk.send({ ...content, message_id: `m${n}` });
    const full = await talk.next(({ type }) => type === "error");
    expect(full).toMatchObject({ code: "too_many_turns", retryable: true, message_id: "m3" });
    talk.send({ message: "Hello", message_id: "g1" });
    const other = await withFile(server);
    other.send({ ...content, message_id: "o1" });
    await until(() => other.frames.some(({ type }) => type === "ack" || type === "error"), "an answer");
    const third = await server.dial();
    const overloaded = await third.refused({ message: "Hello", message_id: "x" });
    expect(overloaded).toMatchObject({ code: "overloaded", retryable: true, message_id: "x" });
    const { createHmac } = await import("node:crypto");
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const body = `${encode({ alg: "HS256" })}.${encode({ sub: "ada", exp: Math.floor(Date.now() / 1000) + 60 })}`;
    const token = `${body}.${createHmac("sha256", secret).update(body).digest("base64url")}`;
    const address = `ws://127.0.0.1:${server.port}/api/ws/agent`;
    await dial(address, { token });
    await dial(address, { token });
    expect(await upgradeStatus(address, { authorization: `Bearer ${token}` })).toBe(429);
    await server.stop("SIGKILL");
  });
});
