// docs/errors.md knows every code that a client or an operator can meet, with its cause and what to do.
import { describe, expect, it } from "vitest";
import { errorCodes } from "../../packages/protocol/src/error-code.ts";
import { textOf } from "./markdown.ts";

const [onTheWire = "", others = ""] = textOf("docs/errors.md").split("\n## Codes that clients never see\n");

/** The rows of a table: a code, then cells. */
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| `([a-z_.]+)` \|(.*)\|$/gm)].map(([, code = "", cells = ""]) => ({
    code,
    cells: cells.split("|").map((cell) => cell.trim()),
  }));

/** The codes of a union of string literals, read where it is written. */
const unionOf = (path: string, name: string): string[] => {
  const [, union = ""] = new RegExp(`export type ${name} =([^;]*);`).exec(textOf(path)) ?? [];
  return [...union.matchAll(/"([a-z_.]+)"/g)].map(([, code = ""]) => code);
};

describe("docs/errors.md", () => {
  it("S1.16 has every code of the wire once, with whether to try again, a cause and a fix", () => {
    const rows = rowsOf(onTheWire).filter(({ cells }) => cells.length === 3);
    expect(rows.map(({ code }) => code)).toEqual(Object.keys(errorCodes));
    for (const { code, cells } of rows) {
      expect(cells, code).toEqual([expect.any(String), expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
      expect(cells[0], code).toBe(errorCodes[code as keyof typeof errorCodes].retryable ? "yes" : "no");
    }
  });

  it("has every code of the program's own parts and of the client", () => {
    const internal = unionOf("packages/core/src/error.ts", "InternalCode");
    const client = unionOf("packages/client/src/fault.ts", "ClientFaultCode");
    expect(internal.length).toBeGreaterThan(5);
    expect(client.length).toBeGreaterThan(3);
    expect(
      rowsOf(others)
        .map(({ code }) => code)
        .sort(),
    ).toEqual([...internal, ...client].sort());
  });
});
