// A workflow as an agent describes it, read field by field: whatever does not fit is left out, never trusted.

export type NodeKind = "start" | "step" | "decision" | "end";

export interface WorkflowNode {
  readonly id: string;
  readonly title: string;
  readonly kind: NodeKind;
  /** Who does it. */
  readonly role?: string | undefined;
  /** As its text numbers it, so that it is found again there. */
  readonly number?: string | undefined;
}

export const numbered = ({ number, title }: WorkflowNode): string =>
  number === undefined ? title : `${number}. ${title}`;

export interface WorkflowEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string | undefined;
  /** Supposed, not said. */
  readonly guessed: boolean;
}

export interface WorkflowFinding {
  readonly text: string;
  /** The steps that it is about. */
  readonly steps: readonly string[];
}

export interface Workflow {
  readonly title: string;
  readonly nodes: readonly WorkflowNode[];
  readonly edges: readonly WorkflowEdge[];
  readonly findings: readonly WorkflowFinding[];
  /** Ready for the orchestrator, where the agent has drawn one up. */
  readonly plan?: object | undefined;
}

const mostNodes = 500;
const mostEdges = 2_000;
const mostChars = 400;

type Fields = Readonly<Record<string, unknown>>;

export function workflowOf(visualization: unknown, data: unknown): Workflow | undefined {
  const picture = fieldsOf(visualization);
  if (picture.kind !== "workflow") return undefined;
  const nodes = listOf(picture.nodes, mostNodes).flatMap(nodeOf);
  const known = new Set(nodes.map(({ id }) => id));
  if (nodes.length === 0 || known.size < nodes.length) return undefined;
  const edges = listOf(picture.edges, mostEdges)
    .flatMap(edgeOf)
    .filter(({ from, to }) => known.has(from) && known.has(to));
  const { plan, findings } = fieldsOf(data);
  return {
    title: textOf(picture.title) ?? "Workflow",
    nodes,
    edges,
    findings: listOf(findings, mostNodes).flatMap(findingOf),
    plan: typeof plan === "object" && plan !== null ? plan : undefined,
  };
}

function nodeOf(value: unknown): readonly WorkflowNode[] {
  const { id, label, title, kind, role, number } = fieldsOf(value);
  if (typeof id !== "string") return [];
  const name = textOf(label) ?? textOf(title) ?? id;
  return [{ id, title: name, kind: kindOf(kind), role: textOf(role), number: textOf(number) }];
}

const kindOf = (kind: unknown): NodeKind => (kind === "start" || kind === "decision" || kind === "end" ? kind : "step");

function edgeOf(value: unknown): readonly WorkflowEdge[] {
  const { from, to, label, guessed } = fieldsOf(value);
  if (typeof from !== "string" || typeof to !== "string") return [];
  return [{ from, to, label: textOf(label), guessed: guessed === true }];
}

function findingOf(value: unknown): readonly WorkflowFinding[] {
  if (typeof value === "string") return [{ text: value.slice(0, mostChars), steps: [] }];
  const { text, steps } = fieldsOf(value);
  const words = textOf(text);
  const ids = listOf(steps, mostNodes).filter((id) => typeof id === "string");
  return words === undefined ? [] : [{ text: words, steps: ids }];
}

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? { ...value } : {});

const listOf = (value: unknown, most: number): readonly unknown[] => (Array.isArray(value) ? value.slice(0, most) : []);

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.slice(0, mostChars) : undefined;
