// A program's own agents: served on a port, mounted on servers that are there already, and rehearsed without any.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import express from "express";
import Fastify from "fastify";
import { agent, folder, type Serving, serve, supervisor, tool } from "polylogue";
import { rehearse, script } from "polylogue/testing";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import * as z from "zod";
import { removeFolder, sleep, temporaryFolder } from "./server.ts";
import { dial, textOf, typesOf, upgradeStatus } from "./talk.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const settings = () => {
  const dataDir = temporaryFolder();
  closing.push(() => removeFolder(dataDir));
  return { dataDir, port: 0, web: false, logLevel: "silent", drainMs: 200 } as const;
};
const opened = async (options: NonNullable<Parameters<typeof serve>[0]>): Promise<Serving> => {
  const serving = await serve({ ...options, settings: { ...settings(), ...options.settings } });
  closing.push(() => serving.close());
  return serving;
};
const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const echo = agent({
  name: "echo",
  description: "Says it again",
  async *respond(turn) {
    yield `${turn.user.user_id} said `;
    yield turn.text;
  },
});
const moody = agent({
  name: "moody",
  description: "Fails",
  async *respond(turn) {
    yield "So far ";
    if (turn.text === "throw") throw new Error("an inside of the program");
    if (turn.text === "hang") await new Promise(() => undefined);
    yield "so good";
  },
});

describe("serve", () => {
  it("S2.20 serves a program's own agents on a port of its own; the first answers where none is named", async () => {
    const { url = "" } = await opened({ agents: [echo, moody] });
    const talk = await dial(`${url.replace("http", "ws")}/api/ws/agent`);
    const turn = await talk.say("Hello");
    expect(textOf(turn)).toMatch(/^anonymous_\S+ said Hello$/);
    expect(turn[0]).toMatchObject({ agent_type: "echo", conversation_id: `echo_${talk.session_id}` });
    expect(talk.welcome.agents.map(({ name }: { name: string }) => name)).toEqual(["echo", "moody"]);
    expect(await talk.refused({ message: "Hello", agent_type: "guide" })).toMatchObject({
      message: "Unknown agent_type: guide",
    });
    await talk.close();
  });

  it("P13 S1.34 an agent that throws or hangs ends its own turn and nothing else", async () => {
    const { url = "" } = await opened({ agents: [echo, moody], settings: { ...settings(), turnTimeoutMs: 400 } });
    const talk = await dial(`${url.replace("http", "ws")}/api/ws/agent`);
    talk.send({ message: "hang", agent_type: "moody" });
    await talk.next(({ type }) => type === "delta");
    expect(textOf(await talk.say("Meanwhile"))).toContain("said Meanwhile");
    const thrown = await talk.say("throw", { agent_type: "moody" });
    expect(thrown.find(({ type }) => type === "error")).toMatchObject({
      code: "turn_failed",
      retryable: true,
      error_id: expect.any(String),
    });
    expect(JSON.stringify(talk.frames)).not.toContain("an inside of the program");
    expect(talk.frames.find(({ code }) => code === "turn_timeout")).toBeDefined();
    expect(talk.frames.filter(({ partial }) => partial).map(({ message }) => message)).toEqual(["So far ", "So far "]);
    expect(textOf(await talk.say("fine", { agent_type: "moody" }))).toBe("So far so good");
    await talk.close();
  });

  it("S2.13 S3.17 lets the program say who makes a request, and refuses whom it does not know", async () => {
    const { url = "" } = await opened({
      agents: [echo],
      authenticate: async ({ headers }) =>
        headers.cookie === "sid=ada" ? { id: "ada", name: "Ada", roles: ["teacher"], tenant: "school" } : undefined,
    });
    const address = `${url.replace("http", "ws")}/api/ws/agent`;
    expect(await upgradeStatus(address)).toBe(401);
    expect(await upgradeStatus(address, { cookie: "sid=eve" })).toBe(401);
    const talk = await dial(address, { headers: { cookie: "sid=ada" } });
    expect(talk.welcome.user).toEqual({ user_id: "ada", name: "Ada", roles: ["teacher"], anonymous: false });
    expect(textOf(await talk.say("Hello"))).toBe("ada said Hello");
    const tab = await dial(address, { token: talk.token });
    expect(tab.session_id).toBe(talk.session_id);
    await talk.close();
    await tab.close();
  });

  it("S3.17 a bearer that only the program knows reaches it, in production without a key of ours", async () => {
    const { url = "" } = await opened({
      agents: [echo],
      settings: { mode: "production" },
      authenticate: ({ headers }) => (headers.authorization === "Bearer opaque" ? { id: "ada" } : undefined),
    });
    const address = `${url.replace("http", "ws")}/api/ws/agent`;
    expect(await upgradeStatus(address, { authorization: "Bearer other" })).toBe(401);
    const talk = await dial(address, { token: "opaque" });
    expect(talk.welcome.user).toMatchObject({ user_id: "ada", anonymous: false });
    await talk.close();
  });

  it("P13 a program whose authenticate fails refuses the socket and lives on", async () => {
    const { url = "" } = await opened({
      agents: [echo],
      authenticate: () => {
        throw new Error("the sign-in is away");
      },
    });
    expect(await upgradeStatus(`${url.replace("http", "ws")}/api/ws/agent`)).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe("mounted", () => {
  it("S2.20 on a Node server beside its own pages and its own sockets, at a path of the program's choice", async () => {
    const server = createServer((_request, response) => response.end("my page"));
    const own = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
      if (request.url === "/mine") own.handleUpgrade(request, socket, head, (ws) => ws.send('{"type":"mine"}'));
    });
    const port = await listening(server);
    const serving = await serve({ server, path: "/talk", agents: [echo], settings: settings() });
    expect(textOf(await (await dial(`ws://127.0.0.1:${port}/talk`)).say("Hello"))).toContain("said Hello");
    expect(
      (
        await dial(`ws://127.0.0.1:${port}/mine`, { bare: true }).then((talk) =>
          talk.next(({ type }) => type === "mine"),
        )
      ).type,
    ).toBe("mine");
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("my page");

    const talk = await dial(`ws://127.0.0.1:${port}/talk`);
    await serving.close();
    expect(await talk.closed).toBe(1012);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("my page");
  });

  it("P14 does not fall over a client that goes away while it is refused", async () => {
    const server = createServer();
    const port = await listening(server);
    await opened({ server, path: "/talk", agents: [echo] });
    for (let n = 0; n < 20; n++) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      await new Promise<void>((resolve) => socket.once("connect", resolve));
      socket.write(
        `GET /${n % 2 ? "nowhere" : "/"} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
      if (n % 3) await sleep(1);
      socket.resetAndDestroy();
    }
    expect(await upgradeStatus(`ws://127.0.0.1:${port}/nowhere`)).toBe(404);
    expect(await upgradeStatus(`ws://127.0.0.1:${port}/talk`)).toBe(101);
  });

  it("S2.20 on Fastify", async () => {
    const app = Fastify();
    app.get("/", async () => "my page");
    const address = await app.listen({ port: 0, host: "127.0.0.1" });
    closing.push(() => app.close());
    await opened({ server: app.server, path: "/ws", agents: [echo] });
    const talk = await dial(`${address.replace("http", "ws")}/ws`);
    expect(typesOf(await talk.say("Hello"))).toContain("turn_end");
    expect(await (await fetch(address)).text()).toBe("my page");
    await talk.close();
  });

  it("S2.20 on Express", async () => {
    const app = express();
    app.get("/", (_request, response) => response.send("my page"));
    const server = createServer(app);
    const port = await listening(server);
    await opened({ server, path: "/ws", agents: [echo] });
    const talk = await dial(`ws://127.0.0.1:${port}/ws`);
    expect(typesOf(await talk.say("Hello"))).toContain("turn_end");
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe("my page");
    await talk.close();
  });
});

describe("rehearse", () => {
  const invoices: { user: string; month: string | undefined; key: string }[] = [];
  const desk = () => {
    const help = temporaryFolder();
    closing.push(() => removeFolder(help));
    mkdirSync(join(help, "more"));
    writeFileSync(join(help, "refunds.md"), "# Refunds\n\nA charge that came twice is paid back within five days.\n");
    const findInvoice = tool({
      name: "find_invoice",
      description: "An invoice of the signed-in user",
      input: z.object({ month: z.optional(z.string()) }),
      effect: "read",
      run: ({ month }, { user, key }) => {
        invoices.push({ user: user.user_id, month, key });
        return { total: 38 };
      },
    });
    const billing = agent({
      name: "billing",
      description: "Invoices, refunds, payment methods",
      examples: ["why was I charged twice", "send me the invoice for march"],
      instructions: (turn) => `Help ${turn.user.name} in two sentences.`,
      tools: [findInvoice],
      knowledge: folder(help),
      handoffs: ["sales"],
    });
    const sales = agent({
      name: "sales",
      description: "Plans and prices",
      examples: ["what does the team plan cost"],
      instructions: "Sell.",
    });
    return supervisor({ name: "desk", members: [billing, sales], fallback: "sales" });
  };

  it("S2.14 S2.20 the sketch of the architecture works as it stands there", async () => {
    const call = await rehearse(desk(), { model: script(["Two charges: …"]) });
    closing.push(() => call.end());
    expect((await call.say("why was I charged twice")).route.agent).toBe("billing");
  });

  it("P16 S2.14 a tool is called with the user's own rights, and its result reaches the answer", async () => {
    invoices.length = 0;
    const call = await rehearse(desk(), {
      model: script([{ tool: "find_invoice", input: { month: "march", user: "eve" } }, "It was 38."]),
      user: { id: "ada", name: "Ada" },
    });
    closing.push(() => call.end());
    const reply = await call.say("send me the invoice for march");
    expect(invoices).toMatchObject([{ user: "ada", month: "march" }]);
    expect(reply).toMatchObject({ text: "It was 38.", status: "complete", route: { agent: "billing" } });
    expect(typesOf([...reply.frames])).toEqual(
      expect.arrayContaining(["user_message", "route", "message", "turn_end"]),
    );
  });

  it("S2.19 a member hands over to another, and the conversation stays with it", async () => {
    const call = await rehearse(desk(), {
      model: script([
        { tool: "transfer_to_sales", input: { reason: "You asked about prices" } },
        "29 euros.",
        "Yes, a month.",
      ]),
    });
    closing.push(() => call.end());
    const reply = await call.say("why was I charged twice");
    expect(reply.frames.findLast(({ type }) => type === "handoff")).toMatchObject({
      from: "billing",
      to: "sales",
      reason: "You asked about prices",
    });
    expect(reply.text).toBe("29 euros.");
    expect((await call.say("each of them?")).route.agent).toBe("sales");
  });

  it("S1.34 a model that fails makes a failed reply, not a broken rehearsal", async () => {
    const call = await rehearse(desk(), { model: script([{ fail: new Error("away") }, "Here again."]) });
    closing.push(() => call.end());
    expect((await call.say("why was I charged twice")).status).toBe("failed");
    expect((await call.say("why was I charged twice")).text).toBe("Here again.");
  });
});
