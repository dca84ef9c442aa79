// Where everything of a workflow stands: from above to below, its ways around what is in between.
import { Graph, layout } from "@dagrejs/dagre";
import { type NodeKind, numbered, type Workflow, type WorkflowEdge, type WorkflowNode } from "./workflow.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends WorkflowNode, Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge extends WorkflowEdge {
  /** From border to border. */
  readonly points: readonly Point[];
  /** The middle of its label. */
  readonly labelAt: Point;
}

export interface WorkflowLayout {
  readonly width: number;
  readonly height: number;
  /** `x` and `y` are those of the upper left corner. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const stepWidth = 212;
const lineHeight = 18;
const charsOfLine: Record<NodeKind, number> = { start: 18, end: 18, step: 27, decision: 22 };

export function workflowLayout({ nodes, edges }: Pick<Workflow, "nodes" | "edges">): WorkflowLayout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 36, edgesep: 24, ranksep: 40, marginx: 12, marginy: 12 });
  for (const node of nodes) graph.setNode(node.id, sizeOf(node));
  for (const [at, { from, to, label }] of edges.entries()) {
    const width = label === undefined ? 0 : Math.min(label.length * 7 + 20, 150);
    graph.setEdge(
      from,
      to,
      { weight: weightOf(from, to, nodes), width, height: width === 0 ? 0 : 22, labelpos: "c" },
      String(at),
    );
  }
  layout(graph);
  const placed = new Map(nodes.map((node) => [node.id, placedIn(graph.node(node.id) as PlacedNode, node)]));
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes: [...placed.values()],
    edges: edges.map((edge, at) => {
      const { points, x, y } = graph.edge(edge.from, edge.to, String(at)) as { points: Point[] } & Partial<Point>;
      const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
      const way = docked(points, placed.get(edge.from), placed.get(edge.to));
      return { ...edge, points: way, labelAt: { x: x ?? middle.x, y: y ?? middle.y } };
    }),
  };
}

/** What the layout calls its place is the middle. */
const placedIn = ({ x, y, width, height }: PlacedNode, node: WorkflowNode): PlacedNode => ({
  ...node,
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

/** What follows in the text should stand straight below; ways back should push nothing aside. */
function weightOf(from: string, to: string, nodes: readonly WorkflowNode[]): number {
  const step = nodes.findIndex(({ id }) => id === to) - nodes.findIndex(({ id }) => id === from);
  if (step === 1) return 8;
  return step > 0 ? 2 : 0;
}

/** Ways leave below and come in above; ways back leave and come in at the side on which they run. */
function docked(points: readonly Point[], from: PlacedNode | undefined, to: PlacedNode | undefined): readonly Point[] {
  if (!from || !to) return points;
  const between = points.slice(1, -1);
  if (to.y > from.y)
    return [{ x: from.x + from.width / 2, y: from.y + from.height }, ...between, { x: to.x + to.width / 2, y: to.y }];
  const middle = between[Math.floor(between.length / 2)] ?? { x: 0, y: 0 };
  const side = (node: PlacedNode): Point => ({
    x: middle.x < node.x + node.width / 2 ? node.x : node.x + node.width,
    y: node.y + node.height / 2,
  });
  return [side(from), ...between, side(to)];
}

/** As much room as the words need; a decision needs twice as much, since its corners hold none. */
function sizeOf(node: WorkflowNode): { width: number; height: number } {
  const { kind, title, role } = node;
  const lines = Math.min(wrapped(numbered(node), charsOfLine[kind]).length, 4);
  switch (kind) {
    case "start":
    case "end":
      return { width: Math.min(Math.max(title.length * 8 + 36, 84), stepWidth), height: 20 + lines * lineHeight };
    case "step":
      return { width: stepWidth, height: 22 + lines * lineHeight + (role === undefined ? 0 : 20) };
    case "decision":
      return { width: 250, height: 62 + lines * lineHeight + (role === undefined ? 0 : 18) };
  }
}

/** The words of a text in lines of at most so many characters, as far as words allow. */
export function wrapped(text: string, chars: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= chars) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const cornerRadius = 12;

/** A line through the points, with its corners rounded; an SVG path. */
export function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const corners = rest.slice(0, -1).map((corner, at) => {
    const enter = towards(corner, points[at] ?? corner);
    const leave = towards(corner, rest[at + 1] ?? corner);
    return `L${enter.x},${enter.y}Q${corner.x},${corner.y} ${leave.x},${leave.y}`;
  });
  const last = rest.at(-1) ?? first;
  return `M${first.x},${first.y}${corners.join("")}L${last.x},${last.y}`;
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = Math.min(cornerRadius, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
