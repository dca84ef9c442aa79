// One turn as a terminal shows it: who takes it, the text as it grows, and how it ended when it did not complete.
import { styleText } from "node:util";
import type { AgentInfo, ClientTurn, ServerFrame } from "@polylogue/client";

export interface Paint {
  note(text: string): string;
  trouble(text: string): string;
  prompt(text: string): string;
}

type Style = Parameters<typeof styleText>[0];

/** Plain where the output is no terminal, or its user wants no colours (`NO_COLOR`). */
export const paintFor = (output: NodeJS.WritableStream): Paint => {
  const coloured = "hasColors" in output && typeof output.hasColors === "function" && output.hasColors() === true;
  const painted = (style: Style) => (text: string) => (coloured ? styleText(style, text) : text);
  return { note: painted("gray"), trouble: painted("red"), prompt: painted("cyan") };
};

interface Screen {
  readonly output: NodeJS.WritableStream;
  readonly paint: Paint;
}

/** Resolves when the turn has ended; a refused message is shown, not thrown. */
export const showTurn = async (
  turn: ClientTurn,
  agents: readonly AgentInfo[],
  { output, paint }: Screen,
): Promise<void> => {
  let written = "";
  const line = (text: string) => {
    output.write(`${written === "" || written.endsWith("\n") ? "" : "\n"}${text}\n`);
    written = "";
  };
  let text = "";
  try {
    for await (const frame of turn) {
      const note = noteOn(frame, agents);
      if (note !== undefined) line(paint.note(note));
      if (frame.type === "error") line(paint.trouble(frame.message));
      if (turn.text === text) continue;
      const more = turn.text.startsWith(text) ? turn.text.slice(text.length) : turn.text;
      if (turn.text !== "" && !turn.text.startsWith(text)) line("");
      output.write(more);
      text = turn.text;
      if (more !== "") written = more;
    }
  } catch (error) {
    line(paint.trouble(error instanceof Error ? error.message : String(error)));
    return;
  }
  if (written !== "" && !written.endsWith("\n")) output.write("\n");
};

const noteOn = (frame: ServerFrame, agents: readonly AgentInfo[]): string | undefined => {
  const title = (wanted: string) => agents.find(({ name }) => name === wanted)?.title ?? wanted;
  switch (frame.type) {
    case "route":
      return `${title(frame.agent)} (${frame.tier})`;
    case "handoff":
      return `${title(frame.from)} → ${title(frame.to)}: ${frame.reason}`;
    case "turn_restarted":
      return "The server started again; the answer begins anew.";
    case "turn_end":
      return frame.status === "complete" ? undefined : `(${frame.status})`;
    default:
      return undefined;
  }
};
