// The kill campaign in short: once at every point of a turn.
import { expect, test } from "vitest";
import { runCampaign } from "./run-campaign.ts";

test("P1 P2 P3 P4 P5 P6 a server that is killed at each point of a turn loses nothing, doubles nothing, and ends every turn once", {
  timeout: 90_000,
}, async () => {
  const { ok, output, figures } = await runCampaign("kill", { kills: 9, seed: 11 });
  expect(output).toContain("turn_end committed, before it is sent");
  expect(ok, output).toBe(true);
  expect(figures).toMatchObject({ killed: 9, reached: 9, faults: 0, integrity: "ok" });
  expect(figures.acked).toBeGreaterThan(20);
  expect(figures.restarted).toBeGreaterThan(0);
});
