// What a model wrote, held against the findings: a statement without a finding, or with a number that its finding lacks, is dropped.
import { sentences } from "@polylogue/core";
import type { Evidence } from "./evidence.ts";

const reference = /\[(\d+(?:\s*,\s*\d+)*)\]/g;
const number = /\d+(?:[.,]\d+)*/g;

const refsIn = (text: string): number[] =>
  [...text.matchAll(reference)].flatMap((match) => (match[1] ?? "").split(",").map(Number));

const isGrounded = (statement: string, evidence: readonly Evidence[]): boolean => {
  const refs = refsIn(statement);
  const cited = refs.map((ref) => evidence.find((one) => one.ref === ref));
  if (refs.length === 0 || cited.some((one) => one === undefined)) return false;
  const held = new Set(cited.flatMap((one) => (one?.sentence.match(number) ?? []).map(plainNumber)));
  return (statement.replace(reference, "").match(number) ?? []).every((figure) => held.has(plainNumber(figure)));
};

const plainNumber = (text: string): string => text.replaceAll(",", "");

/** A title says nothing that needs a finding. */
const isTitle = (line: string): boolean =>
  /^(?:#{1,6}\s|\*\*[^*]+\*\*:?$)/.test(line) && !/\d/.test(line) && line.split(/\s+/).length <= 10;

export interface Grounded {
  readonly text: string;
  readonly kept: number;
  readonly dropped: number;
}

export const grounded = (markdown: string, evidence: readonly Evidence[]): Grounded => {
  let kept = 0;
  let dropped = 0;
  const lines = markdown.split("\n").map((line) => {
    if (line.trim() === "" || isTitle(line.trim())) return line;
    const mark = /^\s*(?:[-*]|\d+[.)])\s+/.exec(line)?.[0] ?? "";
    const statements = together(sentences(line.slice(mark.length)));
    const good = statements.filter((statement) => isGrounded(statement, evidence));
    kept += good.length;
    dropped += statements.length - good.length;
    return good.length > 0 ? mark + good.join(" ") : undefined;
  });
  const text = lines
    .filter((line) => line !== undefined)
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return { text, kept, dropped };
};

/** A reference may stand behind the full stop. */
const together = (parts: readonly string[]): string[] => {
  const joined: string[] = [];
  for (const part of parts) {
    const [, leading, rest = ""] = /^((?:\[\d+(?:\s*,\s*\d+)*\]\s*)+)(.*)$/s.exec(part) ?? [];
    const last = joined.pop();
    if (leading === undefined || last === undefined) joined.push(...(last === undefined ? [] : [last]), part);
    else joined.push(`${last} ${leading.trim()}`, ...(rest.trim() === "" ? [] : [rest.trim()]));
  }
  return joined;
};
