// A language model behind an OpenAI-compatible HTTP address that does what the test says next.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sleep } from "./server.ts";

export type ModelAnswer =
  | { readonly say: string; readonly delayMs?: number }
  | { readonly call: string; readonly input: unknown }
  | { readonly status: number; readonly body?: string }
  /** Answers nothing, for ever. */
  | "hang"
  /** Breaks the connection after the first words. */
  | "cut"
  | "empty"
  | "malformed";

export interface ScriptedModel {
  /** For MODEL and MODEL_BASE_URL. */
  readonly env: { readonly MODEL: string; readonly MODEL_BASE_URL: string };
  /** What it was asked: bodies of the requests. */
  readonly asked: { messages: { role: string; content: unknown }[] }[];
  /** Answers in this order; the last one for ever. */
  answer(...answers: readonly ModelAnswer[]): void;
  close(): Promise<void>;
}

export const scriptedModel = async (): Promise<ScriptedModel> => {
  let script: readonly ModelAnswer[] = [{ say: "Nothing was scripted." }];
  let at = 0;
  const asked: ScriptedModel["asked"] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push(JSON.parse(body));
    const answer = script[Math.min(at++, script.length - 1)] ?? "empty";
    await perform(answer, response).catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { MODEL: "openai-compatible:test", MODEL_BASE_URL: `http://127.0.0.1:${port}/v1` },
    asked,
    answer(...answers) {
      script = answers;
      at = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const chunk = (delta: unknown, finish_reason: string | null = null): string =>
  `data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "test", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;

const perform = async (answer: ModelAnswer, response: ServerResponse): Promise<void> => {
  if (answer === "hang") return;
  if (typeof answer === "object" && "status" in answer) {
    response
      .writeHead(answer.status, { "content-type": "application/json" })
      .end(answer.body ?? '{"error":{"message":"the inside of the provider"}}');
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (answer === "cut") {
    response.write(chunk({ role: "assistant", content: "The first words " }));
    await sleep(50);
    response.destroy();
  } else if (answer === "malformed") {
    response.end("data: {this is not JSON\n\ndata: [DONE]\n\n");
  } else if (answer === "empty") {
    response.end(`${chunk({}, "stop")}data: [DONE]\n\n`);
  } else if ("say" in answer) {
    for (const word of answer.say.match(/\s*\S+\s*/g) ?? []) {
      if (response.destroyed) return;
      response.write(chunk({ content: word }));
      if (answer.delayMs) await sleep(answer.delayMs);
    }
    response.end(`${chunk({}, "stop")}data: [DONE]\n\n`);
  } else {
    const calls = [
      {
        index: 0,
        id: "call_1",
        type: "function",
        function: { name: answer.call, arguments: JSON.stringify(answer.input) },
      },
    ];
    response.end(`${chunk({ tool_calls: calls })}${chunk({}, "tool_calls")}data: [DONE]\n\n`);
  }
};
