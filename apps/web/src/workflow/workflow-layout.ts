// Where everything of a workflow stands: from above to below, its ways around what is in between.
import { Graph, layout } from "@dagrejs/dagre";
import { type NodeKind, numbered, type Workflow, type WorkflowEdge, type WorkflowNode } from "./workflow.ts";
import { type Area, middleOf, type Point, wayBack, wayDown } from "./workflow-way.ts";

export interface PlacedNode extends WorkflowNode, Area {}

export interface PlacedEdge extends WorkflowEdge {
  /** From border to border. */
  readonly points: readonly Point[];
  /** The middle of its label. */
  readonly labelAt: Point;
}

export interface WorkflowLayout {
  /** Where it begins: lanes at the left may stand before 0. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const stepWidth = 212;
const lineHeight = 18;
const charsOfLine: Record<NodeKind, number> = { start: 18, end: 18, step: 27, decision: 22 };

type Drawn = Pick<Workflow, "nodes" | "edges">;

export function workflowLayout({ nodes, edges }: Drawn): WorkflowLayout {
  const order = new Map(nodes.map(({ id }, at) => [id, at]));
  const isBack = ({ from, to }: WorkflowEdge) => (order.get(to) ?? 0) <= (order.get(from) ?? 0);
  const graph = placedGraph({ nodes, edges: edges.filter((edge) => !isBack(edge)) });
  const areas = new Map(nodes.map((node) => [node.id, placedIn(graph.node(node.id) as Area, node)]));
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const lanes = lanesBeside([...areas.values()], width);
  const ways = edges.flatMap((edge): PlacedEdge[] => {
    const [from, to] = [areas.get(edge.from), areas.get(edge.to)];
    if (!from || !to) return [];
    return [isBack(edge) ? placedBack(edge, from, to, lanes.next(from, edge)) : placedDown(edge, from, to, graph)];
  });
  return { ...lanes.bounds(), height, nodes: [...areas.values()], edges: ways };
}

/** Ways back are no part of it: they would push the rest aside. */
function placedGraph({ nodes, edges }: Drawn): Graph {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 36, edgesep: 24, ranksep: 40, marginx: margin, marginy: margin });
  for (const node of nodes) graph.setNode(node.id, sizeOf(node));
  for (const { from, to, label } of edges) {
    const room = label === undefined ? {} : { width: labelWidth(label), height: 22, labelpos: "c" as const };
    graph.setEdge(from, to, room, wayName(label));
  }
  layout(graph);
  return graph;
}

const margin = 12;

/** Two ways between the same nodes are told apart by their labels. */
const wayName = (label: string | undefined): string => `way ${label ?? ""}`;

const labelWidth = (label: string): number => Math.min(label.length * 7 + 20, 150);

/** What the layout calls its place is the middle. */
const placedIn = ({ x, y, width, height }: Area, node: WorkflowNode): PlacedNode => ({
  ...node,
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

function placedDown(edge: WorkflowEdge, from: PlacedNode, to: PlacedNode, graph: Graph): PlacedEdge {
  const found = graph.edge(edge.from, edge.to, wayName(edge.label)) as { points: Point[] } & Point;
  const between = found.points.slice(1, -1);
  // The one point of a short way without a label would only make it bend twice.
  const isShort = edge.label === undefined && between.length === 1;
  return { ...edge, points: wayDown(from, to, isShort ? [] : between), labelAt: { x: found.x, y: found.y } };
}

function placedBack(edge: WorkflowEdge, from: PlacedNode, to: PlacedNode, laneX: number): PlacedEdge {
  const labelAt = { x: laneX, y: (middleOf(from).y + middleOf(to).y) / 2 };
  return { ...edge, points: wayBack(from, to, laneX), labelAt };
}

/** Lanes at the left and at the right of everything, each new one further out. */
function lanesBeside(areas: readonly PlacedNode[], width: number) {
  let [left, right] = [0, width];
  return {
    /** On the side on which nothing stands in between. */
    next(from: PlacedNode, { label }: WorkflowEdge): number {
      const room = label === undefined ? 24 : labelWidth(label);
      const beside = areas.filter(({ y, height }) => y < from.y + from.height && from.y < y + height);
      const isLeft = beside.every(({ x }) => x >= from.x) && beside.some(({ x }) => x > from.x);
      if (isLeft) left -= room;
      else right += room;
      return isLeft ? left + room / 2 : right - room / 2;
    },
    bounds: () => ({ left, width: right - left }),
  };
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
