// What the picture of a workflow is made of: boxes for its nodes, each kind with its own outline, and ways between them.
import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  Handle,
  type Node,
  type NodeProps,
  Position,
} from "@xyflow/react";
import { Icon } from "../icon.tsx";
import { numbered } from "./workflow.ts";
import type { PlacedEdge, PlacedNode } from "./workflow-layout.ts";
import { pathThrough } from "./workflow-way.ts";

export type PictureNode = Node<{ readonly node: PlacedNode; readonly flagged: boolean }, "box">;
export type PictureEdge = Edge<{ readonly edge: PlacedEdge }, "way">;

export const Box = ({ data: { node, flagged } }: NodeProps<PictureNode>) => (
  <div className={`workflow-box workflow-${node.kind} ${flagged ? "workflow-flagged" : ""}`} title={numbered(node)}>
    {node.kind === "decision" && <Diamond width={node.width} height={node.height} />}
    <Handle type="target" position={Position.Top} isConnectable={false} />
    <span className="workflow-words">
      <span className="line-clamp-4">{numbered(node)}</span>
      {node.role !== undefined && (
        <span className="workflow-role">
          <Icon name="person" className="size-3.5" />
          <span className="truncate">{node.role}</span>
        </span>
      )}
    </span>
    <Handle type="source" position={Position.Bottom} isConnectable={false} />
  </div>
);

const Diamond = ({ width, height }: { width: number; height: number }) => (
  <svg aria-hidden="true" className="workflow-diamond" viewBox={`0 0 ${width} ${height}`}>
    <path d={diamond(width, height)} />
  </svg>
);

/** Inside its box, so that its line is not cut off. */
const diamond = (width: number, height: number): string =>
  `M${width / 2},1L${width - 1},${height / 2}L${width / 2},${height - 1}L1,${height / 2}Z`;

export const Way = ({ id, data, markerEnd }: EdgeProps<PictureEdge>) => {
  if (!data) return null;
  const { points, label, labelAt, guessed } = data.edge;
  return (
    <>
      <BaseEdge
        id={id}
        path={pathThrough(points)}
        {...(guessed && { className: "workflow-guessed" })}
        {...(markerEnd !== undefined && { markerEnd })}
      />
      {label !== undefined && (
        <EdgeLabelRenderer>
          <span
            className="workflow-label"
            style={{ transform: `translate(-50%, -50%) translate(${labelAt.x}px, ${labelAt.y}px)` }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
};
