// The insights liaison: computes answers from the user's own tables, says how, and draws them where one would rather look.
import {
  type Agent,
  type AgentEvent,
  agent,
  type LoadedTable,
  PolylogueError,
  type Shelf,
  type ShelvedFile,
  type TableSet,
  type Turn,
  type Workbench,
} from "@polylogue/core";
import { type Answer, said } from "../files/answer.ts";
import { chooseFile, withoutFileName } from "../files/file-choice.ts";
import { type IntentKind, intentOf, questionLength } from "../files/intent.ts";
import { mentionedColumns } from "../files/mention.ts";
import { howToUpload, listOfFiles, noFiles, notReady, unknownFile } from "../files/shelf-answer.ts";
import { listed, strong } from "../files/wording.ts";
import { goTo } from "../go-to.ts";
import { type Finding, QueryFault } from "./finding.ts";
import { benchOf, investigate } from "./investigate.ts";
import { plannedByModel } from "./model-planner.ts";
import type { QueryPlan } from "./plan.ts";
import { declined, findingEvents } from "./reply.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { suggestionsFor } from "./suggestion.ts";
import { insightsName, keepThread, threadOf } from "./thread.ts";
import { askedOf } from "./understanding.ts";

export interface InsightsOptions {
  readonly shelf: Shelf;
  readonly workbench: Workbench;
  /** Agents that it may hand over to, by name: questions about what a file is or says go to the content liaison. */
  readonly handoffs?: readonly string[];
}

const contentName = "ContentLiaisonAgent";

export const insightsLiaison = ({ shelf, workbench, handoffs = [] }: InsightsOptions): Agent =>
  agent({
    name: insightsName,
    title: "Insights",
    pillar: "insights",
    description:
      "Computes figures from your tables: averages, groups, trends, comparisons, what goes together, and charts of them.",
    examples: [
      "make a chart of the prices",
      "what is the average price per month",
      "plot temperature over time",
      "which region sold most",
      "which month was worst",
      "compare 2004 and 2008",
      "what correlates with price",
      "top 5 by sales",
      "is there a trend",
      "show me the rows behind it",
    ],
    rules: [
      goTo("insights?"),
      /\b(?:make|draw|show|plot|create|build)\b.{0,20}\b(?:charts?|graphs?|plots?|histograms?)\b|\b(?:plot|visuali[sz]e)\b/i,
      /\b(?:average|mean|median|correlat\w*|trend|distribution|outlier)s?\b.{0,20}\b(?:of|per|by|in|over|between|with)\b|\bwhat correlates\b|\banything (?:odd|unusual|strange)\b/i,
      /\b(?:average|mean|median|total|sum)\b.{0,40}\b(?:per|by|for|in|of)\b|\bcompare \w+ (?:and|with|to|vs) \w+|\b(?:top|bottom) \d+\b|\b(?:share|percentage) of\b|\bas an? (?:bar|line|pie|area) (?:chart|graph)\b/i,
      /\bhow many\b.{0,30}\b(?:per|by|for each|in each)\b|\bwhich\b.{0,24}\b(?:worst|best|highest|lowest|most|least|fewest)\b/i,
    ],
    handoffs,
    respond: (turn) => respond(turn, { shelf, workbench, handoffs }),
  });

async function* respond(turn: Turn, { shelf, workbench, handoffs = [] }: InsightsOptions): AsyncGenerator<AgentEvent> {
  const question = turn.text.slice(0, questionLength);
  const files = await shelf.list(turn.user);
  const talk = talkOf(intentOf(question).kind, files);
  if (talk) return yield* said(talk, turn);
  const thread = threadOf(turn);
  const choice = chooseFile(files, {
    text: question,
    ...(typeof turn.metadata.file_id === "string" && { attached: turn.metadata.file_id }),
    ...(thread && { last: thread.file_id }),
  });
  if (choice.type === "none") return yield* said(noFiles, turn);
  if (choice.type === "unknown") return yield* said(unknownFile(files, choice.name), turn);
  const file = choice.because === "newest" ? ((await newestTable(turn, shelf, files)) ?? choice.file) : choice.file;
  if (file.state !== "ready") return yield* said(notReady(file), turn);
  yield { type: "status", text: `Looking into ${file.name}` };
  const set = await opened(turn, workbench, file);
  if (typeof set === "string") return yield* said({ text: set }, turn);
  const table = set && tableOf(set, question, thread?.file_id === file.file_id ? thread.table : undefined);
  if (!set || !table) return yield* withoutTable(turn, file, handoffs);
  const notice =
    choice.because === "newest" && files.length > 1
      ? `I took your newest table, ${strong(file.name)}; name another file to ask about that one.`
      : undefined;
  yield* onTable(turn, set, table, file, { question: questionOn(file, question), notice, handoffs });
}

/** "More than 10 movies" speaks of the rows of movies.json, and not of the file. */
const questionOn = ({ name }: ShelvedFile, question: string): string =>
  /^\p{L}+\.\w+$/u.test(name) && !question.toLowerCase().includes(name.toLowerCase())
    ? question
    : withoutFileName(question, name);

/** What is said without looking at any table. */
const talkOf = (kind: IntentKind, files: readonly ShelvedFile[]): Answer | undefined => {
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
        text: `I compute answers from your tables: averages and totals, groups, trends, comparisons, what goes together, what stands out, and charts of them. ${
          files.length > 0
            ? `You have ${listed(
                files.map(({ name }) => strong(name)),
                5,
              )}.`
            : howToUpload
        } Ask for example “average price by symbol”, “which month was worst?” or “compare 2004 and 2008”.`,
      };
    default:
      return undefined;
  }
};

/** Nobody asks for figures of a text: the newest file that is a table is meant. */
const newestTable = async (
  turn: Turn,
  shelf: Shelf,
  files: readonly ShelvedFile[],
): Promise<ShelvedFile | undefined> => {
  for (const file of files.filter(({ state }) => state === "ready").slice(0, 10)) {
    const document = await shelf.document(turn.user, file.file_id);
    if (document?.kind === "table") return file;
  }
  return undefined;
};

/** The file's tables; a sentence when they cannot be loaded; undefined when it has none. */
const opened = async (
  turn: Turn,
  workbench: Workbench,
  { file_id }: ShelvedFile,
): Promise<TableSet | string | undefined> => {
  try {
    return await workbench.tables(turn.user, file_id, { signal: turn.signal });
  } catch (error) {
    if (!(error instanceof PolylogueError) || turn.signal.aborted) throw error;
    if (error.code === "file_unsupported") return undefined;
    if (error.code === "file_unreadable") return error.message;
    throw error;
  }
};

function* withoutTable(turn: Turn, file: ShelvedFile, handoffs: readonly string[]): Generator<AgentEvent> {
  if (handoffs.includes(contentName))
    yield { type: "handoff", to: contentName, reason: `${file.name} is a text, not a table` };
  else
    yield* said(
      {
        text: `${strong(file.name)} holds no table, so there is nothing that I could compute. Upload a CSV, JSON or Parquet file.`,
      },
      turn,
    );
}

/** The table that is named, else the one spoken of last, else the one with most of the columns that are named. */
const tableOf = ({ tables }: TableSet, question: string, last: string | undefined): LoadedTable | undefined => {
  const byName = tables.find(({ title }) => tables.length > 1 && question.toLowerCase().includes(title.toLowerCase()));
  const named = (table: LoadedTable) =>
    mentionedColumns(
      question,
      table.columns.map(({ name, title }) => title ?? name),
    ).length;
  const [best] = tables.toSorted((a, b) => named(b) - named(a));
  const before = tables.find(({ title }) => title === last);
  return byName ?? (before && best && named(best) <= named(before) ? before : best);
};

interface Circumstances {
  readonly question: string;
  readonly notice: string | undefined;
  readonly handoffs: readonly string[];
}

async function* onTable(
  turn: Turn,
  set: TableSet,
  table: LoadedTable,
  file: ShelvedFile,
  { question, notice, handoffs }: Circumstances,
): AsyncGenerator<AgentEvent> {
  const { file_id } = file;
  const subject = await subjectOf(set, table, file.name, turn.signal);
  const thread = threadOf(turn);
  const last = thread?.file_id === file_id && thread.table === table.title ? thread.plan : undefined;
  const bench = benchOf(set, subject, turn.signal);
  const looking = (plan: QueryPlan) => investigate(bench, plan);
  const answering = { turn, subject, file_id, notice };
  const clicked = turn.metadata.drill !== undefined;
  if (turn.model.modelId !== "extractive" && !clicked) {
    const planned = await plannedByModel(turn, subject, last, looking);
    if (planned) {
      keepThread(turn, { file_id, table: table.title, plan: planned.plan });
      return yield* findingEvents(planned.finding, { ...answering, plan: planned.plan, notes: [], drill: false });
    }
  }
  const asked = askedOf(turn, question, subject, last);
  if (asked.type === "unclear") {
    if (isContents(question) && handoffs.includes(contentName))
      return yield { type: "handoff", to: contentName, reason: "You asked what is in the file" };
    keepThread(turn, { file_id, table: table.title, ...(last && { plan: last }) });
    const greeting = isGreeting(question) ? introduction(subject) : declined(subject, asked.words, asked.trouble);
    return yield* said({ text: greeting, ...(notice && { after: notice }) }, turn);
  }
  const finding = await found(looking, asked.plan);
  if (typeof finding === "string") return yield* said({ text: finding }, turn);
  // Rows that were looked into do not take the place of the question that they stand behind.
  keepThread(turn, { file_id, table: table.title, plan: asked.drill && last ? last : asked.plan });
  yield* findingEvents(finding, { ...answering, plan: asked.plan, notes: asked.notes, drill: asked.drill === true });
}

const found = async (looking: (plan: QueryPlan) => Promise<Finding>, plan: QueryPlan): Promise<Finding | string> => {
  try {
    return await looking(plan);
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return `That could not be computed: ${error.message}`;
  }
};

/** Questions about what a file is, which the content liaison answers. */
const isContents = (question: string): boolean =>
  (
    [
      "overview",
      "summary",
      "columns",
      "types",
      "gaps",
      "duplicates",
      "outline",
      "sample",
      "span",
      "find",
      "odd",
    ] as readonly IntentKind[]
  ).includes(intentOf(question).kind);

const isGreeting = (question: string): boolean => goTo("insights?").test(question);

const introduction = (subject: Subject): string =>
  `This is Insights. Of ${strong(subject.title)} you can ask, for example, ${listed(
    suggestionsFor(subject).map((idea) => `“${idea}”`),
    3,
    "or",
  )}.`;
