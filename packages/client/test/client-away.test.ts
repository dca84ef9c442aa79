// The client over real sockets that drop, fall silent, or lose their session.
import { expect, it } from "vitest";
import { answersOf, framesOf, messagesAt, newClient, opened, server, settle, until } from "./client-stage.ts";
import { echo } from "./scripted-server.ts";

it("S2.23 a socket that drops in the middle of a turn is replaced, and nothing is lost or doubled", async () => {
  server.onMessage = (message, peer) => {
    const turn = server.acknowledge(message);
    server.live({ type: "delta", text: "The answer ", offset: 0, ...turn });
    peer.socket.once("close", () => {
      server.fact({ type: "handoff", from: "guide", to: "content", reason: "a file", ...turn });
      const text = "The answer is 42.";
      server.fact({ type: "message", message: text, text, agent: "content", ...turn });
      server.fact({ type: "turn_end", status: "complete", origin: "user", latency: {}, ...turn });
    });
    setTimeout(() => peer.socket.terminate(), 20);
  };
  const client = await opened();
  const turn = client.say("what is it?");
  const frames = await framesOf(turn);
  expect(frames.map(({ type }) => type)).toEqual(["ack", "user_message", "delta", "handoff", "message", "turn_end"]);
  expect(await turn.done).toMatchObject({ status: "complete", text: "The answer is 42.", agent: "content" });
  expect(server.peers[1]?.received[0]).toEqual({
    type: "resume",
    session_id: "s1",
    session_token: "token-of-s1",
    epoch: 1,
    last_seq: 2,
  });
  expect(server.peers[1]?.url.searchParams.get("session_token")).toBe("token-of-s1");
  expect(messagesAt(1)).toEqual([]);
  expect(answersOf(client, "guide_s1")).toHaveLength(1);
});

it("S2.23 a message said while offline is sent once there is a connection, under the id it was given", async () => {
  const client = newClient();
  const turn = client.say("early");
  const later = client.say("later");
  expect(client.status).toBe("idle");
  client.connect();
  expect((await turn.done).text).toBe("echo: early");
  expect((await later.done).text).toBe("echo: later");
  expect(messagesAt(0).map(({ message_id }) => message_id)).toEqual([turn.message_id, later.message_id]);
  expect(answersOf(client, "guide_s1").map(({ text }) => text)).toEqual(["echo: early", "echo: later"]);
});

it("P2 a message that was not acknowledged before the drop is sent again, and shown once", async () => {
  const takeIt = server.onMessage;
  server.onMessage = (_message, peer) => {
    server.onMessage = takeIt;
    peer.socket.terminate();
  };
  const client = await opened();
  const turn = client.say("hold on");
  expect((await turn.done).text).toBe("echo: hold on");
  expect(messagesAt(0)).toEqual(messagesAt(1));
  const entries = client.conversations.get("guide_s1")?.messages ?? [];
  expect(entries.filter(({ role }) => role === "user")).toHaveLength(1);
});

it("P2 a message whose ack was lost is sent again, and stays one turn", async () => {
  server.onMessage = (message, peer) => {
    const turn = server.acknowledge(message, { silently: server.peers.length === 1 });
    if (server.peers.length === 1) return peer.socket.terminate();
    server.fact({ type: "message", message: "once", text: "once", ...turn });
    server.fact({ type: "turn_end", status: "complete", origin: "user", latency: {}, ...turn });
  };
  const client = await opened();
  const turn = client.say("twice");
  const frames = await framesOf(turn);
  expect(frames.map(({ type }) => type)).toEqual(["ack", "user_message", "message", "turn_end"]);
  expect(messagesAt(1)).toEqual(messagesAt(0));
  expect(await turn.done).toMatchObject({ text: "once" });
});

it("P3 a fact that was seen before is dropped", async () => {
  const client = await opened();
  await client.say("hello").done;
  const types: string[] = [];
  client.on("frame", ({ type }) => types.push(type));
  for (const fact of server.facts) server.peers[0]?.send(fact);
  server.fact({ type: "insight", agent_id: "a", insight: "new" });
  await until(() => types.length > 0);
  expect(types).toEqual(["insight"]);
});

it("P3 a hole in the numbers is asked for again, and filled in order", async () => {
  const client = await opened();
  const seen: (number | undefined)[] = [];
  client.on("insight", ({ seq }) => seen.push(seq));
  server.fact({ type: "insight", agent_id: "a", insight: 1 });
  server.fact({ type: "insight", agent_id: "a", insight: 2 }, { silently: true });
  server.fact({ type: "insight", agent_id: "a", insight: 3 });
  server.fact({ type: "insight", agent_id: "a", insight: 4 });
  await until(() => seen.length >= 4);
  await settle();
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(server.peers).toHaveLength(1);
  expect(server.peers[0]?.received.filter(({ type }) => type === "resume")).toMatchObject([{ last_seq: 1 }]);
});

it("an epoch that changed brings a snapshot, which replaces what was known", async () => {
  const client = await opened();
  await client.say("before").done;
  server.epoch = 2;
  server.resume = "snapshot";
  const said = { role: "user", text: "restored", at: 1, turn_id: "t9", ordinal: 1, type: "user_message" };
  server.snapshot = [{ id: "guide_s1", last_messages: [said], running: { turn_id: "t9", text: "so f" } }];
  server.fact({ type: "insight", agent_id: "a", insight: 1 });
  await until(() => client.session?.epoch === 2 && client.status === "open");
  await settle();
  const conversation = client.conversations.get("guide_s1");
  expect(conversation?.messages).toMatchObject([
    { role: "user", text: "restored" },
    { role: "assistant", text: "so f", streaming: true },
  ]);
  expect(conversation?.running).toBe("t9");
  server.live({
    type: "delta",
    text: "ar",
    offset: 4,
    turn_id: "t9",
    conversation_id: "guide_s1",
    agent_type: "guide",
  });
  await until(() => answersOf(client, "guide_s1")[0]?.text === "so far");
});

it("P6 turn_restarted drops the text of the turn, and late pieces of the first attempt", async () => {
  const client = await opened();
  let half = "";
  server.onMessage = (message) => {
    const turn = server.acknowledge(message);
    server.live({ type: "delta", text: "first attempt", offset: 0, ...turn });
    const stale = {
      type: "delta",
      text: "late piece of the first attempt",
      offset: 0,
      seq: server.facts.length,
      ...turn,
    };
    server.fact({ type: "turn_restarted", attempt: 2, ...turn });
    server.live(stale);
    server.live({ type: "delta", text: "second", offset: 0, ...turn });
    server.live({ type: "delta", text: "far away", offset: 100, ...turn });
    server.live({ type: "delta", text: "ND try", offset: 4, ...turn });
    setTimeout(() => {
      server.fact({ type: "turn_end", status: "complete", origin: "user", latency: {}, ...turn });
    }, 100);
  };
  const turn = client.say("again");
  turn.done.then(({ text }) => {
    half = text;
  });
  await until(() => turn.text === "secoND try");
  expect(answersOf(client, "guide_s1")[0]?.text).toBe("secoND try");
  await turn.done;
  expect(half).toBe("secoND try");
});

it("S2.23 P10 a server that says nothing is asked, and left when it does not answer", async () => {
  server.heartbeat_ms = 50;
  server.onFrame = () => {};
  const client = await opened();
  const statuses: string[] = [];
  client.on("status", (status) => statuses.push(status));
  await until(() => server.peers.length === 2 && client.status === "open");
  expect(server.peers[0]?.received).toEqual([{ type: "ping" }]);
  expect(statuses.slice(0, 3)).toEqual(["waiting", "connecting", "open"]);
});

it("a server that answers ping keeps its connection", async () => {
  server.heartbeat_ms = 20;
  const client = await opened();
  await until(() => (server.peers[0]?.received.length ?? 0) >= 3);
  expect(client.status).toBe("open");
  expect(server.peers).toHaveLength(1);
});

it("P12 a server that restarts is back in reach within the second, and the turn goes on", async () => {
  const client = await opened();
  await client.say("before").done;
  await server.goAway(1012);
  await until(() => client.status === "waiting");
  const turn = client.say("meanwhile");
  await server.comeBack();
  expect((await turn.done).text).toBe("echo: meanwhile");
  expect(answersOf(client, "guide_s1")).toHaveLength(2);
});

it("S2.22 a tab that knows only the token begins with a snapshot", async () => {
  server.resume = "snapshot";
  const said = {
    role: "user",
    text: "earlier",
    at: 1,
    turn_id: "t1",
    ordinal: 1,
    type: "user_message",
    message_id: "m1",
  };
  const answer = {
    role: "assistant",
    text: "indeed",
    at: 2,
    turn_id: "t1",
    ordinal: 1,
    type: "message",
    agent: "guide",
  };
  server.snapshot = [{ id: "guide_s1", last_messages: [said, answer] }];
  const client = await opened({ session: { session_id: "s1", session_token: "token-of-s1" } });
  await until(() => client.conversations.size === 1);
  expect(client.conversations.get("guide_s1")?.messages).toMatchObject([{ text: "earlier" }, { text: "indeed" }]);
});

it("a session that is gone gives way to the one the server offers, and waiting messages go there", async () => {
  server.onMessage = (message) => void server.acknowledge(message);
  const client = await opened();
  const lost = client.say("acknowledged, then gone");
  await until(() => lost.turn_id !== undefined);
  await server.goAway();
  const waiting = client.say("after");
  server.session_id = "s2";
  server.resume = "refuse";
  server.onMessage = (message) => echo(server, message);
  (server.facts as unknown[]).length = 0;
  const sessions: string[] = [];
  client.on("session", ({ session_id }) => sessions.push(session_id));
  await server.comeBack();
  expect((await waiting.done).text).toBe("echo: after");
  expect((await lost.done).status).toBe("closed");
  expect(sessions).toEqual(["s2"]);
  expect(client.conversationId()).toBe("guide_s2");
  expect(answersOf(client, "guide_s2")).toHaveLength(1);
  const inOld = client.conversations.get("guide_s1")?.messages ?? [];
  expect(inOld.filter(({ role }) => role === "user")).toMatchObject([{ text: "acknowledged, then gone" }]);
});

it("a token is asked for before every connect; a ticket and a failing source find their way", async () => {
  const answers = [new Error("no network"), { ticket: "one" }, "two"];
  const token = () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? "more";
  };
  const client = newClient({ token });
  const faults: string[] = [];
  client.on("error", ({ code }) => faults.push(code));
  client.connect();
  await until(() => client.status === "open");
  server.peers[0]?.socket.terminate();
  await until(() => server.peers.length === 2 && client.status === "open");
  expect(faults).toEqual(["token_unavailable"]);
  expect(server.peers[0]?.url.searchParams.get("ticket")).toBe("one");
  expect(server.peers[1]?.url.searchParams.get("session_token")).toBe("two");
});

it("a credential that ended is not tried again unless a fresh one can be had", async () => {
  const fixed = await opened({ token: "fixed" });
  const faults: string[] = [];
  fixed.on("error", ({ code }) => faults.push(code));
  server.peers[0]?.socket.close(4401);
  await until(() => fixed.status === "closed");
  expect(faults).toEqual(["credential_ended"]);

  const renewing = await opened({ token: () => "fresh" });
  server.peers[1]?.socket.close(4401);
  await until(() => server.peers.length === 3 && renewing.status === "open");
});
