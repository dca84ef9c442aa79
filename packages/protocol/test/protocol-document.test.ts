// PROTOCOL.md says what the schemas say: its examples parse, and it names every frame, error code and close code.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { clientFrames, decodeClientFrame } from "../src/client-frame.ts";
import { closeCodes } from "../src/close-code.ts";
import { errorCodes } from "../src/error-code.ts";
import { decodeServerFrame, frameKind, serverFrames } from "../src/server-frame.ts";

const text = readFileSync(new URL("../../../PROTOCOL.md", import.meta.url), "utf8");

/** One example a line, in blocks that say who sends them. */
const examples = (sender: "client" | "server"): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`json ${sender}\n([^]*?)^\`\`\``, "gm"))].flatMap(([, block]) =>
    (block ?? "").split("\n").filter(Boolean),
  );

const typesOf = (lines: string[]) => new Set(lines.map((line) => JSON.parse(line).type ?? "user_message"));

describe("every example of a client frame", () => {
  test.each(examples("client"))("%s", (line) => {
    expect(decodeClientFrame(line)).toEqual({ ok: true, frame: JSON.parse(line) });
  });

  test("is there", () => {
    expect(typesOf(examples("client"))).toEqual(new Set(["user_message", ...Object.keys(clientFrames)]));
  });
});

describe("every example of a server frame", () => {
  test.each(examples("server"))("%s", (line) => {
    const frame = JSON.parse(line);
    expect(decodeServerFrame(line)).toEqual(frame);
    expect(frame.seq !== undefined, "has a seq unless it is about the socket").toBe(
      frameKind(frame.type, frame) !== "socket",
    );
  });

  test("is there", () => {
    expect(typesOf(examples("server"))).toEqual(new Set(Object.keys(serverFrames)));
  });
});

test("facts of the examples are numbered without a hole", () => {
  const facts = examples("server")
    .map((line) => JSON.parse(line))
    .filter((frame) => frameKind(frame.type, frame) === "fact");
  const first = facts[0].seq;
  expect(facts.map(({ seq }) => seq - first)).toEqual(facts.map((_, index) => index));
});

test("every error code stands in the table as it is", () => {
  for (const [code, { retryable, meaning, fix }] of Object.entries(errorCodes)) {
    expect(text).toContain(`| \`${code}\` | ${retryable ? "yes" : "no"} | ${meaning} | ${fix} |`);
  }
});

test("every close code stands in the table as it is", () => {
  for (const { code, meaning, action } of Object.values(closeCodes)) {
    expect(text).toContain(`| ${code} | ${meaning} | ${action} |`);
  }
});
