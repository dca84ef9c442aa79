// A workflow in words: each step with who does it and where it leads, for small screens and for those who do not see.
import type { Workflow, WorkflowEdge, WorkflowNode } from "./workflow.ts";

export function WorkflowSteps({ workflow: { nodes, edges } }: { workflow: Workflow }) {
  const steps = nodes.filter(({ kind }) => kind === "step" || kind === "decision");
  const nameOf = nameIn(nodes, steps);
  return (
    <ol className="border-t border-line">
      {steps.map((step, at) => (
        <li key={step.id} className="flex gap-3 border-line px-4 py-2.5 text-sm not-first:border-t">
          <span
            aria-hidden="true"
            className={`mt-px grid size-5.5 shrink-0 place-items-center text-xs font-medium tabular-nums ${step.kind === "decision" ? "rotate-45 rounded-[4px] border border-accent bg-tint" : "rounded-full bg-hover"}`}
          >
            <span className={step.kind === "decision" ? "-rotate-45" : ""}>{badgeOf(step, at, steps)}</span>
          </span>
          <div className="min-w-0">
            <p className="[overflow-wrap:anywhere]">
              {step.kind === "decision" && <span className="sr-only">Decision: </span>}
              {step.title}
            </p>
            <p className="text-xs leading-5 text-soft">
              {[step.role, ...waysOf(step, at, edges, nameOf)].filter(Boolean).join(" · ")}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

type NameOf = (id: string) => { readonly name: string; readonly at: number };

/** Where the text numbers its steps, a count of our own would only confuse. */
const isNumbered = (steps: readonly WorkflowNode[]): boolean => steps.some(({ number }) => number !== undefined);

const badgeOf = ({ number, kind }: WorkflowNode, at: number, steps: readonly WorkflowNode[]): string =>
  number ?? (isNumbered(steps) ? (kind === "decision" ? "?" : "–") : String(at + 1));

const nameIn =
  (nodes: readonly WorkflowNode[], steps: readonly WorkflowNode[]): NameOf =>
  (id) => {
    const at = steps.findIndex((step) => step.id === id);
    const { number, title = id } = nodes.find((node) => node.id === id) ?? {};
    const counted = at >= 0 && !isNumbered(steps) ? String(at + 1) : undefined;
    const known = number ?? counted;
    return { name: known === undefined ? `“${title}”` : `step ${known}`, at };
  };

/** That one step leads to the one below it need not be said. */
function waysOf({ id }: WorkflowNode, at: number, edges: readonly WorkflowEdge[], nameOf: NameOf): readonly string[] {
  const ways = edges.filter(({ from }) => from === id).map(({ to, label }) => ({ label, ...nameOf(to) }));
  const [only] = ways;
  if (ways.length === 1 && only?.label === undefined && only?.at === at + 1) return [];
  return ways.map(({ label, name }) => (label === undefined ? `then ${name}` : `${label}: ${name}`));
}
