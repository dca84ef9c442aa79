// The offline language model: it invents nothing, it answers with sentences of the material in its prompt.
import { setImmediate } from "node:timers/promises";
import {
  type LanguageModelV3CallOptions,
  type LanguageModelV3FinishReason,
  type LanguageModelV3Prompt,
  type LanguageModelV3StreamPart,
  type LanguageModelV3Usage,
  type SharedV3Warning,
  UnsupportedFunctionalityError,
} from "@ai-sdk/provider";
import type { Model } from "@polylogue/core";
import { answer } from "./answer.ts";
import { readPrompt } from "./prompt.ts";

const finishReason: LanguageModelV3FinishReason = { unified: "stop", raw: "stop" };
const textId = "answer";

/** Three words at a time, with the white space that follows, so that the pieces make the text again. */
const wordGroups = (text: string): string[] => text.match(/(?:\S+\s*){1,3}/g) ?? [];

const countWords = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;
const promptText = (prompt: LanguageModelV3Prompt) =>
  prompt
    .map(({ content }) =>
      typeof content === "string" ? content : content.map((part) => ("text" in part ? part.text : "")).join(" "),
    )
    .join(" ");

/** Words stand for tokens: nothing is paid for. */
const usageOf = (prompt: LanguageModelV3Prompt, text: string): LanguageModelV3Usage => {
  const read = countWords(promptText(prompt));
  const written = countWords(text);
  return {
    inputTokens: { total: read, noCache: read, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: written, text: written, reasoning: 0 },
  };
};

const answerTo = ({ prompt, responseFormat, abortSignal }: LanguageModelV3CallOptions): string => {
  abortSignal?.throwIfAborted();
  if (responseFormat?.type === "json") {
    throw new UnsupportedFunctionalityError({
      functionality: "JSON answers",
      message: "The offline model quotes material and cannot write JSON. Set MODEL and its API key.",
    });
  }
  return answer(readPrompt(prompt));
};

const warningsFor = ({ tools }: LanguageModelV3CallOptions): SharedV3Warning[] =>
  tools && tools.length > 0
    ? [{ type: "unsupported", feature: "tools", details: "The offline model calls no tools." }]
    : [];

function* partsOf(options: LanguageModelV3CallOptions, text: string): Generator<LanguageModelV3StreamPart> {
  yield { type: "stream-start", warnings: warningsFor(options) };
  yield { type: "text-start", id: textId };
  for (const delta of wordGroups(text)) yield { type: "text-delta", id: textId, delta };
  yield { type: "text-end", id: textId };
  yield { type: "finish", finishReason, usage: usageOf(options.prompt, text) };
}

/** One part a pull, and a turn of the event loop before each, so that a cancel is heard between them. */
const streamOf = (parts: Iterator<LanguageModelV3StreamPart>, signal: AbortSignal | undefined) =>
  new ReadableStream<LanguageModelV3StreamPart>(
    {
      async pull(controller) {
        await setImmediate();
        signal?.throwIfAborted();
        const next = parts.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
    },
    { highWaterMark: 0 },
  );

export const extractiveModel = (): Model => ({
  specificationVersion: "v3",
  provider: "polylogue",
  modelId: "extractive",
  supportedUrls: {},
  async doGenerate(options) {
    const text = answerTo(options);
    return {
      content: [{ type: "text", text }],
      finishReason,
      usage: usageOf(options.prompt, text),
      warnings: warningsFor(options),
    };
  },
  async doStream(options) {
    return { stream: streamOf(partsOf(options, answerTo(options)), options.abortSignal) };
  },
});
