// A procedure that stands in the message itself instead of a file.
import { markdownSections, sentences } from "@polylogue/core";
import { markOf } from "./outline.ts";
import { type ProcedureText, readProcedure } from "./procedure.ts";
import type { Workflow } from "./workflow.ts";

export const pastedName = "your text";
const fewLetters = 160;

/** A procedure with what was read from it. */
export interface ReadText {
  readonly text: ProcedureText;
  readonly workflow: Workflow;
}

/** Undefined when the message only asks. */
export const pastedProcedure = async (message: string): Promise<ReadText | undefined> => {
  const text = withLines(withoutRequest(message));
  const listed = text.split("\n").filter((line) => markOf(line.trim())).length;
  if (listed < 2 && (text.length < fewLetters || sentences(text).length < 3)) return undefined;
  const procedure = { name: pastedName, sections: markdownSections(text) };
  const workflow = await readProcedure(procedure);
  return workflow && { text: procedure, workflow };
};

/** "Make a workflow of this: 1. …" */
const withoutRequest = (message: string): string =>
  message.replace(
    /^[^\n:.]{0,100}\b(?:workflow|procedure|process|steps?|plan|sop|checklist|this|following)\b[^\n:.]{0,60}:\s*/i,
    "",
  );

/** A list that lost its lines on the way. */
const withLines = (text: string): string =>
  text.includes("\n") ? text : text.replaceAll(/\s+(?=(?:step\s+)?\d{1,2}[.):]\s+\p{Lu})/giu, "\n");
