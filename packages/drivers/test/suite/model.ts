// What every language model must do, whoever made it.
import type { LanguageModelV3CallOptions, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import type { Model } from "@polylogue/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

export interface OpenModel {
  /** Answers the suite's question in at least ten words, in more than one piece. */
  readonly model: Model;
  close(): Promise<void>;
}

/** Material from which the question can be answered. */
export const options: LanguageModelV3CallOptions = {
  prompt: [
    {
      role: "system",
      content:
        'Answer from this.\n<material source="refunds.md">\nA refund is paid within fourteen days after the parcel has come back to our warehouse. Shoes are blue.\n</material>',
    },
    { role: "user", content: [{ type: "text", text: "When is a refund paid?" }] },
  ],
};

export const partsOf = async (model: Model, call = options): Promise<LanguageModelV3StreamPart[]> => {
  const { stream } = await model.doStream(call);
  const parts: LanguageModelV3StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
};

export const textOf = (parts: readonly LanguageModelV3StreamPart[]) =>
  parts.map((part) => (part.type === "text-delta" ? part.delta : "")).join("");

export const modelSuite = (name: string, make: () => Promise<OpenModel>) =>
  describe(`Model: ${name}`, () => {
    let open: OpenModel;
    beforeEach(async () => {
      open = await make();
    });
    afterEach(() => open.close());

    it("says who it is", () => {
      expect(open.model.specificationVersion).toBe("v3");
      expect(open.model.provider).not.toBe("");
      expect(open.model.modelId).not.toBe("");
    });

    it("streams the text that it generates", async () => {
      const { content } = await open.model.doGenerate(options);
      const whole = content.map((part) => (part.type === "text" ? part.text : "")).join("");
      expect(whole.split(" ").length).toBeGreaterThan(9);
      expect(textOf(await partsOf(open.model))).toBe(whole);
    });

    it("sends the parts of a stream in their order, the text in several", async () => {
      const types = (await partsOf(open.model)).map(({ type }) => type).filter((type) => type !== "response-metadata");
      const deltas = types.filter((type) => type === "text-delta");
      expect(deltas.length).toBeGreaterThan(1);
      expect(types).toEqual(["stream-start", "text-start", ...deltas, "text-end", "finish"]);
    });

    it("counts the tokens of question and answer, and says why it ended", async () => {
      const last = (await partsOf(open.model)).at(-1);
      expect(last).toMatchObject({ type: "finish", finishReason: { unified: "stop" } });
      const { usage } = last as Extract<LanguageModelV3StreamPart, { type: "finish" }>;
      expect(usage.inputTokens.total).toBeGreaterThan(0);
      expect(usage.outputTokens.total).toBeGreaterThan(0);
    });

    it("P8 stops in the middle of a stream when it is told to", async () => {
      const stopping = new AbortController();
      const { stream } = await open.model.doStream({ ...options, abortSignal: stopping.signal });
      const seen: LanguageModelV3StreamPart[] = [];
      const reading = (async () => {
        for await (const part of stream) {
          seen.push(part);
          if (part.type === "text-delta") stopping.abort();
        }
      })();
      await expect(reading).rejects.toMatchObject({ name: "AbortError" });
      expect(seen.filter(({ type }) => type === "text-delta").length).toBeLessThan(3);
      expect(seen.map(({ type }) => type)).not.toContain("finish");
    });

    it("does not begin when it was stopped before", async () => {
      const call = { ...options, abortSignal: AbortSignal.abort() };
      await expect(open.model.doGenerate(call)).rejects.toMatchObject({ name: "AbortError" });
      await expect(open.model.doStream(call)).rejects.toMatchObject({ name: "AbortError" });
    });
  });
