// A file's bytes as a Document: what kind it is, then the reader of that kind. Runs in the worker.
import { type Document, markdownSections } from "@polylogue/core";
import { decodeText } from "./decode.ts";
import { type ReadTables, readDelimited } from "./delimited.ts";
import { binaryKindOf, textKindOf } from "./file-kind.ts";
import { readJson } from "./json-tables.ts";
import { type ReadSections, readPdf } from "./pdf.ts";
import { plainSections } from "./plain-sections.ts";
import { unreadable, unsupported } from "./unreadable.ts";

export interface UnreadFile {
  readonly file_id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A thousand pages; what is longer is cut, for it is kept and searched as a whole. */
const textLimit = 3_000_000;

type Progress = (done: number) => void;

export const readDocument = async (file: UnreadFile, progress: Progress): Promise<Document> => {
  if (file.bytes.length === 0) throw unreadable("This file is empty.");
  const size = file.bytes.length;
  const read = await readContent(file, progress);
  progress(1);
  const { file_id, name, mediaType } = file;
  return {
    file_id,
    name,
    mediaType,
    bytes: size,
    kind: "tables" in read ? "table" : "text",
    tables: "tables" in read ? read.tables : [],
    sections: "sections" in read ? read.sections : [],
    warnings: read.warnings,
  };
};

const readContent = async (file: UnreadFile, progress: Progress): Promise<ReadTables | ReadSections> => {
  const kind = binaryKindOf(file.bytes);
  switch (kind) {
    case "pdf":
      return shortened(await readPdf(file.bytes, progress));
    case "image":
    case "sound":
      throw unsupported("I can keep images and sound, but not read them yet.");
    case "archive":
      throw unsupported("This is a Word, Excel or ZIP file. Save a sheet as CSV, or a text as PDF, then upload that.");
    case undefined:
      return readText(file, progress);
  }
};

const readText = async (
  { bytes, name, mediaType }: UnreadFile,
  progress: Progress,
): Promise<ReadTables | ReadSections> => {
  const { text, warnings } = decodeText(bytes);
  if (text.trim() === "") throw unreadable("This file is empty.");
  const read = await parseText(text, name, textKindOf(text, name, mediaType), progress);
  return { ...read, warnings: [...warnings, ...read.warnings] };
};

const parseText = async (
  text: string,
  name: string,
  kind: ReturnType<typeof textKindOf>,
  progress: Progress,
): Promise<ReadTables | ReadSections> => {
  switch (kind) {
    case "table":
      return readDelimited(text, name, progress);
    case "json":
      return readJson(text, name);
    case "markdown":
      return shortened({ sections: markdownSections(text), warnings: [] });
    case "text":
      return shortened({ sections: plainSections(text), warnings: [] });
    case "page":
      throw unsupported("This is a web page or XML. Save it as PDF or plain text, then upload that.");
  }
};

const shortened = ({ sections, warnings }: ReadSections): ReadSections => {
  let room = textLimit;
  const kept = sections.filter(({ text }) => {
    room -= text.length;
    return room >= 0;
  });
  if (kept.length === sections.length) return { sections, warnings };
  return {
    sections: kept,
    warnings: [...warnings, `The text is very long; I kept the first ${kept.length} of ${sections.length} sections.`],
  };
};
