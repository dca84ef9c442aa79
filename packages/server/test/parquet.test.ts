// Parquet from the upload to the answers: what the document reader cannot read, the tables can.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFolder, startServer, type TestServer, temporaryFolder } from "./server.ts";
import { textOf } from "./talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
  removeFolder(server.dataDir);
});

const parquet = async (): Promise<Buffer> => {
  const path = join(temporaryFolder(), "prices.parquet");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    `copy (select * from (values ('AAA', date '2020-01-01', 10.5), ('AAA', date '2020-02-01', 11.5), ('BBB', date '2020-01-01', null)) t(symbol, day, price)) to '${path}' (format parquet)`,
  );
  connection.closeSync();
  return readFileSync(path);
};

describe("a Parquet file", () => {
  it("is read, described and computed with", async () => {
    const talk = await server.dial();
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(await parquet())]), "prices.parquet");
    const headers = { authorization: `Bearer ${talk.token}` };
    const answer = await fetch(`${server.url}/api/files`, { method: "POST", body: form, headers });
    expect(answer.status).toBe(201);
    await talk.next((frame) => frame.type === "file_state" && frame.state === "ready");
    const content = { agent_type: "liaison", pillar: "content" };
    const described = textOf(await talk.say("what is in this file?", content));
    expect(described).toMatch(/3 rows and 3 columns/);
    expect(described).toMatch(/2020-01-01 to 2020-02-01/);
    const insights = { agent_type: "liaison", pillar: "insights" };
    expect(textOf(await talk.say("average price by symbol", insights))).toContain("11");
    await talk.close();
  });
});
