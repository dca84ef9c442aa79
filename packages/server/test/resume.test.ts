// Coming back after a drop: what was missed is replayed exactly, or replaced by a snapshot, and a session opens by its token only.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ScriptedModel, scriptedModel } from "./scripted-model.ts";
import { removeFolder, sleep, startServer, type TestServer, until, upload } from "./server.ts";
import { type Frame, isFact, type Talk, textOf, typesOf } from "./talk.ts";

let server: TestServer;
let model: ScriptedModel;
beforeAll(async () => {
  model = await scriptedModel();
  server = await startServer({ ...model.env, FRAMES_PER_SECOND: "100000" });
});
afterAll(async () => {
  await server.stop();
  await model.close();
  removeFolder(server.dataDir);
});

const content = { agent_type: "liaison", pillar: "content" };
const question = "What does it say about the lighthouse?";
const withFile = async (): Promise<Talk> => {
  const talk = await server.dial();
  await upload(server, talk.token, "notes.md", "# Notes\n\nThe lighthouse was built in 1861.\n");
  return talk;
};
const slowly = (words: number) => ({ say: Array.from({ length: words }, (_, n) => `word${n} `).join(""), delayMs: 60 });
const seqs = (frames: Frame[]) => frames.filter(isFact).map(({ seq }) => seq as number);
const dense = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe("coming back", () => {
  it("P3 S2.23 S3.15 after a drop gets exactly the missed facts and the running text so far, and then the rest", async () => {
    const talk = await withFile();
    model.answer(slowly(25));
    talk.send({ ...content, message: question });
    await talk.next(({ type }) => type === "delta");
    const last_seq = Math.max(...seqs(talk.frames), talk.welcome.head_seq);
    talk.socket.terminate();
    const other = await server.dial("/api/ws/agent", { token: talk.token });
    await other.say("Hello", { agent_type: "guide" });
    await other.close();
    await sleep(200);

    const back = await server.dial();
    back.send({
      type: "resume",
      session_id: talk.session_id,
      session_token: talk.token,
      epoch: talk.welcome.epoch,
      last_seq,
    });
    const resumed = await back.next(({ type }) => type === "resumed");
    expect(resumed).toMatchObject({ recovered: true, from_seq: last_seq, session_id: talk.session_id });
    await back.next(({ type, agent_type }) => type === "turn_end" && agent_type === "liaison");
    const after = back.frames.slice(back.frames.indexOf(resumed) + 1);
    expect(seqs(after)).toEqual(dense(last_seq + 1, Math.max(...seqs(after))));
    const deltas = after.filter(({ type }) => type === "delta");
    expect(deltas[0]?.offset).toBe(0);
    expect(deltas[0]?.text.length).toBeGreaterThan(6);
    expect(deltas.map(({ text }) => text).join("")).toBe(
      textOf(after.filter(({ agent_type }) => agent_type === "liaison")),
    );
    await back.close();
  });

  it("P3 with another epoch or a number from the future gets a snapshot with the running turn, and nothing twice", async () => {
    const talk = await withFile();
    await talk.say("Hello");
    for (const wrong of [
      { epoch: 1, last_seq: 1 },
      { epoch: talk.welcome.epoch, last_seq: 9_999 },
    ]) {
      model.answer(slowly(15));
      talk.send({ ...content, message: question, message_id: `q${wrong.last_seq}` });
      const ack = await talk.next(({ message_id, type }) => type === "ack" && message_id === `q${wrong.last_seq}`);
      await talk.next(({ type, turn_id }) => type === "delta" && turn_id === ack.turn_id);
      const back = await server.dial("/api/ws/agent", { token: talk.token });
      back.send({ type: "resume", session_id: talk.session_id, ...wrong });
      expect(await back.next(({ type }) => type === "resumed")).toMatchObject({ recovered: false });
      const snapshot = await back.next(({ type }) => type === "snapshot");
      const conversation = snapshot.conversations.find(({ id }: Frame) => id === `content_liaison_${talk.session_id}`);
      expect(conversation).toMatchObject({
        ...content,
        running: { turn_id: ack.turn_id, text: expect.stringMatching(/^word0/) },
      });
      const guide = snapshot.conversations.find(({ id }: Frame) => id === `guide_${talk.session_id}`);
      expect(guide.last_messages.map(({ role }: Frame) => role)).toEqual(["user", "assistant"]);
      await back.next(({ type, turn_id }) => type === "turn_end" && turn_id === ack.turn_id);
      const after = back.frames.slice(back.frames.indexOf(snapshot) + 1);
      expect(new Set(seqs(after)).size).toBe(seqs(after).length);
      expect(typesOf(after)).not.toContain("user_message");
      await back.close();
    }
    await talk.close();
  });

  it("P15 a session is resumed by its token only: not by its id, not by another session's token", async () => {
    const mine = await server.dial();
    await mine.say("Hello");
    const thief = await server.dial();
    const resume = { type: "resume", session_id: mine.session_id, epoch: mine.welcome.epoch, last_seq: 0 };
    expect(await thief.refused(resume)).toMatchObject({ code: "not_found" });
    expect(await thief.refused({ ...resume, session_token: thief.token })).toMatchObject({ code: "not_found" });
    expect(await thief.refused({ ...resume, session_token: mine.session_id })).toMatchObject({ code: "not_found" });
    expect(seqs(thief.frames)).toEqual([]);
    expect(JSON.stringify(thief.frames)).not.toContain(mine.session_id);
    await mine.close();
    await thief.close();
  });

  it("P3 a session's facts can be replayed over REST page by page as the socket sends them", async () => {
    const talk = await server.dial();
    for (let n = 0; n < 3; n++) await talk.say("Hello");
    const sent = talk.texts.filter((_, index) => isFact(talk.frames[index] as Frame)).map((text) => JSON.parse(text));
    const read: Frame[] = [];
    for (let from: number | undefined = 1; from !== undefined; ) {
      const page = (await (
        await server.call("GET", `/api/sessions/${talk.session_id}/facts?from=${from}&limit=4`, talk.token)
      ).json()) as { facts: Frame[]; next?: number };
      read.push(...page.facts);
      from = page.next;
    }
    expect(read).toEqual(sent);
    await talk.close();
  });

  it("P3 replays up to 10,000 missed facts, and beyond them sends a snapshot", async () => {
    const talk = await server.dial();
    const facts = () => talk.frames.filter(isFact).length;
    let sent = 0;
    while (facts() <= 10_010) {
      for (let n = 0; n < 100; n++) talk.send({ message: "Thanks", conversation_id: "new", message_id: `m${sent++}` });
      await until(() => talk.frames.filter(({ type }) => type === "turn_end").length === sent, "these turns to end");
    }
    const head = Math.max(...seqs(talk.frames));
    const resume = (last_seq: number) => ({
      type: "resume",
      session_id: talk.session_id,
      epoch: talk.welcome.epoch,
      last_seq,
    });
    const near = await server.dial("/api/ws/agent", { token: talk.token });
    near.send(resume(head - 10_000));
    expect(await near.next(({ type }) => type === "resumed")).toMatchObject({ recovered: true });
    await near.next(({ seq }) => seq === head);
    expect(seqs(near.frames)).toEqual(dense(head - 9_999, head));
    const far = await server.dial("/api/ws/agent", { token: talk.token });
    far.send(resume(head - 10_001));
    expect(await far.next(({ type }) => type === "resumed")).toMatchObject({ recovered: false });
    expect((await far.next(({ type }) => type === "snapshot")).conversations.length).toBeGreaterThan(0);
    expect(seqs(far.frames)).toEqual([]);
    for (const one of [talk, near, far]) await one.close();
  }, 40_000);
});
