// The way of an edge, in straight lines with rounded corners, as flow charts are drawn by hand.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node in its place; `x` and `y` are those of its upper left corner. */
export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

export const middleOf = ({ x, y, width, height }: Area): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Down from one node to another; from the corner of a decision where it leads aside. */
export function wayDown(from: Area & { readonly kind: string }, to: Area, between: readonly Point[]): readonly Point[] {
  const top = { x: middleOf(to).x, y: to.y };
  const next = between[0] ?? top;
  const isAside = from.kind === "decision" && Math.abs(next.x - middleOf(from).x) > from.width / 2;
  if (!isAside) return squared([{ x: middleOf(from).x, y: from.y + from.height }, ...between, top]);
  const corner = sideOf(from, next.x);
  return squared([corner, { x: next.x, y: corner.y }, ...between, top]);
}

/** Back up along a lane beside all nodes. */
export function wayBack(from: Area, to: Area, laneX: number): readonly Point[] {
  const [leave, enter] = [sideOf(from, laneX), sideOf(to, laneX)];
  return [leave, { x: laneX, y: leave.y }, { x: laneX, y: enter.y }, enter];
}

const sideOf = (area: Area, towardsX: number): Point => ({
  x: towardsX < middleOf(area).x ? area.x : area.x + area.width,
  y: middleOf(area).y,
});

/** Only across and down: where two points stand askew, half way between them. */
function squared(points: readonly Point[]): readonly Point[] {
  return points.flatMap((point, at) => {
    const before = points[at - 1];
    if (!before || Math.abs(before.x - point.x) < 1 || Math.abs(before.y - point.y) < 1) return [point];
    const y = (before.y + point.y) / 2;
    return [{ x: before.x, y }, { x: point.x, y }, point];
  });
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
