// A workflow with everything around it: picture, steps in words, what is open in it, and files to take away.
import { lazy, Suspense, useMemo } from "react";
import { Icon } from "../icon.tsx";
import { Card } from "../results/card.tsx";
import { fileStem, savePng, saveText } from "../results/save.ts";
import { ActionGroup, SaveAction } from "../results/table-actions.tsx";
import { Tabs } from "../results/tabs.tsx";
import type { Workflow, WorkflowFinding } from "./workflow.ts";
import { WorkflowSteps } from "./workflow-steps.tsx";

/** Pictures are large to load and not every result is one. */
const WorkflowDrawing = lazy(async () => ({ default: (await import("./workflow-drawing.tsx")).WorkflowDrawing }));

const narrow = matchMedia("(max-width: 40rem)");

interface WorkflowCardProps {
  readonly workflow: Workflow;
  /** The answer's words. */
  readonly message: string;
}

export function WorkflowCard({ workflow, message }: WorkflowCardProps) {
  const { title, nodes, findings, plan } = workflow;
  const first = useMemo(() => (narrow.matches ? 1 : 0), []);
  const stem = fileStem(title);
  const onPng = async () => {
    const { workflowCanvas } = await import("./workflow-canvas.ts");
    await savePng(`${stem}.png`, workflowCanvas(workflow));
  };
  const label = `Picture of ${title}: ${nodes.length} nodes. The same in words is in the tab Steps.`;
  return (
    <Card
      title={title}
      foot={
        <div className="flex text-xs text-soft">
          <ActionGroup label="Download">
            <SaveAction name="PNG" onClick={onPng} />
            {plan && (
              <SaveAction
                name="plan (JSON)"
                onClick={() => saveText(`${stem}-plan.json`, "application/json", JSON.stringify(plan, undefined, 2))}
              />
            )}
          </ActionGroup>
        </div>
      }
    >
      <Tabs
        label={`Views of ${title}`}
        first={first}
        views={[
          {
            title: "Picture",
            content: (
              <Suspense fallback={<p className="px-4 pb-4 text-sm text-soft">Drawing the picture</p>}>
                <WorkflowDrawing workflow={workflow} label={label} />
              </Suspense>
            ),
          },
          { title: "Steps", content: <WorkflowSteps workflow={workflow} /> },
        ]}
      />
      {findings.length > 0 && <Findings findings={findings} told={message.includes(firstWords(findings))} />}
    </Card>
  );
}

/** Enough of the first finding to know it again in the answer, where signs of Markdown may stand between the words. */
const firstWords = ([first]: readonly WorkflowFinding[]): string => (first?.text ?? "").slice(0, 24);

const Findings = ({ findings, told }: { findings: readonly WorkflowFinding[]; told: boolean }) => (
  <details open={!told} className="border-t border-line px-4 py-2.5 text-sm">
    <summary className="w-fit cursor-pointer font-medium pointer-coarse:py-2">
      {findings.length === 1 ? "One thing to look at" : `${findings.length} things to look at`}
    </summary>
    <ul className="mt-1.5 mb-1 space-y-1">
      {findings.map(({ text }) => (
        <li key={text} className="flex items-start gap-2">
          <Icon name="warning" className="mt-0.5 size-4 text-warn" />
          <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
        </li>
      ))}
    </ul>
  </details>
);
