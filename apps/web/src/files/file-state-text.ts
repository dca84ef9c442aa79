// How far a file is, in words.
import type { ShelfFile } from "./shelf.ts";

const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function fileStateText({ state, progress, message }: ShelfFile): string {
  switch (state) {
    case "uploading":
      return `Sending ${percent(progress)}`;
    case "reading":
      return progress > 0 ? `Reading ${percent(progress)}` : "Reading";
    case "ready":
      return "Ready to be asked about";
    case "failed":
      return message ?? "This file could not be read. Drop another one.";
  }
}
