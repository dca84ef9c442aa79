// `npm run eval:routing [FILE.tsv]`: how well the shipped classifier finds who is meant, on lines of `label<TAB>utterance` that it was not trained on.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { guideRouting, tutorRouting } from "@polylogue/agents";
import { classify, isConfident } from "@polylogue/core";
import { heldOutFile, readExamples } from "./routing-data.mjs";
import { giveUp } from "./stage.mjs";

const goal = 0.95;
const otherNames = { off_topic: ["unclear", "other", "none", "abstain", "out_of_scope"] };
const bins = [0, 0.4, 0.55, 0.7, 0.8, 0.9, 0.95, 1];

const file = process.argv[2] === undefined ? heldOutFile("tutor") : resolve(process.argv[2]);
if (!existsSync(file)) giveUp(`There is no file ${file}: name one with lines of label<TAB>utterance.`);
const lines = readExamples(file);
const classifier = fitting(lines);
const labels = classifier.labels.map(({ name }) => name);
const judged = lines.flatMap(({ label, text }) => {
  const meant = labelOf(label);
  return meant === undefined || text === "" ? [] : [{ text, meant, ...classify(classifier, text) }];
});
if (judged.length === 0) giveUp(`No line of ${file} has one of the labels ${labels.join(", ")}.`);

const isRight = ({ meant, agent }) => meant === agent;
const decided = judged.filter(isConfident);
const percent = (part, whole) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
const right = judged.filter(isRight).length;

console.log(`${file}\n${judged.length} utterances, ${lines.length - judged.length} lines left out for their label`);
console.log(`accuracy   ${(right / judged.length).toFixed(4)} (goal ${goal}): ${right} of ${judged.length}`);
console.log(
  `sure       ${percent(decided.length, judged.length)}, right in ${percent(decided.filter(isRight).length, decided.length)} of these`,
);
console.log(`to model   ${judged.length - decided.length}: passed to the model tier; offline the host asks back`);
printClasses();
printConfusion();
printReliability();
printLatency();
printWrong();

/** The classifier that knows the labels of the file. */
function fitting(examples) {
  const known = ({ labels }) => examples.filter(({ label }) => labels.some(({ name }) => name === label)).length;
  return known(guideRouting) > known(tutorRouting) ? guideRouting : tutorRouting;
}

/** "Teaching" and "teaching-agent" are the teaching_agent. */
function labelOf(said) {
  const plain = (text) =>
    text
      .toLowerCase()
      .replace(/[^a-z]+/g, "_")
      .replace(/(?:_?liaison)?_?agent$/, "")
      .replace("q_a", "qa");
  const wanted = plain(said);
  return labels.find((label) => plain(label) === wanted || otherNames[label]?.includes(wanted));
}

function printClasses() {
  console.log("\nlabel                         precision   recall");
  for (const label of labels) {
    const found = judged.filter(({ agent }) => agent === label);
    const meant = judged.filter((each) => each.meant === label);
    const shares = [
      percent(found.filter(isRight).length, found.length),
      percent(meant.filter(isRight).length, meant.length),
    ];
    console.log(`${label.padEnd(28)} ${shares.map((share) => share.padStart(9)).join("")}`);
  }
}

function printConfusion() {
  console.log("\nmeant (down), found (across)");
  console.log(" ".repeat(28) + labels.map((label) => label.slice(0, 10).padStart(12)).join(""));
  for (const label of labels) {
    const counts = labels.map(
      (found) => judged.filter(({ meant, agent }) => meant === label && agent === found).length,
    );
    console.log(label.padEnd(28) + counts.map((count) => String(count).padStart(12)).join(""));
  }
}

/** How often it was right, for each stretch of confidence. */
function printReliability() {
  console.log("\nconfidence    utterances    mean    right");
  let gap = 0;
  for (const [index, from] of bins.slice(0, -1).entries()) {
    const to = bins[index + 1];
    const inside = judged.filter(({ confidence }) => confidence > from && confidence <= to);
    if (inside.length === 0) continue;
    const mean = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length;
    const share = inside.filter(isRight).length / inside.length;
    gap += (Math.abs(mean - share) * inside.length) / judged.length;
    console.log(
      `${from.toFixed(2)} to ${to.toFixed(2)}  ${String(inside.length).padStart(10)}    ${mean.toFixed(3)}    ${share.toFixed(3)}`,
    );
  }
  console.log(`expected calibration error ${gap.toFixed(3)}`);
}

function printLatency() {
  const took = [];
  for (let round = 0; round < 20; round++) {
    for (const { text } of judged) {
      const begun = performance.now();
      classify(classifier, text);
      took.push(performance.now() - begun);
    }
  }
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.floor(share * (took.length - 1))].toFixed(4);
  console.log(`\nlatency    p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

function printWrong() {
  const wrong = judged.filter((each) => !isRight(each));
  if (wrong.length > 0) console.log("\nwrong:");
  for (const { meant, agent, confidence, text } of wrong)
    console.log(`  ${meant} → ${agent} (${confidence.toFixed(2)}): ${text}`);
}
