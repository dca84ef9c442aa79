// A server that speaks OpenAI's chat completions, with a fault for each name of a model.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const goodKey = "sk-right";
export const spokenWords = "A refund is paid within fourteen days after the parcel has come back.".split(/(?<= )/);

export interface OpenAiServer {
  readonly baseUrl: string;
  /** Method and path of every request, oldest first. */
  readonly requests: string[];
  close(): Promise<void>;
}

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: "c", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const usage = { prompt_tokens: 12, completion_tokens: 13, total_tokens: 25 };
const usageChunk = `data: ${JSON.stringify({ id: "c", created: 1, model: "m", choices: [], usage })}\n\n`;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const fail = (response: ServerResponse, status: number, error: object, headers: Record<string, string> = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(
    JSON.stringify({ error: { message: "secret inside sk-123", type: "x", param: null, code: null, ...error } }),
  );
};

const whole = (response: ServerResponse, content: string | null, finish: string) => {
  const message = { role: "assistant", content };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({ id: "c", created: 1, model: "m", choices: [{ index: 0, message, finish_reason: finish }], usage }),
  );
};

const stream = async (response: ServerResponse, model: string) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(chunk({ role: "assistant", content: "" }));
  if (model === "not-json") return void response.end("data: {this is no JSON\n\n");
  const words = model === "empty" ? [] : spokenWords;
  for (const [at, content] of words.entries()) {
    response.write(chunk({ content }));
    await pause(5);
    if (at !== 3) continue;
    if (model === "cut") return void response.destroy();
    if (model === "ends") return void response.end();
    if (model === "fault-inside")
      return void response.end(`data: ${JSON.stringify({ error: { message: "busy", type: "overloaded" } })}\n\n`);
  }
  response.write(chunk({}, model === "filtered" ? "content_filter" : "stop"));
  response.end(`${usageChunk}data: [DONE]\n\n`);
};

const answer = (response: ServerResponse, model: string, streaming: boolean) => {
  if (model === "hangs") return;
  if (model === "limited") return fail(response, 429, { code: "rate_limit_exceeded" }, { "retry-after": "7" });
  if (model === "limited-until") {
    const dates = { date: "Wed, 21 Oct 2015 07:28:00 GMT", "retry-after": "Wed, 21 Oct 2015 07:28:30 GMT" };
    return fail(response, 429, {}, dates);
  }
  if (model === "quota") return fail(response, 429, { code: "insufficient_quota" });
  if (model === "broken") return fail(response, 500, {});
  if (model === "too-long") return fail(response, 400, { code: "context_length_exceeded" });
  if (model === "html") return void response.writeHead(200, { "content-type": "text/html" }).end("<html>hello</html>");
  if (model === "no-such-model") return fail(response, 404, { code: "model_not_found" });
  if (streaming) return void stream(response, model);
  if (model === "cut") return void response.destroy();
  return whole(
    response,
    model === "empty" ? "" : spokenWords.join(""),
    model === "filtered" ? "content_filter" : "stop",
  );
};

const bodyOf = async (request: IncomingMessage) => {
  let body = "";
  for await (const piece of request) body += String(piece);
  return JSON.parse(body) as { model: string; stream?: boolean };
};

export const openAiServer = async (): Promise<OpenAiServer> => {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const { model, stream: streaming } = await bodyOf(request);
    if (request.headers.authorization !== `Bearer ${goodKey}`) return fail(response, 401, { code: "invalid_api_key" });
    answer(response, model, streaming === true);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
