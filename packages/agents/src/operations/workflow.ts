// A workflow as it was read from a written procedure: its steps, who does them, what follows what, and where each stands.
import * as z from "zod";

export const startId = "start";
export const endId = "end";

export const Place = z.object({
  /** The headings above it; empty when there are none. */
  section: z.string(),
  line: z.optional(z.int().positive()),
  page: z.optional(z.int().positive()),
});
export type Place = z.infer<typeof Place>;

/** A time that the text gives a step: how long it takes, or when it must be done by. */
export const TimeSpan = z.object({
  text: z.string(),
  /** Absent where it cannot be counted: "by Friday". */
  minutes: z.optional(z.number().positive()),
  kind: z.enum(["duration", "deadline"]),
});
export type TimeSpan = z.infer<typeof TimeSpan>;

export const WorkflowStep = z.object({
  id: z.string(),
  /** As the text numbers it: "3", "3a", "2.1". */
  label: z.optional(z.string()),
  kind: z.enum(["step", "decision"]),
  title: z.string(),
  text: z.string(),
  /** As the text names them; more than one when it names several for the same step. */
  roles: z.array(z.string()),
  /** How the roles are known: said of this step, or taken from a heading, the step it belongs to, or the sentence before. */
  roleBasis: z.enum(["stated", "inherited", "none"]),
  inputs: z.array(z.string()),
  outputs: z.array(z.string()),
  time: z.optional(TimeSpan),
  phase: z.optional(z.string()),
  place: Place,
});
export type WorkflowStep = z.infer<typeof WorkflowStep>;

export const WorkflowEdge = z.object({
  from: z.string(),
  to: z.string(),
  label: z.optional(z.string()),
  /** "order": only because the one stands after the other. */
  basis: z.enum(["stated", "order", "guessed"]),
});
export type WorkflowEdge = z.infer<typeof WorkflowEdge>;

/** What was not said but supposed. */
export const Guess = z.object({
  step: z.optional(z.string()),
  text: z.string(),
  sureness: z.enum(["likely", "unsure"]),
});
export type Guess = z.infer<typeof Guess>;

/** "`step` comes after `after`", as the text says it in words. */
export const OrderClaim = z.object({ step: z.string(), after: z.string(), words: z.string() });
export type OrderClaim = z.infer<typeof OrderClaim>;

export const Workflow = z.object({
  title: z.string(),
  /** What in the text was taken for its steps. */
  style: z.enum(["numbered", "headings", "table", "bullets", "prose"]),
  steps: z.array(WorkflowStep),
  edges: z.array(WorkflowEdge),
  claims: z.array(OrderClaim),
  /** Steps that are spoken of and are not there. */
  missing: z.array(z.object({ step: z.string(), wanted: z.string() })),
  guesses: z.array(Guess),
  /** Why the text may be no procedure at all. */
  doubt: z.optional(z.string()),
});
export type Workflow = z.infer<typeof Workflow>;

/** "step 3", or its title where the text has no number for it. */
export const nameOfStep = ({ label, title }: Pick<WorkflowStep, "label" | "title">): string =>
  label === undefined ? `“${title}”` : `step ${label} (${title})`;

export const placeWords = ({ section, line, page }: Place): string =>
  [section, page === undefined ? "" : `page ${page}`, line === undefined ? "" : `line ${line}`]
    .filter(Boolean)
    .join(", ");
