// What routing is trained on and judged by: files of `label<TAB>utterance`, and patterns that stand for many utterances each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./stage.mjs";

const folder = join(root, "packages", "agents", "routing");
/** Utterances that are made of one pattern. */
const perPattern = { own: 24, borrowed: 3 };

/** Everything that the classifier of this name learns from. */
export function trainingExamples(name) {
  const topics = readFileSync(join(folder, "topics.txt"), "utf8").trim().split("\n");
  const made = (patterns, count) =>
    patterns.flatMap(({ label, text: pattern }) =>
      spellOut(pattern, topics, count).map((text) => ({ label, text, pattern })),
    );
  return [
    ...readExamples(join(folder, `${name}.train.tsv`)),
    ...made(readExamples(join(folder, `${name}.patterns.tsv`)), perPattern.own),
    ...made(name === "guide" ? forTheGuide(readExamples(join(folder, "tutor.patterns.tsv"))) : [], perPattern.borrowed),
  ];
}

/** What is meant for one of the tutor's team is meant for the tutor, as the guide sees it. */
const forTheGuide = (patterns) =>
  patterns.map(({ label, text }) => ({ label: label === "off_topic" ? label : "tutor", text }));

export const heldOutFile = (name) => join(folder, `${name}.heldout.tsv`);

/** Lines of `label<TAB>utterance`; blank lines do not count. */
export function readExamples(path) {
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [label, ...rest] = line.split("\t");
      return { label: label.trim(), text: rest.join(" ").trim() };
    });
}

/** Some of the utterances that a pattern stands for: `(a|b|)` is one of the alternatives, `[topic]` one of the topics. */
function spellOut(pattern, topics, count) {
  const pick = chooser(pattern);
  const made = Array.from({ length: count }, () =>
    pattern
      .replace(/\(([^()]*)\)/g, (_, alternatives) => pick(alternatives.split("|")))
      .replace(/\[topic\]/g, () => pick(topics))
      .replace(/ {2,}/g, " ")
      .trim(),
  );
  return [...new Set(made)].filter((text) => text !== "");
}

/** The same choices for the same pattern, whatever stands beside it in its file. */
function chooser(pattern) {
  let state = 2166136261;
  for (const letter of pattern) state = Math.imul(state ^ letter.codePointAt(0), 16777619) >>> 0;
  return (list) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return list[Math.floor((state / 2 ** 32) * list.length)];
  };
}
