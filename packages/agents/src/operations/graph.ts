// Ways through a workflow: what can be reached, what leads in a circle, and the longest way in time.
import { endId, startId, type Workflow, type WorkflowEdge } from "./workflow.ts";

type Edges = readonly Pick<WorkflowEdge, "from" | "to">[];

type Ways = ReadonlyMap<string, readonly string[]>;

const waysOf = (edges: Edges): Ways => {
  const ways = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = ways.get(from);
    if (known) known.push(to);
    else ways.set(from, [to]);
  }
  return ways;
};

const reached = (ways: Ways, from: string): ReadonlySet<string> => {
  const seen = new Set([from]);
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const next of ways.get(id) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
};

export const reachable = (edges: Edges, from = startId): ReadonlySet<string> => reached(waysOf(edges), from);

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

/** More than anybody reads. */
const mostLoops = 20;

/** One loop for each edge that leads back, the first of them. */
export const loopsOf = ({ edges, steps }: Pick<Workflow, "edges" | "steps">): Loop[] => {
  const ways = waysOf(edges);
  const waysBack = waysOf(edges.map(({ from, to }) => ({ from: to, to: from })));
  const back = backEdges(
    edges,
    steps.map(({ id }) => id),
  );
  return [...back].slice(0, mostLoops).map(({ from, to }) => {
    const before = reached(waysBack, to);
    const within = new Set([...reached(ways, to)].filter((id) => before.has(id)));
    const exits = [...within].filter((id) => (ways.get(id) ?? []).some((next) => !within.has(next)));
    return { path: shortest(ways, to, from), exits };
  });
};

const shortest = (ways: Ways, from: string, to: string): string[] => {
  const before = new Map<string, string>();
  const waiting = [from];
  for (let id = waiting.shift(); id !== undefined && id !== to; id = waiting.shift()) {
    for (const next of ways.get(id) ?? []) {
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
  const ways = waysOf(forward);
  const after = new Map(steps.map(({ id }) => [id, reached(ways, id)]));
  const forks = forksOf(forward);
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

/** Ways that part at one step, or at one answer of a decision. */
const forksOf = (edges: readonly WorkflowEdge[]): string[][] => {
  const forks = new Map<string, string[]>();
  for (const { from, to, label = "" } of edges)
    if (to !== endId) forks.set(`${from} ${label}`, [...(forks.get(`${from} ${label}`) ?? []), to]);
  return [...forks.values()].filter((ways) => ways.length > 1);
};
