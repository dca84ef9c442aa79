// The picture of a workflow is words and edges; anything else in it refuses the whole.
import { describe, expect, it } from "vitest";
import { checkedVisualization } from "../src/visualization.ts";

const picture = {
  kind: "workflow",
  title: "Claims",
  nodes: [
    { id: "start", kind: "start", label: "Start" },
    { id: "s1", kind: "step", label: "Check the form", role: "Clerk", number: "1", place: "Claims, line 3" },
    { id: "end", kind: "end", label: "End" },
  ],
  edges: [
    { from: "start", to: "s1" },
    { from: "s1", to: "end", label: "yes", guessed: true },
  ],
};

const withLabel = (label: string) => ({
  ...picture,
  nodes: [{ id: "s1", kind: "step", label }, ...picture.nodes.slice(2)],
  edges: [],
});

describe("S2.5 P16 the picture of a workflow", () => {
  it("is taken as it is", () => {
    expect(checkedVisualization(picture)).toEqual({ ok: true, spec: picture });
  });

  it.each([
    ["a tag", withLabel("<img src=x>")],
    ["an address", withLabel("see https://evil.example")],
    ["a script", withLabel("javascript:alert(1)")],
    ["a control character", withLabel("a\u0000b")],
    ["a label without end", withLabel("a".repeat(201))],
    ["a key that is not known", { ...picture, href: "x" }],
    ["another kind", { ...picture, kind: "html" }],
    ["an edge to nowhere", { ...picture, edges: [{ from: "s1", to: "s9" }] }],
    ["two nodes of one id", { ...picture, nodes: [...picture.nodes, picture.nodes[0]] }],
    [
      "too many nodes",
      {
        ...picture,
        nodes: Array.from({ length: 501 }, (_, at) => ({ id: `s${at}`, kind: "step", label: "x" })),
        edges: [],
      },
    ],
  ])("refuses %s", (_, value) => {
    expect(checkedVisualization(value).ok).toBe(false);
  });
});
