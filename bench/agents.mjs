// Whether a turn costs more when the supervisor leads more agents: 128 against 4, whole turns over a Store in memory.
import { agent, supervisor } from "polylogue";
import { rehearse, script } from "polylogue/testing";
import { interleave, median, ratioOf } from "./lib/rounds.mjs";
import { twentyWords } from "./lib/text.mjs";

export const title = "ms of a routed turn with 128 agents, of one with 4";
export const goal = { gate: 1.2, moonshot: 1.05, of: "ratio" };

const sizes = [4, 128];
const syllables = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "zo"];
/** A word that no other number has. */
const subject = (number) =>
  [number % 12, Math.floor(number / 12) % 12, (number * 7) % 12, (number * 5) % 12].map((at) => syllables[at]).join("");

const desk = (size) => {
  const members = Array.from({ length: size }, (_, number) => {
    const about = subject(number);
    return agent({
      name: `agent_${number}`,
      description: `Questions on ${about}`,
      examples: [`what does ${about} cost`, `I need help with my ${about}`, `show me the ${about} again`],
      rules: [new RegExp(`^go to ${about}\\b`, "i")],
      model: script([twentyWords.join("")]),
    });
  });
  return supervisor({ name: "desk", members, fallback: members[0].name });
};

export async function run({ short }) {
  const [turns, rounds] = short ? [20, 1] : [400, 7];
  const teams = {};
  for (const size of sizes) teams[size] = { size, call: await rehearse(desk(size)), firstMs: 0, tiers: new Map() };
  for (const team of Object.values(teams)) {
    const begun = performance.now();
    await team.call.say("how much is it");
    team.firstMs = performance.now() - begun;
    await converse(team, turns);
  }
  const measured = await interleave(sizes.map(String), rounds, (size) => converse(teams[size], turns));
  for (const { call } of Object.values(teams)) await call.end();
  const [few, many] = sizes.map((size) => measured[size]);
  return {
    rows: sizes.map((size) => ({
      agents: String(size),
      "ms a turn": median(measured[size]),
      "of 4 agents": ratioOf(measured[size], few),
      "first turn": teams[size].firstMs,
      tiers: [...teams[size].tiers].map(([tier, count]) => `${tier} ${count}`).join(", "),
    })),
    notes: ["in the first turn the team's own classifier is trained"],
    ours: median(many),
    peer: median(few),
    ratio: ratioOf(many, few),
  };
}

/** The median ms of a turn; each goes to another of the first four agents, which both teams have. */
async function converse({ call, tiers }, turns) {
  const took = [];
  for (let number = 0; number < turns; number++) {
    const begun = performance.now();
    const { route } = await call.say(`what would a new ${subject(number % 4)} cost me`);
    took.push(performance.now() - begun);
    tiers.set(route.tier, (tiers.get(route.tier) ?? 0) + 1);
  }
  return median(took);
}
