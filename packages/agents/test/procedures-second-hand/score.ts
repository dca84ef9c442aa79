// Compares a workflow that was read with what a person reads in the text: found, missed, invented; for steps, owners, ways and findings.
import type { ReviewFinding } from "../../src/operations/review.ts";
import { endId, startId, type Workflow, type WorkflowStep } from "../../src/operations/workflow.ts";
import type { Expectation } from "./expected.ts";

export interface Tally {
  readonly found: number;
  readonly missed: readonly string[];
  readonly invented: readonly string[];
}
export interface Score {
  readonly steps: Tally;
  readonly owners: Tally;
  readonly ways: Tally;
  readonly findings: Tally;
}

/** The kinds of finding that the expectations speak of. */
const judged: readonly string[] = ["no-owner", "loop", "contradiction", "missing-step", "unreachable", "dead-end"];

export const scoreOf = (expected: Expectation, workflow: Workflow, findings: readonly ReviewFinding[]): Score => {
  const wanted = expected.steps.map((line) => {
    const [id = "", words = "", owners = ""] = line.split(" | ");
    return { id, words: words.toLowerCase(), owners: owners === "-" ? [] : owners.toLowerCase().split(" + ") };
  });
  const read = new Map<string, string>();
  for (const { id, words } of wanted) {
    const free = workflow.steps.filter((one) => !read.has(one.id));
    const step = free.find(({ title }) => said(title, words)) ?? free.find((one) => holds(one, words));
    if (step) read.set(step.id, id);
  }
  const foundIds = new Set(read.values());
  const stepOf = new Map([...read].map(([mine, theirs]) => [theirs, workflow.steps.find(({ id }) => id === mine)]));
  const found = wanted.filter(({ id }) => foundIds.has(id));

  /** What may be read as a step or not may also be found to have no owner or not. */
  const isEither = (id: string): boolean => {
    const step = workflow.steps.find((one) => one.id === id);
    return step !== undefined && !read.has(id) && expected.either.some((words) => holds(step, words));
  };

  return {
    steps: {
      found: found.length,
      missed: wanted.filter(({ id }) => !foundIds.has(id)).map(({ id, words }) => `${id} ${words}`),
      invented: workflow.steps
        .filter(({ id, kind }) => kind === "step" && !read.has(id))
        .filter((step) => !expected.either.some((words) => holds(step, words)))
        .map(({ id, title }) => `${id} ${title}`),
    },
    owners: tally(
      found.flatMap(({ id, owners }) => owners.map((owner) => `${id} ${owner}`)),
      found.flatMap(({ id }) => (stepOf.get(id)?.roles ?? []).map((role) => `${id} ${role.toLowerCase()}`)),
    ),
    ways: tally(waysIn(expected, foundIds), waysBetween(workflow, read)),
    findings: tally(
      expected.findings,
      loopsOnce(
        expected,
        findings
          .filter(({ kind, steps }) => judged.includes(kind) && !steps.every(isEither))
          .flatMap(({ kind, steps }) => {
            const ids = steps.map((step) => read.get(step) ?? `(${step})`);
            return kind === "loop" ? [`loop ${ids.join(",")}`] : [`${kind} ${ids[0]}`];
          }),
      ),
    ),
  };
};

const said = (text: string, words: string): boolean => text.toLowerCase().replace(/\s+/g, " ").includes(words);
const holds = ({ title, text }: WorkflowStep, words: string): boolean => said(`${title} ${text}`, words);

const tally = (wanted: readonly string[], read: readonly string[]): Tally => {
  const had = new Set(read);
  const due = new Set(wanted);
  return {
    found: [...due].filter((one) => had.has(one)).length,
    missed: [...due].filter((one) => !had.has(one)),
    invented: [...had].filter((one) => !due.has(one)),
  };
};

/** A loop is named by any step on it that an expectation names. */
const loopsOnce = (expected: Expectation, findings: readonly string[]): string[] =>
  findings.map((finding) => {
    const [kind, ids = ""] = finding.split(" ");
    if (kind !== "loop") return finding;
    return (
      ids
        .split(",")
        .map((id) => `loop ${id}`)
        .find((one) => expected.findings.includes(one)) ?? finding
    );
  });

/** The expected ways between steps that were found; those of a step that was missed are counted where the step is. */
const waysIn = ({ ways }: Expectation, found: ReadonlySet<string>): string[] =>
  ways
    .flatMap((way) => {
      const ids = way.split(">");
      return ids.slice(1).map((to, at) => [ids[at] ?? "", to] as const);
    })
    .filter((pair) => pair.every((id) => id === startId || id === endId || found.has(id)))
    .map((pair) => pair.join(">"));

/** The ways between matched steps, with everything else on the way left out. */
const waysBetween = ({ edges }: Workflow, read: ReadonlyMap<string, string>): string[] => {
  const named = (id: string) => (id === startId || id === endId ? id : read.get(id));
  const after = (id: string, seen: Set<string>): string[] =>
    edges
      .filter(({ from }) => from === id)
      .flatMap(({ to }) => {
        const name = named(to);
        if (name !== undefined) return [name];
        if (seen.has(to)) return [];
        seen.add(to);
        return after(to, seen);
      });
  return [startId, ...read.keys()].flatMap((id) => after(id, new Set()).map((to) => `${named(id)}>${to}`));
};
