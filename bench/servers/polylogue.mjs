// The whole product with its durable Store, served as a program would serve it, with a scripted model behind its agents.
import { systemClock } from "@polylogue/core";
import { agent, serve, supervisor } from "polylogue";
import { script } from "polylogue/testing";
import { answer, input } from "../lib/answering.mjs";
import { jwtSecret } from "../lib/jwt.mjs";
import { question, twentyWords } from "../lib/text.mjs";

const { dataDir, port = 0, signedIn = false, gapMs = 10, reply = twentyWords.join(""), endless = true } = input;

const instructions = "Answer the question.";
const scripted = (name, answers, examples = []) =>
  agent({ name, description: `The ${name}.`, instructions, examples, model: script(answers) });

const talker = scripted("talker", [reply]);
const pacer = scripted("pacer", [{ text: twentyWords.join(""), delayMs: gapMs, clock: systemClock }]);

const members = ["teaching", "qa", "assessment", "navigation"].map((name) =>
  scripted(name, [reply], name === "teaching" ? [question] : [`show me the ${name}`]),
);
const desk = supervisor({ name: "desk", members, fallback: "qa" });

/** Answers at once, or begins and goes on until it is stopped. */
const thinker = agent({
  name: "thinker",
  description: "Thinks.",
  async *respond({ signal }) {
    yield "Well, ";
    if (endless) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    else yield "that was easy.";
  },
});

const { url, close } = await serve({
  agents: [talker, pacer, desk, thinker],
  settings: {
    port,
    dataDir,
    logLevel: "silent",
    turnTimeoutMs: 3_600_000,
    ...(signedIn && { mode: "production", anonymous: false, jwtSecret }),
  },
});
answer({ close }, { url: url.replace("http", "ws"), path: "/api/ws/agent" });
