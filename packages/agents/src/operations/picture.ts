// A workflow as a picture: what the page draws, and what a program may draw in its own way.
import { WorkflowPicture } from "@polylogue/core";
import { endId, placeWords, startId, type Workflow } from "./workflow.ts";

const longestLabel = 120;

/** Words as a picture may hold them: no tags, no addresses, one line. */
const words = (text: string, length = longestLabel): string => {
  const line = text
    .replaceAll(/\b(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|vbscript|file|blob):)\S*/gi, "(link)")
    .replaceAll(/[<>\p{Cc}]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line || "…";
};

const nodeId = (id: string): string => id.replaceAll(/[^\p{L}\p{N}._-]/gu, "_").slice(0, 64);

export const pictureOf = ({ title, steps, edges }: Workflow): WorkflowPicture =>
  WorkflowPicture.parse({
    kind: "workflow",
    title: words(title),
    nodes: [
      { id: startId, kind: "start", label: "Start" },
      ...steps.map((step) => ({
        id: nodeId(step.id),
        kind: step.kind,
        label: words(step.title),
        ...(step.roles.length > 0 && { role: words(step.roles.join(", ")) }),
        ...(step.label !== undefined && /^[\p{L}\p{N}.]{1,20}$/u.test(step.label) && { number: step.label }),
        ...(placeWords(step.place) !== "" && { place: words(placeWords(step.place)) }),
      })),
      { id: endId, kind: "end", label: "End" },
    ],
    edges: edges.map(({ from, to, label, basis }) => ({
      from: nodeId(from),
      to: nodeId(to),
      ...(label !== undefined && { label: words(label, 40) }),
      ...(basis === "guessed" && { guessed: true }),
    })),
  });
