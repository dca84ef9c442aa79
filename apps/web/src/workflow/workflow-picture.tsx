// The picture of a workflow: it begins at its beginning, large enough to be read; a button shows the whole of it.
import { Controls, MarkerType, ReactFlow } from "@xyflow/react";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useShownColours } from "../theme/shown-colours.ts";
import type { WorkflowFinding } from "./workflow.ts";
import type { PlacedEdge, PlacedNode, WorkflowLayout } from "./workflow-layout.ts";
import { Box, type PictureEdge, type PictureNode, Way } from "./workflow-parts.tsx";
import "@xyflow/react/dist/base.css";
import "./workflow.css";

interface WorkflowPictureProps {
  readonly layout: WorkflowLayout;
  readonly findings: readonly WorkflowFinding[];
  readonly label: string;
}

const nodeTypes = { box: Box };
const edgeTypes = { way: Way };
const mostHeight = 720;
/** Smaller than this, the words can no longer be read. */
const leastZoom = 0.8;
const wholeView = { padding: 0.03, maxZoom: 1 };

export function WorkflowPicture({ layout, findings, label }: WorkflowPictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const colours = useShownColours();
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => setWidth(frame.current?.clientWidth ?? 0), []);
  const nodes = useMemo(() => layout.nodes.map((node) => pictureNode(node, findings)), [layout, findings]);
  const edges = useMemo(() => layout.edges.map(pictureEdge), [layout]);
  const zoom = Math.max(leastZoom, Math.min(1, width / layout.width, mostHeight / layout.height));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div
      ref={frame}
      role="group"
      aria-label={label}
      className="border-t border-line bg-paper"
      style={{ height: Math.min(layout.height * zoom, mostHeight) }}
    >
      {width > 0 && (
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={colours}
          defaultViewport={{ x: (width - layout.width * zoom) / 2 - layout.left * zoom, y: 0, zoom }}
          minZoom={0.15}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          proOptions={{ hideAttribution: true }}
        >
          <Controls showInteractive={false} position="bottom-right" fitViewOptions={wholeView} />
        </ReactFlow>
      )}
    </div>
  );
}

const pictureNode = (node: PlacedNode, findings: readonly WorkflowFinding[]): PictureNode => ({
  id: node.id,
  type: "box",
  position: { x: node.x, y: node.y },
  width: node.width,
  height: node.height,
  // A finding on a whole way round would mark nearly everything.
  data: { node, flagged: findings.some(({ steps }) => steps.length === 1 && steps[0] === node.id) },
});

const pictureEdge = (edge: PlacedEdge, at: number): PictureEdge => ({
  id: String(at),
  type: "way",
  source: edge.from,
  target: edge.to,
  data: { edge },
  markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18, color: "var(--color-control)" },
});
