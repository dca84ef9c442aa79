// The picture of a workflow to take away, drawn in the page's colours and never smaller than it can be read.
import { titled } from "../charts/titled.ts";
import { numbered, type Workflow } from "./workflow.ts";
import { type PlacedEdge, type PlacedNode, workflowLayout, wrapped } from "./workflow-layout.ts";
import { type Point, pathThrough } from "./workflow-way.ts";

const scale = 2;
const lineHeight = 18;
/** Beyond this, browsers give no canvas. */
const mostPixels = 14_000;

type Pen = CanvasRenderingContext2D;
type Colour = (name: "raised" | "paper" | "tint" | "control" | "accent" | "ink" | "soft") => string;

export function workflowCanvas(workflow: Workflow): HTMLCanvasElement {
  const { left, nodes, edges, width, height } = workflowLayout(workflow);
  const canvas = document.createElement("canvas");
  const enlarged = Math.min(scale, mostPixels / Math.max(width, height));
  canvas.width = width * enlarged;
  canvas.height = height * enlarged;
  const pen = canvas.getContext("2d");
  if (!pen) return canvas;
  const colour = pageColour();
  pen.scale(enlarged, enlarged);
  pen.translate(-left, 0);
  for (const edge of edges) drawWay(pen, edge, colour);
  for (const node of nodes) drawBox(pen, node, colour);
  for (const edge of edges) drawLabel(pen, edge, colour);
  return titled(workflow.title, canvas);
}

function drawWay(pen: Pen, { points, guessed }: PlacedEdge, colour: Colour): void {
  pen.strokeStyle = colour("control");
  pen.fillStyle = colour("control");
  pen.lineWidth = 1.4;
  pen.setLineDash(guessed ? [4, 4] : []);
  pen.stroke(new Path2D(pathThrough(points)));
  pen.setLineDash([]);
  const [before, tip] = points.slice(-2);
  if (before && tip) pen.fill(arrowHead(before, tip));
}

function arrowHead(from: Point, tip: Point): Path2D {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const corner = (turn: number) => `${tip.x - 9 * Math.cos(angle + turn)},${tip.y - 9 * Math.sin(angle + turn)}`;
  return new Path2D(`M${tip.x},${tip.y}L${corner(0.42)}L${corner(-0.42)}Z`);
}

function drawBox(pen: Pen, node: PlacedNode, colour: Colour): void {
  const { kind, role, x, y, width, height } = node;
  const outline = outlineOf(node);
  pen.fillStyle = colour(kind === "step" ? "raised" : "tint");
  pen.strokeStyle = colour(kind === "step" ? "control" : "accent");
  pen.lineWidth = 1;
  pen.fill(outline);
  pen.stroke(outline);
  const lines = wrapped(numbered(node), kind === "decision" ? 22 : 27).slice(0, 4);
  const top = y + height / 2 - ((lines.length - 1 + (role === undefined ? 0 : 1)) * lineHeight) / 2;
  write(pen, lines, { x: x + width / 2, y: top }, "13px", colour("ink"));
  if (role === undefined) return;
  write(pen, [role], { x: x + width / 2, y: top + lines.length * lineHeight }, "11.5px", colour("soft"));
}

function outlineOf({ kind, x, y, width, height }: PlacedNode): Path2D {
  const outline = new Path2D();
  if (kind !== "decision") {
    outline.roundRect(x, y, width, height, kind === "step" ? 10 : height / 2);
    return outline;
  }
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return new Path2D(`M${middleX},${y}L${x + width},${middleY}L${middleX},${y + height}L${x},${middleY}Z`);
}

function drawLabel(pen: Pen, { label, labelAt }: PlacedEdge, colour: Colour): void {
  if (label === undefined) return;
  pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const width = pen.measureText(label).width + 10;
  pen.fillStyle = colour("paper");
  pen.fillRect(labelAt.x - width / 2, labelAt.y - 10, width, 20);
  write(pen, [label], labelAt, "12px", colour("soft"));
}

function write(pen: Pen, lines: readonly string[], { x, y }: Point, size: string, colour: string): void {
  pen.font = `${size} ${getComputedStyle(document.body).fontFamily}`;
  pen.fillStyle = colour;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const [at, line] of lines.entries()) pen.fillText(line, x, y + at * lineHeight);
}

/** A canvas knows no variables; a probe on the page reads them. */
function pageColour(): Colour {
  const probe = document.createElement("span");
  return (name) => {
    document.body.append(probe);
    probe.style.color = `var(--color-${name})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
