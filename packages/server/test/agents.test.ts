// Whom one can talk to, as the server lists them.
import { afterAll, beforeAll, expect, it } from "vitest";
import { removeFolder, startServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  removeFolder(server.dataDir);
});

it("S2.2 S2.12 lists the guide, the four liaisons and the tutor to be talked to, and the tutor's team as part of it", async () => {
  const { agents } = (await (await server.call("GET", "/api/agents")).json()) as {
    agents: { name: string; part_of?: string }[];
  };
  const direct = agents.filter(({ part_of }) => part_of === undefined).map(({ name }) => name);
  expect(direct).toEqual([
    "guide",
    "ContentLiaisonAgent",
    "InsightsLiaisonAgent",
    "OperationsLiaisonAgent",
    "BusinessOutcomesLiaisonAgent",
    "tutor",
  ]);
  const team = agents.filter(({ part_of }) => part_of === "tutor").map(({ name }) => name);
  expect(team).toEqual(expect.arrayContaining(["teaching_agent", "qa_agent", "assessment_agent", "navigation_agent"]));
});
