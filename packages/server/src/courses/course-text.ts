// The bytes of an upload as the Markdown of a course, or a sentence that says why they are not.
import { PolylogueError } from "@polylogue/core";

const otherFormats = /^\s*(?:%PDF-|\{\\rtf|<!doctype html|<html[\s>])/i;
const instead = "Save the course as Markdown (.md, UTF-8) and import that.";

const decoded = (bytes: Uint8Array, name: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PolylogueError("file_unsupported", `${name} is not a text in UTF-8. ${instead}`, { cause });
  }
};

/** Throws `file_unsupported` or `file_unreadable`. */
export const courseText = (bytes: Uint8Array, name: string): string => {
  const text = decoded(bytes, name);
  if (text.includes("\0") || otherFormats.test(text.slice(0, 200)))
    throw new PolylogueError("file_unsupported", `${name} is not Markdown. ${instead}`);
  if (text.trim() === "")
    throw new PolylogueError("file_unreadable", `${name} is empty. Import a file with the text of the course.`);
  return text;
};
