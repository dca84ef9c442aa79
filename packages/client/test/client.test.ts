// The client over real sockets: what is said, shown, refused and stopped.
import { expect, it } from "vitest";
import { MessageRefused } from "../src/index.ts";
import { answersOf, framesOf, messagesAt, newClient, opened, server, settle, until } from "./client-stage.ts";
import { echo } from "./scripted-server.ts";

it("S2.23 what is said comes back as frames in order, and ends with the turn", async () => {
  const client = await opened();
  const turn = client.say("hello");
  const frames = await framesOf(turn);
  expect(frames.map(({ type }) => type)).toEqual([
    "ack",
    "user_message",
    "route",
    "delta",
    "delta",
    "delta",
    "message",
    "turn_end",
  ]);
  const done = await turn.done;
  expect(done).toMatchObject({ status: "complete", text: "echo: hello", agent: "guide" });
  expect(turn).toMatchObject({ turn_id: "t1", text: "echo: hello" });
});

it("the transcript shows question, note and answer, and its snapshot has a new identity only when it changed", async () => {
  const client = await opened();
  const before = client.snapshot();
  expect(client.snapshot()).toBe(before);
  await client.say("hello").done;
  expect(client.snapshot()).not.toBe(before);
  const conversation = client.conversations.get("guide_s1");
  expect(conversation?.messages.map(({ role }) => role)).toEqual(["user", "note", "assistant"]);
  expect(conversation?.messages[0]).toMatchObject({ text: "hello", state: "sent" });
  expect(conversation?.messages[2]).toMatchObject({ text: "echo: hello", streaming: false, status: "complete" });
});

it("subscribers are told once for all frames of one moment", async () => {
  const client = await opened();
  await client.say("first").done;
  await settle();
  let told = 0;
  client.subscribe(() => {
    told += 1;
  });
  client.switchAgent({ agent_type: "tutor" });
  client.switchAgent({ agent_type: "guide" });
  await Promise.resolve();
  expect(told).toBe(1);
});

it("S2.18 switching agents costs no connection, and each conversation goes on where it was", async () => {
  const client = await opened();
  await client.say("one").done;
  client.switchAgent({ agent_type: "liaison", pillar: "content" });
  await client.say("two").done;
  client.switchAgent({ agent_type: "guide" });
  await client.say("three").done;
  expect(server.peers).toHaveLength(1);
  expect(messagesAt(0)).toMatchObject([
    { agent_type: "guide", message: "one" },
    { agent_type: "liaison", pillar: "content", message: "two" },
    { agent_type: "guide", message: "three" },
  ]);
  expect(client.conversationId({ agent_type: "liaison", pillar: "content" })).toBe("content_liaison_s1");
  expect(answersOf(client, "guide_s1").map(({ text }) => text)).toEqual(["echo: one", "echo: three"]);
  expect(answersOf(client, "content_liaison_s1").map(({ text }) => text)).toEqual(["echo: two"]);
});

it("the 101st message that waits is refused with a plain sentence", async () => {
  const client = newClient();
  for (let count = 0; count < 100; count += 1) client.say(`message ${count}`);
  const refused = client.say("one too many");
  await expect(refused.done).rejects.toMatchObject({
    code: "outbox_full",
    retryable: true,
    message: "100 messages are waiting to be sent: wait until there is a connection.",
  });
});

it("facts of unknown types are counted and passed on", async () => {
  const client = await opened();
  const types: string[] = [];
  client.on("frame", ({ type }) => types.push(type));
  server.fact({ type: "from_the_future" });
  await client.say("hello").done;
  expect(types[0]).toBe("from_the_future");
  expect(server.peers[0]?.received.filter(({ type }) => type === "resume")).toEqual([]);
});

it("S2.10 a refused message rejects done and its iteration, and the connection stays", async () => {
  server.onMessage = (message, peer) =>
    message.message === "no"
      ? peer.send({
          type: "error",
          at: 1,
          code: "pillar_required",
          message: "pillar is required for liaison agent",
          retryable: false,
          message_id: message.message_id,
        })
      : echo(server, message);
  const client = await opened();
  const turn = client.say("no");
  await expect(turn.done).rejects.toThrow("pillar is required for liaison agent");
  await expect(turn.done).rejects.toBeInstanceOf(MessageRefused);
  await expect(framesOf(turn)).rejects.toMatchObject({ code: "pillar_required" });
  expect(client.conversations.get("guide_s1")?.messages).toMatchObject([{ state: "refused" }]);
  expect((await client.say("yes").done).text).toBe("echo: yes");
  expect(server.peers).toHaveLength(1);
});

it("an error inside a turn does not reject done: the turn says how it ended", async () => {
  server.onMessage = (message) => {
    const turn = server.acknowledge(message);
    server.fact({
      type: "error",
      code: "turn_failed",
      message: "The agent failed.",
      retryable: true,
      error_id: "e1",
      ...turn,
    });
    server.fact({ type: "turn_end", status: "failed", origin: "user", latency: {}, ...turn });
  };
  const client = await opened();
  expect(await client.say("fail").done).toMatchObject({ status: "failed", text: "" });
  expect(answersOf(client, "guide_s1")).toMatchObject([
    { status: "failed", fault: { code: "turn_failed", error_id: "e1" }, partial: true },
  ]);
});

it("close() ends every iteration and settles every turn", async () => {
  server.onMessage = (message) => void server.acknowledge(message);
  const client = await opened();
  const turn = client.say("never answered");
  const frames = framesOf(turn);
  await until(() => turn.turn_id !== undefined);
  client.close();
  expect((await frames).map(({ type }) => type)).toEqual(["ack", "user_message"]);
  expect(await turn.done).toMatchObject({ status: "closed" });
  expect(client.status).toBe("closed");
  await expect(client.say("too late").done).rejects.toMatchObject({ code: "client_closed" });
});

it("cancel() before the acknowledgement takes effect after it, and a message that never left is taken back", async () => {
  const offline = newClient();
  const unsent = offline.say("never mind");
  unsent.cancel();
  expect(await unsent.done).toMatchObject({ status: "cancelled" });

  server.onMessage = (message) => {
    const turn = server.acknowledge(message);
    server.onFrame = (frame) => {
      if (frame.type !== "cancel" || frame.turn_id !== turn.turn_id) return;
      server.fact({ type: "turn_end", status: "cancelled", origin: "user", latency: {}, ...turn });
    };
  };
  const client = await opened();
  const turn = client.say("stop this");
  turn.cancel();
  expect(await turn.done).toMatchObject({ status: "cancelled" });
  expect(messagesAt(0)).toHaveLength(1);
});

it("S2.22 two tabs that share a session token see the same conversation", async () => {
  const first = await opened();
  await first.say("from the first").done;
  const session_token = first.session?.session_token ?? "";
  const second = await opened({ session: { session_id: "s1", session_token, epoch: 1, last_seq: 0 } });
  await second.say("from the second").done;
  await until(() => answersOf(first, "guide_s1").length === 2);
  expect(first.conversations).toEqual(second.conversations);
  expect(first.session?.last_seq).toBe(second.session?.last_seq);
});

it("a listener that throws disturbs neither the others nor the client", async () => {
  const uncaught: unknown[] = [];
  const keep = (fault: unknown) => uncaught.push(fault);
  const others = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", keep);
  try {
    const client = await opened();
    let heard = 0;
    client.on("message", () => {
      throw new Error("a listener's own");
    });
    client.on("message", () => {
      heard += 1;
    });
    expect((await client.say("hello").done).text).toBe("echo: hello");
    await settle();
    expect(heard).toBe(1);
    expect(uncaught).toMatchObject([{ message: "a listener's own" }]);
  } finally {
    process.off("uncaughtException", keep);
    for (const listener of others) process.on("uncaughtException", listener);
  }
});
