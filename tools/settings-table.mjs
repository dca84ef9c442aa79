// Prints the README's table of settings as packages/server/src/config.ts has them; `npm run build` first.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { giveUp, root } from "./stage.mjs";

const config = join(root, "packages/server/dist/config.js");

if (!existsSync(config)) giveUp("The server has not been built: npm run build.");
const { settings } = await import(pathToFileURL(config).href);

const row = ({ name, standard, means }) =>
  `| \`${name}\` | ${standard ? `\`${standard}\`` : ""} | ${means.replaceAll("|", "\\|")} |`;

console.log(["| setting | default | meaning |", "|---|---|---|", ...Object.values(settings).map(row)].join("\n"));
