// Ways through a workflow: what can be reached, what leads in a circle, and the longest way in time.
import { endId, startId, type Workflow, type WorkflowEdge } from "./workflow.ts";

type Edges = readonly Pick<WorkflowEdge, "from" | "to">[];

export const following = (edges: Edges, id: string): string[] =>
  edges.filter(({ from }) => from === id).map(({ to }) => to);

export const reachable = (edges: Edges, from = startId): ReadonlySet<string> => {
  const seen = new Set([from]);
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const next of following(edges, id)) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
};

/** Edges that lead back to where the way has been, found by walking from the start; without them there is no circle. */
export const backEdges = (edges: readonly WorkflowEdge[], ids: readonly string[]): ReadonlySet<WorkflowEdge> => {
  const back = new Set<WorkflowEdge>();
  const done = new Set<string>();
  const onWay = new Set<string>();
  const walk = (root: string) => {
    const way = [{ id: root, left: edges.filter(({ from }) => from === root) }];
    onWay.add(root);
    while (way.length > 0) {
      const top = way.at(-1);
      const edge = top?.left.shift();
      if (!top || !edge) {
        onWay.delete(top?.id ?? "");
        done.add(top?.id ?? "");
        way.pop();
      } else if (onWay.has(edge.to)) back.add(edge);
      else if (!done.has(edge.to)) {
        onWay.add(edge.to);
        way.push({ id: edge.to, left: edges.filter(({ from }) => from === edge.to) });
      }
    }
  };
  for (const id of [startId, ...ids]) if (!done.has(id)) walk(id);
  return back;
};

export interface Loop {
  /** From where it comes back to, around to where it leaves for there. */
  readonly path: readonly string[];
  /** Where it can be left; none when it cannot. */
  readonly exits: readonly string[];
}

/** One loop for each edge that leads back. */
export const loopsOf = ({ edges, steps }: Pick<Workflow, "edges" | "steps">): Loop[] =>
  [
    ...backEdges(
      edges,
      steps.map(({ id }) => id),
    ),
  ].map(({ from, to }) => {
    const path = shortest(edges, to, from);
    const within = new Set(
      steps.map(({ id }) => id).filter((id) => reachable(edges, to).has(id) && reachable(edges, id).has(to)),
    );
    const exits = [...within].filter((id) => following(edges, id).some((next) => !within.has(next)));
    return { path, exits };
  });

const shortest = (edges: Edges, from: string, to: string): string[] => {
  const before = new Map<string, string>();
  const waiting = [from];
  for (let id = waiting.shift(); id !== undefined && id !== to; id = waiting.shift()) {
    for (const next of following(edges, id)) {
      if (next === from || before.has(next)) continue;
      before.set(next, id);
      waiting.push(next);
    }
  }
  const path = [to];
  for (let id = to; id !== from; ) {
    const previous = before.get(id);
    if (previous === undefined) break;
    path.unshift(previous);
    id = previous;
  }
  return path;
};

export interface LongestWay {
  readonly minutes: number;
  /** Steps on it that have a time. */
  readonly ids: readonly string[];
}

/** By the times that are given, without going round: the way that takes longest. */
export const longestWay = ({ steps, edges }: Pick<Workflow, "steps" | "edges">): LongestWay => {
  const back = backEdges(
    edges,
    steps.map(({ id }) => id),
  );
  const forward = edges.filter((edge) => !back.has(edge));
  const known = new Map<string, LongestWay>();
  const minutesOf = new Map(steps.map(({ id, time }) => [id, time?.minutes ?? 0]));
  const waysTo = (id: string): LongestWay => {
    const found = known.get(id);
    if (found) return found;
    const ways = forward.filter(({ to }) => to === id).map(({ from }) => waysTo(from));
    const longest = ways.reduce((best, way) => (way.minutes > best.minutes ? way : best), {
      minutes: 0,
      ids: [] as readonly string[],
    });
    const own = minutesOf.get(id) ?? 0;
    const way = own > 0 ? { minutes: longest.minutes + own, ids: [...longest.ids, id] } : longest;
    known.set(id, way);
    return way;
  };
  return [endId, ...steps.map(({ id }) => id)]
    .map(waysTo)
    .reduce((best, way) => (way.minutes > best.minutes ? way : best));
};

/** Pairs of steps of which neither waits for the other, on ways that part without a question. */
export const sideBySide = ({ steps, edges }: Pick<Workflow, "steps" | "edges">): [string, string][] => {
  const back = backEdges(
    edges,
    steps.map(({ id }) => id),
  );
  const forward = edges.filter((edge) => !back.has(edge));
  const after = new Map(steps.map(({ id }) => [id, reachable(forward, id)]));
  const forks = forward.map(({ from, label }) => [
    ...new Set(
      forward.filter((edge) => edge.from === from && edge.label === label && edge.to !== endId).map(({ to }) => to),
    ),
  ]);
  const apart = (a: string, b: string) =>
    forks.some((ways) =>
      ways.some((one) =>
        ways.some((other) => one !== other && leads(one, a) && leads(other, b) && !leads(one, b) && !leads(other, a)),
      ),
    );
  const leads = (from: string, to: string) => from === to || after.get(from)?.has(to) === true;
  return steps.flatMap(({ id: a }, at) =>
    steps
      .slice(at + 1)
      .filter(({ id: b }) => !leads(a, b) && !leads(b, a) && apart(a, b))
      .map(({ id: b }): [string, string] => [a, b]),
  );
};
