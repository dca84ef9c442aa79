// Models by name, their check at start and their problems, against a real HTTP server that speaks OpenAI's protocol.
import { APICallError, NoContentGeneratedError } from "@ai-sdk/provider";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { checkModel } from "../src/models/check-model.ts";
import { modelByName } from "../src/models/model-by-name.ts";
import { finishProblem, modelProblem } from "../src/models/model-problem.ts";
import { goodKey, type OpenAiServer, openAiServer, spokenWords } from "./openai-server.ts";
import { modelSuite, options, partsOf, textOf } from "./suite/model.ts";

let server: OpenAiServer;
beforeAll(async () => {
  server = await openAiServer();
});
afterAll(() => server.close());

const soon = () => AbortSignal.timeout(5_000);
const named = (name: string, key = goodKey) =>
  modelByName(name, { baseUrl: server.baseUrl, keys: { openai: key, "openai-compatible": key } });
const compatible = (id: string) => named(`openai-compatible:${id}`);

/** What went wrong in a stream: thrown, in a part, or in how it ended. */
const streamProblem = async (id: string, abortSignal = soon()) => {
  try {
    const parts = await partsOf(await compatible(id), { ...options, abortSignal });
    const error = parts.find((part) => part.type === "error");
    if (error) return modelProblem(error.error);
    const finish = parts.find((part) => part.type === "finish");
    return finish && finishProblem(finish.finishReason, textOf(parts) !== "");
  } catch (error) {
    return modelProblem(error);
  }
};

for (const provider of ["openai", "openai-compatible"]) {
  modelSuite(`${provider} over HTTP`, async () => {
    const own = await openAiServer();
    const keys = { openai: goodKey, "openai-compatible": goodKey };
    return { model: await modelByName(`${provider}:works`, { baseUrl: own.baseUrl, keys }), close: own.close };
  });
}

describe("modelByName", () => {
  it("asks a server with a base URL through chat completions", async () => {
    const before = server.requests.length;
    await (await named("openai:works")).doGenerate(options);
    expect(server.requests.slice(before)).toEqual(["POST /v1/chat/completions"]);
  });

  it("makes a model of each provider, and leaves colons to the model's own name", async () => {
    const keys = { openai: "k", anthropic: "k", google: "k" };
    const made = await Promise.all(["openai:a", "anthropic:b", "google:c"].map((name) => modelByName(name, { keys })));
    expect(made.map(({ modelId }) => modelId)).toEqual(["a", "b", "c"]);
    expect(made.map(({ provider }) => provider.split(".")[0])).toEqual(["openai", "anthropic", "google"]);
    expect((await compatible("llama3:8b")).modelId).toBe("llama3:8b");
    expect((await modelByName("extractive")).modelId).toBe("extractive");
  });

  it("goes to the provider's own address, whatever the environment says", async () => {
    vi.stubEnv("OPENAI_BASE_URL", "http://elsewhere.invalid");
    vi.stubEnv("ANTHROPIC_BASE_URL", "http://elsewhere.invalid");
    const asked: string[] = [];
    const noting = (async (input: string | URL | Request) => {
      asked.push(new URL(String(input)).origin);
      throw new Error("not today");
    }) as typeof fetch;
    for (const name of ["openai:a", "anthropic:b", "google:c"]) {
      const model = await modelByName(name, { keys: { openai: "k", anthropic: "k", google: "k" }, fetch: noting });
      await model.doGenerate(options).then(undefined, () => undefined);
    }
    vi.unstubAllEnvs();
    expect(asked).toEqual([
      "https://api.openai.com",
      "https://api.anthropic.com",
      "https://generativelanguage.googleapis.com",
    ]);
  });

  it.each([
    ["gpt-5", /provider and its model/],
    ["openai:", /provider and its model/],
    ["mistral:large", /the providers are openai/],
    ["openai:gpt-5", /no API key/],
    ["anthropic:claude", /no API key/],
    ["openai-compatible:llama", /MODEL_BASE_URL/],
  ])("P13 refuses MODEL=%s and says what to do", async (name, sentence) => {
    await expect(modelByName(name)).rejects.toMatchObject({
      code: "config.invalid",
      message: expect.stringMatching(sentence),
    });
  });

  it("P13 refuses a base URL that is none", async () => {
    await expect(modelByName("openai-compatible:m", { baseUrl: "localhost:11434" })).rejects.toThrow(
      /is not an address/,
    );
  });
});

describe("checkModel", () => {
  const problem = async (id: string, key = goodKey, signal = soon()) => {
    const check = await checkModel(await named(`openai-compatible:${id}`, key), { signal });
    return check.ok ? "ok" : check.problem;
  };

  it("finds nothing wrong with a model that answers", async () => {
    const check = await checkModel(await compatible("works"), { signal: soon() });
    expect(check).toEqual({ ok: true, ms: expect.any(Number) });
    expect(await checkModel(await modelByName("extractive"), { signal: soon() })).toMatchObject({ ok: true });
  });

  it.each([
    ["no-such-model", /knows no model "no-such-model" at http:\/\/127\.0\.0\.1:\d+\. Check/],
    ["limited", /limits how often/],
    ["quota", /quota or the credit/],
    ["broken", /fault of its own/],
    ["empty", /answered nothing/],
    ["html", /MODEL_BASE_URL; it often ends in \/v1/],
    ["cut", /closed the connection/],
  ])("says what is wrong with the model %s", async (id, sentence) => {
    const said = await problem(id);
    expect(said).toMatch(sentence);
    expect(said).not.toContain("sk-");
  });

  it("tells a wrong key, and one that is missing", async () => {
    expect(await problem("works", "sk-wrong")).toMatch(/refused the API key/);
    expect(await problem("works", "")).toMatch(/refused the API key/);
  });

  it("gives up in time on a server that hangs", async () => {
    expect(await problem("hangs", goodKey, AbortSignal.timeout(150))).toMatch(/did not answer in time/);
  });

  it("names the address that refuses, and the name that cannot be resolved", async () => {
    const gone = await openAiServer();
    await gone.close();
    const refused = await modelByName("openai-compatible:m", { baseUrl: gone.baseUrl });
    expect(await checkModel(refused, { signal: soon() })).toMatchObject({
      problem: expect.stringContaining(`Nothing answers at ${new URL(gone.baseUrl).origin}`),
    });
    const nowhere = await modelByName("openai-compatible:m", { baseUrl: "http://no-such-host.invalid/v1" });
    expect(await checkModel(nowhere, { signal: soon() })).toMatchObject({
      problem: expect.stringContaining("The name of http://no-such-host.invalid cannot be resolved"),
    });
  });
});

describe("modelProblem", () => {
  it("has no complaint about an answer that came whole", async () => {
    expect(await streamProblem("works")).toBeUndefined();
  });

  it.each([
    ["no-such-model", "model_failed", false, /not set up rightly/],
    ["quota", "model_failed", false, /quota/],
    ["too-long", "model_failed", false, /smaller part/],
    ["broken", "model_failed", true, /out of order/],
    ["fault-inside", "model_failed", true, /out of order/],
    ["cut", "model_failed", true, /broke off/],
    ["ends", "model_failed", true, /broke off/],
    ["empty", "model_failed", true, /answered nothing/],
    ["not-json", "model_failed", true, /cannot be read/],
    ["filtered", "model_refused", false, /declined/],
  ])("tells the user of %s without what is inside", async (id, code, retryable, sentence) => {
    const problem = await streamProblem(id);
    expect(problem).toMatchObject({ code, retryable, message: expect.stringMatching(sentence) });
    expect(problem?.message).not.toMatch(/sk-|127\.0\.0\.1|\d{3}/);
  });

  it("passes on how long to wait, in seconds or until a date", async () => {
    expect(await streamProblem("limited")).toMatchObject({
      retryAfterMs: 7_000,
      message: expect.stringContaining("7 seconds"),
    });
    expect(await streamProblem("limited-until")).toMatchObject({ retryAfterMs: 30_000 });
  });

  it("tells a model that hangs from one that was stopped", async () => {
    expect((await streamProblem("hangs", AbortSignal.timeout(100)))?.message).toMatch(/took too long/);
    expect((await streamProblem("hangs", AbortSignal.abort()))?.message).toMatch(/was stopped/);
  });

  it("has a sentence for anything that can be thrown", () => {
    const oddities = [
      undefined,
      null,
      "text",
      7,
      {},
      new Error("x"),
      new NoContentGeneratedError(),
      Object.assign(new Error(), { cause: null }),
    ];
    for (const error of oddities) expect(modelProblem(error).message).toMatch(/^The language model .+\.$/);
    const circular = new Error("round");
    circular.cause = circular;
    expect(modelProblem(circular)).toMatchObject({ code: "model_failed", retryable: true });
  });

  it("leaves out a wait that makes no sense", () => {
    const limited = (header: string) =>
      modelProblem(
        new APICallError({
          message: "",
          url: "http://x",
          requestBodyValues: {},
          statusCode: 429,
          responseHeaders: { "retry-after": header },
        }),
      );
    for (const header of ["soon", "-3", "999999999", ""]) expect(limited(header)).not.toHaveProperty("retryAfterMs");
    expect(limited("0.5").retryAfterMs).toBe(500);
  });

  it("hears all words that the server spoke", async () => {
    expect(textOf(await partsOf(await compatible("works")))).toBe(spokenWords.join(""));
  });
});
