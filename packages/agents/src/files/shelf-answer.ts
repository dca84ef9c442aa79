// Answers about the files themselves: which there are, what to do when there is none, or one is not ready.
import type { ShelvedFile } from "@polylogue/core";
import type { Answer } from "./answer.ts";
import { counted, listed, markdownTable, plain, sizeOf, strong } from "./wording.ts";

const shownFiles = 25;

export const readableKinds = "CSV, TSV, JSON, Markdown, plain text and PDF";
export const howToUpload = `Drop a file on the conversation, or send it with POST /api/files. I read ${readableKinds}, up to 25 MB; save a sheet of Excel as CSV first.`;

const stateWords = ({ state, message = "it could not be read" }: ShelvedFile): string => {
  if (state === "failed") return plain(`not read: ${message}`, 160);
  return state === "reading" ? "being read" : "ready";
};

/** Newest first. */
export const listOfFiles = (files: readonly ShelvedFile[]): Answer => {
  const [newest] = files;
  if (!newest) return noFiles;
  if (files.length === 1)
    return {
      text: `You have one file: ${strong(newest.name)} (${sizeOf(newest.bytes)}, ${stateWords(newest)}).`,
      data: dataOf(files),
    };
  const names = listed(
    files.map(({ name }) => strong(name)),
    5,
  );
  return {
    text: `You have ${counted(files.length, "file")}, newest first: ${names}.`,
    table: markdownTable(
      ["file", "size", "state"],
      files.slice(0, shownFiles).map((file) => [plain(file.name), sizeOf(file.bytes), stateWords(file)]),
    ),
    data: dataOf(files),
  };
};

const dataOf = (files: readonly ShelvedFile[]) => ({
  files: files.map(({ file_id, name, bytes, state }) => ({ file_id, name, bytes, state })),
});

export const noFiles: Answer = { text: `You have no files here yet. ${howToUpload}` };

export const unknownFile = (files: readonly ShelvedFile[], name?: string): Answer => {
  const missing =
    name === undefined
      ? "I can't find the file that came with your message; it may have been removed."
      : `I can't find ${name.includes(".") ? strong(name) : name} among your files.`;
  return {
    text: `${missing} ${
      files.length > 0
        ? `You have ${listed(
            files.map((file) => strong(file.name)),
            5,
          )}.`
        : howToUpload
    }`,
  };
};

/** What to say of a file that cannot be asked about, now or ever. */
export const notReady = (file: ShelvedFile): Answer =>
  file.state === "reading"
    ? { text: `${strong(file.name)} is still being read. Ask me again in a moment.` }
    : {
        text: `I could not read ${strong(file.name)}: ${file.message ?? "it seems to be damaged. Save a copy and upload it again."}`,
      };
