// Conversations and sessions on one server: ids, repeats, several tabs, streaming and stopping.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ScriptedModel, scriptedModel } from "./scripted-model.ts";
import { removeFolder, sleep, startServer, type TestServer, until, upload } from "./server.ts";
import { type Frame, isFact, type Talk, textOf, typesOf } from "./talk.ts";

let server: TestServer;
let model: ScriptedModel;
beforeAll(async () => {
  model = await scriptedModel();
  server = await startServer(model.env);
});
afterAll(async () => {
  await server.stop();
  await model.close();
  removeFolder(server.dataDir);
});

const content = { agent_type: "liaison", pillar: "content" };
const notes = "# Notes\n\nThe harbour opens at nine. The lighthouse was built in 1861.\n";
const withFile = async (): Promise<Talk> => {
  const talk = await server.dial();
  await upload(server, talk.token, "notes.md", notes);
  return talk;
};
const slowly = (words: number, delayMs = 60) => ({
  say: Array.from({ length: words }, (_, n) => `word${n} `).join(""),
  delayMs,
});
const question = "What does it say about the lighthouse?";
const seqs = (frames: Frame[]) => frames.filter(isFact).map(({ seq }) => seq as number);
const dense = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe("conversation ids", () => {
  it("S2.16 every spelling of the documents is the one canonical conversation", async () => {
    const talk = await server.dial();
    const s = talk.session_id;
    for (const conversation_id of [
      undefined,
      `operations_liaison_${s}`,
      `liaison_operations_${s}`,
      `operations_${s}`,
    ]) {
      const [ack] = await talk.say("Hello", {
        agent_type: "liaison",
        pillar: "operations",
        ...(conversation_id && { conversation_id }),
      });
      expect(ack?.conversation_id).toBe(`operations_liaison_${s}`);
    }
    const { conversation } = (await (
      await server.call("GET", `/api/conversations/operations_liaison_${s}`, talk.token)
    ).json()) as Frame;
    expect(conversation).toMatchObject({ turns: 4, agent_type: "liaison", pillar: "operations" });
    await talk.close();
  });

  it('S2.16 P2 "new" makes one fresh conversation, the same one when the message is sent again', async () => {
    const talk = await server.dial();
    const message_id = randomUUID();
    const [first] = await talk.say("Hello", { conversation_id: "new", message_id });
    expect(first?.conversation_id).not.toBe(`guide_${talk.session_id}`);
    talk.send({ message: "Hello", conversation_id: "new", message_id });
    const again = await talk.next((frame) => frame.type === "ack" && frame.seq === undefined);
    expect(again).toMatchObject({ message_id, turn_id: first?.turn_id, conversation_id: first?.conversation_id });
    const [other] = await talk.say("Hello", { conversation_id: "new" });
    expect(other?.conversation_id).not.toBe(first?.conversation_id);
    const [on] = await talk.say("And on", { conversation_id: first?.conversation_id });
    expect(on?.conversation_id).toBe(first?.conversation_id);
    await talk.close();
  });

  it("P15 S2.16 another user's ids are refused exactly as ids that do not exist, on the socket and over REST", async () => {
    const mine = await server.dial();
    const theirs = await server.dial();
    const [ack] = await theirs.say("A secret of theirs", { conversation_id: "new" });
    const file_id = await upload(server, theirs.token, "theirs.md", "# Theirs");
    const spoken = async (frame: Frame, hide: string) => {
      await mine.refused(frame);
      const text = mine.texts.at(-1) ?? "";
      return text.replaceAll(hide, "ID").replace(/"at":\d+/, "");
    };
    for (const agent of [{}, { agent_type: "guide" }, content]) {
      const foreign = await spoken(
        { message: "Hello", message_id: "m", conversation_id: ack?.conversation_id, ...agent },
        ack?.conversation_id,
      );
      const unknown = await spoken(
        { message: "Hello", message_id: "m", conversation_id: "c_there_is_none", ...agent },
        "c_there_is_none",
      );
      expect(foreign).toBe(unknown);
      expect(foreign).toContain("not_found");
    }
    const canonical = `guide_${theirs.session_id}`;
    expect(await spoken({ message: "Hello", message_id: "m", conversation_id: canonical }, canonical)).toBe(
      await spoken({ message: "Hello", message_id: "m", conversation_id: "guide_s_nobody" }, "guide_s_nobody"),
    );
    expect(await spoken({ type: "cancel", turn_id: ack?.turn_id }, ack?.turn_id)).toBe(
      await spoken({ type: "cancel", turn_id: "t_none" }, "t_none"),
    );
    const resume = (session_id: string) => ({ type: "resume", session_id, epoch: mine.welcome.epoch, last_seq: 0 });
    expect(await spoken(resume(theirs.session_id), theirs.session_id)).toBe(await spoken(resume("s_none"), "s_none"));

    const rest = async (method: string, path: (id: string) => string, id: string) => {
      const answer = await server.call(method, path(id), mine.token);
      return `${answer.status} ${(await answer.text()).replaceAll(id, "ID")}`;
    };
    for (const [method, path, id] of [
      ["GET", (id: string) => `/api/conversations/${id}`, String(ack?.conversation_id)],
      ["GET", (id: string) => `/api/sessions/${id}/facts`, theirs.session_id],
      ["DELETE", (id: string) => `/api/sessions/${id}`, theirs.session_id],
      ["DELETE", (id: string) => `/api/files/${id}`, file_id],
    ] as const) {
      const foreign = await rest(method, path, id);
      expect(foreign, path("…")).toBe(await rest(method, path, "nothing_of_that_name"));
      expect(foreign).toMatch(/^404 /);
    }
    const turn = await mine.say("What is in it?", { ...content, metadata: { file_id } });
    expect(JSON.stringify(turn)).not.toContain("theirs.md");
    expect(typesOf(await theirs.say("Still here"))).toContain("turn_end");
    await mine.close();
    await theirs.close();
  });
});

describe("a message sent again", () => {
  it("P1 P2 makes one turn, on the same socket and on another, during the turn and after it", async () => {
    const talk = await withFile();
    const tab = await server.dial("/api/ws/agent", { token: talk.token });
    model.answer(slowly(6));
    const before = model.asked.length;
    const frame = { ...content, message: question, message_id: randomUUID() };
    talk.send(frame);
    const ack = await talk.next(({ type }) => type === "ack");
    expect(ack).toMatchObject({ seq: expect.any(Number), message_id: frame.message_id });
    for (const one of [talk, tab]) {
      one.send(frame);
      const repeated = await one.next(({ type, seq }) => type === "ack" && seq === undefined);
      expect(repeated).toMatchObject({
        turn_id: ack.turn_id,
        conversation_id: ack.conversation_id,
        message_id: frame.message_id,
      });
    }
    await talk.next(({ type }) => type === "turn_end");
    tab.send(frame);
    await sleep(100);
    const facts = (
      (await (await server.call("GET", `/api/sessions/${talk.session_id}/facts`, talk.token)).json()) as {
        facts: Frame[];
      }
    ).facts;
    for (const type of ["ack", "user_message", "message", "turn_end"])
      expect(
        typesOf(facts).filter((other) => other === type),
        type,
      ).toHaveLength(1);
    expect(model.asked).toHaveLength(before + 1);
    await talk.close();
    await tab.close();
  });
});

describe("several tabs", () => {
  it("S2.22 S3.2 P3 P5 share one session: all see the same facts in the same order, and strangers see nothing", async () => {
    const first = await server.dial();
    const tabs = [
      first,
      await server.dial("/api/ws/agent", { token: first.token }),
      await server.dial(`/api/ws/agent?session_token=${first.token}`),
    ];
    const stranger = await server.dial();
    expect(new Set(tabs.map(({ session_id }) => session_id)).size).toBe(1);
    for (let n = 0; n < 5; n++)
      for (const [index, tab] of tabs.entries())
        tab.send({
          message: `Hello ${n}`,
          agent_type: "liaison",
          pillar: ["content", "insights", "operations"][index],
          message_id: `${n}/${index}`,
        });
    for (const tab of tabs)
      await until(() => tab.frames.filter(({ type }) => type === "turn_end").length === 15, "15 turns");
    const facts = (talk: Talk) => talk.texts.filter((_, index) => isFact(talk.frames[index] as Frame));
    expect(facts(tabs[1] as Talk)).toEqual(facts(first));
    expect(facts(tabs[2] as Talk)).toEqual(facts(first));
    expect(seqs(first.frames)).toEqual(dense(1, seqs(first.frames).length));
    expect(stranger.frames).toHaveLength(1);
    for (const talk of [...tabs, stranger]) await talk.close();
  });

  it("P5 one turn at a time runs in a conversation, in the order in which they were acknowledged", async () => {
    const talk = await withFile();
    model.answer(slowly(3, 20));
    for (let n = 0; n < 4; n++) talk.send({ ...content, message: `${question} ${n}`, message_id: `q${n}` });
    await until(() => talk.frames.filter(({ type }) => type === "turn_end").length === 4, "four turns");
    const acknowledged = talk.frames.filter(({ type }) => type === "ack").map(({ turn_id }) => turn_id);
    expect(talk.frames.filter(({ type }) => type === "turn_end").map(({ turn_id }) => turn_id)).toEqual(acknowledged);
    const running = talk.frames
      .filter(({ type }) => ["delta", "message", "turn_end"].includes(String(type)))
      .map(({ turn_id }) => turn_id);
    expect([...new Set(running)]).toEqual(acknowledged);
    expect(running.filter((turn, index) => turn !== running[index - 1])).toEqual(acknowledged);
    await talk.close();
  });
});

describe("streaming and stopping", () => {
  it("S1.47 a model's answer arrives word by word while it is still being made", async () => {
    const talk = await withFile();
    model.answer(slowly(8));
    const turn = await talk.say(question, content);
    const deltas = turn.filter(({ type }) => type === "delta");
    expect(deltas.length).toBeGreaterThan(4);
    expect(deltas.at(-1)?.at - deltas[0]?.at).toBeGreaterThan(200);
    expect(deltas.map(({ text }) => text).join("")).toBe(textOf(turn));
    await talk.close();
  });

  it.each([
    ["cancel", (turn: Frame) => ({ type: "cancel", turn_id: turn.turn_id })],
    ["interrupt", () => ({ type: "interrupt" })],
  ])(
    "S2.14 %s stops the running answer, which is kept as far as it was shown, and the next turn works",
    async (_type, frame) => {
      const talk = await withFile();
      model.answer(slowly(200), { say: "The next answer." });
      talk.send({ ...content, message: question });
      const delta = await talk.next(({ type }) => type === "delta");
      talk.send(frame(delta));
      const end = await talk.next(({ type }) => type === "turn_end");
      expect(end.status).toBe("cancelled");
      const shown = talk.frames
        .filter(({ type }) => type === "delta")
        .map(({ text }) => text)
        .join("");
      expect(talk.frames.find(({ type }) => type === "message")).toMatchObject({ partial: true, message: shown });
      expect(textOf(await talk.say(question, content))).toBe("The next answer.");
      await talk.close();
    },
  );
});
