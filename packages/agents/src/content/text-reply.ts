// Which answer a question about a text gets, and from which of the user's texts.
import {
  type AgentEvent,
  type Document,
  plainText,
  type Shelf,
  type ShelvedFile,
  type Turn,
  unreachable,
} from "@polylogue/core";
import { type Answer, noticed, said } from "../files/answer.ts";
import { type ChosenFile, withoutFileName } from "../files/file-choice.ts";
import { questionLength } from "../files/intent.ts";
import { strong } from "../files/wording.ts";
import { readyDocuments } from "./across-files.ts";
import { beyond } from "./beyond.ts";
import { findPassages, holdsAll } from "./passage-search.ts";
import { fromFacts, fromPassages, speaksFreely } from "./phrasing.ts";
import { leadOf, noColumns, outlineOfText, overviewOfText, sizeOfText, summaryOfText } from "./text-answer.ts";
import { sectionSubject, textIntent } from "./text-intent.ts";
import { keepThread } from "./thread.ts";

/** How the file came to be chosen, what to say about that, and who may take over. */
export interface Circumstances {
  readonly choice: ChosenFile;
  readonly notice: string | undefined;
  readonly handoffs: readonly string[];
}

export async function* onText(
  turn: Turn,
  shelf: Shelf,
  files: readonly ShelvedFile[],
  document: Document,
  { choice, notice, handoffs }: Circumstances,
): AsyncGenerator<AgentEvent> {
  const kind = textIntent(withoutFileName(turn.text.slice(0, questionLength), document.name));
  keepThread(turn, document, kind);
  switch (kind) {
    case "overview":
      return yield* said(noticed(overviewOfText(document), notice), turn);
    case "summary":
      if (!speaksFreely(turn)) return yield* said(noticed(summaryOfText(document), notice), turn);
      return yield* fromFacts(turn, document.name, leadOf(document.sections, 60).join("\n"));
    case "outline":
      return yield* said(noticed(outlineOfText(document), notice), turn);
    case "rows":
      return yield* said(noticed(sizeOfText(document), notice), turn);
    case "columns":
      return yield* said(noticed(noColumns(document), notice), turn);
    case "chart":
    case "change":
      return yield* beyond(kind, handoffs);
    case "section":
      return yield* said(noticed(quoted(document, sectionSubject(turn.text.slice(0, questionLength))), notice), turn);
    case "question":
      return yield* fromTexts(turn, shelf, files, document, { choice, notice, handoffs });
    default:
      return unreachable(kind);
  }
}

/** The passage that fits best, as it stands there. */
const quoted = (document: Document, subject: string): Answer => {
  const [best] = findPassages([document], subject);
  if (!best)
    return { text: `I find no such section in ${strong(document.name)}. Ask for its outline to see what there is.` };
  const lines = plainText(best.text)
    .split("\n")
    .map((line) => `> ${line}`);
  return { text: `${strong(best.source)}:\n\n${lines.join("\n")}` };
};

/** From the text that is meant; from any of the user's texts when none was named and this one does not hold what is asked. */
async function* fromTexts(
  turn: Turn,
  shelf: Shelf,
  files: readonly ShelvedFile[],
  document: Document,
  { choice, notice }: Circumstances,
): AsyncGenerator<AgentEvent> {
  const free = choice.because === "last" || choice.because === "newest";
  const passages = findPassages([document], turn.text);
  if (free && !holdsAll(passages, turn.text) && (yield* fromOtherTexts(turn, shelf, files, document))) return;
  if (passages.length === 0) {
    const where = free && files.length > 1 ? "your texts" : strong(document.name);
    const text = `I find nothing about that in ${where}. Ask with other words, or for an outline to see what is covered.`;
    return yield* said({ text }, turn);
  }
  yield* fromPassages(turn, passages);
  if (notice) yield `\n\n${notice}`;
}

/** Answers from another text of the user, if one holds all that is asked, or any of it when `current` is a table; tells whether it did. */
export async function* fromOtherTexts(
  turn: Turn,
  shelf: Shelf,
  files: readonly ShelvedFile[],
  current: Document,
): AsyncGenerator<AgentEvent, boolean> {
  const others = files.filter(({ file_id }) => file_id !== current.file_id);
  const documents = (await readyDocuments(turn, shelf, others)).filter(({ kind }) => kind === "text");
  const passages = findPassages(documents, turn.text);
  const [best] = passages;
  if (!best || (current.kind === "text" && !holdsAll(passages, turn.text))) return false;
  const source = documents.find(({ name }) => best.source.startsWith(name));
  if (source) keepThread(turn, source, "question");
  yield* fromPassages(turn, passages);
  return true;
}
