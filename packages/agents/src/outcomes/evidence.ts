// The sentences of earlier answers on which something can be built, each with the answer that it stands in.
import { type Finding, plainText, sentences } from "@polylogue/core";

export type Theme = "quality" | "owners" | "flow" | "time" | "figures";

export interface Evidence {
  /** As the report cites it: [1]. */
  readonly ref: number;
  readonly theme: Theme;
  /** As it was said, without Markdown. */
  readonly sentence: string;
  readonly finding: Finding;
}

/** Specialists whose answers count, with the name that people know. */
export const specialists: Readonly<Record<string, string>> = {
  ContentLiaisonAgent: "Content",
  InsightsLiaisonAgent: "Insights",
  OperationsLiaisonAgent: "Operations",
};

const mostInAll = 30;
const mostOfOne = 15;

/** Surest first: a sentence belongs to the first theme that it speaks of. */
const themes: readonly (readonly [Theme, RegExp])[] = [
  ["owners", /\b(?:has|have) (?:no|several) owners?\b|\bnobody is named\b|\bnames? nobody\b|\bwithout an? owner\b/i],
  [
    "flow",
    /\bgoes round\b|\bcontradicts itself\b|\bnever reached\b|\bleads nowhere\b|\bdoes not exist\b|\bsays the same as\b|\bdoes not say what happens\b|\bnumbers jump\b|\bare numbered \d/i,
  ],
  [
    "quality",
    /\b(?:gaps?|missing|odd|duplicates?|is empty|are empty|not a number|outliers?|unusual|fewer cells|values? outside of)\b/i,
  ],
  [
    "time",
    /\b\d+ (?:minutes?|hours?|days?|weeks?)\b.{0,40}\b(?:at the most|without going back|longer than)\b|\bhas? no time\b|\bhave no time\b/i,
  ],
  [
    "figures",
    /\b(?:average|mean|median|total|sum|highest|lowest|largest|smallest|most|least|rose|fell|grew|dropped|increased?|decreased?|trend|peak|best|worst|per cent|percent|correlat\w+|growth|decline|share|count|maximum|minimum|higher|lower|more than|compared)\b|\d\s?%/i,
  ],
];

/** Advice, refusals and what is in order: nothing to build on. */
const nothing =
  /^(?:ask|say|\d+ roles? do|\d+ steps? (?:has|have) no owner|\d+ steps? (?:is|are) for|drop|upload|try|name another|i (?:can[’']?t|cannot|could not|took|read|look|find nothing|found nothing)|you have|you can|no column|no:|this is a draft|hello|charts?|empty cells count|here (?:is|are)|those are|a plan)\b|\bnothing odd\b|\bhas an owner\b|\?$|^(?:what|which|who|how)\b/i;

export const evidenceOf = (findings: readonly Finding[]): Evidence[] => {
  const told = new Set<string>();
  const found: Omit<Evidence, "ref">[] = [];
  const procedures = new Set<string>();
  for (const finding of [...findings].reverse()) {
    if (!(finding.agent in specialists) || isStale(finding, procedures)) continue;
    const own = (reviewed(finding) ?? statementsOf(finding.text).map((one) => inFile(one, finding))).flatMap(
      (sentence) => {
        const theme = nothing.test(sentence) ? undefined : themeOf(sentence, finding);
        const key = sentence
          .toLowerCase()
          .replace(/ \([^()]*\)$/, "")
          .replace(/[.]$/, "");
        if (theme === undefined || told.has(key)) return [];
        told.add(key);
        return [{ theme, sentence, finding }];
      },
    );
    found.push(...own.slice(0, mostOfOne));
  }
  const order: readonly Theme[] = ["quality", "owners", "flow", "time", "figures"];
  return found
    .slice(0, mostInAll)
    .sort((a, b) => order.indexOf(a.theme) - order.indexOf(b.theme))
    .map((one, at) => ({ ref: at + 1, ...one }));
};

/** Of a procedure that was read twice, the later reading counts. */
const isStale = ({ data }: Finding, seen: Set<string>): boolean => {
  if (typeof data !== "object" || data === null || !("procedure" in data && "workflow" in data)) return false;
  const name = String(data.procedure);
  if (seen.has(name)) return true;
  seen.add(name);
  return false;
};

/** A figure needs a number, and somebody who computed it. */
const themeOf = (sentence: string, { agent }: Finding): Theme | undefined => {
  const theme = themes.find(([, pattern]) => pattern.test(sentence))?.[0];
  if (theme === "figures") return /\d/.test(sentence) && agent === "InsightsLiaisonAgent" ? theme : undefined;
  return theme;
};

/** Operations gives what it noticed as data too, whole where its words are shortened. */
const reviewed = ({ data }: Finding): string[] | undefined => {
  const found = typeof data === "object" && data !== null && "findings" in data ? data.findings : undefined;
  if (!Array.isArray(found)) return undefined;
  return found.flatMap((one) =>
    typeof one === "object" && one !== null && "text" in one && typeof one.text === "string"
      ? [one.text + placeIn(one, procedureOf(data))]
      : [],
  );
};

/** The file that an answer of Operations is about. */
export const procedureOf = (data: Finding["data"]): string | undefined =>
  typeof data === "object" && data !== null && "procedure" in data && typeof data.procedure === "string"
    ? data.procedure
    : undefined;

/** "(line 7)" says little where several procedures were read. */
const inFile = (sentence: string, { data }: Finding): string => {
  const procedure = procedureOf(data);
  return procedure === undefined ? sentence : sentence.replace(/\(((?:line|page) \d+)\)$/, `(${procedure}, $1)`);
};

const placeIn = (found: object, procedure: string | undefined): string => {
  const where = "place" in found && typeof found.place === "object" && found.place !== null ? found.place : {};
  const line = "line" in where ? `line ${where.line}` : "page" in where ? `page ${where.page}` : "";
  const place = [procedure, line].filter(Boolean).join(", ");
  return place === "" ? "" : ` (${place})`;
};

/** Sentences and items of lists; tables are left to those who made them. */
const statementsOf = (markdown: string): string[] =>
  markdown
    .split("\n")
    .filter((line) => !/^\s*(?:\||#|```)/.test(line) && line.trim() !== "")
    .map((line) => line.replace(/^I looked at [^.]{1,200}\. /, ""))
    .flatMap((line) => (/^\s*(?:[-*]|\d+[.)])\s/.test(line) ? [plainText(line)] : sentences(plainText(line))))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 12 && sentence.length < 400 && !/:$/.test(sentence));
