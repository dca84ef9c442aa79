// A language model in every kind of trouble, behind the real provider code: the turn ends plainly and the next one works.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ModelAnswer, type ScriptedModel, scriptedModel } from "./scripted-model.ts";
import { holds, removeFolder, startServer, type TestServer, until, upload } from "./server.ts";
import { type Talk, textOf, typesOf } from "./talk.ts";

let server: TestServer;
let model: ScriptedModel;
let talk: Talk;
beforeAll(async () => {
  model = await scriptedModel();
  server = await startServer({ ...model.env, TURN_TIMEOUT_MS: "1000", LOG_LEVEL: "debug" });
  talk = await server.dial();
  await upload(server, talk.token, "notes.md", "# Notes\n\nThe lighthouse was built in 1861.\n");
});
afterAll(async () => {
  await server.stop();
  await model.close();
  removeFolder(server.dataDir);
});

const ask = () => talk.say("What does it say about the lighthouse?", { agent_type: "liaison", pillar: "content" });
const works = async () => {
  model.answer({ say: "It was built in 1861." });
  expect(textOf(await ask())).toBe("It was built in 1861.");
};

describe("a model that fails", () => {
  beforeEach(works);
  const inside = { status: 500, body: '{"error":{"message":"stack trace at /srv/secret.py line 4"}}' };
  const cases: readonly (readonly [string, ModelAnswer, Record<string, unknown>])[] = [
    ["429", { status: 429, body: '{"error":{"message":"slow down"}}' }, { code: "model_failed", retryable: true }],
    ["500", inside, { code: "model_failed", retryable: true }],
    ["503", { status: 503, body: "<html>bad gateway</html>" }, { code: "model_failed", retryable: true }],
    [
      "401",
      { status: 401, body: '{"error":{"message":"bad key sk-123456"}}' },
      { code: "model_failed", retryable: false },
    ],
    ["no answer at all", "empty", { code: "model_failed", retryable: true }],
    ["garbage", "malformed", { code: "model_failed", retryable: true }],
    ["a cut stream", "cut", { code: "model_failed", retryable: true }],
    ["silence", "hang", { code: "turn_timeout", retryable: true }],
  ];
  it.each(cases)(
    "P13 P4 S1.16 S1.34 S2.10 with %s ends its turn with a plain error, and the next turn works",
    async (_what, answer, fault) => {
      model.answer(answer);
      const turn = await ask();
      const error = turn.find(({ type }) => type === "error");
      expect(error).toMatchObject({ ...fault, message: expect.stringMatching(/^[A-Z].+\.$/), seq: expect.any(Number) });
      expect(error?.message).not.toMatch(/secret|sk-|stack|html|undefined|Error:/);
      if (fault.code === "model_failed") expect(error?.error_id).toMatch(/\w{6,}/);
      expect(typesOf(turn).filter((type) => type === "turn_end")).toHaveLength(1);
      expect(turn.at(-1)).toMatchObject({ type: "turn_end", status: "failed" });
      expect(talk.socket.readyState).toBe(talk.socket.OPEN);
      await works();
    },
  );

  it("P13 keeps what a cut answer had shown, marked as partial", async () => {
    model.answer("cut");
    const turn = await ask();
    expect(turn.find(({ type }) => type === "message")).toMatchObject({ partial: true, message: "The first words " });
  });

  it("P16 asking for a tool that the agent does not have gets it nothing", async () => {
    model.answer({ call: "read_file", input: { path: "/etc/passwd" } }, { say: "I could not." });
    const turn = await ask();
    expect(JSON.stringify(turn)).not.toContain("root:");
    expect(turn.at(-1)?.type).toBe("turn_end");
  });

  it("P18 what failed can be found in the log by its error_id, without a word of what was said, and no key of a session", async () => {
    model.answer(inside);
    const error = (await ask()).find(({ type }) => type === "error");
    await until(() => server.output().includes(String(error?.error_id)), "the entry in the log");
    const log = server.output();
    for (const secret of ["lighthouse", talk.token, "1861", "secret.py", "slow down", "sk-123456"])
      expect(log, secret).not.toContain(secret);
    expect(log.split("\n").filter(Boolean).length).toBeGreaterThan(10);
    expect(holds(server.dataDir, talk.token)).toEqual([]);
  });
});
