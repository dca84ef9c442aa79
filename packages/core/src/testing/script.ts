// A language model that says what it was told to say: real in every respect but that it does not think.
import type {
  LanguageModelV3CallOptions,
  LanguageModelV3Content,
  LanguageModelV3FinishReason,
  LanguageModelV3Prompt,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
} from "@ai-sdk/provider";
import { type Clock, pause } from "../clock.ts";
import { PolylogueError } from "../error.ts";
import type { JsonObject } from "../json.ts";
import type { Model } from "../ports/model.ts";

export type ScriptedAnswer =
  /** Streamed word by word. */
  | string
  /** `delayMs` passes before each word. */
  | { readonly text: string; readonly delayMs: number; readonly clock: Clock }
  | { readonly tool: string; readonly input: JsonObject }
  /** The provider cannot be reached, or refuses. */
  | { readonly fail: Error }
  | ((prompt: LanguageModelV3Prompt) => ScriptedAnswer);

/** Answers in the order given, the last one for ever. */
export const script = (answers: readonly ScriptedAnswer[]): Model => {
  if (answers.length === 0) throw new PolylogueError("config.invalid", "A script needs at least one answer.");
  let asked = 0;
  const begin = (options: LanguageModelV3CallOptions) => {
    options.abortSignal?.throwIfAborted();
    const number = asked++;
    return performed(answers[Math.min(number, answers.length - 1)] ?? "", `call-${number + 1}`, options);
  };
  return {
    specificationVersion: "v3",
    provider: "polylogue",
    modelId: "script",
    supportedUrls: {},
    async doGenerate(options) {
      return { ...(await whole(begin(options))), warnings: [] };
    },
    async doStream(options) {
      return { stream: streamOf(begin(options)) };
    },
  };
};

type Parts = AsyncGenerator<LanguageModelV3StreamPart, void>;

const performed = (answer: ScriptedAnswer, callId: string, options: LanguageModelV3CallOptions): Parts => {
  if (typeof answer === "function") return performed(answer(options.prompt), callId, options);
  if (typeof answer === "string") return spoken(answer, undefined, options);
  if ("fail" in answer) throw answer.fail;
  if ("tool" in answer) return called(answer.tool, answer.input, callId, options);
  return spoken(answer.text, answer, options);
};

async function* spoken(
  text: string,
  pace: { delayMs: number; clock: Clock } | undefined,
  { prompt, abortSignal }: LanguageModelV3CallOptions,
): Parts {
  const id = "answer";
  yield { type: "stream-start", warnings: [] };
  yield { type: "text-start", id };
  for (const delta of words(text)) {
    if (pace) await pause(pace.clock, pace.delayMs, abortSignal);
    abortSignal?.throwIfAborted();
    yield { type: "text-delta", id, delta };
  }
  yield { type: "text-end", id };
  yield { type: "finish", finishReason: finish("stop"), usage: usageOf(prompt, text) };
}

async function* called(tool: string, input: JsonObject, id: string, { prompt }: LanguageModelV3CallOptions): Parts {
  const json = JSON.stringify(input);
  yield { type: "stream-start", warnings: [] };
  yield { type: "tool-input-start", id, toolName: tool };
  yield { type: "tool-input-delta", id, delta: json };
  yield { type: "tool-input-end", id };
  yield { type: "tool-call", toolCallId: id, toolName: tool, input: json };
  yield { type: "finish", finishReason: finish("tool-calls"), usage: usageOf(prompt, json) };
}

const streamOf = (parts: Parts) =>
  new ReadableStream<LanguageModelV3StreamPart>(
    {
      async pull(controller) {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: () => void parts.return(),
    },
    { highWaterMark: 0 },
  );

/** The answer as `doGenerate` gives it: what streaming would have shown, put together. */
const whole = async (parts: Parts) => {
  const content: LanguageModelV3Content[] = [];
  let text = "";
  for await (const part of parts) {
    if (part.type === "text-delta") text += part.delta;
    if (part.type === "text-end") content.push({ type: "text", text });
    if (part.type === "tool-call") content.push(part);
    if (part.type === "finish") return { content, finishReason: part.finishReason, usage: part.usage };
  }
  throw new PolylogueError("model_failed", "The scripted answer did not come to its end.");
};

/** Each word with the white space that follows, so that the pieces make the text again. */
const words = (text: string): string[] => text.match(/\s*\S+\s*/g) ?? [];

const finish = (unified: "stop" | "tool-calls"): LanguageModelV3FinishReason => ({ unified, raw: unified });

/** Words stand for tokens. */
const usageOf = (prompt: LanguageModelV3Prompt, written: string): LanguageModelV3Usage => {
  const read = words(JSON.stringify(prompt.map(({ content }) => content))).length;
  const wrote = words(written).length;
  return {
    inputTokens: { total: read, noCache: read, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: wrote, text: wrote, reasoning: 0 },
  };
};
