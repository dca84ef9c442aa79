// The client of the documents, word for word, against the real server: what it sends works, what it receives it understands.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, startServer, type TestServer } from "./server.ts";
import { type Frame, textOf, typesOf } from "./talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  removeFolder(server.dataDir);
});

const pillars = ["content", "insights", "operations", "business_outcomes"];
const answerTypes = ["message", "error", "visualization", "analysis", "drill_down"];

/** The hook of the document: it adds every frame that it receives to the conversation of its agent. */
const documentClient = async (sessionToken: string) => {
  const talk = await server.dial(`/api/ws/agent?frames=answers&session_token=${sessionToken}`, { bare: true });
  const conversations = new Map<string, { role: string; content: string }[]>();
  const idOf = ({ type, pillar }: { type: string; pillar?: string | undefined }, session: string) =>
    type === "guide" ? `guide_${session}` : `${pillar}_liaison_${session}`;
  talk.socket.on("message", (data) => {
    const response = JSON.parse(String(data)) as Frame;
    const id = idOf({ type: response.agent_type, pillar: response.pillar }, session_id);
    conversations.set(id, [...(conversations.get(id) ?? []), { role: "assistant", content: response.message }]);
  });
  let session_id = "";
  return {
    ...talk,
    conversations,
    as(session: string) {
      session_id = session;
    },
    sendMessage(message: string, agent: { type: string; pillar?: string }) {
      talk.send({ agent_type: agent.type, pillar: agent.pillar, message, conversation_id: idOf(agent, session_id) });
    },
  };
};

const session = async () =>
  (await (await server.call("POST", "/api/sessions")).json()) as { session_id: string; session_token: string };

describe("the documents' client", () => {
  it("S2.1 S2.4 S2.5 S2.18 talks to the guide and all four pillars over one socket and receives exactly one AgentResponse for each message", async () => {
    const { session_id, session_token } = await session();
    const client = await documentClient(session_token);
    client.as(session_id);
    const agents = [{ type: "guide" }, ...pillars.map((pillar) => ({ type: "liaison", pillar })), { type: "guide" }];
    for (const [index, agent] of agents.entries()) {
      client.sendMessage("What can you do?", agent);
      await client.next(() => client.frames.length === index + 1);
    }
    for (const [index, frame] of client.frames.entries()) {
      const agent = agents[index] as { type: string; pillar?: string };
      expect(frame.agent_type).toBe(agent.type);
      expect(frame.pillar).toBe(agent.pillar);
      expect(frame.message).toMatch(/\S/);
      expect(frame.conversation_id).toBe(
        agent.type === "guide" ? `guide_${session_id}` : `${agent.pillar}_liaison_${session_id}`,
      );
      expect(answerTypes).toContain(frame.type);
    }
    expect(client.conversations.get(`guide_${session_id}`)).toHaveLength(2);
    for (const pillar of pillars) expect(client.conversations.get(`${pillar}_liaison_${session_id}`)).toHaveLength(1);
    await client.close();
  });

  it("S2.4 sends every field of AgentMessage, and null for what it leaves out", async () => {
    const { session_id, session_token } = await session();
    const client = await documentClient(session_token);
    client.send({
      agent_type: "liaison",
      pillar: "content",
      message: "What is in this file?",
      conversation_id: `content_liaison_${session_id}`,
      session_token,
      metadata: { file_id: "fil_none", content_id: "c1", anything: { else: [1, 2] } },
    });
    expect((await client.next(({ type }) => type !== "error")).conversation_id).toBe(`content_liaison_${session_id}`);
    client.send({
      agent_type: null,
      pillar: null,
      message: "Hello",
      conversation_id: null,
      session_token: null,
      metadata: null,
    });
    expect((await client.next(({ agent_type }) => agent_type === "guide")).conversation_id).toBe(`guide_${session_id}`);
    expect(typesOf(client.frames)).not.toContain("error");
    await client.close();
  });

  it("S2.8 S2.9 S1.16 keeps the two sentences word for word, and the socket stays open", async () => {
    const { session_token } = await session();
    const client = await documentClient(session_token);
    const noPillar = await client.refused({ agent_type: "liaison", message: "Hello" });
    expect(noPillar).toMatchObject({
      type: "error",
      code: "pillar_required",
      message: "pillar is required for liaison agent",
      agent_type: "liaison",
      retryable: false,
    });
    const unknown = await client.refused({ agent_type: "oracle", message: "Hello" });
    expect(unknown).toMatchObject({
      type: "error",
      code: "unknown_agent",
      message: "Unknown agent_type: oracle",
      agent_type: "oracle",
    });
    const pillar = await client.refused({ agent_type: "liaison", pillar: "astrology", message: "Hello" });
    expect(pillar).toMatchObject({ code: "unknown_pillar", message: "Unknown pillar: astrology", pillar: "astrology" });
    client.send({ message: "Hello" });
    expect(await client.next(({ type }) => type === "message")).toMatchObject({ agent_type: "guide" });
    await client.close();
  });

  it("S2.6 checks a session_token inside a message against the socket's session", async () => {
    const mine = await session();
    const other = await session();
    const client = await documentClient(mine.session_token);
    const refused = await client.refused({ message: "Hello", session_token: other.session_token });
    expect(refused).toMatchObject({ code: "unauthenticated", retryable: false });
    client.send({ message: "Hello", session_token: mine.session_token });
    const answer = await client.next(({ type }) => type === "message");
    expect(JSON.stringify(answer)).not.toContain(mine.session_token);
    expect(client.frames).toHaveLength(2);
    await client.close();
  });
});

describe("a client that reads type", () => {
  it("S2.2 S2.7 S2.11 P3 gets one turn of the guide whole and in order, with dense numbers, and deltas that make the message", {
    retry: 4,
  }, async () => {
    const talk = await server.dial();
    expect(talk.frames[0]?.type).toBe("welcome");
    const turn = await talk.say("What can you do?");
    const types = typesOf(turn).filter((type, index, all) => type !== "delta" || all[index - 1] !== "delta");
    expect(types).toEqual(["ack", "user_message", "route", "delta", "message", "turn_end"]);
    for (const frame of turn)
      expect(frame).toMatchObject({
        session_id: talk.session_id,
        conversation_id: `guide_${talk.session_id}`,
        agent_type: "guide",
        epoch: talk.welcome.epoch,
      });
    const facts = turn.filter(({ type }) => type !== "delta");
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, index) => talk.welcome.head_seq + 1 + index));
    let text = "";
    for (const { text: piece, offset } of turn.filter(({ type }) => type === "delta")) {
      expect(offset).toBe(text.length);
      text += piece;
    }
    const message = turn.find(({ type }) => type === "message");
    expect(message?.message).toBe(text);
    expect(message?.text).toBe(text);
    expect(turn.at(-1)).toMatchObject({ status: "complete", origin: "user" });
    await talk.close();
  });

  // Text waits 20 ms for the facts before it and no longer, so a disk that is busy with other tests may turn the order once.
  it("S2.12 S2.19 is handed over by the guide to the liaison that was meant, with a reason, in the conversation where it began", {
    retry: 4,
  }, async () => {
    const talk = await server.dial();
    const turn = await talk.say("Go to insights");
    expect(turn.find(({ type }) => type === "route")).toMatchObject({
      agent: "InsightsLiaisonAgent",
      tier: "rules",
      confidence: 1,
    });
    expect(turn.find(({ type }) => type === "handoff")).toMatchObject({
      from: "guide",
      to: "InsightsLiaisonAgent",
      reason: expect.stringMatching(/\w+/),
    });
    const message = turn.find(({ type }) => type === "message");
    expect(message).toMatchObject({
      agent: "InsightsLiaisonAgent",
      agent_type: "guide",
      conversation_id: `guide_${talk.session_id}`,
    });
    const order = typesOf(turn);
    expect(order.indexOf("route")).toBeLessThan(order.indexOf("handoff"));
    expect(order.indexOf("handoff")).toBeLessThan(order.indexOf("delta"));
    await talk.close();
  });

  it("S2.19 knows the pillar that a message to the guide names, with and without it in turns", async () => {
    const talk = await server.dial();
    await talk.say("Hello");
    const turn = await talk.say("Which pillar am I on?", { agent_type: "guide", pillar: "operations" });
    expect(textOf(turn)).toContain("Operations");
    expect(turn[0]).toMatchObject({ conversation_id: `guide_${talk.session_id}` });
    expect(typesOf(await talk.say("Hello again", { agent_type: "guide" }))).toContain("message");
    await talk.close();
  });

  it("S2.20 finds every agent in welcome and in /api/agents under the one address", async () => {
    const talk = await server.dial();
    const { agents } = (await (await server.call("GET", "/api/agents")).json()) as { agents: Frame[] };
    expect(talk.welcome.agents).toEqual(agents);
    for (const { agent_type, pillar } of agents.filter(({ agent_type, pillar }) => agent_type === "guide" || pillar)) {
      expect(typesOf(await talk.say("Hello", { agent_type, ...(pillar && { pillar }) }))).toContain("turn_end");
    }
    expect(agents.map(({ pillar }) => pillar).filter(Boolean)).toEqual(pillars);
    await talk.close();
  });

  it("S2.15 S2.18 S2.24 goes on in each conversation where it was after switching guide and liaison", async () => {
    const talk = await server.dial();
    for (const [agent, times] of [
      ["guide", 1],
      ["content", 1],
      ["guide", 2],
      ["content", 2],
    ] as const) {
      const address = agent === "guide" ? { agent_type: "guide" } : { agent_type: "liaison", pillar: agent };
      await talk.say(`Hello number ${times}`, address);
    }
    for (const id of [`guide_${talk.session_id}`, `content_liaison_${talk.session_id}`]) {
      const { messages } = (await (await server.call("GET", `/api/conversations/${id}`, talk.token)).json()) as {
        messages: Frame[];
      };
      expect(messages.filter(({ role }) => role === "user").map(({ text }) => text)).toEqual([
        "Hello number 1",
        "Hello number 2",
      ]);
      expect(messages.filter(({ role }) => role !== "user")).toHaveLength(2);
    }
    await talk.close();
  });
});

describe("the old addresses", () => {
  it("S2.21 S3.1 fill in what they imply and nothing else, and are counted", async () => {
    const guide = await server.dial("/api/ws/guide");
    expect((await guide.say("Hello"))[0]).toMatchObject({ agent_type: "guide" });
    const liaison = await server.dial("/api/ws/liaison/operations");
    expect((await liaison.say("Hello"))[0]).toMatchObject({
      agent_type: "liaison",
      pillar: "operations",
      conversation_id: `operations_liaison_${liaison.session_id}`,
    });
    expect((await liaison.say("Hello", { agent_type: "guide" }))[0]).toMatchObject({
      agent_type: "guide",
      conversation_id: `guide_${liaison.session_id}`,
    });
    const label = await server.dial("/ws/anything-at-all");
    expect(label.session_id).not.toContain("anything");
    expect(typesOf(await label.say("Hello"))).toContain("turn_end");
    const metrics = await (await server.call("GET", "/metrics")).text();
    for (const endpoint of ["guide", "liaison", "label"])
      expect(metrics).toContain(`polylogue_sockets_opened_total{endpoint="${endpoint}"} 1`);
    for (const talk of [guide, liaison, label]) await talk.close();
  });
});
