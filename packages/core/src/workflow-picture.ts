// The picture of a workflow as data: nodes with a kind, and edges between them. It holds words, never markup or addresses.
import * as z from "zod";

const maxNodes = 500;
const maxEdges = 2_000;

/** One line of words: no control characters, no tags, nothing that a page could fetch or run. */
const Words = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}<>]*$/u, "Words only: no tags and no control characters")
  .refine(
    (text) => !/\b(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|vbscript|file|blob):)/i.test(text),
    "Words only: no addresses",
  );

const Name = z.string().regex(/^[\p{L}\p{N}._-]{1,64}$/u, "An id is letters, digits, dots, dashes and underscores");

const Node = z.strictObject({
  id: Name,
  kind: z.enum(["start", "step", "decision", "end"]),
  label: Words,
  /** Who does it. */
  role: Words.optional(),
  /** The step's own number in its text. */
  number: z
    .string()
    .regex(/^[\p{L}\p{N}.]{1,20}$/u)
    .optional(),
  /** Where it stands: "Approval, line 12". */
  place: Words.optional(),
});

const Edge = z.strictObject({
  from: Name,
  to: Name,
  label: Words.optional(),
  /** Supposed, not said: drawn in dashes. */
  guessed: z.boolean().optional(),
});

export const WorkflowPicture = z
  .strictObject({
    kind: z.literal("workflow"),
    title: Words.optional(),
    nodes: z.array(Node).min(2).max(maxNodes),
    edges: z.array(Edge).max(maxEdges),
  })
  .refine(({ nodes }) => new Set(nodes.map(({ id }) => id)).size === nodes.length, {
    message: "Two nodes have the same id",
    path: ["nodes"],
  })
  .refine(
    ({ nodes, edges }) =>
      edges.every(({ from, to }) => nodes.some(({ id }) => id === from) && nodes.some(({ id }) => id === to)),
    {
      message: "An edge leads to a node that is not there",
      path: ["edges"],
    },
  );
export type WorkflowPicture = z.infer<typeof WorkflowPicture>;
