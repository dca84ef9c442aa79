// The content liaison: answers questions about the user's own files, from what was found in them and nothing else.
import {
  type Agent,
  type AgentEvent,
  agent,
  type Document,
  type Shelf,
  type ShelvedFile,
  type Turn,
} from "@polylogue/core";
import { type Answer, noticed, said } from "../files/answer.ts";
import { type ChosenFile, chooseFile, withoutFileName } from "../files/file-choice.ts";
import { followsOn, type Intent, type IntentKind, intentOf, questionLength } from "../files/intent.ts";
import { howToUpload, listOfFiles, noFiles, notReady, readableKinds, unknownFile } from "../files/shelf-answer.ts";
import { counted, listed, strong } from "../files/wording.ts";
import { comparison, filesAbout } from "./across-files.ts";
import { beyond, isBeyond } from "./beyond.ts";
import { fromFacts, speaksFreely } from "./phrasing.ts";
import { answerOnTable, isSmallTalk, type SmallTalk, tableIntent, tableOf } from "./table-reply.ts";
import { type Circumstances, fromOtherTexts, onText } from "./text-reply.ts";
import { contentName, keepThread, type Thread, threadOf } from "./thread.ts";

export interface ContentOptions {
  readonly shelf: Shelf;
  /** Agents that it may hand over to, by name; without the insights liaison it says that the work is not done yet. */
  readonly handoffs?: readonly string[];
}

export const contentLiaison = ({ shelf, handoffs = [] }: ContentOptions): Agent =>
  agent({
    name: contentName,
    title: "Content",
    description:
      "Answers questions about your files: what is in them, their columns and gaps, and what they say, with the place.",
    pillar: "content",
    examples: [
      "what is in this file",
      "summarise my document",
      "which columns have gaps",
      "how many rows does it have",
      "show me the first rows",
      "what does it say about refunds",
      "which files do I have",
      "compare the columns of the two files",
      "what are the minimum and maximum of price",
      "are there any odd values",
    ],
    rules: [
      /^(?:please |can you |could you |i want to |let me )*(?:go|switch|change|take me|talk|speak|hand me|bring me|move|open)\b.{0,12}\bcontent\b/i,
      /\b(?:what(?:'?s| is)|summari[sz]e|describe|explain|look at|read)\b.{0,14}\b(?:my|this|the|that|uploaded|latest|new)\b.{0,20}\b(?:files?|documents?|uploads?|csv|pdf|json|spreadsheet|data ?set)\b/i,
      /\b(?:which|what|list|show)\b.{0,16}\b(?:my )?(?:files|uploads)\b.{0,20}$/i,
      /\b(?:which|what|how many|any) (?:columns|rows)\b/i,
      /^(?:what(?:'?s| is| does)?|summari[sz]e|describe)\b.{0,6}\b(?:in(?:side)? )?(?:it|this|that|here)(?: contain)?\W*$/i,
      /^(?!.*\b(?:process|procedure|workflow|sop|runbook)\b).*\b(?:missing values?|odd values?|gaps|first (?:\d+ )?rows|(?:minimum|maximum|range|distinct values|unique values) (?:of|in))\b/i,
      /\bwhat does (?:it|this|that|(?:the|my) (?:file|document|pdf|chapter|text|report)) say\b/i,
    ],
    handoffs,
    respond: (turn) => respond(turn, shelf, handoffs),
  });

async function* respond(turn: Turn, shelf: Shelf, handoffs: readonly string[]): AsyncGenerator<AgentEvent> {
  const asked = turn.text.slice(0, questionLength);
  const talk = intentOf(asked).kind;
  const files = await shelf.list(turn.user);
  if (isSmallTalk(talk)) return yield* said(smallTalk(talk, files), turn);
  if (files.length === 0) return yield* said(noFiles, turn);

  if (talk === "find") {
    const { answer, found } = await filesAbout(turn, shelf, files, asked);
    if (found[0] && found.length === 1) keepThread(turn, found[0], "find");
    return yield* said(answer, turn);
  }

  const thread = threadOf(turn);
  const choice = chooseFile(files, {
    text: asked,
    ...(typeof turn.metadata.file_id === "string" && { attached: turn.metadata.file_id }),
    ...(thread.file_id !== undefined && { last: thread.file_id }),
  });
  if (choice.type === "none") return yield* said(noFiles, turn);
  if (choice.type === "unknown") return yield* said(unknownFile(files, choice.name), turn);
  const { file } = choice;
  const document = file.state === "ready" ? await shelf.document(turn.user, file.file_id) : undefined;
  if (!document) return yield* said(file.state === "ready" ? unknownFile(files, file.name) : notReady(file), turn);

  if (talk === "compare" && (document.kind === "table" || /\b(?:columns?|files?|tables?)\b/i.test(asked))) {
    keepThread(turn, document, "compare");
    return yield* said(await comparison(turn, shelf, files, document, choice.second), turn);
  }
  const notice = noticeOf(choice, files);
  if (document.kind === "table") yield* onTable(turn, shelf, files, document, { choice, thread, notice, handoffs });
  else yield* onText(turn, shelf, files, document, { choice, notice, handoffs });
}

/** Said when the choice was a guess, so that the user can correct it. */
const noticeOf = ({ because, file }: ChosenFile, files: readonly ShelvedFile[]): string | undefined =>
  because === "newest" && files.length > 1
    ? `I took your newest file, ${strong(file.name)}; name another to ask about that one.`
    : undefined;

async function* onTable(
  turn: Turn,
  shelf: Shelf,
  files: readonly ShelvedFile[],
  document: Document,
  { choice, thread, notice, handoffs }: Circumstances & { readonly thread: Thread },
): AsyncGenerator<AgentEvent> {
  const whole = withoutFileName(turn.text.slice(0, questionLength), document.name);
  const table = tableOf(document, whole);
  if (!table) return yield* said({ text: `${strong(document.name)} holds no table that I can read.` }, turn);
  const text = document.tables.length > 1 ? withoutFileName(whole, table.name) : whole;
  const intent = continued(
    intentOf(
      text,
      table.columns.map(({ name }) => name),
    ),
    text,
    thread,
  );
  const question = { document, table, intent };
  if (isBeyond(intent.kind)) {
    keepThread(turn, document, intent.kind);
    return yield* beyond(intent.kind, handoffs, question);
  }
  const kind = tableIntent(intent.kind) ?? "overview";
  if (kind === "question" && choice.because !== "named" && choice.because !== "attached") {
    const found = yield* fromOtherTexts(turn, shelf, files, document);
    if (found) return;
  }
  keepThread(turn, document, intent.kind);
  const answer = noticed(answerOnTable(question, kind, text), notice);
  if (kind === "question" && speaksFreely(turn)) {
    const facts = answerOnTable(question, "overview", text);
    return yield* fromFacts(turn, document.name, [facts.text, facts.table].filter(Boolean).join("\n\n"));
  }
  yield* said(answer, turn);
}

/** "and wind?" asks of wind what was asked before. */
const continued = (intent: Intent, text: string, { kind }: Thread): Intent => {
  const repeatable: readonly IntentKind[] = ["range", "values", "gaps", "types", "odd", "column"];
  const before = repeatable.find((one) => one === kind);
  const loose = intent.kind === "column" || intent.kind === "lookup" || intent.kind === "question";
  return before && loose && followsOn(text) && intent.columns.length > 0 ? { ...intent, kind: before } : intent;
};

const smallTalk = (kind: SmallTalk, files: readonly ShelvedFile[]): Answer => {
  switch (kind) {
    case "files":
      return listOfFiles(files);
    case "upload":
      return { text: howToUpload };
    case "thanks":
      return { text: "You are welcome." };
    case "greeting":
    case "help":
      return {
        text: `${kind === "greeting" ? "Hello, I" : "I"} answer questions about your files (${readableKinds}). ${introduction(files)}`,
      };
  }
};

const introduction = (files: readonly ShelvedFile[]): string => {
  if (files.length === 0) return "Drop one here to begin.";
  return `You have ${counted(files.length, "file")}: ${listed(
    files.map(({ name }) => strong(name)),
    5,
  )}. Ask for example “what is in it?”, “which columns have gaps?” or “what does it say about …?”`;
};
