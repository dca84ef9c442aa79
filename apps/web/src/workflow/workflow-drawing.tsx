// The picture of a workflow, with its places worked out once; apart, so that it is loaded only where it is shown.
import { useMemo } from "react";
import type { Workflow } from "./workflow.ts";
import { workflowLayout } from "./workflow-layout.ts";
import { WorkflowPicture } from "./workflow-picture.tsx";

export function WorkflowDrawing({ workflow, label }: { workflow: Workflow; label: string }) {
  const layout = useMemo(() => workflowLayout(workflow), [workflow]);
  return <WorkflowPicture layout={layout} findings={workflow.findings} label={label} />;
}
