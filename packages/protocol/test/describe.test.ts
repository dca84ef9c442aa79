// The AsyncAPI document and the JSON Schemas hold together: nothing is missing, every reference leads somewhere.
import { expect, test } from "vitest";
import { clientFrames } from "../src/client-frame.ts";
import { asyncApi, jsonSchemas } from "../src/describe.ts";
import { serverFrames } from "../src/server-frame.ts";

const document = JSON.parse(JSON.stringify(asyncApi({ serverUrl: "https://chat.example:8443", version: "1.2.3" })));

function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : references(inner),
  );
}

const resolve = (pointer: string): unknown =>
  pointer
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);

test("every $ref resolves inside the document", () => {
  const found = references(document);
  expect(found.length).toBeGreaterThan(100);
  for (const pointer of found) {
    expect(pointer.startsWith("#/"), pointer).toBe(true);
    expect(resolve(pointer), pointer).toBeTypeOf("object");
  }
});

test("it is AsyncAPI 3 with the one channel, and receives what clients send", () => {
  expect(document).toMatchObject({
    asyncapi: "3.0.0",
    info: { version: "1.2.3" },
    servers: { polylogue: { host: "chat.example:8443", protocol: "wss" } },
    channels: { agent: { address: "/api/ws/agent" } },
  });
  const names = (operation: string) =>
    document.operations[operation].messages.map(({ $ref }: { $ref: string }) => $ref.split("/").at(-1));
  expect(document.operations.receiveFrames.action).toBe("receive");
  expect(names("receiveFrames")).toEqual(
    ["user_message", ...Object.keys(clientFrames)].map((name) => `client.${name}`),
  );
  expect(document.operations.sendFrames.action).toBe("send");
  expect(names("sendFrames")).toEqual(Object.keys(serverFrames).map((name) => `server.${name}`));
});

test("a schema lets unknown fields pass and requires what must be there", () => {
  const schemas = jsonSchemas();
  expect(schemas["client.user_message"]).toMatchObject({
    type: "object",
    required: ["message"],
    properties: { message: { type: "string", maxLength: 32_000 } },
  });
  expect(schemas["client.user_message"]).not.toHaveProperty("additionalProperties");
  expect(schemas["server.error"]?.required).toEqual(["at", "type", "code", "message", "retryable"]);
  expect(schemas.Plan?.properties?.fallbackPlan).toEqual({ $ref: "#/components/schemas/Plan" });
});
