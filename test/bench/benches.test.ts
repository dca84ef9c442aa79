// The benches run and print their line. What they measure in this short form is no verdict, and is not looked at.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = fileURLToPath(new URL("../../bench/run.mjs", import.meta.url));
const minuteMs = 60_000;

const outputOf = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [run, ...args], { timeout: minuteMs })).stdout;

describe("npm run bench", () => {
  const benches = [
    "socket",
    "idle",
    "turn-durable",
    "storage",
    "resume",
    "recovery",
    "start",
    "tables",
    "route",
    "agents",
  ];

  it.each(benches)(
    "%s runs in its short form and prints its line of JSON",
    async (name) => {
      const lines = (await outputOf(name, "--short")).trim().split("\n");
      const line = JSON.parse(lines.at(-1) ?? "");
      expect(Object.keys(line)).toEqual(["bench", "ours", "peer", "ratio", "gate", "moonshot", "ok"]);
      expect(line).toMatchObject({ bench: name, ours: expect.any(Number), gate: expect.any(Number) });
      expect(line.ours).toSatisfy(Number.isFinite);
    },
    minuteMs,
  );

  it("names the benches that there are when it is asked for another", async () => {
    await expect(outputOf("sockets")).rejects.toMatchObject({ stderr: expect.stringContaining("turn-durable") });
  });
});
