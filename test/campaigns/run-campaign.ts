// Runs a campaign as one would by hand, in a process of its own, and reads its last line.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../campaigns/run.mjs", import.meta.url));

export interface CampaignResult {
  readonly ok: boolean;
  /** Everything that was printed, for whoever reads a failure. */
  readonly output: string;
  readonly figures: Readonly<Record<string, number | string>>;
}

export const runCampaign = async (name: string, options: Readonly<Record<string, number>>): Promise<CampaignResult> => {
  const words = Object.entries(options).flatMap(([option, value]) => [`--${option}`, String(value)]);
  const child = spawn(process.execPath, [script, name, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  const line = output.split("\n").findLast((one) => one.startsWith('{"campaign"')) ?? "{}";
  return { ok: code === 0, output, figures: JSON.parse(line) as CampaignResult["figures"] };
};
