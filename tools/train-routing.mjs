// `npm run train:routing`: trains the classifiers that are shipped, and writes them as sources; `--check` only says whether they are as trained.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { train } from "@polylogue/core";
import { trainingExamples } from "./routing-data.mjs";
import { isMain, root, secondsSince } from "./stage.mjs";

const shipped = ["tutor", "guide"];

/** The source of a classifier; with `temperature`, without measuring it anew. */
export function sourceOf(name, temperature) {
  const classifier = train(trainingExamples(name), temperature === undefined ? {} : { temperature });
  return `// Who is meant, as learned from routing/${name}.*.tsv: made by \`npm run train:routing\`, not by hand.
import type { Classifier } from "@polylogue/core";

export const ${name}Routing: Classifier = {
  labels: [
${classifier.labels.map(({ name, bias, weights }) => `    {\n      name: "${name}",\n      bias: ${bias},\n      weights:\n        "${weights}",\n    },\n`).join("")}  ],
  step: ${classifier.step},
  temperature: ${classifier.temperature},
};
`;
}

export const fileOf = (name) => join(root, "packages", "agents", "src", "routing", `${name}-routing.ts`);

if (isMain(import.meta.url)) {
  const isCheck = process.argv.includes("--check");
  for (const name of shipped) {
    const startedMs = performance.now();
    const source = sourceOf(name);
    const isSame = existsSync(fileOf(name)) && readFileSync(fileOf(name), "utf8") === source;
    if (!isCheck) writeFileSync(fileOf(name), source);
    else if (!isSame) process.exitCode = 1;
    console.log(
      `${name}: ${isSame ? "as trained" : isCheck ? "is not as trained: run npm run train:routing" : "written"} (${secondsSince(startedMs)})`,
    );
  }
}
