// The fuzz campaign in short.
import { expect, test } from "vitest";
import { runCampaign } from "./run-campaign.ts";

test("P14 P15 whatever a stranger sends, the server neither dies nor stalls nor tells of others, and its victim's turns go on", {
  timeout: 90_000,
}, async () => {
  const { ok, output, figures } = await runCampaign("fuzz", { frames: 8_000, seed: 11 });
  expect(ok, output).toBe(true);
  expect(figures).toMatchObject({ frames: 8_000, faults: 0 });
  expect(figures.raw).toBeGreaterThan(100);
  expect(figures.compared).toBeGreaterThan(5);
  expect(figures.twin_questions).toBeGreaterThan(10);
  expect(figures.victim_turns).toBeGreaterThan(20);
});
