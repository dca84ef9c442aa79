// Which character parts the cells of a text, told by how evenly each of them falls on the lines.
const delimiters = [",", "\t", ";", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

const probeLines = 50;

interface Spread {
  readonly delimiter: Delimiter;
  /** Delimiters on most of the lines. */
  readonly perLine: number;
  /** Share of the lines that have just so many. */
  readonly evenness: number;
  readonly lines: number;
}

/** The delimiter of a file that is known to be a table; a comma when it has one column only. */
export const sniffDelimiter = (text: string): Delimiter => best(text)?.delimiter ?? ",";

/** Whether a text of unknown kind is a table: prose has commas too, but not the same number on every line. */
export const looksDelimited = (text: string): boolean => {
  const spread = best(text);
  if (!spread || spread.lines < 3 || spread.evenness < 0.95) return false;
  return spread.delimiter === "\t" || spread.perLine >= 2;
};

const best = (text: string): Spread | undefined => {
  const lines = linesOf(text);
  const spreads = delimiters.map((delimiter) => spreadOf(delimiter, lines)).filter(({ perLine }) => perLine > 0);
  return spreads.sort((a, b) => b.evenness - a.evenness || b.perLine - a.perLine)[0];
};

/** The first records with what stands in quotes taken out, so that neither commas nor line ends in there count. */
const linesOf = (text: string): string[] =>
  text
    .slice(0, 64 * 1024)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n|\n|\r/)
    .slice(0, probeLines)
    .filter((line) => line.trim() !== "");

const spreadOf = (delimiter: Delimiter, lines: readonly string[]): Spread => {
  const tally = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    tally.set(count, (tally.get(count) ?? 0) + 1);
  }
  const [perLine, agreeing] = [...tally].sort(([, a], [, b]) => b - a)[0] ?? [0, 0];
  return { delimiter, perLine, evenness: agreeing / Math.max(1, lines.length), lines: lines.length };
};
