// A language model over HTTP that says what the script wants, a word at a time; every call of the same question says another text.
import { once } from "node:events";
import { createServer } from "node:http";
import { pause } from "./chance.mjs";

/** Questions carry an id like `q-3-17`, by which answers are told apart. */
const questionId = /\bq-[\w-]+/g;

const chunk = (delta, finish = null) =>
  `data: ${JSON.stringify({ id: "c", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

async function bodyOf(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return JSON.parse(text);
}

const lastQuestion = ({ messages }) => {
  const { content } = messages.findLast(({ role }) => role === "user");
  const text = typeof content === "string" ? content : content.map((part) => part.text ?? "").join("");
  return text.match(questionId)?.at(-1) ?? "none";
};

export async function scriptedModel({ chance, secret = "", words = 14, wordMs = [5, 20], thinkMs = [20, 80] }) {
  /** All texts that were begun for a question, in the order of the calls. */
  const texts = new Map();

  const server = createServer(async (request, response) => {
    const question = lastQuestion(await bodyOf(request));
    const known = texts.get(question) ?? [];
    const call = known.length + 1;
    const pieces = [
      `Call ${call} `,
      `on ${question}: `,
      secret,
      ...Array.from({ length: words }, (_, n) => `word${n + 1} `),
    ];
    texts.set(question, [...known, pieces.join("")]);
    response.writeHead(200, { "content-type": "text/event-stream" });
    await pause(chance.whole(...thinkMs));
    for (const content of pieces) {
      if (response.destroyed) return;
      if (content !== "") response.write(chunk({ content }));
      await pause(chance.whole(...wordMs));
    }
    response.end(`${chunk({}, "stop")}data: [DONE]\n\n`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    texts,
    settings: { MODEL: "openai-compatible:scripted", MODEL_BASE_URL: `http://127.0.0.1:${server.address().port}/v1` },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
