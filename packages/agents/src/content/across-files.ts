// Answers that need more than one file: which files speak of something, and what two tables have in common.
import type { Document, Shelf, ShelvedFile, Turn } from "@polylogue/core";
import type { Answer } from "../files/answer.ts";
import { mentionedColumns } from "../files/mention.ts";
import { howToUpload } from "../files/shelf-answer.ts";
import { counted, listed, markdownTable, plain, strong } from "../files/wording.ts";
import { findPassages } from "./passage-search.ts";

/** Files that are looked into for one question, newest first. */
const fileLimit = 20;

export const readyDocuments = async (turn: Turn, shelf: Shelf, files: readonly ShelvedFile[]): Promise<Document[]> => {
  const documents: Document[] = [];
  for (const { file_id } of files.filter(({ state }) => state === "ready").slice(0, fileLimit)) {
    const document = await shelf.document(turn.user, file_id);
    if (document) documents.push(document);
  }
  return documents;
};

/** Which files have a column, a value or a passage that the question is about. */
export const filesAbout = async (
  turn: Turn,
  shelf: Shelf,
  files: readonly ShelvedFile[],
  question: string,
): Promise<{ readonly answer: Answer; readonly found: readonly Document[] }> => {
  const subject = subjectOf(question);
  const documents = await readyDocuments(turn, shelf, files);
  const places = documents
    .map((document) => ({ document, place: whereIn(document, subject) }))
    .filter(({ place }) => place !== "");
  const about = plain(subject, 80);
  const lines = places.map(({ document, place }) => `- ${strong(document.name)}: ${place}`);
  const text =
    lines.length === 0
      ? `I find nothing about ${about} in your ${counted(documents.length, "file")}.`
      : `${counted(lines.length, "file has", "files have")} something about ${about}:\n\n${lines.join("\n")}`;
  return { answer: { text }, found: places.map(({ document }) => document) };
};

/** "which file has information about the weather?" asks for "the weather". */
const subjectOf = (question: string): string =>
  question
    .replace(/^.*?\b(?:about|has|have|contains?|mentions?|says?|talks? about|with|covers?)\b/i, "")
    .replace(/^\s*(?:information|data|something|anything|facts?|details)\b/i, "")
    .replace(/^\s*(?:about|on|regarding|of)\b/i, "")
    .replace(/[?.!\s]+$/, "")
    .trim();

const whereIn = (document: Document, subject: string): string => {
  if (document.kind === "text") {
    const [best] = findPassages([document], subject);
    return best ? `it is spoken of in ${plain(best.source, 160)}` : "";
  }
  const columns = document.tables.flatMap((table) =>
    mentionedColumns(
      subject,
      table.columns.map(({ name }) => name),
    ),
  );
  if (columns.length > 0)
    return `it has the ${columns.length === 1 ? "column" : "columns"} ${listed(columns.map(strong), 5)}`;
  const words = ` ${subject.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `;
  const holder = document.tables
    .flatMap(({ columns: all }) => all)
    .find(
      ({ type, examples }) =>
        type === "text" && examples.some((example) => words.includes(` ${example.toLowerCase()} `)),
    );
  return holder ? `it is a value of ${strong(holder.name)}` : "";
};

/** Of `first` and the file named beside it, else of the two newest tables. */
export const comparison = async (
  turn: Turn,
  shelf: Shelf,
  files: readonly ShelvedFile[],
  first: Document,
  named: ShelvedFile | undefined,
): Promise<Answer> => {
  const second = named && (await shelf.document(turn.user, named.file_id));
  if (second) return compareTables(first, second);
  const documents = await readyDocuments(turn, shelf, files);
  const tables = [first, ...documents.filter(({ file_id }) => file_id !== first.file_id)].filter(
    ({ kind }) => kind === "table",
  );
  const [left, right] = tables;
  if (left && right) return compareTables(left, right);
  const have = left ? `I have only ${strong(left.name)}` : "I have none";
  return { text: `I need two tables to compare, and ${have}. ${howToUpload}` };
};

/** Which columns two files share, by name, and whether they are of one type. */
const compareTables = (a: Document, b: Document): Answer => {
  const [left, right] = [a.tables[0], b.tables[0]];
  if (!left || !right) {
    const text = left ? b : a;
    return {
      text: `I can compare the columns of two tables, but ${strong(text.name)} is a text. Ask me about each of them on its own.`,
    };
  }
  const key = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  const pairs = left.columns.flatMap((column) => {
    const other = right.columns.find(({ name }) => key(name) === key(column.name));
    return other ? [{ column, other }] : [];
  });
  const onlyLeft = left.columns.filter(({ name }) => !right.columns.some((other) => key(other.name) === key(name)));
  const onlyRight = right.columns.filter(({ name }) => !left.columns.some((other) => key(other.name) === key(name)));
  const only = (document: Document, columns: typeof onlyLeft) =>
    columns.length > 0
      ? `Only in ${strong(document.name)}: ${listed(
          columns.map(({ name }) => strong(name)),
          12,
        )}.`
      : "";
  const size = `${strong(a.name)} has ${counted(left.rows, "row")} and ${counted(left.columns.length, "column")}, ${strong(b.name)} has ${counted(right.rows, "row")} and ${counted(right.columns.length, "column")}.`;
  const common =
    pairs.length === 0
      ? "They share no column by name."
      : `They share ${counted(pairs.length, "column")} by name: ${listed(
          pairs.map(({ column }) => strong(column.name)),
          12,
        )}.`;
  const span = ({ min, max, examples }: (typeof left.columns)[number]) =>
    plain(min === undefined ? examples.slice(0, 2).join(", ") : `${min} to ${max ?? min}`);
  return {
    text: [size, common, only(a, onlyLeft), only(b, onlyRight)].filter(Boolean).join(" "),
    ...(pairs.length > 0 && {
      table: markdownTable(
        [
          "column",
          `type in ${plain(a.name)}`,
          `type in ${plain(b.name)}`,
          `in ${plain(a.name)}`,
          `in ${plain(b.name)}`,
        ],
        pairs.map(({ column, other }) => [plain(column.name), column.type, other.type, span(column), span(other)]),
      ),
    }),
  };
};
