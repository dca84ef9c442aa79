// Prints the README's table of settings as packages/server/src/config.ts has them; `npm run build` first.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { giveUp, isMain, root } from "./stage.mjs";

const config = join(root, "packages/server/dist/config.js");

/** One row per setting, in the order of the source. */
export function settingsTable(settings) {
  const rows = Object.values(settings).map(
    ({ name, standard, means }) => `| \`${name}\` | ${standard ? `\`${standard}\`` : ""} | ${cell(means)} |`,
  );
  return ["| setting | default | meaning |", "|---|---|---|", ...rows].join("\n");
}

const cell = (text) => text.replaceAll("|", "\\|");

if (isMain(import.meta.url)) {
  if (!existsSync(config)) giveUp("The server has not been built: npm run build.");
  const { settings } = await import(pathToFileURL(config).href);
  console.log(settingsTable(settings));
}
