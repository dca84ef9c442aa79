// Which procedure a question is about: one in the message, one that was pasted before, or one of the user's files.
import type { Document, JsonObject, Shelf, ShelvedFile, Turn } from "@polylogue/core";
import type { Answer } from "../files/answer.ts";
import { chooseFile } from "../files/file-choice.ts";
import { howToUpload, notReady, unknownFile } from "../files/shelf-answer.ts";
import { strong } from "../files/wording.ts";
import { pastedName, pastedProcedure, type ReadText } from "./pasted.ts";
import { type ProcedureText, readProcedure } from "./procedure.ts";
import type { Workflow } from "./workflow.ts";

export const operationsName = "OperationsLiaisonAgent";
const questionLength = 2_000;
/** Files that are looked into, newest first, for one that is a procedure. */
const fileLimit = 10;

export type Source =
  | {
      readonly type: "found";
      readonly text: ProcedureText;
      readonly workflow: Workflow;
      readonly isNew: boolean;
      readonly notice?: string;
    }
  | { readonly type: "answer"; readonly answer: Answer };

interface Thread {
  readonly file_id?: string;
  readonly pasted?: boolean;
}

const threadOf = (turn: Turn): Thread => {
  const kept = turn.state.get(operationsName);
  return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? (kept as JsonObject as Thread) : {};
};

const howTo = `Upload one as Markdown, plain text or PDF, or paste it into your message. ${howToUpload}`;

export const sourceOf = async (turn: Turn, shelf: Shelf): Promise<Source> => {
  const pasted = await pastedProcedure(turn.text);
  if (pasted) return keep(turn, { pasted: true }, pasted, true);
  const thread = threadOf(turn);
  const files = await shelf.list(turn.user);
  const asked = turn.text.slice(0, questionLength);
  const attached = typeof turn.metadata.file_id === "string" ? turn.metadata.file_id : undefined;
  const choice = chooseFile(files, {
    text: asked,
    ...(attached !== undefined && { attached }),
    ...(thread.file_id !== undefined && { last: thread.file_id }),
  });
  const meant =
    choice.type === "chosen" && choice.because !== "newest" && (choice.because !== "last" || !thread.pasted);
  if (choice.type === "unknown") return { type: "answer", answer: unknownFile(files, choice.name) };
  if (meant) return fromFile(turn, shelf, files, choice.file, thread);
  if (thread.pasted) {
    const earlier = await pastedBefore(turn);
    if (earlier) return keep(turn, { pasted: true }, earlier, false);
  }
  return newestProcedure(turn, shelf, files);
};

const keep = (turn: Turn, thread: Thread, { text, workflow }: ReadText, isNew: boolean, notice?: string): Source => {
  turn.state.set(operationsName, { ...thread });
  return { type: "found", text, workflow, isNew, ...(notice !== undefined && { notice }) };
};

const noSteps = (name: string): Answer => ({
  text: `I could not tell any steps in ${name === pastedName ? name : strong(name)}. I look for numbered or bulleted lists, headings such as “Step 1”, tables with a column of steps, or sentences that say who does what. Ask Content what it says instead.`,
});

const pastedBefore = async (turn: Turn): Promise<ReadText | undefined> => {
  const history = await turn.history();
  for (const { role, text } of [...history].reverse()) {
    const pasted = role === "user" ? await pastedProcedure(text) : undefined;
    if (pasted) return pasted;
  }
  return undefined;
};

const fromFile = async (
  turn: Turn,
  shelf: Shelf,
  files: readonly ShelvedFile[],
  file: ShelvedFile,
  thread: Thread,
): Promise<Source> => {
  const document = file.state === "ready" ? await shelf.document(turn.user, file.file_id) : undefined;
  if (!document)
    return { type: "answer", answer: file.state === "ready" ? unknownFile(files, file.name) : notReady(file) };
  if (document.kind === "table") return { type: "answer", answer: isTable(document) };
  const workflow = await readProcedure(document);
  if (!workflow) return { type: "answer", answer: noSteps(document.name) };
  return keep(turn, { file_id: file.file_id }, { text: document, workflow }, thread.file_id !== file.file_id);
};

const isTable = ({ name }: Document): Answer => ({
  text: `${strong(name)} is a table, and I read written procedures. Ask Insights or Content about it, or upload the procedure as Markdown, text or PDF.`,
});

/** The newest file that reads as a procedure. */
const newestProcedure = async (turn: Turn, shelf: Shelf, files: readonly ShelvedFile[]): Promise<Source> => {
  const reading = files.find(({ state }) => state === "reading");
  const texts: Document[] = [];
  for (const { file_id } of files.filter(({ state }) => state === "ready").slice(0, fileLimit)) {
    const document = await shelf.document(turn.user, file_id);
    if (document?.kind === "text") texts.push(document);
  }
  const found = await firstProcedure(texts);
  if (found) {
    const { text } = found;
    const notice =
      texts.length > 1 ? `I took ${strong(text.name)}; name another file to ask about that one.` : undefined;
    return keep(turn, { file_id: text.file_id }, found, true, notice);
  }
  if (reading) return { type: "answer", answer: notReady(reading) };
  const [text] = texts;
  return { type: "answer", answer: text ? noSteps(text.name) : { text: `I have no procedure to read yet. ${howTo}` } };
};

/** One that is surely a procedure goes before one that may be none. */
const firstProcedure = async (
  texts: readonly Document[],
): Promise<{ readonly text: Document; readonly workflow: Workflow } | undefined> => {
  let doubtful: { readonly text: Document; readonly workflow: Workflow } | undefined;
  for (const text of texts) {
    const workflow = await readProcedure(text);
    if (workflow && workflow.doubt === undefined) return { text, workflow };
    if (workflow) doubtful ??= { text, workflow };
  }
  return doubtful;
};
