// Whether an answer is right: what was expected, compared with the figures that the answer carries and the words it says.
export type Expected =
  /** A figure of the first row. */
  | { readonly figure: number }
  /** Names or figures that all stand in the first row. */
  | { readonly first: readonly (string | number)[] }
  /** A figure for each group, and no other group. */
  | { readonly groups: Readonly<Record<string, number>> }
  /** The names of the first rows, in their order. */
  | { readonly names: readonly string[] }
  /** Figures of the rows, in their order. */
  | { readonly sides: readonly number[] }
  /** The names of all rows, in any order, and no other row. */
  | { readonly only: readonly string[] }
  /** So many rows are listed or counted. */
  | { readonly rows: number };

export interface Question {
  readonly file: string;
  readonly ask: string;
  readonly expected: Expected;
  /** What was asked before in the same conversation, for a question that goes on. */
  readonly after: readonly string[];
}

/** Questions on one file, each with its answer and what was asked before it. */
export const about = (
  file: string,
  questions: readonly (readonly [ask: string, expected: Expected, after?: readonly string[]])[],
): Question[] => questions.map(([ask, expected, after = []]) => ({ file, ask, expected, after }));

export interface Answered {
  readonly message: string;
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

export type Verdict = "right" | "wrong" | "declined";

/** `answer` undefined: it was declined. */
export const verdictOf = (expected: Expected, answer: Answered | undefined): Verdict => {
  if (!answer) return "declined";
  return fits(expected, answer) ? "right" : "wrong";
};

const near = (a: unknown, b: number): boolean =>
  typeof a === "number" && Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

const has = (row: readonly unknown[], wanted: string | number): boolean =>
  row.some((cell) => (typeof wanted === "number" ? near(cell, wanted) : String(cell) === wanted));

const fits = (expected: Expected, { message, rows }: Answered): boolean => {
  const [first = []] = rows;
  if ("figure" in expected) return has(first, expected.figure);
  if ("first" in expected) return expected.first.every((wanted) => has(first, wanted));
  if ("sides" in expected) return expected.sides.every((wanted, at) => has(rows[at] ?? [], wanted));
  if ("names" in expected) return expected.names.every((name, at) => has(rows[at] ?? [], name));
  if ("only" in expected)
    return rows.length === expected.only.length && expected.only.every((name) => rows.some((row) => has(row, name)));
  if ("rows" in expected)
    return (
      rows.length === expected.rows ||
      message.includes(`**${expected.rows.toLocaleString("en")} row`) ||
      (rows.length === 1 && near(first[0], expected.rows))
    );
  const wanted = Object.entries(expected.groups);
  return (
    rows.length === wanted.length &&
    wanted.every(([name, figure]) => rows.some((row) => String(row[0]) === name && near(row[1], figure)))
  );
};
