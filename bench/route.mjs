// How long the local tiers take to choose who answers, and how often they are right, on utterances that nobody trained on.
import { tutorRouting } from "@polylogue/agents";
import { agent, supervisor } from "@polylogue/core";
import { heldOutFile, readExamples } from "../tools/routing-data.mjs";

export const title = "ms to choose the agent of a turn by the local tiers, on utterances that nobody trained on";
export const goal = { gate: 3, moonshot: 0.2, of: "ours" };

const quiet = (name) =>
  agent({
    name,
    description: `The ${name}.`,
    rules: [new RegExp(`^(?:go|switch) to ${name}\\b`, "i")],
    async *respond() {},
  });
const members = ["teaching_agent", "qa_agent", "assessment_agent", "navigation_agent"].map(quiet);
const tutor = supervisor({ name: "tutor", members, fallback: quiet("off_topic"), classifier: tutorRouting });

export async function run({ short }) {
  const examples = readExamples(heldOutFile("tutor")).slice(0, short ? 40 : undefined);
  const begun = performance.now();
  await routed("continue");
  const firstMs = performance.now() - begun;
  const rows = [];
  let right = 0;
  for (const { label, text } of examples) if ((await routed(text)).agent === label) right++;
  for (const [form, write] of Object.entries(forms)) {
    const took = [];
    for (let round = 0; round < (short ? 2 : 20); round++)
      for (const { text } of examples) took.push((await routed(write(text))).took);
    took.sort((a, b) => a - b);
    rows.push({ form, p50: at(took, 0.5), p99: at(took, 0.99), worst: took.at(-1) });
  }
  return {
    rows,
    notes: [
      `right in ${right} of ${examples.length} (${((100 * right) / examples.length).toFixed(1)} %), the unsure ones counted as wrong unless off topic`,
      `the first choice of the process took ${firstMs.toFixed(2)} ms: the classifier is unpacked then`,
    ],
    ours: Math.max(...rows.map(({ p99 }) => p99)),
  };
}

const forms = { "as said": (text) => text, "at the head of 4,000 letters": (text) => text.padEnd(4_000, " and so on") };

const at = (sorted, share) => sorted[Math.floor(share * (sorted.length - 1))];

/** From the start of a turn to its route, in a conversation that nobody has. */
async function routed(text) {
  const begun = performance.now();
  for await (const event of tutor.respond(turnOf(text)))
    if (event.type === "route") return { agent: event.agent, took: performance.now() - begun };
  throw new Error("The supervisor ended a turn without a route.");
}

const turnOf = (text) => ({
  text,
  model: { modelId: "extractive" },
  state: { get: () => undefined, set: () => undefined },
});
