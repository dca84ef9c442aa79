// What a file really is: its first bytes are believed before its name, its name before the media type a client sent.
import { looksDelimited } from "./delimiter.ts";

export type BinaryKind = "pdf" | "image" | "sound" | "archive";
export type TextKind = "table" | "json" | "markdown" | "text" | "page";

const startsWith = (bytes: Uint8Array, signature: string, at = 0): boolean =>
  [...signature].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** The kinds that are told by their first bytes; nothing for text. */
export const binaryKindOf = (bytes: Uint8Array): BinaryKind | undefined => {
  const head = bytes.subarray(0, 1024);
  if (head.some((_, at) => head[at] === 0x25 && startsWith(head, "%PDF-", at))) return "pdf";
  if (startsWith(bytes, "\x89PNG") || startsWith(bytes, "\xff\xd8\xff") || startsWith(bytes, "GIF8")) return "image";
  if (startsWith(bytes, "RIFF")) return startsWith(bytes, "WEBP", 8) ? "image" : "sound";
  if (startsWith(bytes, "ID3") || startsWith(bytes, "OggS") || startsWith(bytes, "fLaC")) return "sound";
  if (startsWith(bytes, "PK\x03\x04") || startsWith(bytes, "\x1f\x8b") || startsWith(bytes, "\xd0\xcf\x11\xe0"))
    return "archive";
  return undefined;
};

/** `text` without a byte order mark. */
export const textKindOf = (text: string, name: string, mediaType: string): TextKind => {
  const start = text.slice(0, 4096).trimStart();
  if (/^(?:<!doctype html|<html|<\?xml|<svg)/i.test(start)) return "page";
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (["json", "jsonl", "ndjson", "geojson"].includes(extension)) return "json";
  if (extension === "md" || extension === "markdown") return "markdown";
  if (startsJson(start)) return "json";
  if (extension === "csv" || extension === "tsv" || extension === "tab") return "table";
  if (/\bjson\b/.test(mediaType)) return "json";
  if (/csv|tab-separated/.test(mediaType)) return "table";
  if (mediaType.includes("markdown")) return "markdown";
  if (looksDelimited(text)) return "table";
  return /^#{1,6} \S/m.test(start) ? "markdown" : "text";
};

/** A list or object that goes on like one: "[see below]" and "{name}" are prose. */
const startsJson = (start: string): boolean =>
  /^(?:\{\s*"|\[\s*[[{"\d-])/.test(start) && !/^\[[^\]{"]*\]\s*\w/.test(start);
