// Bytes as text: UTF-8, UTF-16 with or without its mark, or Western European as the last resort; never binary data.
import { unsupported } from "./unreadable.ts";

/** How much is looked at to tell text from binary data. */
const probeBytes = 64 * 1024;

export interface DecodedText {
  readonly text: string;
  readonly warnings: readonly string[];
}

export const decodeText = (bytes: Uint8Array): DecodedText => {
  const utf16 = utf16Of(bytes);
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), warnings: [] };
  if (isBinary(bytes))
    throw unsupported("This file holds binary data. I can read CSV, JSON, Markdown, plain text and PDF.");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), warnings: [] };
  } catch {
    return {
      text: new TextDecoder("windows-1252").decode(bytes),
      warnings: ["The file is not UTF-8; I read it as Western European text (Latin-1), so a few letters may be wrong."],
    };
  }
};

const utf16Of = (bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const pairs = Math.min(bytes.length, probeBytes) >> 1;
  if (pairs < 4) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[pair * 2] === 0) evenZeros += 1;
    if (bytes[pair * 2 + 1] === 0) oddZeros += 1;
  }
  if (oddZeros > pairs * 0.7 && evenZeros < pairs * 0.05) return "utf-16le";
  if (evenZeros > pairs * 0.7 && oddZeros < pairs * 0.05) return "utf-16be";
  return undefined;
};

const isBinary = (bytes: Uint8Array): boolean => {
  const probe = bytes.subarray(0, probeBytes);
  let controls = 0;
  for (const byte of probe) {
    if (byte === 0) return true;
    if (byte < 32 && (byte < 8 || byte > 13) && byte !== 27) controls += 1;
  }
  return controls > probe.length * 0.02;
};
